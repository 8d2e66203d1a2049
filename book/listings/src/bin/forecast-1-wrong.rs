//! Wrong: two threads find no forecast, and each asks for one.

use std::sync::RwLock;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

static ASKED: AtomicU32 = AtomicU32::new(0);

// ANCHOR: main
fn ask() -> i32 {
    ASKED.fetch_add(1, Relaxed);
    21
}

fn forecast(known: &RwLock<Option<i32>>) -> i32 {
    if let Some(degrees) = *known.read().unwrap() {
        return degrees;
    } // ①
    let mut known = known.write().unwrap(); // ②
    let degrees = ask();
    *known = Some(degrees);
    degrees
}

fn main() {
    let known = RwLock::new(None);
    thread::scope(|scope| {
        scope.spawn(|| forecast(&known));
        scope.spawn(|| forecast(&known));
    });
    assert_eq!(ASKED.load(Relaxed), 1, "asked more than once"); // ③
}
// ANCHOR_END: main
