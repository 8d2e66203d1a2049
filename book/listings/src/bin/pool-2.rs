//! Four workers, four jobs; the lock is given back before the work begins.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

static BUSY: AtomicU32 = AtomicU32::new(0);
static MOST: AtomicU32 = AtomicU32::new(0);

fn work(job: u32) {
    println!("job {job}");
    let busy = BUSY.fetch_add(1, SeqCst) + 1;
    MOST.fetch_max(busy, SeqCst);
    thread::sleep(Duration::from_millis(200));
    BUSY.fetch_sub(1, SeqCst);
}

fn main() {
    let (sender, jobs) = mpsc::channel();
    (0..4).for_each(|job| sender.send(job).unwrap());
    drop(sender);
    let jobs = Mutex::new(jobs);
    thread::scope(|scope| {
        for _ in 0..4 {
            // ANCHOR: worker
            scope.spawn(|| {
                loop {
                    let job = jobs.lock().unwrap().recv(); // ①
                    let Ok(job) = job else { break };
                    work(job); // ②
                }
            });
            // ANCHOR_END: worker
        }
    });
    println!("jobs at once: {}", MOST.load(SeqCst));
}
