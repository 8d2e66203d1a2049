//! Two threads count to 2 together, each in one step that nobody can come in between.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

// ANCHOR: program
fn main() {
    let count = AtomicU32::new(0);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                count.fetch_add(1, SeqCst); // ①
            });
        }
    });

    println!("{}", count.load(SeqCst));
}
// ANCHOR_END: program
