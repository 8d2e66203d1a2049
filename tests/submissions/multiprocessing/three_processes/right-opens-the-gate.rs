//! The workers wait at a semaphore that all processes share, until main has started them all.

use std::collections::HashMap;
use std::error::Error;
use std::ptr::{self, NonNull};
use std::thread::sleep;
use std::time::Duration;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::{WaitStatus, wait};
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

/// Starts all workers, then waits until there is no child any more.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let gate = closed_gate()?;
    let mut workers = HashMap::new();
    for worker in (0..options.workers).rev() {
        workers.insert(start(worker, options, gate)?, worker);
    }
    for _ in 0..options.workers {
        // SAFETY: the gate is a semaphore that all have as long as they live.
        Errno::result(unsafe { libc::sem_post(gate.as_ptr()) })?;
    }

    let mut failed = Vec::new();
    loop {
        match wait() {
            Ok(WaitStatus::Exited(_, 0)) | Err(Errno::EINTR) => {}
            Ok(status) => {
                failed.extend(status.pid().and_then(|child| workers.get(&child)).copied())
            }
            Err(Errno::ECHILD) => break,
            Err(error) => return Err(error.into()),
        }
    }

    failed.sort_unstable();
    if failed.is_empty() { Ok(()) } else { Err(Failed { workers: failed }.into()) }
}

/// A semaphore that is zero, and that this process shares with all that it forks.
fn closed_gate() -> nix::Result<NonNull<libc::sem_t>> {
    let access = libc::PROT_READ | libc::PROT_WRITE;
    let sharing = libc::MAP_SHARED | libc::MAP_ANONYMOUS;
    let length = size_of::<libc::sem_t>();
    // SAFETY: the kernel chooses a place where nothing else is.
    let page = unsafe { libc::mmap(ptr::null_mut(), length, access, sharing, -1, 0) };
    if page == libc::MAP_FAILED {
        return Err(Errno::last());
    }
    let gate = NonNull::new(page.cast::<libc::sem_t>()).expect("no mapping is at zero");
    // SAFETY: the page is ours, large enough and aligned.
    Errno::result(unsafe { libc::sem_init(gate.as_ptr(), 1, 0) })?;
    Ok(gate)
}

/// Starts one worker; returns to the parent alone.
fn start(worker: usize, options: &Options, gate: NonNull<libc::sem_t>) -> nix::Result<Pid> {
    // SAFETY: this process has one thread, so the child finds no lock held.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            // SAFETY: as in `run`.
            while unsafe { libc::sem_wait(gate.as_ptr()) } != 0 {}
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
