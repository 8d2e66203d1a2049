//! Asks for more memory than any machine has.
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

static HUGE: [u8; 1 << 44] = [0; 1 << 44];

pub fn run(_options: &Options) -> Result<(), Box<dyn Error>> {
    println!("visitors: {}", HUGE[0]);
    Ok(())
}
