//! Condition variables: a wake-up is a hint, and it goes to those who wait at that moment.

use std::collections::VecDeque;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Condvar, Mutex};
use std::thread;

use crate::helpers::together;
use crate::{Kind::Deadlock, Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("if-for-while", Panic, if_for_while_wrong, if_for_while_right),
    Pair::new("one-condvar", Deadlock, one_condvar_wrong, one_condvar_right),
    Pair::new("wait-without-look", Deadlock, without_look_wrong, without_look_right),
    Pair::new("flag-without-lock", Deadlock, flag_without_lock_wrong, flag_without_lock_right),
    Pair::new("notify-one-of-two", Deadlock, notify_one_wrong, notify_one_right),
];

/// A consumer that was woken does not look again: another may have taken the item meanwhile.
fn if_for_while_wrong() {
    static QUEUE: Mutex<VecDeque<u32>> = Mutex::new(VecDeque::new());
    static FILLED: Condvar = Condvar::new();
    static TAKEN: Mutex<u32> = Mutex::new(0);
    let consume = || {
        let mut queue = QUEUE.lock().unwrap();
        if queue.is_empty() {
            queue = FILLED.wait(queue).unwrap();
        }
        if queue.pop_front().is_some() {
            *TAKEN.lock().unwrap() += 1;
        }
    };
    let produce = || {
        for item in 0..2 {
            QUEUE.lock().unwrap().push_back(item);
            FILLED.notify_one();
        }
    };
    together([consume, consume, produce]);
    assert_eq!(*TAKEN.lock().unwrap(), 2, "a wake-up means that there is something");
}

/// Around again after each wake-up.
fn if_for_while_right() {
    static QUEUE: Mutex<VecDeque<u32>> = Mutex::new(VecDeque::new());
    static FILLED: Condvar = Condvar::new();
    static TAKEN: Mutex<u32> = Mutex::new(0);
    let consume = || {
        let mut queue = QUEUE.lock().unwrap();
        while queue.is_empty() {
            queue = FILLED.wait(queue).unwrap();
        }
        if queue.pop_front().is_some() {
            *TAKEN.lock().unwrap() += 1;
        }
    };
    let produce = || {
        for item in 0..2 {
            QUEUE.lock().unwrap().push_back(item);
            FILLED.notify_one();
        }
    };
    together([consume, consume, produce]);
    assert_eq!(*TAKEN.lock().unwrap(), 2, "there was something, and the lock was held");
}

/// Producers and consumers wait for different things at one condition variable: the one wake-up may go
/// to somebody who cannot use it.
fn one_condvar_wrong() {
    static SLOT: Mutex<Option<u32>> = Mutex::new(None);
    static CHANGED: Condvar = Condvar::new();
    let put = || {
        let mut slot = CHANGED.wait_while(SLOT.lock().unwrap(), |slot| slot.is_some()).unwrap();
        *slot = Some(1);
        CHANGED.notify_one();
    };
    let take = || {
        let mut slot = CHANGED.wait_while(SLOT.lock().unwrap(), |slot| slot.is_none()).unwrap();
        *slot = None;
        CHANGED.notify_one();
    };
    together([take, take, put, put]);
}

/// A condition variable for each thing to wait for.
fn one_condvar_right() {
    static SLOT: Mutex<Option<u32>> = Mutex::new(None);
    static FREED: Condvar = Condvar::new();
    static FILLED: Condvar = Condvar::new();
    let put = || {
        let mut slot = FREED.wait_while(SLOT.lock().unwrap(), |slot| slot.is_some()).unwrap();
        *slot = Some(1);
        FILLED.notify_one();
    };
    let take = || {
        let mut slot = FILLED.wait_while(SLOT.lock().unwrap(), |slot| slot.is_none()).unwrap();
        *slot = None;
        FREED.notify_one();
    };
    together([take, take, put, put]);
}

/// Main waits without asking whether the news is already there: a wake-up that nobody waits for is
/// lost.
fn without_look_wrong() {
    static DONE: Mutex<bool> = Mutex::new(false);
    static NEWS: Condvar = Condvar::new();
    let worker = thread::spawn(|| {
        *DONE.lock().unwrap() = true;
        NEWS.notify_one();
    });
    let done = DONE.lock().unwrap();
    drop(NEWS.wait(done).unwrap());
    worker.join().unwrap();
}

/// Main looks, and waits only if it must.
fn without_look_right() {
    static DONE: Mutex<bool> = Mutex::new(false);
    static NEWS: Condvar = Condvar::new();
    let worker = thread::spawn(|| {
        *DONE.lock().unwrap() = true;
        NEWS.notify_one();
    });
    let done = DONE.lock().unwrap();
    drop(NEWS.wait_while(done, |done| !*done).unwrap());
    worker.join().unwrap();
}

/// The flag changes without the lock, so both it and the wake-up may come between the waiter's look
/// and its sleep.
fn flag_without_lock_wrong() {
    static DONE: AtomicBool = AtomicBool::new(false);
    static LOCK: Mutex<()> = Mutex::new(());
    static NEWS: Condvar = Condvar::new();
    together([
        || {
            let mut guard = LOCK.lock().unwrap();
            while !DONE.load(SeqCst) {
                guard = NEWS.wait(guard).unwrap();
            }
        },
        || {
            DONE.store(true, SeqCst);
            NEWS.notify_one();
        },
    ]);
}

/// The flag changes under the lock, which the waiter holds from its look until it sleeps.
fn flag_without_lock_right() {
    static DONE: AtomicBool = AtomicBool::new(false);
    static LOCK: Mutex<()> = Mutex::new(());
    static NEWS: Condvar = Condvar::new();
    together([
        || {
            let mut guard = LOCK.lock().unwrap();
            while !DONE.load(SeqCst) {
                guard = NEWS.wait(guard).unwrap();
            }
        },
        || {
            let guard = LOCK.lock().unwrap();
            DONE.store(true, SeqCst);
            drop(guard);
            NEWS.notify_one();
        },
    ]);
}

/// Two threads wait for the same event, and one is told.
fn notify_one_wrong() {
    static OPEN: Mutex<bool> = Mutex::new(false);
    static OPENED: Condvar = Condvar::new();
    let enter = || drop(OPENED.wait_while(OPEN.lock().unwrap(), |open| !*open).unwrap());
    let unlock = || {
        *OPEN.lock().unwrap() = true;
        OPENED.notify_one();
    };
    together([unlock, enter, enter]);
}

/// All are told.
fn notify_one_right() {
    static OPEN: Mutex<bool> = Mutex::new(false);
    static OPENED: Condvar = Condvar::new();
    let enter = || drop(OPENED.wait_while(OPEN.lock().unwrap(), |open| !*open).unwrap());
    let unlock = || {
        *OPEN.lock().unwrap() = true;
        OPENED.notify_all();
    };
    together([unlock, enter, enter]);
}
