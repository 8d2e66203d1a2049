//! Wrong: the children go on with their parent's loop, and fork too.

// ANCHOR: main
use nix::sys::wait::wait;
use nix::unistd::{ForkResult, fork};

fn main() {
    for number in 0..3 {
        // SAFETY: ①
        match unsafe { fork() }.unwrap() {
            ForkResult::Child => println!("child {number}"), // ②
            ForkResult::Parent { .. } => {}
        }
    }
    while wait().is_ok() {} // ③
}
// ANCHOR_END: main
