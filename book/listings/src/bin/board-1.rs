//! Three readers look at a board behind a mutex, one after the other.

// ANCHOR: main
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

fn main() {
    let board = Mutex::new("platform 4");
    thread::scope(|scope| {
        for reader in 0..3 {
            let board = &board;
            scope.spawn(move || {
                let seen = board.lock().unwrap(); // ①
                thread::sleep(Duration::from_millis(100)); // ②
                println!("reader {reader}: {seen}");
            });
        }
    });
}
// ANCHOR_END: main
