//! Two threads find no forecast; the second one to get the lock looks again.

use std::sync::RwLock;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

static ASKED: AtomicU32 = AtomicU32::new(0);

fn ask() -> i32 {
    ASKED.fetch_add(1, Relaxed);
    21
}

// ANCHOR: forecast
fn forecast(known: &RwLock<Option<i32>>) -> i32 {
    if let Some(degrees) = *known.read().unwrap() {
        return degrees;
    }
    let mut known = known.write().unwrap();
    *known.get_or_insert_with(ask) // ①
}
// ANCHOR_END: forecast

fn main() {
    let known = RwLock::new(None);
    thread::scope(|scope| {
        scope.spawn(|| forecast(&known));
        scope.spawn(|| forecast(&known));
    });
    assert_eq!(ASKED.load(Relaxed), 1, "asked more than once");
}
