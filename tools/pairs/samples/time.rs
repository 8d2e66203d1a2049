//! Time: sleeping, giving up, and reading clocks.

use std::sync::{Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("sleep-five-seconds", sleep_five_seconds),
    ("sleep-side-by-side", sleep_side_by_side),
    ("wait-out", wait_out),
    ("until-then", until_then),
    ("sleeps-for-ever", sleeps_for_ever),
];

/// Prints how many milliseconds five seconds took, by the clock that the program reads.
fn sleep_five_seconds() {
    let (start, calendar) = (Instant::now(), SystemTime::now());
    for _ in 0..5 {
        thread::sleep(Duration::from_secs(1));
    }
    println!("{}", start.elapsed().as_millis());
    println!("{}", calendar.elapsed().unwrap().as_millis());
}

/// Three threads sleep at the same time, so it takes as long as one of them.
fn sleep_side_by_side() {
    let start = Instant::now();
    let threads: Vec<_> = (1..=3)
        .map(|seconds| thread::spawn(move || thread::sleep(Duration::from_secs(seconds))))
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    println!("{}", start.elapsed().as_millis());
}

/// Waits with a time limit for what never comes take as long as the limit.
fn wait_out() {
    let start = Instant::now();
    let (sender, receiver) = mpsc::channel::<()>();
    assert!(receiver.recv_timeout(Duration::from_secs(2)).is_err());
    drop(sender);
    let (never, changed) = (Mutex::new(false), Condvar::new());
    let limit = Duration::from_secs(3);
    let (never, result) =
        changed.wait_timeout_while(never.lock().unwrap(), limit, |never| !*never).unwrap();
    assert!(result.timed_out() && !*never);
    println!("{}", start.elapsed().as_millis());
}

/// A loop that does nothing but read the clock comes to its end.
fn until_then() {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(1) {}
    while start.elapsed() < Duration::from_secs(2) {
        thread::yield_now();
    }
}

/// A thread sleeps for as long as can be asked for, and the program ends without it.
fn sleeps_for_ever() {
    thread::spawn(|| thread::sleep(Duration::MAX));
    thread::sleep(Duration::from_secs(1));
}
