//! Wrong: each thread is waited for in the loop that starts it, so they take turns.

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
        let handle = thread::spawn(move || ask(outpost));
        let answer = handle.join().unwrap(); // ①
        println!("{outpost}: {answer}");
    }
}
// ANCHOR_END: main
