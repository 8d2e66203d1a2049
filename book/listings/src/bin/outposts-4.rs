//! Step 4: main keeps the handles, and waits for each thread.

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
    let mut asked = Vec::new();
    for outpost in ["north", "south", "east"] {
        asked.push((outpost, thread::spawn(move || ask(outpost)))); // ①
    }
    for (outpost, handle) in asked {
        let answer = handle.join().unwrap(); // ②
        println!("{outpost}: {answer}");
    }
}
// ANCHOR_END: main
