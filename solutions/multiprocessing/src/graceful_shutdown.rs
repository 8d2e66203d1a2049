//! A program that is told to stop, and stops well: what was begun is finished, nothing else is begun.
//!
//! A *signal* is a message without contents that may come at any moment: SIGTERM asks a process to
//! stop (`kill NUMBER` sends it, and so does every system that shuts down), SIGCHLD tells that a child
//! has ended, SIGALRM that a time is over. What nobody is prepared for is ended by the first SIGTERM
//! on the spot, in the middle of whatever it does.
//!
//! To be prepared, one can name a *handler*, a function that runs between any two instructions of the
//! program; so it may do next to nothing. Or one *blocks* the signal: then the kernel keeps it until
//! the program asks for it, when it suits the program.
//!
//! # What is asked
//!
//! The tasks are shared among worker processes: with three workers, worker 0 does the tasks 0, 3, 6
//! and so on, one after the other. The parent says that it has started a worker, the worker does its
//! tasks by [`do_task`], which prints its lines; here with two workers and two tasks:
//!
//! ```text
//! start 0
//! start 1
//! begin 0
//! begin 1
//! done 0
//! done 1
//! ```
//!
//! When the parent gets SIGTERM, it passes it on to all its workers and then calls [`announce`], which
//! prints `stopping`. A worker that is told to stop finishes the task that it has begun, begins no
//! other, and ends with exit code 0. The parent ends when its last worker has ended.
//!
//! Workers that have not ended at the deadline, so many seconds after the SIGTERM, are killed by
//! SIGKILL. They are killed at once when a second SIGTERM comes.
//!
//! A worker may be killed at any moment by somebody else; the others go on. The parent reaps each of
//! them, and when some did not end with exit code 0, it ends by the error [`Failed`], which names them.
//!
//! No bytes go through pipes: they would be part of the run's story. Signals are enough.
//!
//! # Traps
//!
//! - **A handler may come in the middle of anything**, of `println!` or with a lock in hand. If it then
//!   prints or takes that lock, it waits for the very code that it has interrupted. POSIX lists the
//!   few functions that a handler may call, in `signal-safety(7)`.
//! - **A call that waits is interrupted by a handler** and fails with `EINTR`. That is no failure: it
//!   is made again. A blocked signal interrupts nothing.
//! - **Look, then sleep.** A signal that comes after the look and before the sleep wakes nobody. The
//!   look and the sleep have to be one step, and for a blocked signal [`SigSet::wait`] is that step.
//! - **Signals are not counted.** Two SIGCHLD that come before you take one are one. So after one, ask
//!   for children until there is none left to ask for.
//! - **A child inherits what is blocked**, from the moment of the fork, but no signal that waits.
//!
//! # What to read
//!
//! [`SigSet::thread_block`], [`SigSet::wait`], [`nix::sys::signal::kill`],
//! [`nix::sys::signalfd::SignalFd`] to ask without waiting, [`nix::sys::wait::WaitPidFlag::WNOHANG`],
//! [`nix::unistd::alarm`]; the manual page `signal(7)`.

use std::collections::BTreeMap;
use std::error::Error;
use std::thread::sleep;
use std::time::Duration;

use nix::libc;
use nix::sys::signal::{SigSet, Signal, kill};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, alarm, fork, pause};

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many workers there are; they are numbered from 0.
    #[arg(long, default_value_t = 3)]
    workers: usize,
    /// How many tasks there are; they are numbered from 0.
    #[arg(long, default_value_t = 6)]
    tasks: usize,
    /// How long a task takes, in milliseconds.
    #[arg(long, default_value_t = 1000)]
    task_ms: u64,
    /// How many seconds the workers have to end once they are told to.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    deadline_s: u32,
    /// Send this program SIGTERM when this task has begun, as `kill` would.
    #[arg(long, value_name = "TASK")]
    stop_at: Option<usize>,
    /// Send it once more as soon as it says that it is stopping.
    #[arg(long)]
    insist: bool,
    /// Let this task never end.
    #[arg(long, value_name = "TASK")]
    hang: Option<usize>,
    /// Not an option: the program's first process.
    #[arg(skip = Pid::this())]
    main: Pid,
}

/// Some workers did not end well: a signal ended them, or they exited with another code than 0.
#[derive(Debug, thiserror::Error)]
#[error("these workers failed: {}", .workers.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))]
struct Failed {
    /// Their numbers, the smallest first.
    workers: Vec<usize>,
}

/// Starts all workers, and takes care of them until the last has ended.
///
/// # Errors
///
/// [`Failed`] when a worker did not end well; the system's error when one could not be started (those
/// before it are taken care of all the same), told to stop or reaped.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    // Before the first fork: so no signal is missed, and the workers are born with them blocked.
    let signals: SigSet = [Signal::SIGTERM, Signal::SIGCHLD, Signal::SIGALRM].into_iter().collect();
    signals.thread_block()?;

    let mut alive = BTreeMap::new();
    let started = (0..options.workers).try_for_each(|worker| -> nix::Result<()> {
        alive.insert(start(worker, options)?, worker);
        println!("start {worker}");
        Ok(())
    });
    let mut failed = supervise(&mut alive, &signals, options)?;
    started?;
    failed.sort_unstable();
    if failed.is_empty() { Ok(()) } else { Err(Failed { workers: failed }.into()) }
}

/// Starts one worker and returns its process number, to the parent alone.
///
/// # Errors
///
/// The system's error when there can be no further process.
fn start(worker: usize, options: &Options) -> nix::Result<Pid> {
    // SAFETY: this process has one thread, so the child finds no lock held and no data half
    // written by a thread that it does not have.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => leave(if work(worker, options).is_ok() { 0 } else { 1 }),
    }
}

/// What a worker does: its tasks, until there is none left or it is told to stop.
///
/// # Errors
///
/// The system's error when it can't be known whether it is told.
fn work(worker: usize, options: &Options) -> nix::Result<()> {
    // SIGTERM is still blocked. It harms no task, and can be read like data, here without waiting.
    let stop = SignalFd::with_flags(
        &SigSet::from(Signal::SIGTERM),
        SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC,
    )?;
    for task in (worker..options.tasks).step_by(options.workers) {
        if stop.read_signal()?.is_some() {
            break;
        }
        do_task(task, options);
    }
    Ok(())
}

/// Takes the signals that come, one by one, until no worker is alive. Returns the workers that did not
/// end well.
///
/// # Errors
///
/// The system's error when a worker could not be told or reaped.
fn supervise(
    alive: &mut BTreeMap<Pid, usize>,
    signals: &SigSet,
    options: &Options,
) -> nix::Result<Vec<usize>> {
    let mut failed = Vec::new();
    let mut stopping = false;
    while !alive.is_empty() {
        match signals.wait()? {
            Signal::SIGCHLD => failed.extend(reap(alive)?),
            Signal::SIGTERM if !stopping => {
                stopping = true;
                tell(alive, Signal::SIGTERM)?;
                alarm::set(options.deadline_s);
                announce(options);
            }
            // The second SIGTERM, or the deadline's SIGALRM. How they end, SIGCHLD will tell.
            _ => tell(alive, Signal::SIGKILL)?,
        }
    }
    Ok(failed)
}

/// Sends a signal to all workers that are not reaped yet.
///
/// # Errors
///
/// The system's error when one can't be sent.
fn tell(alive: &BTreeMap<Pid, usize>, signal: Signal) -> nix::Result<()> {
    // A worker that has just ended is still a zombie, so its number can't belong to anybody else.
    alive.keys().try_for_each(|&child| kill(child, signal))
}

/// Reaps all children that have ended by now, and returns the workers among them that did not end well.
///
/// # Errors
///
/// The system's error.
fn reap(alive: &mut BTreeMap<Pid, usize>) -> nix::Result<Vec<usize>> {
    let mut failed = Vec::new();
    // As often as there is somebody: one SIGCHLD may stand for several ends, or for one that an
    // earlier round has already seen.
    while !alive.is_empty() {
        let status = waitpid(None, Some(WaitPidFlag::WNOHANG))?;
        let Some(child) = status.pid() else { break };
        let worker = alive.remove(&child);
        if !matches!(status, WaitStatus::Exited(_, 0)) {
            failed.extend(worker);
        }
    }
    Ok(failed)
}

/// Given: does a task, from its first line to its last.
///
/// It has nothing to do with signals but for `--stop-at`, and must not be cut off by one.
fn do_task(task: usize, options: &Options) {
    println!("begin {task}");
    if options.stop_at == Some(task) {
        // It fails when the parent is gone; that is seen elsewhere.
        let _ = kill(options.main, Signal::SIGTERM);
    }
    sleep(Duration::from_millis(options.task_ms));
    while options.hang == Some(task) {
        pause();
    }
    println!("done {task}");
}

/// Given: says that all workers have been told to stop.
fn announce(options: &Options) {
    println!("stopping");
    if options.insist {
        // To the process as a whole, as from outside.
        let _ = kill(options.main, Signal::SIGTERM);
    }
}

/// Given: ends this process here and now with this exit code.
///
/// Unlike [`std::process::exit`], it leaves alone what the child has only as a copy: it flushes no
/// buffer, in which text of the parent may wait, and runs no clean-up that is the parent's to run.
fn leave(code: i32) -> ! {
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}
