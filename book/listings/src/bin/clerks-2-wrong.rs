//! Two clerks answer letters; main waits for them with the inbox open.

use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, unbounded};

fn clerk(letters: Receiver<&str>) {
    for letter in letters {
        thread::sleep(Duration::from_millis(100));
        println!("answered: {letter}");
    }
}

// ANCHOR: main
fn main() {
    let (inbox, letters) = unbounded();
    let start = |_| {
        let letters = letters.clone();
        thread::spawn(move || clerk(letters))
    };
    let clerks: Vec<_> = (0..2).map(start).collect(); // ①
    for letter in ["bill", "invitation", "complaint", "thanks"] {
        inbox.send(letter).unwrap();
    }
    for clerk in clerks {
        clerk.join().unwrap(); // ②
    }
    println!("all answered");
}
// ANCHOR_END: main
