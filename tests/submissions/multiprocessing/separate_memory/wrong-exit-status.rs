//! Sends the count as the exit status, which keeps its lowest eight bits.
//!
//! Breaks: any_count_is_received
//! Also breaks: the_count_comes_through_a_pipe, a_kill_at_any_step_is_survived, tells_the_story

use std::error::Error;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// What `count` is before there is a child.
    #[arg(long, default_value_t = 5)]
    start: u64,
    /// What the child adds to `count`.
    #[arg(long, default_value_t = 1000)]
    child_adds: u64,
    /// What the parent adds to `count`, once the child is started.
    #[arg(long, default_value_t = 1)]
    parent_adds: u64,
    /// Let the child be killed by a signal before it sends its count.
    #[arg(long)]
    crash: bool,
}

/// The child ended without having sent its count.
#[derive(Debug, thiserror::Error)]
#[error("the child sent no count")]
struct Lost;

/// Starts the child, adds the parent's share, and takes the child's exit code for its count.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut count = options.start;
    let child = start(&mut count, options)?;
    count += options.parent_adds;
    let received = collect(child)?;
    println!("parent: count {count}");
    println!("parent: received {}", received.ok_or(Lost)?);
    Ok(())
}

/// Starts the child and returns its number, to the parent alone.
fn start(count: &mut u64, options: &Options) -> nix::Result<Pid> {
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            *count += options.child_adds;
            println!("child: count {count}");
            crash_if_asked(options);
            leave(*count as i32)
        }
    }
}

/// Waits for the child, and asks how it ended.
fn collect(child: Pid) -> nix::Result<Option<i32>> {
    loop {
        match waitpid(child, None) {
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
            Ok(WaitStatus::Exited(_, code)) => return Ok(Some(code)),
            Ok(_) => return Ok(None),
        }
    }
}

/// Given: ends this process by a signal, here and now, when `--crash` is set.
fn crash_if_asked(options: &Options) {
    if options.crash {
        // No process survives SIGKILL, so there is no result to look at.
        let _ = raise(Signal::SIGKILL);
    }
}

/// Given: ends this process here and now with this exit code.
fn leave(code: i32) -> ! {
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}
