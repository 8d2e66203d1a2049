//! Two clerks answer letters; main sleeps for as long as they should need.

// ANCHOR: main
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, unbounded};

fn clerk(letters: Receiver<&str>) {
    for letter in letters {
        thread::sleep(Duration::from_millis(100)); // ①
        println!("answered: {letter}");
    }
}

fn main() {
    let (inbox, letters) = unbounded();
    for _ in 0..2 {
        let letters = letters.clone(); // ②
        thread::spawn(move || clerk(letters));
    }
    for letter in ["bill", "invitation", "complaint", "thanks"] {
        inbox.send(letter).unwrap(); // ③
    }
    thread::sleep(Duration::from_millis(500)); // ④
    println!("all answered");
}
// ANCHOR_END: main
