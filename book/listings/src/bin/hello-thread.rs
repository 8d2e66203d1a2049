//! The smallest program with a second thread.

use std::thread;

// ANCHOR: main
fn main() {
    let thread = thread::spawn(|| println!("hello from a thread")); // ①
    thread.join().unwrap(); // ②
}
// ANCHOR_END: main
