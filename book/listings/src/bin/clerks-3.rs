//! Two clerks answer letters; main closes the inbox and waits for them.

use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, unbounded};

fn clerk(letters: Receiver<&str>) {
    for letter in letters {
        thread::sleep(Duration::from_millis(100));
        println!("answered: {letter}");
    }
}

fn main() {
    let (inbox, letters) = unbounded();
    let start = |_| {
        let letters = letters.clone();
        thread::spawn(move || clerk(letters))
    };
    let clerks: Vec<_> = (0..2).map(start).collect();
    // ANCHOR: end
    for letter in ["bill", "invitation", "complaint", "thanks"] {
        inbox.send(letter).unwrap();
    }
    drop(inbox); // ①
    for clerk in clerks {
        clerk.join().unwrap(); // ②
    }
    println!("all answered");
    // ANCHOR_END: end
}
