//! Time: long enough is never long enough, and a time-out says nothing about others.

use std::io::{Read, Write, pipe};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use crate::helpers::{fork_child, join_all, reap_well};
use crate::{Kind::Exit, Kind::Panic, Kind::Untidy, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("sleep-for-join", Untidy, sleep_for_join_wrong, sleep_for_join_right),
    Pair::new("sleep-for-handshake", Panic, handshake_wrong, handshake_right),
    Pair::new("sleep-sort", Panic, sleep_sort_wrong, sleep_sort_right),
    Pair::new("timeout-never", Panic, timeout_never_wrong, timeout_never_right),
    Pair::new("timeout-for-news", Panic, timeout_for_news_wrong, timeout_for_news_right),
    Pair::new("socket-timeout", Panic, socket_timeout_wrong, socket_timeout_right),
    Pair::new("poll-timeout", Exit, poll_timeout_wrong, poll_timeout_right),
];

const HALF_A_SECOND: Duration = Duration::from_millis(500);
const A_SECOND: Duration = Duration::from_secs(1);

/// Main sleeps for longer than its thread should need, and leaves.
fn sleep_for_join_wrong() {
    thread::spawn(|| {
        thread::sleep(HALF_A_SECOND);
        println!("done");
    });
    thread::sleep(A_SECOND);
}

/// Main waits for its thread, however long that takes.
fn sleep_for_join_right() {
    let thread = thread::spawn(|| {
        thread::sleep(HALF_A_SECOND);
        println!("done");
    });
    thread.join().unwrap();
}

/// Main sleeps until its thread should be ready.
fn handshake_wrong() {
    static READY: AtomicBool = AtomicBool::new(false);
    let thread = thread::spawn(|| {
        thread::sleep(HALF_A_SECOND);
        READY.store(true, SeqCst);
    });
    thread::sleep(A_SECOND);
    assert!(READY.load(SeqCst));
    thread.join().unwrap();
}

/// The thread says when it is ready.
fn handshake_right() {
    let (sender, receiver) = mpsc::channel();
    let thread = thread::spawn(move || {
        thread::sleep(HALF_A_SECOND);
        sender.send("ready").unwrap();
    });
    assert_eq!(receiver.recv().unwrap(), "ready");
    thread.join().unwrap();
}

/// Starts a thread for each number, which sleeps for as many seconds and then notes it.
fn sleepers(notes: &'static Mutex<Vec<u64>>) -> Vec<thread::JoinHandle<()>> {
    let start = |seconds| {
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(seconds));
            notes.lock().unwrap().push(seconds);
        })
    };
    [2, 3, 1].map(start).into()
}

/// Who slept longer is taken to come later.
fn sleep_sort_wrong() {
    static NOTES: Mutex<Vec<u64>> = Mutex::new(Vec::new());
    join_all(sleepers(&NOTES));
    assert_eq!(*NOTES.lock().unwrap(), [1, 2, 3]);
}

/// A sleep promises this much only: it does not end early.
fn sleep_sort_right() {
    static NOTES: Mutex<Vec<u64>> = Mutex::new(Vec::new());
    let begun = Instant::now();
    join_all(sleepers(&NOTES));
    assert!(begun.elapsed() >= Duration::from_secs(3));
    NOTES.lock().unwrap().sort_unstable();
    assert_eq!(*NOTES.lock().unwrap(), [1, 2, 3]);
}

/// A limit that is "never reached", because the answer takes half of it.
fn timeout_never_wrong() {
    let (sender, receiver) = mpsc::channel();
    let thread = thread::spawn(move || {
        thread::sleep(HALF_A_SECOND);
        // Nobody may be left to hear it.
        let _ = sender.send(42);
    });
    assert_eq!(receiver.recv_timeout(A_SECOND).unwrap(), 42);
    thread.join().unwrap();
}

/// No limit, as nothing could be done about it.
fn timeout_never_right() {
    let (sender, receiver) = mpsc::channel();
    let thread = thread::spawn(move || {
        thread::sleep(HALF_A_SECOND);
        sender.send(42).unwrap();
    });
    assert_eq!(receiver.recv().unwrap(), 42);
    thread.join().unwrap();
}

/// The end of the wait is taken for the news, though the time may be up.
fn timeout_for_news_wrong() {
    static ANSWER: Mutex<Option<u32>> = Mutex::new(None);
    static NEWS: Condvar = Condvar::new();
    let thread = thread::spawn(|| {
        thread::sleep(HALF_A_SECOND);
        *ANSWER.lock().unwrap() = Some(42);
        NEWS.notify_one();
    });
    let answer = ANSWER.lock().unwrap();
    let none_yet = |answer: &mut Option<u32>| answer.is_none();
    let (answer, _) = NEWS.wait_timeout_while(answer, A_SECOND, none_yet).unwrap();
    assert_eq!(*answer, Some(42));
    drop(answer);
    thread.join().unwrap();
}

/// Who gives up for a while says so and comes back.
fn timeout_for_news_right() {
    static ANSWER: Mutex<Option<u32>> = Mutex::new(None);
    static NEWS: Condvar = Condvar::new();
    let thread = thread::spawn(|| {
        thread::sleep(HALF_A_SECOND);
        *ANSWER.lock().unwrap() = Some(42);
        NEWS.notify_one();
    });
    let mut answer = ANSWER.lock().unwrap();
    while answer.is_none() {
        let timed_out;
        (answer, timed_out) = NEWS.wait_timeout(answer, A_SECOND).unwrap();
        if timed_out.timed_out() {
            println!("still waiting");
        }
    }
    drop(answer);
    thread.join().unwrap();
}

/// A read with a limit is taken to be a read.
fn socket_timeout_wrong() {
    let (mut near, mut far) = UnixStream::pair().unwrap();
    let thread = thread::spawn(move || {
        thread::sleep(HALF_A_SECOND);
        // Nobody may be left to read it.
        let _ = far.write_all(b"!");
    });
    near.set_read_timeout(Some(A_SECOND)).unwrap();
    near.read_exact(&mut [0]).unwrap();
    thread.join().unwrap();
}

/// A read without one.
fn socket_timeout_right() {
    let (mut near, mut far) = UnixStream::pair().unwrap();
    let thread = thread::spawn(move || {
        thread::sleep(HALF_A_SECOND);
        far.write_all(b"!").unwrap();
    });
    near.read_exact(&mut [0]).unwrap();
    thread.join().unwrap();
}

/// Waits until there is something to read, or for as long as this; whether there is something.
fn readable(reader: impl AsFd, limit: PollTimeout) -> bool {
    let mut waiting = [PollFd::new(reader.as_fd(), PollFlags::POLLIN)];
    poll(&mut waiting, limit).expect("no signal is handled here") > 0
}

/// A child that is silent for a second is taken to have failed.
fn poll_timeout_wrong() {
    let (mut reader, mut writer) = pipe().unwrap();
    let child = fork_child(move || {
        thread::sleep(HALF_A_SECOND);
        writer.write_all(b"!").unwrap();
        0
    });
    let answered = readable(&reader, PollTimeout::from(1000_u16));
    if answered {
        reader.read_exact(&mut [0]).unwrap();
    }
    reap_well(child);
    std::process::exit(if answered { 0 } else { 1 });
}

/// The parent waits for what must come: an answer or the end.
fn poll_timeout_right() {
    let (mut reader, mut writer) = pipe().unwrap();
    let child = fork_child(move || {
        thread::sleep(HALF_A_SECOND);
        writer.write_all(b"!").unwrap();
        0
    });
    assert!(readable(&reader, PollTimeout::NONE));
    reader.read_exact(&mut [0]).unwrap();
    reap_well(child);
}
