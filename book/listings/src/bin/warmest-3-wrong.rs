//! Wrong: rounds down, and passes over what is left.

use std::thread;

fn warmest(days: &[i32]) -> i32 {
    days.iter().copied().max().unwrap()
}

fn main() {
    let days = [19, 24, 17, 22, 18, 21, 31];
    // ANCHOR: scope
    let length = days.len() / 3; // ①
    let warmest: Vec<i32> = thread::scope(|scope| {
        let parts: Vec<_> = days
            .chunks_exact(length) // ②
            .map(|part| scope.spawn(move || warmest(part)))
            .collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect()
    });
    // ANCHOR_END: scope
    println!("{} days, warmest of each part: {warmest:?}", days.len());
    println!("warmest: {:?}", warmest.iter().max());
}
