//! Is the reference, by a path out of the submission.
//!
//! Expect: compile_error

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

#[path = "@ROOT@/solutions/threading/src/counter.rs"]
mod reference;

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let _ = options;
    reference::run(unreachable!())
}

