//! Writes where others would read it: over the course, into the system, into what is shared.
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
    for place in [
        "@ROOT@/course.toml",
        "/usr/bin/rustc",
        "/etc/ld.so.preload",
        "/tmp/left",
        "/dev/shm/left",
        "/var/tmp/left",
    ] {
        println!("{place}: {:?}", std::fs::write(place, "owned"));
    }
    let own = std::env::current_exe()?;
    println!("{:?}", std::fs::write(own, "owned"));
    Ok(())
}
