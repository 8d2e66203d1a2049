//! Waits for SIGALRM, and has not blocked it.
//!
//! Breaks: the_deadline_forces
//! Also breaks: a_lost_worker_is_named, every_child_is_reaped

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
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    // Before the first fork: so no signal is missed, and the workers are born with them blocked.
    let signals: SigSet = [Signal::SIGTERM, Signal::SIGCHLD, Signal::SIGALRM].into_iter().collect();
    [Signal::SIGTERM, Signal::SIGCHLD].into_iter().collect::<SigSet>().thread_block()?;

    let mut alive = BTreeMap::new();
    let started = (0..options.workers).try_for_each(|worker| -> nix::Result<()> {
        alive.insert(start(worker, options)?, worker);
        println!("start {worker}");
        Ok(())
    });
    let mut failed = supervise(alive, &signals, options)?;
    started?;
    failed.sort_unstable();
    if failed.is_empty() { Ok(()) } else { Err(Failed { workers: failed }.into()) }
}

/// Starts one worker and returns its process number, to the parent alone.
fn start(worker: usize, options: &Options) -> nix::Result<Pid> {
    // SAFETY: this process has one thread, so the child finds no lock held and no data half
    // written by a thread that it does not have.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => leave(if work(worker, options).is_ok() { 0 } else { 1 }),
    }
}

/// What a worker does: its tasks, until there is none left or it is told to stop.
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
fn supervise(
    mut alive: BTreeMap<Pid, usize>,
    signals: &SigSet,
    options: &Options,
) -> nix::Result<Vec<usize>> {
    let mut failed = Vec::new();
    let mut stopping = false;
    while !alive.is_empty() {
        match signals.wait()? {
            Signal::SIGCHLD => failed.extend(reap(&mut alive)?),
            Signal::SIGTERM if !stopping => {
                stopping = true;
                tell(&alive, Signal::SIGTERM)?;
                alarm::set(options.deadline_s);
                announce(options);
            }
            _ => tell(&alive, Signal::SIGKILL)?,
        }
    }
    Ok(failed)
}

/// Sends a signal to all workers that are not reaped yet.
fn tell(alive: &BTreeMap<Pid, usize>, signal: Signal) -> nix::Result<()> {
    // A worker that has just ended is still a zombie, so its number can't belong to anybody else.
    alive.keys().try_for_each(|&child| kill(child, signal))
}

/// Reaps all children that have ended by now, and returns the workers among them that did not end well.
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

/// Does a task, from its first line to its last.
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

/// Says that all workers have been told to stop.
fn announce(options: &Options) {
    println!("stopping");
    if options.insist {
        // To the process as a whole, as from outside.
        let _ = kill(options.main, Signal::SIGTERM);
    }
}

/// Ends this process here and now with this exit code.
fn leave(code: i32) -> ! {
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}
