//! Leaves a process behind in a session of its own, which nobody waits for.
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
    let script = "setsid sh -c 'setsid sleep 3600 & sleep 3600' > /dev/null 2>&1 &";
    std::process::Command::new("/bin/sh").args(["-c", script]).status()?;
    println!("visitors: 12");
    Ok(())
}
