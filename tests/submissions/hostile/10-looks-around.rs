//! Looks for graders, snapshots, the key and other people's processes, and prints what it finds.
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
        "@ROOT@/tests/snapshots",
        "@KEY@",
        "/proc/1/environ",
        "/proc/1/exe",
        "/proc/2/exe",
        "/etc/passwd",
    ] {
        println!(
            "{place}: {:?}",
            std::fs::read(place).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        );
    }
    for entry in std::fs::read_dir("/proc/self/fd")?.flatten() {
        println!("{:?} {:?}", entry.path(), std::fs::read_link(entry.path()));
        println!("{:?}", std::fs::read_to_string(entry.path().join("ledger.jsonl")));
    }
    Ok(())
}
