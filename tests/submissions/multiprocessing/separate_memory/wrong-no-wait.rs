//! Takes having the count for having waited for the child.
//!
//! Breaks: the_child_is_reaped
//! Also breaks: is_right_under_every_schedule, a_kill_at_any_step_is_survived, tells_the_story

use std::error::Error;
use std::io::{self, PipeReader, PipeWriter, Read, Write};

use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::unistd::{ForkResult, fork};

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

/// Starts the child, adds the parent's share, and tells both counts when the child has ended.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut count = options.start;
    let child = start(&mut count, options)?;
    count += options.parent_adds;
    let received = collect(child);
    println!("parent: count {count}");
    println!("parent: received {}", received.ok_or(Lost)?);
    Ok(())
}

/// Starts the child and returns it, to the parent alone.
fn start(count: &mut u64, options: &Options) -> io::Result<PipeReader> {
    let (reader, mut writer) = io::pipe()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Parent { .. } => {
            drop(writer);
            Ok(reader)
        }
        ForkResult::Child => {
            drop(reader);
            match count_and_send(count, options, &mut writer) {
                Ok(()) => leave(0),
                Err(_) => leave(1),
            }
        }
    }
}

/// What the child does.
fn count_and_send(count: &mut u64, options: &Options, writer: &mut PipeWriter) -> io::Result<()> {
    *count += options.child_adds;
    println!("child: count {count}");
    crash_if_asked(options);
    writer.write_all(&count.to_ne_bytes())
}

/// Receives the child's count.
fn collect(mut reader: PipeReader) -> Option<u64> {
    let mut count = [0; 8];
    reader.read_exact(&mut count).ok()?;
    Some(u64::from_ne_bytes(count))
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
