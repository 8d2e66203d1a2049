//! Refused: the thread may outlive the function whose variable it borrows.

// ANCHOR: main
use std::thread;

fn main() {
    let days = vec![19, 24, 17, 22, 18, 21, 31];
    let warmest = thread::spawn(|| days.iter().max().copied()); // ①
    println!("warmest: {:?}", warmest.join().unwrap());
    println!("{} days", days.len()); // ②
}
// ANCHOR_END: main
