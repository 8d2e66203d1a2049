//! Two waiters and two dishes; who is woken takes it for granted that there is one.

// ANCHOR: main
use std::sync::{Condvar, Mutex};
use std::thread;

static DISHES: Mutex<u32> = Mutex::new(0);
static BELL: Condvar = Condvar::new();

fn serve() {
    let mut dishes = DISHES.lock().unwrap();
    if *dishes == 0 {
        dishes = BELL.wait(dishes).unwrap(); // ①
    }
    *dishes -= 1; // ②
}

fn main() {
    thread::scope(|scope| {
        scope.spawn(serve);
        scope.spawn(serve);
        for _ in 0..2 {
            *DISHES.lock().unwrap() += 1; // ③
            BELL.notify_one();
        }
    });
    println!("all served");
}
// ANCHOR_END: main
