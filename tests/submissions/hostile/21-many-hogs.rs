//! Starts processes that each take as much memory as one may have, and keep it.
//!
//! Expect: fail

use std::error::Error;
use std::thread;
use std::time::Duration;

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
    if std::env::var_os("HOG").is_none() {
        for _ in 0..2 {
            let own = std::env::current_exe()?;
            let _ = std::process::Command::new(own)
                .args(std::env::args_os().skip(1))
                .env("HOG", "yes")
                .spawn();
        }
    }
    let kept = vec![1_u8; 900 << 20];
    thread::sleep(Duration::from_secs(3600));
    println!("visitors: {}", kept.len());
    Ok(())
}
