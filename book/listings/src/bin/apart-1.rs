//! Step 1: one address, two memories: what the child stores there, the parent does not see.

// ANCHOR: main
use nix::libc;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

fn main() {
    let mut degrees = 20;
    let place = &raw const degrees; // ①
    // SAFETY: ②
    match unsafe { fork() }.unwrap() {
        ForkResult::Child => {
            degrees = 35; // ③
            println!("child: same address: {}", place == &raw const degrees);
            println!("child: {degrees} degrees");
            // SAFETY: ②
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => {
            waitpid(child, None).unwrap(); // ④
            println!("parent: same address: {}", place == &raw const degrees);
            println!("parent: {degrees} degrees");
        }
    }
}
// ANCHOR_END: main
