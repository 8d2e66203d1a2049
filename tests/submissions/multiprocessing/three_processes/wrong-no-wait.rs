//! Starts all workers and ends without waiting for any of them.
//!
//! Breaks: the_parent_reaps_every_child
//! Also breaks: a_failing_worker_is_named, is_right_under_every_schedule, tells_the_story

use std::error::Error;
use std::thread::sleep;
use std::time::Duration;

use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::unistd::{ForkResult, fork};

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

/// Starts all workers.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    for worker in 0..options.workers {
        start(worker, options)?;
    }
    Ok(())
}

/// Starts one worker.
fn start(worker: usize, options: &Options) -> nix::Result<()> {
    // SAFETY: this process has one thread, so the child finds no lock held.
    match unsafe { fork() }? {
        ForkResult::Parent { .. } => Ok(()),
        ForkResult::Child => {
            work(worker, options);
            leave(0)
        }
    }
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
