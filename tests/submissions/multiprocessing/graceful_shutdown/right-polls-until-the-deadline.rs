//! Has no alarm: main polls a descriptor for signals until the deadline at most, and each worker has a
//! handler that only notes the signal.

use std::collections::BTreeMap;
use std::error::Error;
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::libc;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork, pause};

static TOLD: AtomicBool = AtomicBool::new(false);

extern "C" fn note(_: libc::c_int) {
    TOLD.store(true, Ordering::Relaxed);
}

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
    let signals: SigSet = [Signal::SIGTERM, Signal::SIGCHLD].into_iter().collect();
    signals.thread_block()?;
    let mut alive = BTreeMap::new();
    let mut started = Ok(());
    for worker in 0..options.workers {
        match start(worker, options) {
            Ok(pid) => {
                println!("start {worker}");
                alive.insert(pid, worker);
            }
            Err(error) => {
                started = Err(error);
                break;
            }
        }
    }
    let mut workers = supervise(&mut alive, &signals, options)?;
    started?;
    workers.sort_unstable();
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

/// Starts one worker and returns its process number, to the parent alone.
///
/// # Errors
///
/// The system's error when there can be no further process.
fn start(worker: usize, options: &Options) -> nix::Result<Pid> {
    // SAFETY: there is one thread.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => leave(i32::from(work(worker, options).is_err())),
    }
}

/// What a worker does: its tasks, until there is none left or it is told to stop.
///
/// # Errors
///
/// The system's error when it can't be known whether it is told.
fn work(worker: usize, options: &Options) -> nix::Result<()> {
    let action = SigAction::new(SigHandler::Handler(note), SaFlags::SA_RESTART, SigSet::empty());
    // SAFETY: the handler only stores to an atomic.
    unsafe { sigaction(Signal::SIGTERM, &action) }?;
    SigSet::from(Signal::SIGTERM).thread_unblock()?;
    for task in (worker..options.tasks).step_by(options.workers) {
        if TOLD.load(Ordering::Relaxed) {
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
    let inbox = SignalFd::with_flags(signals, SfdFlags::SFD_NONBLOCK)?;
    let mut failed = Vec::new();
    let mut deadline: Option<Instant> = None;
    while !alive.is_empty() {
        let timeout = match deadline {
            None => PollTimeout::NONE,
            Some(end) => {
                let left = end.saturating_duration_since(Instant::now()).as_millis() + 1;
                PollTimeout::try_from(left).unwrap_or(PollTimeout::MAX)
            }
        };
        let mut ears = [PollFd::new(inbox.as_fd(), PollFlags::POLLIN)];
        match poll(&mut ears, timeout) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
        let mut force = deadline.is_some_and(|end| Instant::now() >= end);
        while let Some(info) = inbox.read_signal()? {
            if info.ssi_signo == Signal::SIGCHLD as u32 {
                failed.extend(reap(alive)?);
            } else if deadline.is_some() {
                force = true;
            } else {
                deadline = Some(Instant::now() + Duration::from_secs(options.deadline_s.into()));
                for &pid in alive.keys() {
                    kill(pid, Signal::SIGTERM)?;
                }
                announce(options);
            }
        }
        if force {
            for &pid in alive.keys() {
                kill(pid, Signal::SIGKILL)?;
            }
        }
    }
    Ok(failed)
}

/// Reaps all children that have ended by now, and returns the workers among them that did not end well.
///
/// # Errors
///
/// The system's error.
fn reap(alive: &mut BTreeMap<Pid, usize>) -> nix::Result<Vec<usize>> {
    let mut failed = Vec::new();
    loop {
        match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
            Ok(WaitStatus::StillAlive) | Err(Errno::ECHILD) => return Ok(failed),
            Ok(status @ (WaitStatus::Exited(pid, _) | WaitStatus::Signaled(pid, ..))) => {
                if let Some(worker) = alive.remove(&pid)
                    && status != WaitStatus::Exited(pid, 0)
                {
                    failed.push(worker);
                }
            }
            Ok(_) => {}
            Err(error) => return Err(error),
        }
    }
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
