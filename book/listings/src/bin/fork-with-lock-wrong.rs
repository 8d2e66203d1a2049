//! A fork while another thread holds a lock: the child waits for it for ever.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

// ANCHOR: main
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use nix::libc::_exit;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

static READINGS: Mutex<u32> = Mutex::new(0);

fn main() -> nix::Result<()> {
    let (taken, is_taken) = mpsc::channel();
    let writer = thread::spawn(move || {
        let mut readings = READINGS.lock().unwrap(); // ①
        taken.send(()).unwrap();
        thread::sleep(Duration::from_millis(50));
        *readings += 1;
    });
    is_taken.recv().unwrap(); // ②
    match unsafe { fork() }? {
        ForkResult::Child => {
            println!("child: {}", READINGS.lock().unwrap()); // ③
            unsafe { _exit(0) }
        }
        ForkResult::Parent { child } => {
            waitpid(child, None)?; // ④
        }
    }
    writer.join().unwrap();
    println!("parent: {}", READINGS.lock().unwrap());
    Ok(())
}
// ANCHOR_END: main
