//! Rings three times before anybody asks, and counts how often it has rung.

use nix::sys::signal::{SigSet, Signal, raise};
use nix::sys::signalfd::{SfdFlags, SignalFd};

// ANCHOR: main
fn main() -> nix::Result<()> {
    let bell = SigSet::from(Signal::SIGUSR1);
    bell.thread_block()?;
    let rung = SignalFd::with_flags(&bell, SfdFlags::SFD_NONBLOCK)?; // ①
    for _ in 0..3 {
        raise(Signal::SIGUSR1)?;
    }
    let mut taken = 0;
    while rung.read_signal()?.is_some() {
        taken += 1; // ②
    }
    println!("sent 3, taken {taken}");
    Ok(())
}
// ANCHOR_END: main
