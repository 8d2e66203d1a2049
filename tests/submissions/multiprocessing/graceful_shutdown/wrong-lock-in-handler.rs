//! The handler passes SIGTERM on, and takes the lock of the table of workers to do so. When it interrupts main
//! while that has the lock, it waits for ever: main is under it.
//!
//! Breaks: is_right_under_every_schedule
//! Also breaks: a_lost_worker_is_named

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::Duration;

use nix::errno::Errno;
use nix::libc::{self, c_int};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::sys::wait::{WaitStatus, waitpid};
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

/// The workers that are not reaped yet.
static ALIVE: Mutex<BTreeMap<Pid, usize>> = Mutex::new(BTreeMap::new());

/// How many seconds the workers have to end.
static DEADLINE: AtomicU32 = AtomicU32::new(0);

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
    DEADLINE.store(options.deadline_s, Ordering::Relaxed);
    listen(Signal::SIGTERM, pass_on)?;
    listen(Signal::SIGALRM, pass_on)?;
    for worker in 0..options.workers {
        let child = start(worker, options)?;
        ALIVE.lock().unwrap().insert(child, worker);
        println!("start {worker}");
    }
    let mut failed = supervise(options)?;
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
    listen(Signal::SIGTERM, note_stop)?;
    for task in (worker..options.tasks).step_by(options.workers) {
        if STOP.load(Ordering::Relaxed) > 0 {
            break;
        }
        do_task(task, options);
    }
    Ok(())
}

/// Waits for one child after the other. Returns the workers that did not end well.
fn supervise(options: &Options) -> nix::Result<Vec<usize>> {
    let mut failed = Vec::new();
    let mut announced = false;
    while !ALIVE.lock().unwrap().is_empty() {
        if STOP.load(Ordering::Relaxed) > 0 && !announced {
            announced = true;
            announce(options);
        }
        match waitpid(None, None) {
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
            Ok(status) => {
                let mut alive = ALIVE.lock().unwrap();
                let worker = status.pid().and_then(|child| alive.remove(&child));
                if !matches!(status, WaitStatus::Exited(_, 0)) {
                    failed.extend(worker);
                }
            }
        }
    }
    Ok(failed)
}

/// Passes the first signal on, and kills at the second.
extern "C" fn pass_on(_: c_int) {
    let first = STOP.fetch_add(1, Ordering::Relaxed) == 0;
    let signal = if first { Signal::SIGTERM } else { Signal::SIGKILL };
    for &child in ALIVE.lock().unwrap().keys() {
        let _ = kill(child, signal);
    }
    if first {
        alarm::set(DEADLINE.load(Ordering::Relaxed));
    }
}

/// Notes, in a worker, that it was told to stop.
extern "C" fn note_stop(_: c_int) {
    STOP.fetch_add(1, Ordering::Relaxed);
}

/// Has a handler called for this signal; calls that wait are interrupted by it.
fn listen(signal: Signal, handler: extern "C" fn(c_int)) -> nix::Result<()> {
    let action = SigAction::new(SigHandler::Handler(handler), SaFlags::empty(), SigSet::empty());
    // SAFETY: so one hopes. What one of the handlers does, a handler may not do: it takes a lock.
    unsafe { sigaction(signal, &action) }?;
    Ok(())
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
