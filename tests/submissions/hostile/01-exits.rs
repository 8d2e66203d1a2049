//! Ends the process with success before anything could be judged.
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

pub fn run(_options: &Options) -> Result<(), Box<dyn Error>> {
    std::process::exit(0)
}
