//! Throws of two dice, shared out among as many threads as asked for: `dice-many shared|own THREADS MILLIONS`.

use std::env;
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

fn shared(table: &Mutex<[u32; 13]>, mut dice: Dice, throws: usize) {
    for _ in 0..throws {
        let points = dice.throw();
        table.lock().unwrap()[points] += 1;
    }
}

fn own(table: &Mutex<[u32; 13]>, mut dice: Dice, throws: usize) {
    let mut own = [0; 13];
    for _ in 0..throws {
        own[dice.throw()] += 1;
    }
    for (sum, count) in table.lock().unwrap().iter_mut().zip(own) {
        *sum += count;
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let [way, threads, millions] = args.as_slice() else {
        eprintln!("usage: dice-many shared|own THREADS MILLIONS");
        return ExitCode::from(2);
    };
    let count = if way == "shared" { shared } else { own };
    let threads: usize = threads.parse().expect("the second argument is a number");
    let millions: usize = millions.parse().expect("the third argument is a number");
    let table = Mutex::new([0; 13]);
    thread::scope(|scope| {
        for seed in 0..threads {
            let table = &table;
            scope.spawn(move || count(table, Dice(seed as u64), millions * 1_000_000 / threads));
        }
    });
    black_box(table);
    ExitCode::SUCCESS
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
