//! Locks: taken in the wrong order, taken twice, held while waiting for somebody who needs them.

use std::sync::{Condvar, Mutex, RwLock, mpsc};
use std::thread;

use crate::helpers::together;
use crate::{Kind::Deadlock, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("abba-printing", Deadlock, abba_printing_wrong, abba_printing_right),
    Pair::new("abba-silent", Deadlock, abba_silent_wrong, abba_silent_right),
    Pair::new("abba-gate", Deadlock, abba_gate_wrong, abba_gate_right),
    Pair::new("philosophers", Deadlock, philosophers_wrong, philosophers_right),
    Pair::new("lock-twice", Deadlock, lock_twice_wrong, lock_twice_right),
    Pair::new("read-twice", Deadlock, read_twice_wrong, read_twice_right),
    Pair::new("guard-in-match", Deadlock, guard_in_match_wrong, guard_in_match_right),
    Pair::new("upgrade", Deadlock, upgrade_wrong, upgrade_right),
    Pair::new("join-under-lock", Deadlock, join_under_lock_wrong, join_under_lock_right),
];

/// Two threads take two locks in opposite orders: each may get its first and wait for the other's.
/// They print in between, so there is a system call to switch threads at.
fn abba_printing_wrong() {
    static CASH: Mutex<i32> = Mutex::new(10);
    static SAVINGS: Mutex<i32> = Mutex::new(10);
    together([
        || {
            let mut cash = CASH.lock().unwrap();
            println!("saving");
            *SAVINGS.lock().unwrap() += 1;
            *cash -= 1;
        },
        || {
            let mut savings = SAVINGS.lock().unwrap();
            println!("spending");
            *CASH.lock().unwrap() += 1;
            *savings -= 1;
        },
    ]);
}

/// Both take the cash first, whatever they do with it.
fn abba_printing_right() {
    static CASH: Mutex<i32> = Mutex::new(10);
    static SAVINGS: Mutex<i32> = Mutex::new(10);
    together([
        || {
            let mut cash = CASH.lock().unwrap();
            println!("saving");
            *SAVINGS.lock().unwrap() += 1;
            *cash -= 1;
        },
        || {
            let mut cash = CASH.lock().unwrap();
            println!("spending");
            *SAVINGS.lock().unwrap() -= 1;
            *cash += 1;
        },
    ]);
}

/// The same inversion with no system call between the two locks.
fn abba_silent_wrong() {
    static CASH: Mutex<i32> = Mutex::new(10);
    static SAVINGS: Mutex<i32> = Mutex::new(10);
    together([
        || {
            let mut cash = CASH.lock().unwrap();
            *SAVINGS.lock().unwrap() += 1;
            *cash -= 1;
        },
        || {
            let mut savings = SAVINGS.lock().unwrap();
            *CASH.lock().unwrap() += 1;
            *savings -= 1;
        },
    ]);
}

/// Both take the cash first.
fn abba_silent_right() {
    static CASH: Mutex<i32> = Mutex::new(10);
    static SAVINGS: Mutex<i32> = Mutex::new(10);
    together([
        || {
            let mut cash = CASH.lock().unwrap();
            *SAVINGS.lock().unwrap() += 1;
            *cash -= 1;
        },
        || {
            let mut cash = CASH.lock().unwrap();
            *SAVINGS.lock().unwrap() -= 1;
            *cash += 1;
        },
    ]);
}

/// A gate lock is meant to let one thread at a time take the other two; one thread forgets it.
fn abba_gate_wrong() {
    static GATE: Mutex<()> = Mutex::new(());
    static LEFT: Mutex<u32> = Mutex::new(0);
    static RIGHT: Mutex<u32> = Mutex::new(0);
    together([
        || {
            let _gate = GATE.lock().unwrap();
            let mut left = LEFT.lock().unwrap();
            *left += *RIGHT.lock().unwrap();
        },
        || {
            let mut right = RIGHT.lock().unwrap();
            *right += *LEFT.lock().unwrap();
        },
    ]);
}

/// The orders still differ, which does no harm: nobody takes one of the two without the gate.
fn abba_gate_right() {
    static GATE: Mutex<()> = Mutex::new(());
    static LEFT: Mutex<u32> = Mutex::new(0);
    static RIGHT: Mutex<u32> = Mutex::new(0);
    together([
        || {
            let _gate = GATE.lock().unwrap();
            let mut left = LEFT.lock().unwrap();
            *left += *RIGHT.lock().unwrap();
        },
        || {
            let _gate = GATE.lock().unwrap();
            let mut right = RIGHT.lock().unwrap();
            *right += *LEFT.lock().unwrap();
        },
    ]);
}

/// The forks on the table, each between two philosophers.
static FORKS: [Mutex<u32>; 3] = [const { Mutex::new(0) }; 3];

/// Eats one meal with these two forks, taken in this order.
fn dine(first: usize, second: usize) {
    let mut first = FORKS[first].lock().unwrap();
    let mut second = FORKS[second].lock().unwrap();
    *first += 1;
    *second += 1;
}

/// Three philosophers take the fork at their left first: all three may wait for the one at their
/// right.
fn philosophers_wrong() {
    together([|| dine(0, 1), || dine(1, 2), || dine(2, 0)]);
}

/// The last one takes the fork with the lower number first, as the others do.
fn philosophers_right() {
    together([|| dine(0, 1), || dine(1, 2), || dine(0, 2)]);
}

/// A thread that finds the total changed since its last look notes that, and to do so takes the lock
/// that it already holds.
fn lock_twice_wrong() {
    static TOTAL: Mutex<(u32, u32)> = Mutex::new((0, 0));
    fn note_conflict() {
        TOTAL.lock().unwrap().1 += 1;
    }
    let add = || {
        let (before, _) = *TOTAL.lock().unwrap();
        let mut total = TOTAL.lock().unwrap();
        if total.0 != before {
            note_conflict();
        }
        total.0 += 1;
    };
    together([add, add]);
}

/// The conflict is noted through the guard at hand.
fn lock_twice_right() {
    static TOTAL: Mutex<(u32, u32)> = Mutex::new((0, 0));
    let add = || {
        let (before, _) = *TOTAL.lock().unwrap();
        let mut total = TOTAL.lock().unwrap();
        if total.0 != before {
            total.1 += 1;
        }
        total.0 += 1;
    };
    together([add, add]);
    assert_eq!(TOTAL.lock().unwrap().0, 2);
}

/// A reader reads a second time while it is reading: a writer that came in between waits for the
/// first guard, and the second read waits behind that writer.
fn read_twice_wrong() {
    static LENGTHS: RwLock<[u32; 2]> = RwLock::new([3, 4]);
    fn width() -> u32 {
        LENGTHS.read().unwrap()[0]
    }
    let area = || {
        let lengths = LENGTHS.read().unwrap();
        assert!(lengths[1] * width() > 0);
    };
    together([area, || LENGTHS.write().unwrap()[0] = 5]);
}

/// The reader reads once.
fn read_twice_right() {
    static LENGTHS: RwLock<[u32; 2]> = RwLock::new([3, 4]);
    let area = || {
        let lengths = LENGTHS.read().unwrap();
        assert!(lengths[1] * lengths[0] > 0);
    };
    together([area, || LENGTHS.write().unwrap()[0] = 5]);
}

/// The read guard in a `match`'s head lives as long as the whole `match`; the arm that writes waits
/// for it. That arm is taken only if the name has not been given yet.
fn guard_in_match_wrong() {
    static NAME: RwLock<Option<&str>> = RwLock::new(None);
    together([
        || *NAME.write().unwrap() = Some("given"),
        || match *NAME.read().unwrap() {
            Some(name) => assert_eq!(name, "given"),
            None => *NAME.write().unwrap() = Some("default"),
        },
    ]);
}

/// The look is a statement of its own, so its guard is gone before the arm.
fn guard_in_match_right() {
    static NAME: RwLock<Option<&str>> = RwLock::new(None);
    together([
        || *NAME.write().unwrap() = Some("given"),
        || {
            let name = *NAME.read().unwrap();
            match name {
                Some(name) => assert_eq!(name, "given"),
                None => *NAME.write().unwrap() = Some("default"),
            }
        },
    ]);
}

/// Readers become writers and stay readers while they wait for the other readers to leave: two who
/// do that wait for each other.
fn upgrade_wrong() {
    static READERS: Mutex<u32> = Mutex::new(0);
    static LEFT: Condvar = Condvar::new();
    let read_then_write = || {
        *READERS.lock().unwrap() += 1;
        let readers = READERS.lock().unwrap();
        let mut readers = LEFT.wait_while(readers, |readers| *readers > 1).unwrap();
        *readers -= 1;
        LEFT.notify_all();
    };
    together([read_then_write, read_then_write]);
}

/// Who wants to write leaves the readers first (and would have to look again at what it had read).
fn upgrade_right() {
    static READERS: Mutex<u32> = Mutex::new(0);
    static LEFT: Condvar = Condvar::new();
    let read_then_write = || {
        *READERS.lock().unwrap() += 1;
        let mut readers = READERS.lock().unwrap();
        *readers -= 1;
        LEFT.notify_all();
        let _writing = LEFT.wait_while(readers, |readers| *readers > 0).unwrap();
    };
    together([read_then_write, read_then_write]);
}

/// Main waits for its thread with a lock in hand that this thread may still need.
fn join_under_lock_wrong() {
    static RESULTS: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || {
        sender.send("nearly done").unwrap();
        RESULTS.lock().unwrap().push(1);
    });
    receiver.recv().unwrap();
    let mut results = RESULTS.lock().unwrap();
    worker.join().unwrap();
    results.push(2);
}

/// Main takes the lock after the thread has ended.
fn join_under_lock_right() {
    static RESULTS: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || {
        sender.send("nearly done").unwrap();
        RESULTS.lock().unwrap().push(1);
    });
    receiver.recv().unwrap();
    worker.join().unwrap();
    RESULTS.lock().unwrap().push(2);
}
