//! Step 3, wrong: main sleeps for longer than any outpost needs.

use std::thread;
use std::time::Duration;

fn ask(outpost: &str) -> usize {
    println!("{outpost} asked");
    thread::sleep(Duration::from_millis(200));
    println!("{outpost} answered");
    outpost.len()
}

// ANCHOR: main
fn main() {
    for outpost in ["north", "south", "east"] {
        thread::spawn(move || ask(outpost));
    }
    thread::sleep(Duration::from_millis(500)); // ①
    println!("all answered"); // ②
}
// ANCHOR_END: main
