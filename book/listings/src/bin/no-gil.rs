//! Two threads that calculate: in Rust, nothing keeps them from doing so at the same moment.

// ANCHOR: main
use std::thread;

fn count(limit: u64) -> u64 {
    let mut total = 0;
    for number in 0..limit {
        total += number % 7; // ①
    }
    total
}

fn main() {
    let workers = [(); 2].map(|()| thread::spawn(|| count(8_000_000)));
    for worker in workers {
        println!("{}", worker.join().unwrap());
    }
}
// ANCHOR_END: main
