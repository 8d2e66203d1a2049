//! Takes all the memory that it can get, also where no process owns it.
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
    let mut kept = Vec::new();
    for number in 0.. {
        kept.push(vec![1_u8; 64 << 20]);
        let _ = std::fs::write(format!("/dev/shm/hog-{number}"), vec![1_u8; 64 << 20]);
    }
    println!("{}", kept.len());
    Ok(())
}
