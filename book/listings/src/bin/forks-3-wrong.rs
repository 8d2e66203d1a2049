//! Wrong: each of two diners who does not get the second fork puts the first one back, and tries again.

use std::sync::Mutex;
use std::thread;

// ANCHOR: main
fn dine(diner: usize, forks: &[Mutex<u32>; 2]) {
    let (left, right) = (diner, (diner + 1) % 2);
    for _ in 0..2 {
        let mut one = forks[left].lock().unwrap();
        if let Ok(mut other) = forks[right].try_lock() {
            *one += 1;
            *other += 1;
            return;
        }
        drop(one); // ①
        thread::yield_now(); // ②
    }
}

fn main() {
    let forks = [const { Mutex::new(0) }; 2];
    thread::scope(|scope| {
        for diner in 0..2 {
            let forks = &forks;
            scope.spawn(move || dine(diner, forks));
        }
    });
    let used = forks.map(|fork| fork.into_inner().unwrap());
    assert_ne!(used, [0, 0], "nobody has eaten"); // ③
}
// ANCHOR_END: main
