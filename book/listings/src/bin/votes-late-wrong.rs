//! Wrong: keeps the lock while it sleeps, and so makes the other thread wait for nothing.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let votes = Arc::new(Mutex::new(0));
    let mut stations = Vec::new();
    for _ in 0..2 {
        let votes = Arc::clone(&votes);
        // ANCHOR: station
        stations.push(thread::spawn(move || {
            for _ in 0..3 {
                let mut votes = votes.lock().unwrap(); // ①
                *votes += 1;
                thread::sleep(Duration::from_millis(100)); // ②
            }
        }));
        // ANCHOR_END: station
    }
    for station in stations {
        station.join().unwrap();
    }
    println!("votes: {}", votes.lock().unwrap());
}
