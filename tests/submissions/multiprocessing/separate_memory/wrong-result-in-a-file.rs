//! The child leaves its count in a file for the parent.
//!
//! Breaks: the_count_comes_through_a_pipe
//! Also breaks: a_kill_at_any_step_is_survived, tells_the_story

use std::error::Error;
use std::{fs, io};

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

/// Where the child leaves its count.
const FILE: &str = "count";

/// Starts the child, adds the parent's share, and reads the child's file.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut count = options.start;
    let child = start(&mut count, options)?;
    count += options.parent_adds;
    wait_for(child)?;
    println!("parent: count {count}");
    let bytes = fs::read(FILE).map_err(|_| Lost)?;
    fs::remove_file(FILE)?;
    println!("parent: received {}", u64::from_ne_bytes(bytes.try_into().map_err(|_| Lost)?));
    Ok(())
}

/// Starts the child and returns its number, to the parent alone.
fn start(count: &mut u64, options: &Options) -> io::Result<Pid> {
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            *count += options.child_adds;
            println!("child: count {count}");
            crash_if_asked(options);
            leave(fs::write(FILE, count.to_ne_bytes()).is_err().into())
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
