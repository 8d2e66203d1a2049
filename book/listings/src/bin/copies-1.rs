//! Step 1: a child is a copy; what it adds to a variable, the parent does not see.

// ANCHOR: main
use nix::libc;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() {
    let mut count = 0;
    // SAFETY: ①
    match unsafe { fork() }.unwrap() {
        ForkResult::Child => {
            count += 1; // ②
            println!("child: {count}");
            // SAFETY: ③
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => {
            waitpid(child, None).unwrap(); // ④
            println!("parent: {count}");
        }
    }
}
// ANCHOR_END: main
