//! Prints every line that is asked for, from main alone, and starts no process at all.
//!
//! Breaks: each_worker_is_a_process
//! Also breaks: each_worker_writes_its_own_lines, each_worker_pauses_between_steps, workers_are_alive_at_once, the_parent_reaps_every_child, a_failing_worker_is_named, tells_the_story

use std::error::Error;
use std::thread::sleep;
use std::time::Duration;

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many workers there are; they are numbered from 0.
    #[arg(long, default_value_t = 3)]
    workers: usize,
    /// How many steps each worker does.
    #[arg(long, default_value_t = 5)]
    steps: usize,
    /// How long a worker sleeps after each step, in milliseconds.
    #[arg(long, default_value_t = 1000)]
    pause_ms: u64,
    /// Let this worker exit with code 1 after its first step; may be given several times.
    #[arg(long, value_name = "WORKER")]
    fail: Vec<usize>,
    /// Let this worker be killed by a signal after its first step; may be given several times.
    #[arg(long, value_name = "WORKER")]
    kill: Vec<usize>,
}

/// Some workers did not end well: they exited with another code than 0, or a signal ended them.
#[derive(Debug, thiserror::Error)]
#[error("these workers failed: {}", .workers.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))]
struct Failed {
    /// Their numbers, the smallest first.
    workers: Vec<usize>,
}

/// Goes through the steps itself, worker by worker within each step.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut failed: Vec<_> = options.fail.iter().chain(&options.kill).copied().collect();
    failed.sort_unstable();
    failed.dedup();
    failed.retain(|&worker| worker < options.workers);

    for worker in 0..options.workers {
        println!("Proceso {worker} iniciado");
    }
    for step in 0..options.steps {
        for worker in (0..options.workers).filter(|worker| step == 0 || !failed.contains(worker)) {
            println!("Proceso {worker} trabajando...");
        }
        sleep(Duration::from_millis(options.pause_ms));
    }
    for worker in (0..options.workers).filter(|worker| !failed.contains(worker)) {
        println!("Proceso {worker} terminó");
    }

    if failed.is_empty() { Ok(()) } else { Err(Failed { workers: failed }.into()) }
}
