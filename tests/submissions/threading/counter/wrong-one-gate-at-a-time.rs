//! Main waits for each gate before it opens the next one, and so there is never a race.
//!
//! Breaks: gates_count_while_one_sleeps

use std::error::Error;
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
    let count = Arc::new(Mutex::new(0));
    for number in 0..options.gates {
        let (count, options) = (Arc::clone(&count), options.clone());
        let gate = thread::spawn(move || gate(number, &count, &options));
        gate.join().expect("no gate panics");
    }
    println!("visitors: {}", count.lock().unwrap());
    Ok(())
}

fn gate(number: usize, count: &Mutex<u64>, options: &Options) {
    for _ in 0..options.visitors {
        let visitor = count_one(count);
        say_visitor(number, visitor, options);
        thread::sleep(Duration::from_millis(options.pause_ms));
    }
    println!("gate {number}: closed after {} visitors", options.visitors);
}

fn count_one(count: &Mutex<u64>) -> u64 {
    let mut count = count.lock().unwrap();
    *count += 1;
    *count
}

fn say_visitor(gate: usize, visitor: u64, options: &Options) {
    if options.numbers {
        println!("gate {gate}: visitor {visitor}");
    }
}
