//! Starts threads where processes are asked for.
//!
//! Breaks: each_worker_is_a_process
//! Also breaks: each_worker_writes_its_own_lines, each_worker_pauses_between_steps, workers_are_alive_at_once, the_parent_reaps_every_child, a_failing_worker_is_named, tells_the_story, is_right_under_every_schedule

use std::error::Error;
use std::thread::{self, sleep};
use std::time::Duration;

use nix::libc;
use nix::sys::signal::{Signal, raise};

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

/// Starts a thread for each worker, then joins them all.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let failed: Vec<usize> = thread::scope(|scope| {
        let threads: Vec<_> =
            (0..options.workers).map(|worker| scope.spawn(move || work(worker, options))).collect();
        let results = threads.into_iter().map(|thread| thread.join());
        results
            .enumerate()
            .filter(|(_, result)| result.is_err())
            .map(|(worker, _)| worker)
            .collect()
    });
    if failed.is_empty() { Ok(()) } else { Err(Failed { workers: failed }.into()) }
}

/// What a worker does.
fn work(worker: usize, options: &Options) {
    println!("Proceso {worker} iniciado");
    for step in 0..options.steps {
        println!("Proceso {worker} trabajando...");
        sleep(Duration::from_millis(options.pause_ms));
        if step == 0 {
            break_down_if_asked(worker, options);
        }
    }
    println!("Proceso {worker} terminó");
}

/// Ends this process when `--fail` or `--kill` names the worker.
fn break_down_if_asked(worker: usize, options: &Options) {
    if options.fail.contains(&worker) {
        leave(1);
    }
    if options.kill.contains(&worker) {
        let _ = raise(Signal::SIGKILL);
    }
}

/// Ends this process here and now.
fn leave(code: i32) -> ! {
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}
