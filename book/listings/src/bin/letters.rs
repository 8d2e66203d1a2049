//! Two threads with two lines each: six legal orders of the four lines.

// ANCHOR: main
use std::thread;

fn main() {
    let first = thread::spawn(|| {
        println!("A 1"); // ①
        println!("A 2");
    });
    let second = thread::spawn(|| {
        println!("B 1");
        println!("B 2");
    });
    first.join().unwrap();
    second.join().unwrap();
}
// ANCHOR_END: main
