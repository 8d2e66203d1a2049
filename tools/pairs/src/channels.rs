//! Channels: who still holds a sender, who waits for room, what comes first.

use std::sync::mpsc;
use std::thread;

use crossbeam_channel::{bounded, select, unbounded};

use crate::helpers::join_all;
use crate::{Kind::Deadlock, Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("sender-kept", Deadlock, sender_kept_wrong, sender_kept_right),
    Pair::new("rendezvous", Deadlock, rendezvous_wrong, rendezvous_right),
    Pair::new("undrained", Deadlock, undrained_wrong, undrained_right),
    Pair::new("undrained-pool", Deadlock, undrained_pool_wrong, undrained_pool_right),
    Pair::new("one-pill", Deadlock, one_pill_wrong, one_pill_right),
    Pair::new("stop-overtakes", Panic, stop_overtakes_wrong, stop_overtakes_right),
    Pair::new("arrival-order", Panic, arrival_order_wrong, arrival_order_right),
];

/// Main hands out clones of its sender and keeps the first one, so the channel never ends.
fn sender_kept_wrong() {
    let (sender, receiver) = mpsc::channel();
    let start = |number: u32| {
        let sender = sender.clone();
        thread::spawn(move || sender.send(number).unwrap())
    };
    let threads = vec![start(1), start(2)];
    assert_eq!(receiver.into_iter().sum::<u32>(), 3);
    join_all(threads);
}

/// Main drops its own sender before it receives.
fn sender_kept_right() {
    let (sender, receiver) = mpsc::channel();
    let start = |number: u32| {
        let sender = sender.clone();
        thread::spawn(move || sender.send(number).unwrap())
    };
    let threads = vec![start(1), start(2)];
    drop(sender);
    assert_eq!(receiver.into_iter().sum::<u32>(), 3);
    join_all(threads);
}

/// Two threads exchange greetings over channels without room, and both send first.
fn rendezvous_wrong() {
    let (to_left, from_right) = mpsc::sync_channel(0);
    let (to_right, from_left) = mpsc::sync_channel(0);
    let left = thread::spawn(move || {
        to_right.send("hello, right").unwrap();
        from_right.recv().unwrap()
    });
    to_left.send("hello, left").unwrap();
    assert_eq!(from_left.recv().unwrap(), "hello, right");
    assert_eq!(left.join().unwrap(), "hello, left");
}

/// One sends first, the other receives first.
fn rendezvous_right() {
    let (to_left, from_right) = mpsc::sync_channel(0);
    let (to_right, from_left) = mpsc::sync_channel(0);
    let left = thread::spawn(move || {
        to_right.send("hello, right").unwrap();
        from_right.recv().unwrap()
    });
    assert_eq!(from_left.recv().unwrap(), "hello, right");
    to_left.send("hello, left").unwrap();
    assert_eq!(left.join().unwrap(), "hello, left");
}

/// Main joins the threads before it receives: the second result has no room.
fn undrained_wrong() {
    let (sender, receiver) = mpsc::sync_channel(1);
    let start = |number: u32| {
        let sender = sender.clone();
        thread::spawn(move || sender.send(number).unwrap())
    };
    let threads = vec![start(1), start(2)];
    drop(sender);
    join_all(threads);
    assert_eq!(receiver.into_iter().sum::<u32>(), 3);
}

/// First the results, then the threads.
fn undrained_right() {
    let (sender, receiver) = mpsc::sync_channel(1);
    let start = |number: u32| {
        let sender = sender.clone();
        thread::spawn(move || sender.send(number).unwrap())
    };
    let threads = vec![start(1), start(2)];
    drop(sender);
    assert_eq!(receiver.into_iter().sum::<u32>(), 3);
    join_all(threads);
}

/// How many jobs the pools get: more than two workers and two channels of capacity 1 can hold.
const JOBS: u32 = 5;

/// Main hands out all jobs before it takes a result: the workers wait for room among the results, and
/// main waits for room among the jobs.
fn undrained_pool_wrong() {
    let (jobs, queue) = bounded::<u32>(1);
    let (results, doubled) = bounded(1);
    let start = || {
        let (queue, results) = (queue.clone(), results.clone());
        thread::spawn(move || queue.iter().for_each(|job| results.send(job * 2).unwrap()))
    };
    let threads = vec![start(), start()];
    drop(results);
    (1..=JOBS).for_each(|job| jobs.send(job).unwrap());
    drop(jobs);
    assert_eq!(doubled.iter().sum::<u32>(), JOBS * (JOBS + 1));
    join_all(threads);
}

/// A thread of its own hands out the jobs.
fn undrained_pool_right() {
    let (jobs, queue) = bounded::<u32>(1);
    let (results, doubled) = bounded(1);
    let start = || {
        let (queue, results) = (queue.clone(), results.clone());
        thread::spawn(move || queue.iter().for_each(|job| results.send(job * 2).unwrap()))
    };
    let feeder = thread::spawn(move || (1..=JOBS).for_each(|job| jobs.send(job).unwrap()));
    let threads = vec![start(), start(), feeder];
    drop(results);
    assert_eq!(doubled.iter().sum::<u32>(), JOBS * (JOBS + 1));
    join_all(threads);
}

/// Two workers take from one queue, and there is one message that says "go home".
fn one_pill_wrong() {
    let (jobs, queue) = unbounded();
    let start = || {
        let queue = queue.clone();
        thread::spawn(move || while let Some(1..) = queue.recv().unwrap() {})
    };
    let threads = vec![start(), start()];
    for job in [Some(1), Some(2), None] {
        jobs.send(job).unwrap();
    }
    join_all(threads);
}

/// A message for each worker.
fn one_pill_right() {
    let (jobs, queue) = unbounded();
    let start = || {
        let queue = queue.clone();
        thread::spawn(move || while let Some(1..) = queue.recv().unwrap() {})
    };
    let threads = vec![start(), start()];
    for job in [Some(1), Some(2), None, None] {
        jobs.send(job).unwrap();
    }
    join_all(threads);
}

/// "Stop" comes through a channel of its own, and may be received before jobs that were sent earlier.
fn stop_overtakes_wrong() {
    let (jobs, queue) = unbounded::<u32>();
    let (stop, stopped) = unbounded::<()>();
    let worker = thread::spawn(move || {
        let mut sum = 0;
        loop {
            select! {
                recv(queue) -> job => sum += job.unwrap(),
                recv(stopped) -> _ => return sum,
            }
        }
    });
    (1..=3).for_each(|job| jobs.send(job).unwrap());
    stop.send(()).unwrap();
    assert_eq!(worker.join().unwrap(), 6);
}

/// The end of the jobs' own channel comes after all jobs.
fn stop_overtakes_right() {
    let (jobs, queue) = unbounded::<u32>();
    let worker = thread::spawn(move || queue.iter().sum::<u32>());
    (1..=3).for_each(|job| jobs.send(job).unwrap());
    drop(jobs);
    assert_eq!(worker.join().unwrap(), 6);
}

/// Results are taken to arrive in the order in which their threads were started.
fn arrival_order_wrong() {
    let (sender, receiver) = mpsc::channel();
    let start = |number: u32| {
        let sender = sender.clone();
        thread::spawn(move || sender.send(number * number).unwrap())
    };
    let threads = vec![start(1), start(2), start(3)];
    let squares: Vec<u32> = receiver.iter().take(3).collect();
    assert_eq!(squares, [1, 4, 9]);
    join_all(threads);
}

/// Each result says whose it is.
fn arrival_order_right() {
    let (sender, receiver) = mpsc::channel();
    let start = |number: u32| {
        let sender = sender.clone();
        thread::spawn(move || sender.send((number, number * number)).unwrap())
    };
    let threads = vec![start(1), start(2), start(3)];
    let mut squares: Vec<(u32, u32)> = receiver.iter().take(3).collect();
    squares.sort_unstable();
    assert_eq!(squares, [(1, 1), (2, 4), (3, 9)]);
    join_all(threads);
}
