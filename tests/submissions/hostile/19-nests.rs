//! Makes a namespace of its own, in which it would be root, and mounts there.
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
    for command in [
        "unshare -Ur id -u",
        "unshare -m true",
        "mount -t tmpfs none /tmp",
        "cat /proc/self/status",
    ] {
        let output = std::process::Command::new("/bin/sh").args(["-c", command]).output()?;
        println!("{}", String::from_utf8_lossy(&output.stdout));
    }
    Ok(())
}
