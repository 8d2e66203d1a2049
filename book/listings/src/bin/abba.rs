//! Two threads move money between two accounts and lock them in opposite orders.

use std::sync::Mutex;
use std::thread;

// ANCHOR: program
fn main() {
    let a = Mutex::new(100);
    let b = Mutex::new(100);

    thread::scope(|scope| {
        scope.spawn(|| {
            let mut from = a.lock().unwrap(); // ①
            let mut to = b.lock().unwrap();
            *from -= 10;
            *to += 10;
        });
        scope.spawn(|| {
            let mut from = b.lock().unwrap(); // ②
            let mut to = a.lock().unwrap();
            *from -= 20;
            *to += 20;
        });
    });

    println!("{} {}", a.lock().unwrap(), b.lock().unwrap());
}
// ANCHOR_END: program
