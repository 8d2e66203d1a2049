//! A waiter sleeps until the bell rings; what he waits for is behind the lock.

// ANCHOR: main
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

static DISH_IS_READY: Mutex<bool> = Mutex::new(false); // ①
static BELL: Condvar = Condvar::new();

fn main() {
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut ready = DISH_IS_READY.lock().unwrap();
            while !*ready {
                ready = BELL.wait(ready).unwrap(); // ②
            }
            println!("served");
        });
        thread::sleep(Duration::from_millis(100)); // ③
        println!("ready");
        *DISH_IS_READY.lock().unwrap() = true; // ④
        BELL.notify_one();
    });
}
// ANCHOR_END: main
