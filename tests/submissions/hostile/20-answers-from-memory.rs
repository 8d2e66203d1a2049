//! Prints what the right program would print for the usual numbers, and counts nothing.
//!
//! Expect: fail

use std::error::Error;

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
    for gate in 0..options.gates {
        println!("gate {gate}: closed after {} visitors", options.visitors);
    }
    println!("visitors: {}", options.gates * options.visitors);
    Ok(())
}
