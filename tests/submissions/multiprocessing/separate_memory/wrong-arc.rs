//! Shares an `Arc` with the child, as one would with a thread.
//!
//! Breaks: any_count_is_received
//! Also breaks: the_count_comes_through_a_pipe, a_kill_at_any_step_is_survived, tells_the_story

use std::error::Error;
use std::sync::{Arc, Mutex};

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::waitpid;
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

/// Waits for the child, then looks into what it left in its own copy.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut count = options.start;
    let shared = Arc::new(Mutex::new(None));
    let childs = Arc::clone(&shared);
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => {
            count += options.parent_adds;
            wait_for(child)?;
            println!("parent: count {count}");
            println!("parent: received {}", shared.lock().unwrap().ok_or(Lost)?);
            Ok(())
        }
        ForkResult::Child => {
            count += options.child_adds;
            println!("child: count {count}");
            crash_if_asked(options);
            *childs.lock().unwrap() = Some(count);
            leave(0)
        }
    }
}

/// Waits until the child has ended.
fn wait_for(pid: Pid) -> nix::Result<()> {
    while let Err(error) = waitpid(pid, None) {
        if error != Errno::EINTR {
            return Err(error);
        }
    }
    Ok(())
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
