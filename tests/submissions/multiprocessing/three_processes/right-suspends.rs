//! A handler notes that a child has ended. Its signals are blocked but for the moment in which main
//! suspends itself, so none comes between its look and its sleep.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

use nix::libc::{self, c_int};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, SigmaskHow, Signal};
use nix::sys::signal::{raise, sigaction};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

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

/// Some child has ended, and main has not asked which.
static NEWS: AtomicBool = AtomicBool::new(false);

/// Starts all workers, and sleeps until there is news of them.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let action = SigAction::new(SigHandler::Handler(tell), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler does nothing but store to an atomic.
    unsafe { sigaction(Signal::SIGCHLD, &action) }?;
    let usual = SigSet::from(Signal::SIGCHLD).thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
    let mut at_work = BTreeMap::new();
    for worker in 0..options.workers {
        at_work.insert(start(worker, options)?, worker);
    }
    let mut failed = Vec::new();
    while !at_work.is_empty() {
        while !NEWS.swap(false, Ordering::SeqCst) {
            usual.suspend()?;
        }
        while let Ok(status) = waitpid(None::<Pid>, Some(WaitPidFlag::WNOHANG)) {
            let Some(child) = status.pid() else { break };
            let worker = at_work.remove(&child);
            if !matches!(status, WaitStatus::Exited(_, 0)) {
                failed.extend(worker);
            }
        }
    }
    failed.sort_unstable();
    if failed.is_empty() { Ok(()) } else { Err(Failed { workers: failed }.into()) }
}

/// Says that there is news.
extern "C" fn tell(_: c_int) {
    NEWS.store(true, Ordering::SeqCst);
}

/// Starts one worker; returns to the parent alone.
fn start(worker: usize, options: &Options) -> nix::Result<Pid> {
    // SAFETY: this process has one thread, so the child finds no lock held.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
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
