//! What is left behind: threads cut off at their process's end, zombies, orphans.

use std::io::{Write, pipe, read_to_string};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use nix::sys::wait::wait;

use crate::helpers::{fork_child, reap_well};
use crate::{Kind::Untidy, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("no-join", Untidy, no_join_wrong, no_join_right),
    Pair::new("last-word", Untidy, last_word_wrong, last_word_right),
    Pair::new("zombie", Untidy, zombie_wrong, zombie_right),
    Pair::new("orphan", Untidy, orphan_wrong, orphan_right),
    Pair::new("wait-once", Untidy, wait_once_wrong, wait_once_right),
];

/// Main returns while its thread may be at work.
fn no_join_wrong() {
    thread::spawn(|| println!("done"));
}

/// Main joins the thread.
fn no_join_right() {
    thread::spawn(|| println!("done")).join().unwrap();
}

/// Main returns when it has its thread's result; the thread may have something left to do.
fn last_word_wrong() {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        sender.send(42).unwrap();
        println!("sent");
    });
    assert_eq!(receiver.recv().unwrap(), 42);
}

/// Main waits for the thread, too.
fn last_word_right() {
    let (sender, receiver) = mpsc::channel();
    let thread = thread::spawn(move || {
        sender.send(42).unwrap();
        println!("sent");
    });
    assert_eq!(receiver.recv().unwrap(), 42);
    thread.join().unwrap();
}

/// The child has ended, and nobody asks how.
fn zombie_wrong() {
    let (reader, mut writer) = pipe().unwrap();
    fork_child(move || {
        writer.write_all(b"done").unwrap();
        0
    });
    assert_eq!(read_to_string(reader).unwrap(), "done");
    thread::sleep(Duration::from_secs(1));
}

/// The parent reaps its child.
fn zombie_right() {
    let (reader, mut writer) = pipe().unwrap();
    let child = fork_child(move || {
        writer.write_all(b"done").unwrap();
        0
    });
    assert_eq!(read_to_string(reader).unwrap(), "done");
    reap_well(child);
}

/// The parent ends while its child sleeps.
fn orphan_wrong() {
    fork_child(|| {
        thread::sleep(Duration::from_secs(1));
        0
    });
}

/// The parent waits for its child.
fn orphan_right() {
    let child = fork_child(|| {
        thread::sleep(Duration::from_secs(1));
        0
    });
    reap_well(child);
}

/// Two children, and one wait for whichever ends first.
fn wait_once_wrong() {
    fork_child(|| 0);
    fork_child(|| 0);
    wait().unwrap();
}

/// A wait for each.
fn wait_once_right() {
    [fork_child(|| 0), fork_child(|| 0)].into_iter().for_each(reap_well);
}
