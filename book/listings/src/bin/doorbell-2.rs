//! Waits for a signal that is blocked: one that comes early is kept.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

use nix::libc::_exit;
use nix::sys::signal::{SigSet, Signal, kill};
use nix::sys::wait::wait;
use nix::unistd::{ForkResult, Pid, fork};

// ANCHOR: main
fn main() -> nix::Result<()> {
    let bell = SigSet::from(Signal::SIGUSR1);
    bell.thread_block()?; // ①
    let home = Pid::this();
    if let ForkResult::Child = unsafe { fork() }? {
        let rung = kill(home, Signal::SIGUSR1);
        unsafe { _exit(rung.is_err().into()) }
    }
    bell.wait()?; // ②
    println!("somebody is at the door");
    wait()?;
    Ok(())
}
// ANCHOR_END: main
