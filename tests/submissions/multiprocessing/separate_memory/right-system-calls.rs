//! Calls the system itself, for each read and write: goes on after a part, and after `EINTR`.

use std::error::Error;
use std::os::fd::OwnedFd;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::{WaitStatus, wait};
use nix::unistd::{ForkResult, fork, pipe, read, write};

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

/// Both processes in one function; the child ends in the middle of it.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut count = options.start;
    let (reader, writer) = pipe()?;
    // SAFETY: this process has one thread.
    if let ForkResult::Child = unsafe { fork() }? {
        drop(reader);
        count += options.child_adds;
        println!("child: count {count}");
        crash_if_asked(options);
        leave(send(&writer, count).is_err().into());
    }
    drop(writer);
    count += options.parent_adds;
    let received = receive(&reader);
    while let Err(Errno::EINTR) | Ok(WaitStatus::StillAlive) = wait() {}
    println!("parent: count {count}");
    println!("parent: received {}", received?.ok_or(Lost)?);
    Ok(())
}

/// Writes all eight bytes.
fn send(writer: &OwnedFd, count: u64) -> nix::Result<()> {
    let bytes = count.to_be_bytes();
    let mut left = &bytes[..];
    while !left.is_empty() {
        match write(writer, left) {
            Ok(written) => left = &left[written..],
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Reads until eight bytes are there; `None` when the pipe ends before.
fn receive(reader: &OwnedFd) -> nix::Result<Option<u64>> {
    let mut bytes = [0; 8];
    let mut had = 0;
    while had < bytes.len() {
        match read(reader, &mut bytes[had..]) {
            Ok(0) => return Ok(None),
            Ok(more) => had += more,
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(u64::from_be_bytes(bytes)))
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
