//! Two threads count to 2 together, each in two steps: a load, then a store.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

// ANCHOR: program
fn main() {
    let count = AtomicU32::new(0);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let seen = count.load(SeqCst); // ①
                count.store(seen + 1, SeqCst); // ②
            });
        }
    });

    println!("{}", count.load(SeqCst));
}
// ANCHOR_END: program
