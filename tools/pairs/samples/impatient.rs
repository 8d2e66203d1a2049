//! Waiting actively: looking again and again until something has happened, without ever blocking.
//!
//! How often they look depends on the schedule. That each of them ends at all depends on whether time
//! passes, and others get their turn, while they look.

use std::hint;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, TryRecvError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("spin-on-a-sleeper", spin_on_a_sleeper),
    ("yield-to-a-sleeper", yield_to_a_sleeper),
    ("look-at-a-socket", look_at_a_socket),
    ("look-after-a-child", look_after_a_child),
    ("look-until-late", look_until_late),
    ("ask-until-late", ask_until_late),
];

static READY: AtomicBool = AtomicBool::new(false);

/// A thread that sleeps before it says that it is ready.
fn ready_after(milliseconds: u64) -> JoinHandle<()> {
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(milliseconds));
        READY.store(true, SeqCst);
    })
}

fn spin_on_a_sleeper() {
    let sleeper = ready_after(300);
    while !READY.load(SeqCst) {
        hint::spin_loop();
    }
    sleeper.join().unwrap();
}

fn yield_to_a_sleeper() {
    let sleeper = ready_after(3_000);
    while !READY.load(SeqCst) {
        thread::yield_now();
    }
    sleeper.join().unwrap();
}

fn look_at_a_socket() {
    let (mut writer, mut reader) = UnixStream::pair().unwrap();
    reader.set_nonblocking(true).unwrap();
    let sleeper = thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        writer.write_all(b"x").unwrap();
    });
    loop {
        match reader.read(&mut [0]) {
            Ok(count) => break assert_eq!(count, 1),
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::yield_now(),
            Err(error) => panic!("{error}"),
        }
    }
    sleeper.join().unwrap();
}

fn look_after_a_child() {
    let mut child = Command::new("sleep").arg("0.5").spawn().unwrap();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => thread::yield_now(),
        }
    };
    assert!(status.success());
}

/// Gives up after a second, by the clock; which comes first is not said.
fn look_until_late() {
    let sleeper = ready_after(300);
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(1) && !READY.load(SeqCst) {
        hint::spin_loop();
    }
    sleeper.join().unwrap();
}

/// The same with a channel.
fn ask_until_late() {
    let (sender, receiver) = mpsc::channel();
    let sleeper = thread::spawn(move || {
        thread::sleep(Duration::from_millis(30));
        // Nobody may be there any more to receive it.
        let _ = sender.send(());
    });
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(100)
        && receiver.try_recv() == Err(TryRecvError::Empty)
    {}
    drop(receiver);
    sleeper.join().unwrap();
}
