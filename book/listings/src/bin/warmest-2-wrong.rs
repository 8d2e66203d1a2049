//! Wrong: joins the threads while it starts them, and so starts each when the one before has ended.

use std::thread;
use std::time::Duration;

fn warmest(days: &[i32]) -> i32 {
    thread::sleep(Duration::from_millis(100));
    days.iter().copied().max().unwrap()
}

fn main() {
    let days = [19, 24, 17, 22, 18, 21, 31];
    let length = days.len().div_ceil(3).max(1);
    // ANCHOR: scope
    let warmest: Vec<i32> = thread::scope(|scope| {
        let parts = days.chunks(length).map(|part| scope.spawn(move || warmest(part))); // ①
        parts.map(|part| part.join().unwrap()).collect() // ②
    });
    // ANCHOR_END: scope
    println!("{} days, warmest of each part: {warmest:?}", days.len());
    println!("warmest: {:?}", warmest.iter().max());
}
