//! Wrong: each of two threads waits for the other's word before it says its own.

// ANCHOR: main
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

fn polite(hears: Receiver<&str>, speaks: Sender<&str>) {
    hears.recv().unwrap(); // ①
    speaks.send("after you").unwrap(); // ②
}

fn main() {
    let (to_left, left_hears) = channel();
    let (to_right, right_hears) = channel();
    let left = thread::spawn(|| polite(left_hears, to_right));
    let right = thread::spawn(|| polite(right_hears, to_left));
    left.join().unwrap();
    right.join().unwrap();
}
// ANCHOR_END: main
