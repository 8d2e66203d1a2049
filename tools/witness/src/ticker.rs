//! The timer that interrupts the tracer's waiting.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use libc::c_int;
use nix::sys::signal::{
    SaFlags, SigAction, SigHandler, SigSet, SigmaskHow, Signal, sigaction, sigprocmask,
};

/// How often the witness looks at what no event tells.
pub const TICK: Duration = Duration::from_millis(2);

/// Set by the timer's signal.
static TICKED: AtomicBool = AtomicBool::new(false);

/// Whether the timer has gone off since this was last asked.
pub fn has_ticked() -> bool {
    // Relaxed: the handler runs on this very thread.
    TICKED.swap(false, Ordering::Relaxed)
}

/// Starts the timer, and what `other_threads` starts so that none of its threads gets the signal: it
/// has to interrupt our `wait`.
pub fn start_with<T>(other_threads: impl FnOnce() -> T) -> nix::Result<T> {
    extern "C" fn ticked(_: c_int) {
        TICKED.store(true, Ordering::Relaxed);
    }
    let mut alarm = SigSet::empty();
    alarm.add(Signal::SIGALRM);
    sigprocmask(SigmaskHow::SIG_BLOCK, Some(&alarm), None)?;
    let started = other_threads();
    // No SA_RESTART: the interruption is the point.
    let action = SigAction::new(SigHandler::Handler(ticked), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler only stores to an atomic.
    unsafe { sigaction(Signal::SIGALRM, &action)? };
    // `wait` tells of every stop; a signal for each would only cost time.
    let quiet = SigAction::new(SigHandler::SigDfl, SaFlags::SA_NOCLDSTOP, SigSet::empty());
    // SAFETY: the default action runs no code of ours.
    unsafe { sigaction(Signal::SIGCHLD, &quiet)? };
    let period = libc::timeval { tv_sec: 0, tv_usec: TICK.as_micros() as libc::suseconds_t };
    let timer = libc::itimerval { it_interval: period, it_value: period };
    // SAFETY: `timer` is read during the call only, and nothing is written.
    if unsafe { libc::setitimer(libc::ITIMER_REAL, &raw const timer, std::ptr::null_mut()) } != 0 {
        return Err(nix::Error::last());
    }
    sigprocmask(SigmaskHow::SIG_UNBLOCK, Some(&alarm), None)?;
    Ok(started)
}
