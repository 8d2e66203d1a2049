//! Gates count and give their numbers back, and main prints all the lines.
//!
//! Breaks: each_gate_counts_its_own_visitors
//! Also breaks: all_gates_share_one_count, is_right_under_every_schedule, tells_the_story

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
    for _ in 0..options.gates {
        let (count, options) = (Arc::clone(&count), options.clone());
        gates.push(thread::spawn(move || gate(&count, &options)));
    }
    for (number, gate) in gates.into_iter().enumerate() {
        for visitor in gate.join().expect("no gate panics") {
            say_visitor(number, visitor, options);
        }
        println!("gate {number}: closed after {} visitors", options.visitors);
    }
    println!("visitors: {}", count.lock().unwrap());
    Ok(())
}

fn gate(count: &Mutex<u64>, options: &Options) -> Vec<u64> {
    let visitors = 0..options.visitors;
    visitors
        .map(|_| {
            let visitor = count_one(count);
            thread::sleep(Duration::from_millis(options.pause_ms));
            visitor
        })
        .collect()
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
