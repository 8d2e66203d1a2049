//! Throws of two dice, counted by four threads in one table, with the lock taken for each throw.

use std::sync::Mutex;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;

// ANCHOR: main
fn main() {
    let table = Mutex::new([0; 13]);
    let locks = AtomicU32::new(0);
    thread::scope(|scope| {
        for seed in 0..4 {
            let (table, locks) = (&table, &locks);
            scope.spawn(move || {
                let mut dice = Dice(seed); // ①
                for _ in 0..30_000 {
                    let points = dice.throw();
                    table.lock().unwrap()[points] += 1; // ②
                    locks.fetch_add(1, Relaxed); // ③
                }
            });
        }
    });
    println!("{:?}", &table.into_inner().unwrap()[2..]);
    println!("locks taken: {}", locks.into_inner());
}
// ANCHOR_END: main

struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> usize {
        self.one() + self.one()
    }

    fn one(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % 6 + 1
    }
}
