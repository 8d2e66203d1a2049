//! Maps memory that both processes share, so that the child adds to the parent's count.
//!
//! Breaks: the_parent_keeps_its_own_count
//! Also breaks: the_count_comes_through_a_pipe, a_missing_count_is_told, a_kill_at_any_step_is_survived, tells_the_story

use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

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

/// Counts in memory that `fork` does not copy.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let count = shared_counter()?;
    count.store(options.start, SeqCst);
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => {
            count.fetch_add(options.parent_adds, SeqCst);
            wait_for(child)?;
            println!("parent: count {}", count.load(SeqCst));
            println!("parent: received {}", count.load(SeqCst) - options.parent_adds);
            Ok(())
        }
        ForkResult::Child => {
            println!("child: count {}", options.start + options.child_adds);
            crash_if_asked(options);
            count.fetch_add(options.child_adds, SeqCst);
            leave(0)
        }
    }
}

/// A counter in a page that is mapped as shared.
fn shared_counter() -> nix::Result<&'static AtomicU64> {
    let access = libc::PROT_READ | libc::PROT_WRITE;
    let how = libc::MAP_SHARED | libc::MAP_ANONYMOUS;
    // SAFETY: a new page at an address of the kernel's choice; nobody unmaps it.
    let page = unsafe { libc::mmap(std::ptr::null_mut(), 4096, access, how, -1, 0) };
    if page == libc::MAP_FAILED {
        return Err(Errno::last());
    }
    // SAFETY: the page is zeroed, large enough and aligned, and stays mapped.
    Ok(unsafe { &*page.cast::<AtomicU64>() })
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
