//! Meeting others: parking until somebody calls, and barriers where all wait for all.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Barrier, Condvar, Mutex};
use std::thread;

use crate::helpers::{join_all, together};
use crate::{Kind::Deadlock, Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("park-once", Panic, park_once_wrong, park_once_right),
    Pair::new("park-twice", Deadlock, park_twice_wrong, park_twice_right),
    Pair::new("barrier-count", Deadlock, barrier_count_wrong, barrier_count_right),
    Pair::new("barrier-rounds", Deadlock, barrier_rounds_wrong, barrier_rounds_right),
];

/// Starts two threads that each count themselves in their place of `done` and unpark us.
fn start_two(done: &'static [AtomicU32; 2]) -> Vec<thread::JoinHandle<()>> {
    let start = |number: usize| {
        let parent = thread::current();
        thread::spawn(move || {
            done[number].store(1, SeqCst);
            parent.unpark();
        })
    };
    vec![start(0), start(1)]
}

/// Main takes its waking up for news from the first thread; it may be from the second.
fn park_once_wrong() {
    static DONE: [AtomicU32; 2] = [const { AtomicU32::new(0) }; 2];
    let threads = start_two(&DONE);
    thread::park();
    assert_eq!(DONE[0].load(SeqCst), 1, "the first one has woken us");
    join_all(threads);
}

/// Main asks what it was woken for.
fn park_once_right() {
    static DONE: [AtomicU32; 2] = [const { AtomicU32::new(0) }; 2];
    let threads = start_two(&DONE);
    while DONE[0].load(SeqCst) == 0 {
        thread::park();
    }
    join_all(threads);
}

/// Main parks once for each thread; but two calls of `unpark` before it parks count as one.
fn park_twice_wrong() {
    static DONE: [AtomicU32; 2] = [const { AtomicU32::new(0) }; 2];
    let threads = start_two(&DONE);
    thread::park();
    thread::park();
    join_all(threads);
}

/// Main parks as long as somebody is missing.
fn park_twice_right() {
    static DONE: [AtomicU32; 2] = [const { AtomicU32::new(0) }; 2];
    let threads = start_two(&DONE);
    while DONE.iter().any(|done| done.load(SeqCst) == 0) {
        thread::park();
    }
    join_all(threads);
}

/// The barrier waits for three, and there are two.
fn barrier_count_wrong() {
    static START: Barrier = Barrier::new(3);
    static LEADERS: AtomicU32 = AtomicU32::new(0);
    let run = || {
        if START.wait().is_leader() {
            LEADERS.fetch_add(1, SeqCst);
        }
    };
    together([run, run]);
    assert_eq!(LEADERS.load(SeqCst), 1);
}

/// The barrier waits for as many as there are.
fn barrier_count_right() {
    static START: Barrier = Barrier::new(2);
    static LEADERS: AtomicU32 = AtomicU32::new(0);
    let run = || {
        if START.wait().is_leader() {
            LEADERS.fetch_add(1, SeqCst);
        }
    };
    together([run, run]);
    assert_eq!(LEADERS.load(SeqCst), 1);
}

/// A barrier that forgets which round it is: the quick one arrives for the second round before the slow
/// one has noticed that the first is over.
fn barrier_rounds_wrong() {
    static ARRIVED: Mutex<u32> = Mutex::new(0);
    static ALL: Condvar = Condvar::new();
    fn meet() {
        let mut arrived = ARRIVED.lock().unwrap();
        *arrived += 1;
        if *arrived == 2 {
            *arrived = 0;
            ALL.notify_all();
        } else {
            drop(ALL.wait_while(arrived, |arrived| *arrived != 0).unwrap());
        }
    }
    let run = || (0..2).for_each(|_| meet());
    together([run, run]);
}

/// Rounds have numbers, and one waits for one's own to end.
fn barrier_rounds_right() {
    static MEETING: Mutex<(u32, u32)> = Mutex::new((0, 0));
    static ALL: Condvar = Condvar::new();
    fn meet() {
        let mut meeting = MEETING.lock().unwrap();
        let (arrived, round) = &mut *meeting;
        *arrived += 1;
        if *arrived == 2 {
            *arrived = 0;
            *round += 1;
            ALL.notify_all();
        } else {
            let mine = *round;
            drop(ALL.wait_while(meeting, |(_, round)| *round == mine).unwrap());
        }
    }
    let run = || (0..2).for_each(|_| meet());
    together([run, run]);
}
