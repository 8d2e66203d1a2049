//! The handler of SIGCHLD reaps, and notes under a lock how each child ended; main takes the same
//! lock to look. A signal that comes while main holds it waits for ever: main is under it.
//!
//! Breaks: is_right_under_every_schedule

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Mutex;
use std::thread::{park_timeout, sleep};
use std::time::Duration;

use nix::errno::Errno;
use nix::libc::{self, c_int};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, raise, sigaction};
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

/// How long main rests between two looks; nobody unparks it earlier.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Who has ended by now, and whether well.
static ENDS: Mutex<BTreeMap<Pid, bool>> = Mutex::new(BTreeMap::new());

/// Starts all workers, and looks every now and then whether the handler has noted the end of each.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let action =
        SigAction::new(SigHandler::Handler(reap_all), SaFlags::SA_RESTART, SigSet::empty());
    // SAFETY: so one hopes. What the handler does, a handler may not do: it takes a lock.
    unsafe { sigaction(Signal::SIGCHLD, &action) }?;
    let mut children = Vec::new();
    for worker in 0..options.workers {
        children.push(start(worker, options)?);
    }
    while ENDS.lock().unwrap().len() < options.workers {
        park_timeout(BETWEEN_LOOKS);
    }
    let ends = ENDS.lock().unwrap();
    let failed: Vec<usize> = (0..options.workers).filter(|it| !ends[&children[*it]]).collect();
    if failed.is_empty() { Ok(()) } else { Err(Failed { workers: failed }.into()) }
}

/// Reaps every child that has ended.
extern "C" fn reap_all(_: c_int) {
    let interrupted = Errno::last();
    while let Ok(status) = waitpid(None::<Pid>, Some(WaitPidFlag::WNOHANG)) {
        let Some(child) = status.pid() else { break };
        ENDS.lock().unwrap().insert(child, matches!(status, WaitStatus::Exited(_, 0)));
    }
    interrupted.set();
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
