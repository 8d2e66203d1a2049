//! Signals: caught, waited for, sent to oneself, to threads, to children.

use std::io::{ErrorKind, Read};
use std::os::unix::thread::JoinHandleExt;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use nix::errno::Errno;
use nix::sys::signal::{
    SaFlags, SigAction, SigHandler, SigSet, SigmaskHow, Signal, kill, raise, sigaction, sigprocmask,
};
use nix::sys::signalfd::SignalFd;
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, alarm, fork, getppid, pause, pipe};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("handler", handler),
    ("interrupted", interrupted),
    ("restarted", restarted),
    ("sleep-interrupted", sleep_interrupted),
    ("suspend", suspend),
    ("sigwait", sigwait),
    ("sigchld", sigchld),
    ("alarm", alarm_rings),
    ("ping-pong", ping_pong),
    ("stopped-child", stopped_child),
    ("to-a-thread", to_a_thread),
    ("signal-as-bytes", signal_as_bytes),
];

static CAUGHT: AtomicU32 = AtomicU32::new(0);

extern "C" fn count(_: libc::c_int) {
    CAUGHT.fetch_add(1, SeqCst);
}

fn catch(signal: Signal, flags: SaFlags) {
    let action = SigAction::new(SigHandler::Handler(count), flags, SigSet::empty());
    // SAFETY: the handler only touches an atomic.
    unsafe { sigaction(signal, &action) }.unwrap();
}

fn set(signal: Signal) -> SigSet {
    let mut set = SigSet::empty();
    set.add(signal);
    set
}

/// Forks a child that does `work` and ends.
fn child(work: impl FnOnce()) -> Pid {
    // SAFETY: there is one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            work();
            std::process::exit(0)
        }
    }
}

fn handler() {
    catch(Signal::SIGUSR1, SaFlags::empty());
    for times in 1..=3 {
        raise(Signal::SIGUSR1).unwrap();
        assert_eq!(CAUGHT.load(SeqCst), times);
    }
}

/// A signal ends a read, unless its child has ended first and closed the pipe; then it was in vain.
fn interrupted() {
    catch(Signal::SIGUSR1, SaFlags::empty());
    let (reader, writer) = pipe().unwrap();
    let parent = getpid();
    let child = child(move || {
        thread::sleep(Duration::from_secs(1));
        kill(parent, Signal::SIGUSR1).unwrap();
        thread::sleep(Duration::from_secs(1));
        drop(writer);
    });
    let mut reader = std::fs::File::from(reader);
    let kind = loop {
        match reader.read(&mut [0]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Ok(0) => break None,
            other => break Some(other),
        }
    };
    assert!(kind.is_none());
    assert_eq!(CAUGHT.load(SeqCst), 1);
    reap(child);
}

fn getpid() -> Pid {
    nix::unistd::getpid()
}

fn reap(child: Pid) {
    loop {
        match waitpid(child, None) {
            Ok(WaitStatus::Exited(_, 0)) => return,
            Err(Errno::EINTR) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// With `SA_RESTART`, a read goes on after the signal as if nothing had happened.
fn restarted() {
    catch(Signal::SIGUSR1, SaFlags::SA_RESTART);
    let (reader, writer) = pipe().unwrap();
    let parent = getpid();
    let child = child(move || {
        for _ in 0..3 {
            thread::sleep(Duration::from_secs(1));
            kill(parent, Signal::SIGUSR1).unwrap();
        }
        nix::unistd::write(&writer, b"x").unwrap();
    });
    assert_eq!(std::fs::File::from(reader).read(&mut [0]).unwrap(), 1);
    // Waiting for a child is made again as well.
    assert!(matches!(waitpid(child, None), Ok(WaitStatus::Exited(_, 0))));
}

/// `thread::sleep` sleeps on for what is left.
fn sleep_interrupted() {
    catch(Signal::SIGUSR1, SaFlags::empty());
    let parent = getpid();
    let child = child(move || {
        thread::sleep(Duration::from_millis(500));
        kill(parent, Signal::SIGUSR1).unwrap();
    });
    thread::sleep(Duration::from_secs(2));
    reap(child);
    assert_eq!(CAUGHT.load(SeqCst), 1);
}

/// The signal can come at no moment but that of waiting for it.
fn suspend() {
    catch(Signal::SIGUSR1, SaFlags::empty());
    let mut former = SigSet::empty();
    sigprocmask(SigmaskHow::SIG_BLOCK, Some(&set(Signal::SIGUSR1)), Some(&mut former)).unwrap();
    let parent = getpid();
    let child = child(move || kill(parent, Signal::SIGUSR1).unwrap());
    while CAUGHT.load(SeqCst) == 0 {
        let _ = former.suspend();
    }
    reap(child);
}

/// One thread takes all signals, the others none.
fn sigwait() {
    let wanted = set(Signal::SIGUSR2);
    wanted.thread_block().unwrap();
    let waiter = thread::spawn(move || {
        for _ in 0..2 {
            assert_eq!(wanted.wait(), Ok(Signal::SIGUSR2));
        }
    });
    kill(getpid(), Signal::SIGUSR2).unwrap();
    // Two of them could be taken for one: the second is sent when the first has been taken.
    while set(Signal::SIGUSR2).iter().any(is_pending) {
        thread::sleep(Duration::from_millis(1));
    }
    kill(getpid(), Signal::SIGUSR2).unwrap();
    waiter.join().unwrap();
}

fn is_pending(signal: Signal) -> bool {
    let mut pending = std::mem::MaybeUninit::uninit();
    // SAFETY: the set is written to before it is read.
    unsafe {
        libc::sigpending(pending.as_mut_ptr());
        libc::sigismember(pending.as_ptr(), signal as i32) == 1
    }
}

extern "C" fn reap_all(_: libc::c_int) {
    let errno = Errno::last();
    while let Ok(WaitStatus::Exited(..)) = waitpid(None, Some(WaitPidFlag::WNOHANG)) {
        CAUGHT.fetch_add(1, SeqCst);
    }
    errno.set();
}

/// Children are reaped by the handler of the signal that tells of their deaths.
fn sigchld() {
    let flags = SaFlags::SA_NOCLDSTOP;
    let action = SigAction::new(SigHandler::Handler(reap_all), flags, SigSet::empty());
    // SAFETY: the handler waits for children and touches an atomic, both of which it may.
    unsafe { sigaction(Signal::SIGCHLD, &action) }.unwrap();
    for _ in 0..3 {
        child(|| thread::sleep(Duration::from_millis(10)));
    }
    while CAUGHT.load(SeqCst) < 3 {
        thread::sleep(Duration::from_millis(5));
    }
}

fn alarm_rings() {
    catch(Signal::SIGALRM, SaFlags::empty());
    alarm::set(3);
    pause();
    assert_eq!(CAUGHT.load(SeqCst), 1);
}

/// Parent and child wake each other in turns.
fn ping_pong() {
    catch(Signal::SIGUSR1, SaFlags::empty());
    let mut former = SigSet::empty();
    sigprocmask(SigmaskHow::SIG_BLOCK, Some(&set(Signal::SIGUSR1)), Some(&mut former)).unwrap();
    let wait_for = |times: u32| {
        while CAUGHT.load(SeqCst) < times {
            let _ = former.suspend();
        }
    };
    let child = child(|| {
        for times in 1..=3 {
            wait_for(times);
            kill(getppid(), Signal::SIGUSR1).unwrap();
        }
    });
    for times in 1..=3 {
        kill(child, Signal::SIGUSR1).unwrap();
        wait_for(times);
    }
    reap(child);
}

/// A child is stopped, seen to be, and let go on.
fn stopped_child() {
    let child = child(|| thread::sleep(Duration::from_secs(1)));
    kill(child, Signal::SIGSTOP).unwrap();
    kill(child, Signal::SIGCONT).unwrap();
    reap(child);
}

/// A signal sent to a thread is caught by that one.
fn to_a_thread() {
    catch(Signal::SIGUSR1, SaFlags::empty());
    let sleeper = thread::spawn(|| thread::sleep(Duration::from_secs(1)));
    // SAFETY: the thread has not been joined, so its handle is good.
    assert_eq!(unsafe { libc::pthread_kill(sleeper.as_pthread_t(), libc::SIGUSR1) }, 0);
    sleeper.join().unwrap();
    assert!(CAUGHT.load(SeqCst) <= 1);
}

/// A signal is read from a descriptor.
fn signal_as_bytes() {
    set(Signal::SIGUSR1).thread_block().unwrap();
    let signals = SignalFd::new(&set(Signal::SIGUSR1)).unwrap();
    let parent = Pid::this();
    let child = child(|| kill(parent, Signal::SIGUSR1).unwrap());
    let signal = signals.read_signal().unwrap().unwrap();
    assert_eq!(signal.ssi_signo, libc::SIGUSR1 as u32);
    assert_eq!(waitpid(child, None), Ok(WaitStatus::Exited(child, 0)));
}
