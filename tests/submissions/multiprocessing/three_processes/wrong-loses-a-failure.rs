//! A worker about to break down adds itself to those that failed, in a word that all processes share, by
//! a load and a store. One that does so at the same time may be lost, and nobody does unless told to.
//!
//! Breaks: is_right_under_every_schedule

use std::error::Error;
use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::sleep;
use std::time::Duration;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::waitpid;
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

/// Starts all workers, waits for each, and asks the shared word who failed.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let failed = shared_word()?;
    let mut children = Vec::new();
    for worker in 0..options.workers {
        children.push(start(worker, options, failed)?);
    }
    for child in children {
        while waitpid(child, None) == Err(Errno::EINTR) {}
    }
    let failed = failed.load(Ordering::SeqCst);
    let workers: Vec<usize> =
        (0..options.workers).filter(|worker| failed & (1 << worker) != 0).collect();
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

/// A word that is zero, and that this process shares with all that it forks.
fn shared_word() -> nix::Result<&'static AtomicU64> {
    let access = libc::PROT_READ | libc::PROT_WRITE;
    let sharing = libc::MAP_SHARED | libc::MAP_ANONYMOUS;
    // SAFETY: the kernel chooses a place where nothing else is.
    let page = unsafe { libc::mmap(ptr::null_mut(), 8, access, sharing, -1, 0) };
    if page == libc::MAP_FAILED {
        return Err(Errno::last());
    }
    // SAFETY: the page is aligned, full of zeros, used as this word alone and never unmapped.
    Ok(unsafe { AtomicU64::from_ptr(page.cast()) })
}

/// Starts one worker; returns to the parent alone.
fn start(worker: usize, options: &Options, failed: &AtomicU64) -> nix::Result<Pid> {
    // SAFETY: this process has one thread, so the child finds no lock held.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            work(worker, options, failed);
            leave(0)
        }
    }
}

/// What a worker does.
fn work(worker: usize, options: &Options, failed: &AtomicU64) {
    println!("Proceso {worker} iniciado");
    for step in 0..options.steps {
        println!("Proceso {worker} trabajando...");
        sleep(Duration::from_millis(options.pause_ms));
        if step == 0 {
            if options.fail.contains(&worker) || options.kill.contains(&worker) {
                let others = failed.load(Ordering::SeqCst);
                failed.store(others | 1 << worker, Ordering::SeqCst);
            }
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
