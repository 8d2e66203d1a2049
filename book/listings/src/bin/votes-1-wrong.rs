//! Wrong: reads the number and writes it back in two steps; a vote that comes in between is lost.

// ANCHOR: main
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;

fn main() {
    let votes = Arc::new(AtomicU32::new(0)); // ①
    let mut stations = Vec::new();
    for _ in 0..2 {
        let votes = Arc::clone(&votes); // ②
        stations.push(thread::spawn(move || {
            for _ in 0..3 {
                let before = votes.load(Relaxed); // ③
                votes.store(before + 1, Relaxed); // ④
            }
        }));
    }
    for station in stations {
        station.join().unwrap();
    }
    println!("votes: {}", votes.load(Relaxed));
    assert_eq!(votes.load(Relaxed), 6); // ⑤
}
// ANCHOR_END: main
