//! Three threads borrow the parts of one row of numbers, and main takes the largest of what they find.

// ANCHOR: main
use std::thread;
use std::time::Duration;

fn warmest(days: &[i32]) -> i32 {
    thread::sleep(Duration::from_millis(100)); // ①
    days.iter().copied().max().unwrap()
}

fn main() {
    let days = [19, 24, 17, 22, 18, 21, 31];
    let length = days.len().div_ceil(3).max(1); // ②
    let warmest: Vec<i32> = thread::scope(|scope| {
        let parts: Vec<_> = days
            .chunks(length)
            .map(|part| scope.spawn(move || warmest(part))) // ③
            .collect(); // ④
        parts.into_iter().map(|part| part.join().unwrap()).collect()
    }); // ⑤
    println!("{} days, warmest of each part: {warmest:?}", days.len());
    println!("warmest: {:?}", warmest.iter().max());
}
// ANCHOR_END: main
