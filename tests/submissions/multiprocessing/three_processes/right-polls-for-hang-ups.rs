//! Each child holds the write end of a pipe into which nobody writes: that it hangs up tells main
//! that the child is about to be gone. Main polls with a limit, again and again.

use std::error::Error;
use std::io::{self, PipeReader};
use std::os::fd::AsFd;
use std::thread::sleep;
use std::time::Duration;

use nix::errno::Errno;
use nix::libc;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::{WaitStatus, waitpid};
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

/// After how many milliseconds main looks up if nothing happens.
const PATIENCE_MS: u16 = 20;

/// A worker that runs.
struct Worker {
    number: usize,
    pid: Pid,
    /// Ends when the worker does.
    line: PipeReader,
}

/// Starts all workers, then reaps each when its line hangs up.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut at_work = Vec::new();
    for number in 0..options.workers {
        at_work.push(start(number, options)?);
    }
    let mut failed = Vec::new();
    while !at_work.is_empty() {
        let Some(index) = next_that_hangs_up(&at_work)? else { continue };
        let worker = at_work.swap_remove(index);
        if !ends_well(worker.pid)? {
            failed.push(worker.number);
        }
    }
    failed.sort_unstable();
    if failed.is_empty() { Ok(()) } else { Err(Failed { workers: failed }.into()) }
}

/// Waits for a line that hangs up, for some time; its place in the list.
fn next_that_hangs_up(at_work: &[Worker]) -> nix::Result<Option<usize>> {
    let mut lines: Vec<_> =
        at_work.iter().map(|worker| PollFd::new(worker.line.as_fd(), PollFlags::POLLIN)).collect();
    match poll(&mut lines, PollTimeout::from(PATIENCE_MS)) {
        Ok(_) | Err(Errno::EINTR) => {}
        Err(error) => return Err(error),
    }
    Ok(lines.iter().position(|line| line.any() == Some(true)))
}

/// Waits until `child` has ended; whether it did so with exit code 0.
fn ends_well(child: Pid) -> nix::Result<bool> {
    loop {
        match waitpid(child, None) {
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
            Ok(status) => return Ok(matches!(status, WaitStatus::Exited(_, 0))),
        }
    }
}

/// Starts one worker; returns to the parent alone.
fn start(number: usize, options: &Options) -> io::Result<Worker> {
    let (line, held) = io::pipe()?;
    // SAFETY: this process has one thread, so the child finds no lock held.
    match unsafe { fork() }? {
        // Dropped here, `held` is open in the child alone.
        ForkResult::Parent { child } => {
            drop(held);
            Ok(Worker { number, pid: child, line })
        }
        ForkResult::Child => {
            work(number, options);
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
