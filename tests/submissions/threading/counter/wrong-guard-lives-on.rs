//! The guard goes out of scope only at the end of the loop's body, after the sleep.
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
    let mut gates = Vec::new();
    for number in 0..options.gates {
        let (count, options) = (Arc::clone(&count), options.clone());
        gates.push(thread::spawn(move || gate(number, &count, &options)));
    }
    for gate in gates {
        gate.join().expect("no gate panics");
    }
    println!("visitors: {}", count.lock().unwrap());
    Ok(())
}

fn gate(number: usize, count: &Mutex<u64>, options: &Options) {
    for _ in 0..options.visitors {
        let mut count = count.lock().unwrap();
        *count += 1;
        say_visitor(number, *count, options);
        thread::sleep(Duration::from_millis(options.pause_ms));
    }
    println!("gate {number}: closed after {} visitors", options.visitors);
}

fn say_visitor(gate: usize, visitor: u64, options: &Options) {
    if options.numbers {
        println!("gate {gate}: visitor {visitor}");
    }
}
