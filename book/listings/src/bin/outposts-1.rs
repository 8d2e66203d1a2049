//! Step 1: three outposts are asked by one thread, one after the other.

// ANCHOR: main
use std::thread;
use std::time::Duration;

fn ask(outpost: &str) -> usize {
    println!("{outpost} asked");
    thread::sleep(Duration::from_millis(200)); // ①
    println!("{outpost} answered");
    outpost.len() // ②
}

fn main() {
    for outpost in ["north", "south", "east"] {
        let answer = ask(outpost); // ③
        println!("{outpost}: {answer}");
    }
}
// ANCHOR_END: main
