//! Two threads count votes in one number, each vote in one turn with its lock.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let votes = Arc::new(Mutex::new(0));
    let mut stations = Vec::new();
    for _ in 0..2 {
        let votes = Arc::clone(&votes);
        // ANCHOR: station
        stations.push(thread::spawn(move || {
            for _ in 0..3 {
                let mut votes = votes.lock().unwrap(); // ①
                *votes += 1; // ②
            } // ③
        }));
        // ANCHOR_END: station
    }
    for station in stations {
        station.join().unwrap();
    }
    let votes = *votes.lock().unwrap();
    println!("votes: {votes}");
    assert_eq!(votes, 6);
}
