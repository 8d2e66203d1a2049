//! Wrong: each of three diners takes the fork on the left, and then the one on the right.

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn dine(diner: usize, forks: &[Mutex<u32>; 3]) {
    let (left, right) = (diner, (diner + 1) % 3);
    let mut one = forks[left].lock().unwrap(); // ①
    let mut other = forks[right].lock().unwrap(); // ②
    *one += 1;
    *other += 1;
} // ③

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
// ANCHOR_END: main
