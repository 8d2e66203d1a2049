//! How long it takes to count throws of two dice, with a shared table and with one for each thread.

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

const THROWS: usize = 1_200_000;

// ANCHOR: measure
fn measure(work: impl Fn()) -> [Duration; 3] {
    work(); // ①
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect(); // ②
    times.sort();
    [times[0], times[4], times[8]] // ③
}

fn main() {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    println!("{cores} cores; milliseconds: median (min-max) of 9"); // ④
    for threads in [1, 2, 4, 8] {
        let shared = measure(|| {
            black_box(shared_table(threads)); // ⑤
        });
        let own = measure(|| {
            black_box(own_tables(threads));
        });
        println!("{threads} threads: shared {}, own {}", told(shared), told(own));
    }
}
// ANCHOR_END: measure

fn told(times: [Duration; 3]) -> String {
    let [min, median, max] = times.map(|time| time.as_secs_f64() * 1e3);
    format!("{median:.1} ({min:.1}-{max:.1})")
}

fn shared_table(threads: usize) -> [u32; 13] {
    let table = Mutex::new([0; 13]);
    thread::scope(|scope| {
        for seed in 0..threads {
            let table = &table;
            scope.spawn(move || {
                let mut dice = Dice(seed as u64);
                for _ in 0..THROWS / threads {
                    let points = dice.throw();
                    table.lock().unwrap()[points] += 1;
                }
            });
        }
    });
    table.into_inner().unwrap()
}

fn own_tables(threads: usize) -> [u32; 13] {
    let table = Mutex::new([0; 13]);
    thread::scope(|scope| {
        for seed in 0..threads {
            let table = &table;
            scope.spawn(move || {
                let mut dice = Dice(seed as u64);
                let mut own = [0; 13];
                for _ in 0..THROWS / threads {
                    own[dice.throw()] += 1;
                }
                for (sum, count) in table.lock().unwrap().iter_mut().zip(own) {
                    *sum += count;
                }
            });
        }
    });
    table.into_inner().unwrap()
}

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
