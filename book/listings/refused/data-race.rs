//! Refused by the compiler: two threads change one variable, and nothing puts them in an order.

// ANCHOR: main
use std::thread;

fn main() {
    let mut count = 0;
    thread::scope(|scope| {
        scope.spawn(|| count += 1);
        scope.spawn(|| count += 1); // ①
    });
    println!("{count}");
}
// ANCHOR_END: main
