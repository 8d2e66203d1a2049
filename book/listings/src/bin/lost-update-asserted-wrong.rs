//! Two threads count to 2 together, each in two steps; the program says what must come of it.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn main() {
    let count = AtomicU32::new(0);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let seen = count.load(SeqCst);
                count.store(seen + 1, SeqCst);
            });
        }
    });

    // ANCHOR: assert
    assert_eq!(count.load(SeqCst), 2); // ①
    // ANCHOR_END: assert
}
