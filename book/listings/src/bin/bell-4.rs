//! Two waiters and two dishes; who is woken looks again.

use std::sync::{Condvar, Mutex};
use std::thread;

static DISHES: Mutex<u32> = Mutex::new(0);
static BELL: Condvar = Condvar::new();

// ANCHOR: serve
fn serve() {
    let mut dishes = DISHES.lock().unwrap();
    while *dishes == 0 {
        dishes = BELL.wait(dishes).unwrap(); // ①
    }
    *dishes -= 1;
}
// ANCHOR_END: serve

fn main() {
    thread::scope(|scope| {
        scope.spawn(serve);
        scope.spawn(serve);
        for _ in 0..2 {
            *DISHES.lock().unwrap() += 1;
            BELL.notify_one();
        }
    });
    println!("all served");
}
