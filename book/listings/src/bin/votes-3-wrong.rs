//! Wrong: takes the lock to read and takes it again to write.

use std::sync::{Arc, Mutex};
use std::thread;

// ANCHOR: main
fn main() {
    let votes = Arc::new(Mutex::new(0)); // ①
    let mut stations = Vec::new();
    for _ in 0..2 {
        let votes = Arc::clone(&votes);
        stations.push(thread::spawn(move || {
            for _ in 0..3 {
                let before = *votes.lock().unwrap(); // ②
                *votes.lock().unwrap() = before + 1; // ③
            }
        }));
    }
    for station in stations {
        station.join().unwrap();
    }
    let votes = *votes.lock().unwrap();
    println!("votes: {votes}");
    assert_eq!(votes, 6);
}
// ANCHOR_END: main
