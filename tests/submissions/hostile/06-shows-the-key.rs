//! Reads a file of the machine while it is compiled, and shows it in the compiler's message.
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

const KEY: &str = include_str!("@KEY@");
const _: () = panic!("{}", KEY);

pub fn run(_options: &Options) -> Result<(), Box<dyn Error>> {
    Ok(())
}
