//! Main looks at what the handlers have noted, and then sleeps in `pause`. A signal that comes between the two
//! wakes nobody.
//!
//! Breaks: is_right_under_every_schedule
//! Also breaks: every_child_is_reaped, a_second_signal_forces, the_deadline_forces, a_lost_worker_is_named

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::Duration;

use nix::libc::{self, c_int};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
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

/// How often this process was told to stop.
static STOP: AtomicU32 = AtomicU32::new(0);

/// Some workers did not end well: a signal ended them, or they exited with another code than 0.
#[derive(Debug, thiserror::Error)]
#[error("these workers failed: {}", .workers.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))]
struct Failed {
    /// Their numbers, the smallest first.
    workers: Vec<usize>,
}

/// Starts all workers, and takes care of them until the last has ended.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    listen(Signal::SIGTERM, note_stop)?;
    listen(Signal::SIGALRM, note_alarm)?;
    listen(Signal::SIGCHLD, note_child)?;

    let mut alive = BTreeMap::new();
    let started = (0..options.workers).try_for_each(|worker| -> nix::Result<()> {
        alive.insert(start(worker, options)?, worker);
        println!("start {worker}");
        Ok(())
    });
    let mut failed = supervise(alive, options)?;
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
    for task in (worker..options.tasks).step_by(options.workers) {
        if STOP.load(Ordering::Relaxed) > 0 {
            break;
        }
        do_task(task, options);
    }
    Ok(())
}

/// Sleeps until a signal comes, looks what has happened, and so on until no worker is alive. Returns the
/// workers that did not end well.
fn supervise(mut alive: BTreeMap<Pid, usize>, options: &Options) -> nix::Result<Vec<usize>> {
    let mut failed = Vec::new();
    let mut told = 0;
    while !alive.is_empty() {
        failed.extend(reap(&mut alive)?);
        let stop = STOP.load(Ordering::Relaxed);
        if stop > told {
            tell(&alive, if stop > 1 { Signal::SIGKILL } else { Signal::SIGTERM })?;
            if told == 0 {
                alarm::set(options.deadline_s);
                announce(options);
            }
            told = stop;
        }
        if !alive.is_empty() {
            pause();
        }
    }
    Ok(failed)
}

/// Notes a SIGTERM.
extern "C" fn note_stop(_: c_int) {
    STOP.fetch_add(1, Ordering::Relaxed);
}

/// Notes that the deadline has come, which is as good as a second SIGTERM.
extern "C" fn note_alarm(_: c_int) {
    STOP.fetch_add(2, Ordering::Relaxed);
}

/// A child has ended: main shall wake, nothing else.
extern "C" fn note_child(_: c_int) {}

/// Has a handler called for this signal; calls that wait are interrupted by it.
fn listen(signal: Signal, handler: extern "C" fn(c_int)) -> nix::Result<()> {
    let action = SigAction::new(SigHandler::Handler(handler), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handlers of this program touch atomics alone.
    unsafe { sigaction(signal, &action) }?;
    Ok(())
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
