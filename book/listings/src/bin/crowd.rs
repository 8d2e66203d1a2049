//! The same calculation, shared out among as many threads as asked for.

// ANCHOR: main
use std::env;
use std::hint::black_box;
use std::thread;

const NUMBERS: u64 = 240_000_000;

fn sum(numbers: u64) -> u64 {
    (0..numbers).map(|number| black_box(number) % 7).sum() // ①
}

fn main() {
    let workers = env::args().nth(1).and_then(|word| word.parse().ok());
    let workers = workers.unwrap_or(1);
    let part = NUMBERS / workers; // ②
    let mut handles = Vec::new();
    for _ in 0..workers {
        handles.push(thread::spawn(move || sum(part)));
    }
    for handle in handles {
        handle.join().unwrap();
    }
}
// ANCHOR_END: main
