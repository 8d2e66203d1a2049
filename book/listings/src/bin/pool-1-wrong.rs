//! Four workers, four jobs; whoever works keeps the lock, so they take turns.

// ANCHOR: work
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
    MOST.fetch_max(busy, SeqCst); // ①
    thread::sleep(Duration::from_millis(200));
    BUSY.fetch_sub(1, SeqCst);
}
// ANCHOR_END: work

// ANCHOR: main
fn main() {
    let (sender, jobs) = mpsc::channel();
    (0..4).for_each(|job| sender.send(job).unwrap());
    drop(sender); // ②
    let jobs = Mutex::new(jobs);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Ok(job) = jobs.lock().unwrap().recv() {
                    work(job); // ③
                }
            });
        }
    });
    println!("jobs at once: {}", MOST.load(SeqCst));
}
// ANCHOR_END: main
