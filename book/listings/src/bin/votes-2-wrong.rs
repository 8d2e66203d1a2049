//! Wrong: each thread has a number of its own, behind a lock of its own.

use std::sync::{Arc, Mutex};
use std::thread;

// ANCHOR: main
fn main() {
    let total = 0;
    let mut stations = Vec::new();
    for _ in 0..2 {
        let votes = Arc::new(Mutex::new(total)); // ①
        stations.push(thread::spawn(move || {
            for _ in 0..3 {
                *votes.lock().unwrap() += 1; // ②
            }
        }));
    }
    for station in stations {
        station.join().unwrap();
    }
    println!("votes: {total}"); // ③
}
// ANCHOR_END: main
