//! The counter is a byte, and starts anew after 255 visitors.
//!
//! Breaks: the_total_is_exact

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

fn gate(number: usize, count: &Mutex<u8>, options: &Options) {
    for _ in 0..options.visitors {
        let visitor = count_one(count);
        say_visitor(number, visitor.into(), options);
        thread::sleep(Duration::from_millis(options.pause_ms));
    }
    println!("gate {number}: closed after {} visitors", options.visitors);
}

fn count_one(count: &Mutex<u8>) -> u8 {
    let mut count = count.lock().unwrap();
    *count = count.wrapping_add(1);
    *count
}

fn say_visitor(gate: usize, visitor: u64, options: &Options) {
    if options.numbers {
        println!("gate {gate}: visitor {visitor}");
    }
}
