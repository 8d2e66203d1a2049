//! Three workers, each a process of its own; the parent starts them all, then waits for each.
//!
//! `fork` is called once and returns twice: in the parent, with the child's number, and in the
//! child, which begins as a copy of the parent at this very line. From here on nothing is shared:
//! what one of them writes into a variable, the other never sees. When a child ends, the kernel
//! keeps how it ended until the parent asks by `waitpid`; until then, the child is a *zombie*.
//!
//! # What is asked
//!
//! Each worker prints its lines itself, here worker 0 with two steps:
//!
//! ```text
//! Proceso 0 iniciado
//! Proceso 0 trabajando...
//! Proceso 0 trabajando...
//! Proceso 0 terminó
//! ```
//!
//! and sleeps for the pause after each `trabajando...`. All workers live at once, so their lines
//! mix. The parent prints nothing. It ends after its last child, and when workers failed, by the
//! error [`Failed`], which names them all.
//!
//! # Traps
//!
//! - **The child runs on into the parent's code.** It is a copy of the parent, in the middle of the
//!   parent's loop. Unless it ends when its work is done (see [`leave`]), it goes on with that
//!   loop and forks children of its own.
//! - **Start first, wait later.** A `waitpid` in the loop that forks lets no two workers overlap.
//! - **One wait, one child.** Each `waitpid` tells of one child. Three children need three.
//! - **A child can end in two ways**: by an exit code, or by a signal. Only exit code 0 is well.
//! - **Only the thread that calls `fork` lives on in the child.** A lock that another thread held
//!   stays locked there for good. So fork while you are the only thread, as here.
//! - **Text that waits in a buffer is copied too.** After `print!` without a newline, both copies
//!   would write it: flush standard output before you fork, or print whole lines.
//!
//! # What to read
//!
//! [`nix::unistd::fork`], [`nix::unistd::ForkResult`], [`nix::sys::wait::waitpid`],
//! [`nix::sys::wait::WaitStatus`], [`std::thread::sleep`].

#![expect(
    unused_variables,
    dead_code,
    clippy::todo,
    reason = "starter code: delete this attribute when no `todo!` is left"
)]

use std::error::Error;

use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::unistd::Pid;

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

/// Starts all workers, then waits for each.
///
/// # Errors
///
/// [`Failed`] when a worker did not end well; the system's error when one could not be started
/// (those before it are waited for all the same) or waited for.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    todo!("start all workers, wait for each, and name those that failed")
}

/// Starts one worker and returns its process number, to the parent alone: the child does its work
/// and ends in here.
///
/// # Errors
///
/// The system's error when there can be no further process.
fn start(worker: usize, options: &Options) -> nix::Result<Pid> {
    todo!("fork: the parent gets the number, the child works and then leaves")
}

/// What a worker does: prints its lines and pauses after each step.
///
/// After the first step, pause included, it calls [`break_down_if_asked`].
fn work(worker: usize, options: &Options) {
    todo!("print the worker's lines, and sleep for the pause after each step")
}

/// Waits until `child` has ended; whether it did so with exit code 0.
///
/// # Errors
///
/// The system's error, except for `EINTR`: then a signal came in between, and it waits again.
fn ends_well(child: Pid) -> nix::Result<bool> {
    todo!("wait for the child and look at how it ended; on `EINTR`, wait again")
}

/// Given: ends this process here and now when `--fail` or `--kill` names the worker.
fn break_down_if_asked(worker: usize, options: &Options) {
    if options.fail.contains(&worker) {
        leave(1);
    }
    if options.kill.contains(&worker) {
        // No process survives SIGKILL, so there is no result to look at.
        let _ = raise(Signal::SIGKILL);
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
