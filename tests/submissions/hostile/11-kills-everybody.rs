//! Stops, traces and kills whoever it can reach: its grader above all.
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

unsafe extern "C" {
    fn kill(pid: i32, signal: i32) -> i32;
    fn getppid() -> i32;
    fn ptrace(request: i32, pid: i32, address: usize, data: usize) -> i64;
}

pub fn run(_options: &Options) -> Result<(), Box<dyn Error>> {
    // SAFETY: these calls take plain numbers.
    unsafe {
        let parent = getppid();
        println!("{}", ptrace(16, parent, 0, 0));
        for pid in [parent, 1, 2, -1] {
            println!("{} {}", kill(pid, 19), kill(pid, 9));
        }
    }
    Ok(())
}
