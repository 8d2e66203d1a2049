//! A waiter sleeps until the bell rings; what he waits for stands beside the lock.

// ANCHOR: main
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};
use std::thread;

static DISH_IS_READY: AtomicBool = AtomicBool::new(false);
static LOCK: Mutex<()> = Mutex::new(()); // ①
static BELL: Condvar = Condvar::new();

fn main() {
    thread::scope(|scope| {
        scope.spawn(|| {
            while !DISH_IS_READY.load(SeqCst) {
                let guard = LOCK.lock().unwrap();
                drop(BELL.wait(guard).unwrap()); // ②
            }
            println!("served");
        });
        DISH_IS_READY.store(true, SeqCst); // ③
        BELL.notify_one();
    });
}
// ANCHOR_END: main
