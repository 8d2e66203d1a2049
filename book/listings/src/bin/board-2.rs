//! Three readers look at a board behind a lock for readers and writers, all at once.

use std::sync::RwLock;
use std::thread;
use std::time::Duration;

fn main() {
    let board = RwLock::new("platform 4");
    thread::scope(|scope| {
        for reader in 0..3 {
            let board = &board;
            // ANCHOR: reader
            scope.spawn(move || {
                let seen = board.read().unwrap(); // ①
                thread::sleep(Duration::from_millis(100));
                println!("reader {reader}: {seen}");
            });
            // ANCHOR_END: reader
        }
    });
}
