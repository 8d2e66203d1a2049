//! Step 3, wrong: a result in the exit status, which has room for eight bits of it.

// ANCHOR: main
use nix::libc;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

fn main() {
    for result in [44, 255, 256, 300] {
        // SAFETY: ①
        match unsafe { fork() }.unwrap() {
            // SAFETY: ①
            ForkResult::Child => unsafe { libc::_exit(result) }, // ②
            ForkResult::Parent { child } => match waitpid(child, None).unwrap() {
                WaitStatus::Exited(_, code) => println!("{result} arrives as {code}"), // ③
                status => println!("no result: {status:?}"),
            },
        }
    }
}
// ANCHOR_END: main
