//! Leaves a process behind that keeps the output open for an hour.
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
    std::process::Command::new("/bin/sh")
        .args(["-c", "sleep 3600 & sleep 3600 &"])
        .spawn()?
        .wait()?;
    println!("visitors: 12");
    Ok(())
}
