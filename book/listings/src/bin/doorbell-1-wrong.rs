//! Waits for a signal by looking first and sleeping then: a signal in between is slept through.
#![expect(
    clippy::undocumented_unsafe_blocks,
    reason = "a callout of the page says why it is sound"
)]

use std::sync::atomic::{AtomicBool, Ordering};

use nix::libc::{_exit, c_int};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use nix::sys::wait::wait;
use nix::unistd::{ForkResult, Pid, fork, pause};

// ANCHOR: main
static RUNG: AtomicBool = AtomicBool::new(false);

extern "C" fn ring(_signal: c_int) {
    RUNG.store(true, Ordering::Relaxed); // ①
}

fn main() -> nix::Result<()> {
    let action = SigAction::new(SigHandler::Handler(ring), SaFlags::empty(), SigSet::empty());
    unsafe { sigaction(Signal::SIGUSR1, &action) }?; // ②
    let home = Pid::this();
    if let ForkResult::Child = unsafe { fork() }? {
        let rung = kill(home, Signal::SIGUSR1); // ③
        unsafe { _exit(rung.is_err().into()) }
    }
    // ④
    while !RUNG.load(Ordering::Relaxed) {
        pause(); // ⑤
    }
    println!("somebody is at the door");
    wait()?;
    Ok(())
}
// ANCHOR_END: main
