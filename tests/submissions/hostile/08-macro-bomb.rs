//! Has the compiler expand macros without end.
//!
//! Expect: compile_timeout

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

macro_rules! bomb {
    () => {};
    (! $($rest:tt)*) => {
        bomb!($($rest)*);
        bomb!($($rest)*);
    };
}

pub fn run(_options: &Options) -> Result<(), Box<dyn Error>> {
    bomb!(! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! ! !);
    Ok(())
}
