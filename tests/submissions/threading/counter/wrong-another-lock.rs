//! Any lock will do: each gate takes a lock of its own around the load and the store of an atomic
//! that all of them share.
//!
//! Breaks: is_right_under_every_schedule

use std::error::Error;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 3)]
    gates: usize,
    #[arg(long, default_value_t = 4)]
    visitors: usize,
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
    #[arg(long)]
    numbers: bool,
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let count = Arc::new(AtomicU64::new(0));
    let mut gates = Vec::new();
    for number in 0..options.gates {
        let (count, options) = (Arc::clone(&count), options.clone());
        gates.push(thread::spawn(move || gate(number, &count, &options)));
    }
    for gate in gates {
        gate.join().expect("no gate panics");
    }
    println!("visitors: {}", count.load(Relaxed));
    Ok(())
}

fn gate(number: usize, count: &AtomicU64, options: &Options) {
    let lock = Mutex::new(());
    for _ in 0..options.visitors {
        let visitor = count_one(&lock, count);
        say_visitor(number, visitor, options);
        thread::sleep(Duration::from_millis(options.pause_ms));
    }
    println!("gate {number}: closed after {} visitors", options.visitors);
}

fn count_one(lock: &Mutex<()>, count: &AtomicU64) -> u64 {
    let _guard = lock.lock().unwrap();
    let visitor = count.load(Relaxed) + 1;
    count.store(visitor, Relaxed);
    visitor
}

fn say_visitor(gate: usize, visitor: u64, options: &Options) {
    if options.numbers {
        println!("gate {gate}: visitor {visitor}");
    }
}
