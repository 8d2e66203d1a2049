//! Step 2, wrong: a `static` that threads share is taken for one that processes share.

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

use nix::libc;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

static VISITS: AtomicU32 = AtomicU32::new(0);

fn main() {
    thread::spawn(|| VISITS.fetch_add(1, SeqCst)).join().unwrap(); // ①
    println!("after a thread: {}", VISITS.load(SeqCst));

    // SAFETY: ②
    match unsafe { fork() }.unwrap() {
        ForkResult::Child => {
            VISITS.fetch_add(1, SeqCst); // ③
            println!("in the child: {}", VISITS.load(SeqCst));
            // SAFETY: ②
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => {
            waitpid(child, None).unwrap();
            println!("after the child: {}", VISITS.load(SeqCst)); // ④
        }
    }
}
// ANCHOR_END: main
