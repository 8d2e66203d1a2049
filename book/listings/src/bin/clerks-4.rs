//! One clerk answers letters, and goes on after one that can't be answered.

use std::panic::catch_unwind;
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, unbounded};

// ANCHOR: clerk
fn answer(letter: &str) {
    thread::sleep(Duration::from_millis(100));
    assert!(letter != "threat", "who would answer this?");
    println!("answered: {letter}");
}

fn clerk(letters: Receiver<&str>) {
    for letter in letters {
        let end = catch_unwind(|| answer(letter)); // ①
        if end.is_err() {
            println!("thrown away: {letter}"); // ②
        }
    }
}
// ANCHOR_END: clerk

fn main() {
    let (inbox, letters) = unbounded();
    let clerk = thread::spawn(move || clerk(letters));
    for letter in ["bill", "threat", "thanks"] {
        inbox.send(letter).unwrap();
    }
    drop(inbox);
    clerk.join().unwrap();
    println!("all answered");
}
