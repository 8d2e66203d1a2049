//! Each of three diners takes the fork with the lower number first.

use std::sync::Mutex;
use std::thread;

// ANCHOR: dine
fn dine(diner: usize, forks: &[Mutex<u32>; 3]) {
    let (left, right) = (diner, (diner + 1) % 3);
    let mut one = forks[left.min(right)].lock().unwrap(); // ①
    let mut other = forks[left.max(right)].lock().unwrap(); // ②
    *one += 1;
    *other += 1;
}
// ANCHOR_END: dine

fn main() {
    let forks = [const { Mutex::new(0) }; 3];
    thread::scope(|scope| {
        for diner in 0..3 {
            let forks = &forks;
            scope.spawn(move || dine(diner, forks));
        }
    });
    println!("used: {:?}", forks.map(|fork| fork.into_inner().unwrap()));
}
