//! An atomic counter: no addition of two threads is lost.

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let count = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..1000 {
                    count.fetch_add(1, Ordering::Relaxed); // ①
                }
            });
        }
    }); // ②
    println!("{}", count.into_inner());
}
// ANCHOR_END: main
