//! What many of the programs do: run threads side by side, start and reap a child.

use std::thread::{self, JoinHandle};

use nix::errno::Errno;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

/// Runs each of these in a thread of its own and joins all of them.
///
/// # Panics
///
/// When one of them did; by then, all have ended.
pub fn together<const COUNT: usize>(works: [fn(); COUNT]) {
    join_all(works.into_iter().map(thread::spawn).collect());
}

/// Joins all of these.
///
/// # Panics
///
/// When one of them did; by then, all have ended.
pub fn join_all(threads: Vec<JoinHandle<()>>) {
    let ends: Vec<thread::Result<()>> = threads.into_iter().map(JoinHandle::join).collect();
    for end in ends {
        end.expect("no thread of a right program panics");
    }
}

/// Forks a child that runs `work` and exits with what it returns.
///
/// The parent drops `work`, so a descriptor that was moved into it is open in the child alone.
pub fn fork_child(work: impl FnOnce() -> i32) -> Pid {
    // SAFETY: those who fork have one thread; the one program that has two keeps to what a child
    // may do then.
    match unsafe { fork() }.expect("there is room for a process") {
        ForkResult::Parent { child } => child,
        ForkResult::Child => std::process::exit(work()),
    }
}

/// Waits until `child` has ended; returns its exit code.
///
/// # Panics
///
/// When a signal ended it.
pub fn reap(child: Pid) -> i32 {
    loop {
        match waitpid(child, None) {
            Ok(WaitStatus::Exited(_, code)) => return code,
            // The signal's handler has run; the child is still there to be waited for.
            Err(Errno::EINTR) => {}
            other => panic!("a child must end by itself, but: {other:?}"),
        }
    }
}

/// Waits until `child` has ended.
///
/// # Panics
///
/// When it did not end well.
pub fn reap_well(child: Pid) {
    assert_eq!(reap(child), 0, "the child's exit code");
}
