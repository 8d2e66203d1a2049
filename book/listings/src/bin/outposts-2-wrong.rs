//! Step 2, wrong: a thread for each outpost, and nobody waits for them.

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
        thread::spawn(move || ask(outpost)); // ①
    }
    println!("all asked"); // ②
}
// ANCHOR_END: main
