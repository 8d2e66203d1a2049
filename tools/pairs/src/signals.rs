//! Signals: they come between any two steps, they don't count, and they interrupt.

use std::io::{Read, Write, pipe};
use std::sync::Mutex;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::atomic::{AtomicBool, AtomicU32};

use libc::c_int;
use nix::errno::Errno;
use nix::sys::signal::Signal::{SIGCHLD, SIGUSR1};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, SigmaskHow, Signal};
use nix::sys::signal::{kill, sigaction};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{Pid, getppid, pause};

use crate::helpers::{fork_child, reap_well};
use crate::{Kind::Deadlock, Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("signal-before-pause", Deadlock, before_pause_wrong, before_pause_right),
    Pair::new("children-coalesced", Deadlock, coalesced_wrong, coalesced_right),
    Pair::new("interrupted-read", Panic, interrupted_read_wrong, interrupted_read_right),
    Pair::new("lock-in-handler", Deadlock, lock_in_handler_wrong, lock_in_handler_right),
];

/// Lets this handler run at each of these signals.
fn handle(signal: Signal, handler: extern "C" fn(c_int)) {
    let action = SigAction::new(SigHandler::Handler(handler), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handlers here do what a handler may do, but for the wrong one that takes a lock;
    // it can wait for ever, and no more than that.
    unsafe { sigaction(signal, &action) }.expect("it may be handled");
}

/// Keeps this signal from being delivered; returns what was blocked before.
fn block(signal: Signal) -> SigSet {
    SigSet::from(signal).thread_swap_mask(SigmaskHow::SIG_BLOCK).expect("it may be blocked")
}

/// Sends `SIGUSR1` to the parent.
fn ring() -> i32 {
    kill(getppid(), SIGUSR1).unwrap();
    0
}

static RUNG: AtomicBool = AtomicBool::new(false);

extern "C" fn note_ringing(_: c_int) {
    RUNG.store(true, SeqCst);
}

/// A signal that comes after the look and before the pause is over when the pause begins.
fn before_pause_wrong() {
    handle(SIGUSR1, note_ringing);
    let child = fork_child(ring);
    while !RUNG.load(SeqCst) {
        pause();
    }
    reap_well(child);
}

/// The signal is blocked from the look on; the wait itself lets it in.
fn before_pause_right() {
    handle(SIGUSR1, note_ringing);
    let before = block(SIGUSR1);
    let child = fork_child(ring);
    while !RUNG.load(SeqCst) {
        before.suspend().unwrap();
    }
    reap_well(child);
}

static REAPED: AtomicU32 = AtomicU32::new(0);

/// Reaps a child that has ended, if there is one, and counts it.
fn reap_one() -> bool {
    match waitpid(None::<Pid>, Some(WaitPidFlag::WNOHANG)) {
        Ok(WaitStatus::Exited(..)) => {
            REAPED.fetch_add(1, SeqCst);
            true
        }
        _ => false,
    }
}

extern "C" fn on_child_wrong(_: c_int) {
    let interrupted = Errno::last();
    reap_one();
    // The code that we came in between may be about to look at its own error.
    interrupted.set();
}

extern "C" fn on_child_right(_: c_int) {
    let interrupted = Errno::last();
    while reap_one() {}
    interrupted.set();
}

/// Starts two children and waits until the handler has reaped both.
fn reap_two_by(handler: extern "C" fn(c_int)) {
    handle(SIGCHLD, handler);
    fork_child(|| 0);
    fork_child(|| 0);
    let before = block(SIGCHLD);
    while REAPED.load(SeqCst) < 2 {
        before.suspend().unwrap();
    }
}

/// The handler reaps one child at each signal; but two children that end close together make one
/// signal.
fn coalesced_wrong() {
    reap_two_by(on_child_wrong);
}

/// The handler reaps all that have ended.
fn coalesced_right() {
    reap_two_by(on_child_right);
}

extern "C" fn ignore(_: c_int) {}

/// Writes a byte, sends a signal, writes another byte.
fn write_and_ring(mut writer: impl Write) -> i32 {
    writer.write_all(b"a").unwrap();
    ring();
    writer.write_all(b"b").unwrap();
    0
}

/// A read that a signal interrupted is taken to have failed.
fn interrupted_read_wrong() {
    handle(SIGUSR1, ignore);
    let (mut reader, writer) = pipe().unwrap();
    let child = fork_child(move || write_and_ring(writer));
    let lengths = [reader.read(&mut [0]), reader.read(&mut [0])];
    reap_well(child);
    for length in lengths {
        assert_eq!(length.unwrap(), 1);
    }
}

/// Reads again after an interruption, as `read_exact` does by itself.
fn interrupted_read_right() {
    handle(SIGUSR1, ignore);
    let (mut reader, writer) = pipe().unwrap();
    let child = fork_child(move || write_and_ring(writer));
    for _ in 0..2 {
        reader.read_exact(&mut [0]).unwrap();
    }
    reap_well(child);
}

static LOCKED_COUNT: Mutex<u32> = Mutex::new(0);

extern "C" fn count_locked(_: c_int) {
    *LOCKED_COUNT.lock().unwrap() += 1;
}

/// The handler takes a lock; if its own thread holds it, the one who could release it waits for it.
fn lock_in_handler_wrong() {
    handle(SIGUSR1, count_locked);
    let child = fork_child(ring);
    for _ in 0..3 {
        *LOCKED_COUNT.lock().unwrap() += 1;
    }
    reap_well(child);
    assert_eq!(*LOCKED_COUNT.lock().unwrap(), 4);
}

static ATOMIC_COUNT: AtomicU32 = AtomicU32::new(0);

extern "C" fn count_atomically(_: c_int) {
    ATOMIC_COUNT.fetch_add(1, SeqCst);
}

/// The handler does nothing that could wait.
fn lock_in_handler_right() {
    handle(SIGUSR1, count_atomically);
    let child = fork_child(ring);
    for _ in 0..3 {
        ATOMIC_COUNT.fetch_add(1, SeqCst);
    }
    reap_well(child);
    assert_eq!(ATOMIC_COUNT.load(SeqCst), 4);
}
