//! Four workers, four jobs that wait for each other; the lock is given back before the work.

use std::sync::{Barrier, Mutex, mpsc};
use std::thread;

fn main() {
    let (sender, jobs) = mpsc::channel();
    (0..4).for_each(|job: u32| sender.send(job).unwrap());
    drop(sender);
    let jobs = Mutex::new(jobs);
    let all_four = Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok(_job) = job else { break };
                    all_four.wait();
                }
            });
        }
    });
    println!("all four met");
}
