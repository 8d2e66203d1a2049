//! A variable that two processes have, each for itself; the child's result comes back through a pipe.
//!
//! `fork` copies the parent, with its variables, to the same addresses. From then on there are two
//! of each variable: what one process writes, the other never sees. So a child that has found
//! something out must *send* it. What it can send without asking anybody is its exit status, which
//! has room for 0 to 255. Anything else goes through a pipe, which belongs to neither of them but
//! to the kernel: bytes put in at one end come out at the other.
//!
//! # What is asked
//!
//! `count` begins with `--start`. The parent forks one child. The child adds `--child-adds` to
//! `count` and prints what it has; the parent adds `--parent-adds` to `count`, the same variable, as
//! soon as the child is started. The child sends its `count` through a pipe, as eight bytes, and
//! ends. When the child has ended, the parent prints what it has itself, and what it received:
//!
//! ```text
//! child: count 1005
//! parent: count 6
//! parent: received 1005
//! ```
//!
//! Any `u64` may have to be sent; no count that is asked for grows beyond it. When no count came, or
//! not the whole of it, the parent prints its own line all the same, but no line `received`, and
//! ends by the error [`Lost`]. A count that came whole is good, however the child ended afterwards.
//!
//! # What is looked at
//!
//! Which process writes which line; how many bytes go from the child to the parent through a pipe;
//! whether the child is reaped, and no end of the pipe kept open that somebody waits for. And the
//! child is killed, at each of its steps in turn: the parent must notice, reap it, and never print
//! a number that the child did not send.
//!
//! # Traps
//!
//! - **`static`, `Arc`, a reference**: they share among the threads of *one* process. `fork` copies
//!   the counter together with everything else.
//! - **The exit status has eight bits.** 1005 arrives as 237, and 256 as 0.
//! - **The pipe is made before `fork`**, or each process would have one of its own. After it, both
//!   processes have both ends.
//! - **End of file needs all write ends closed**, the parent's own copy too. A parent that keeps it
//!   waits for ever for a child that was killed: it waits for itself.
//! - **A read may give a part.** [`std::io::Read::read_exact`] goes on until all is there, or fails.
//! - **The child runs on into the parent's code** unless it ends by [`leave`].
//!
//! # What to read
//!
//! [`std::io::pipe`], [`std::io::Write::write_all`], [`u64::to_ne_bytes`], [`nix::unistd::fork`],
//! [`nix::sys::wait::waitpid`].

#![expect(
    unused_variables,
    dead_code,
    clippy::todo,
    reason = "starter code: delete this attribute when no `todo!` is left"
)]

use std::error::Error;
use std::io::{self, PipeReader, PipeWriter};

use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::unistd::Pid;

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

/// A child as its parent sees it.
struct Child {
    /// Its process number; ours to wait for.
    pid: Pid,
    /// The pipe's end from which its count comes.
    reader: PipeReader,
}

/// Starts the child, adds the parent's share, and tells both counts when the child has ended.
///
/// # Errors
///
/// [`Lost`] when no whole count came; the system's error when the child could not be started or
/// waited for.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    todo!("start the child, add the parent's share, collect, and print both counts")
}

/// Starts the child and returns it, to the parent alone: the child does its work and ends in here.
///
/// # Errors
///
/// The system's error when there can be no further pipe or process.
fn start(count: &mut u64, options: &Options) -> io::Result<Child> {
    todo!("make the pipe, then fork: each side closes the end that it does not use")
}

/// What the child does: adds to its `count`, prints it, and sends it, as eight bytes in this
/// machine's byte order.
///
/// Between printing and sending, it calls [`crash_if_asked`].
///
/// # Errors
///
/// The system's error when the count can't be sent.
fn count_and_send(count: &mut u64, options: &Options, writer: &mut PipeWriter) -> io::Result<()> {
    todo!("add to the count, print it, and send it through the pipe")
}

/// Receives the child's count and waits for the child to end; `None` when the count did not come
/// whole.
///
/// # Errors
///
/// The system's error when the child can't be waited for; `EINTR` is none, then it waits again.
fn collect(child: Child) -> nix::Result<Option<u64>> {
    todo!("read the whole count, then wait for the child; on `EINTR`, wait again")
}

/// Given: ends this process by a signal, here and now, when `--crash` is set.
fn crash_if_asked(options: &Options) {
    if options.crash {
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
