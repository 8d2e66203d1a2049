//! Step 3, wrong: text waits in a buffer when the process is copied, and both copies write it.

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

// ANCHOR: main
fn main() {
    print!("once? "); // ①
    // SAFETY: ②
    match unsafe { fork() }.unwrap() {
        ForkResult::Child => std::process::exit(0), // ③
        ForkResult::Parent { child } => {
            waitpid(child, None).unwrap();
        }
    }
}
// ANCHOR_END: main
