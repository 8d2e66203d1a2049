//! Four workers, four jobs that wait for each other; whoever works keeps the lock.

// ANCHOR: main
use std::sync::{Barrier, Mutex, mpsc};
use std::thread;

fn main() {
    let (sender, jobs) = mpsc::channel();
    (0..4).for_each(|job: u32| sender.send(job).unwrap());
    drop(sender);
    let jobs = Mutex::new(jobs);
    let all_four = Barrier::new(4); // ①
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Ok(_job) = jobs.lock().unwrap().recv() {
                    all_four.wait(); // ②
                }
            });
        }
    });
    println!("all four met");
}
// ANCHOR_END: main
