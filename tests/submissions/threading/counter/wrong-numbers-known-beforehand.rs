//! Shares nothing: each gate computes from the options which numbers its visitors may have, and
//! main computes the total.
//!
//! Breaks: all_gates_share_one_count
//! Also breaks: is_right_under_every_schedule

use std::error::Error;
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
    let mut gates = Vec::new();
    for number in 0..options.gates {
        let options = options.clone();
        gates.push(thread::spawn(move || gate(number, &options)));
    }
    for gate in gates {
        gate.join().expect("no gate panics");
    }
    println!("visitors: {}", options.gates * options.visitors);
    Ok(())
}

fn gate(number: usize, options: &Options) {
    for visitor in 0..options.visitors {
        let visitor = visitor * options.gates + number + 1;
        say_visitor(number, visitor as u64, options);
        thread::sleep(Duration::from_millis(options.pause_ms));
    }
    println!("gate {number}: closed after {} visitors", options.visitors);
}

fn say_visitor(gate: usize, visitor: u64, options: &Options) {
    if options.numbers {
        println!("gate {gate}: visitor {visitor}");
    }
}
