//! Atomics: each operation is whole, two of them in a row are not.

use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicU32};

use crate::helpers::together;
use crate::{Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("load-then-store", Panic, load_then_store_wrong, load_then_store_right),
    Pair::new("load-then-store-once", Panic, once_wrong, once_right),
    Pair::new("exchange-ignored", Panic, exchange_ignored_wrong, exchange_ignored_right),
    Pair::new("two-winners", Panic, two_winners_wrong, two_winners_right),
    Pair::new("lost-maximum", Panic, lost_maximum_wrong, lost_maximum_right),
    Pair::new("two-last", Panic, two_last_wrong, two_last_right),
    Pair::new("flag-before-data", Panic, flag_before_data_wrong, flag_before_data_right),
];

/// A counter is loaded and stored: what another thread added in between is lost.
fn load_then_store_wrong() {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let add_ten = || (0..10).for_each(|_| COUNT.store(COUNT.load(SeqCst) + 1, SeqCst));
    together([add_ten, add_ten]);
    assert_eq!(COUNT.load(SeqCst), 20);
}

/// One operation that adds.
fn load_then_store_right() {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let add_ten = || {
        for _ in 0..10 {
            COUNT.fetch_add(1, Relaxed);
        }
    };
    together([add_ten, add_ten]);
    assert_eq!(COUNT.load(Relaxed), 20);
}

/// The same with a single chance to go wrong.
fn once_wrong() {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let add = || COUNT.store(COUNT.load(SeqCst) + 1, SeqCst);
    together([add, add]);
    assert_eq!(COUNT.load(SeqCst), 2);
}

/// One operation that adds.
fn once_right() {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let add = || assert!(COUNT.fetch_add(1, Relaxed) < 2);
    together([add, add]);
    assert_eq!(COUNT.load(Relaxed), 2);
}

/// The exchange fails when somebody was quicker, and nobody asks whether it did.
fn exchange_ignored_wrong() {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let add_three = || {
        for _ in 0..3 {
            let count = COUNT.load(SeqCst);
            let _ = COUNT.compare_exchange(count, count + 1, SeqCst, SeqCst);
        }
    };
    together([add_three, add_three]);
    assert_eq!(COUNT.load(SeqCst), 6);
}

/// Again, until it succeeds; a weak exchange may also fail for no reason.
fn exchange_ignored_right() {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let add_three = || {
        for _ in 0..3 {
            let mut count = COUNT.load(Relaxed);
            while let Err(now) = COUNT.compare_exchange_weak(count, count + 1, Relaxed, Relaxed) {
                count = now;
            }
        }
    };
    together([add_three, add_three]);
    assert_eq!(COUNT.load(Relaxed), 6);
}

/// Two threads look whether the prize is still there before one of them has taken it: both win.
fn two_winners_wrong() {
    static TAKEN: AtomicBool = AtomicBool::new(false);
    static WINNERS: AtomicU32 = AtomicU32::new(0);
    let grab = || {
        if !TAKEN.load(SeqCst) {
            TAKEN.store(true, SeqCst);
            WINNERS.fetch_add(1, SeqCst);
        }
    };
    together([grab, grab]);
    assert_eq!(WINNERS.load(SeqCst), 1);
}

/// Looking and taking are one operation.
fn two_winners_right() {
    static TAKEN: AtomicBool = AtomicBool::new(false);
    static WINNERS: AtomicU32 = AtomicU32::new(0);
    let grab = || {
        if !TAKEN.swap(true, Relaxed) {
            WINNERS.fetch_add(1, Relaxed);
        }
    };
    together([grab, grab]);
    assert_eq!(WINNERS.load(Relaxed), 1);
}

/// A smaller value overwrites a larger one that came between its look and its store.
fn lost_maximum_wrong() {
    static HIGHEST: AtomicU32 = AtomicU32::new(0);
    fn offer(value: u32) {
        if value > HIGHEST.load(SeqCst) {
            HIGHEST.store(value, SeqCst);
        }
    }
    together([|| offer(3), || offer(7)]);
    assert_eq!(HIGHEST.load(SeqCst), 7);
}

/// One operation that compares and stores.
fn lost_maximum_right() {
    static HIGHEST: AtomicU32 = AtomicU32::new(0);
    together([
        || assert!(HIGHEST.fetch_max(3, Relaxed) != 3),
        || {
            assert!(HIGHEST.fetch_max(7, Relaxed) != 7);
        },
    ]);
    assert_eq!(HIGHEST.load(Relaxed), 7);
}

/// Each user leaves and then looks whether anybody is left: two may both think they are the last, and
/// both clean up.
fn two_last_wrong() {
    static USERS: AtomicU32 = AtomicU32::new(2);
    static CLEANED: AtomicU32 = AtomicU32::new(0);
    let leave = || {
        USERS.fetch_sub(1, SeqCst);
        if USERS.load(SeqCst) == 0 {
            CLEANED.fetch_add(1, SeqCst);
        }
    };
    together([leave, leave]);
    assert_eq!(CLEANED.load(SeqCst), 1, "the last one cleans up, once");
}

/// The subtraction itself tells who was the last.
fn two_last_right() {
    static USERS: AtomicU32 = AtomicU32::new(2);
    static CLEANED: AtomicU32 = AtomicU32::new(0);
    let leave = || {
        // Release pairs with the other's Acquire: who cleans up sees all that the others did.
        if USERS.fetch_sub(1, AcqRel) == 1 {
            CLEANED.fetch_add(1, Relaxed);
        }
    };
    together([leave, leave]);
    assert_eq!(CLEANED.load(Relaxed), 1, "the last one cleans up, once");
}

/// The flag says that the data is there before it is.
fn flag_before_data_wrong() {
    static DATA: AtomicU32 = AtomicU32::new(0);
    static READY: AtomicBool = AtomicBool::new(false);
    together([
        || {
            READY.store(true, SeqCst);
            DATA.store(42, SeqCst);
        },
        || {
            if READY.load(SeqCst) {
                assert_eq!(DATA.load(SeqCst), 42);
            }
        },
    ]);
}

/// First the data, then the flag.
fn flag_before_data_right() {
    static DATA: AtomicU32 = AtomicU32::new(0);
    static READY: AtomicBool = AtomicBool::new(false);
    together([
        || {
            DATA.store(42, Relaxed);
            // Release pairs with the Acquire below: who sees the flag sees the data.
            READY.store(true, Release);
        },
        || {
            if READY.load(Acquire) {
                assert_eq!(DATA.load(Relaxed), 42);
            }
        },
    ]);
}
