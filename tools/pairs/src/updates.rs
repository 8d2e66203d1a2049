//! Updates in two pieces, each of them under the lock, with room for somebody else in between.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use crate::helpers::together;
use crate::{Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("two-sections", Panic, two_sections_wrong, two_sections_right),
    Pair::new("loaded-twice", Panic, loaded_twice_wrong, loaded_twice_right),
    Pair::new("overdrawn", Panic, overdrawn_wrong, overdrawn_right),
    Pair::new("length-then-index", Panic, length_then_index_wrong, length_then_index_right),
    Pair::new("half-moved", Panic, half_moved_wrong, half_moved_right),
];

/// The value is read under the lock and written under the lock, but not under the same one locking:
/// an addition in between is lost.
fn two_sections_wrong() {
    static TOTAL: Mutex<u32> = Mutex::new(0);
    let add_three = || {
        for _ in 0..3 {
            let total = *TOTAL.lock().unwrap();
            *TOTAL.lock().unwrap() = total + 1;
        }
    };
    together([add_three, add_three]);
    assert_eq!(*TOTAL.lock().unwrap(), 6);
}

/// One locking for the whole update.
fn two_sections_right() {
    static TOTAL: Mutex<u32> = Mutex::new(0);
    let add_three = || {
        for _ in 0..3 {
            *TOTAL.lock().unwrap() += 1;
        }
    };
    together([add_three, add_three]);
    assert_eq!(*TOTAL.lock().unwrap(), 6);
}

/// Pages by number.
type Cache = LazyLock<Mutex<HashMap<u32, String>>>;

/// Two threads find the page missing before one of them has stored it, and both load it.
fn loaded_twice_wrong() {
    static CACHE: Cache = LazyLock::new(Mutex::default);
    static LOADS: Mutex<u32> = Mutex::new(0);
    let look_up = || {
        let known = CACHE.lock().unwrap().contains_key(&7);
        if !known {
            *LOADS.lock().unwrap() += 1;
            CACHE.lock().unwrap().insert(7, "page 7".to_owned());
        }
    };
    together([look_up, look_up]);
    assert_eq!(*LOADS.lock().unwrap(), 1, "a page is loaded once");
}

/// Look and store are one.
fn loaded_twice_right() {
    static CACHE: Cache = LazyLock::new(Mutex::default);
    static LOADS: Mutex<u32> = Mutex::new(0);
    let look_up = || {
        CACHE.lock().unwrap().entry(7).or_insert_with(|| {
            *LOADS.lock().unwrap() += 1;
            "page 7".to_owned()
        });
    };
    together([look_up, look_up]);
    assert_eq!(*LOADS.lock().unwrap(), 1, "a page is loaded once");
}

/// Two threads see enough money for one of them, and both take it.
fn overdrawn_wrong() {
    static BALANCE: Mutex<i32> = Mutex::new(100);
    let withdraw = || {
        let enough = *BALANCE.lock().unwrap() >= 80;
        if enough {
            *BALANCE.lock().unwrap() -= 80;
        }
    };
    together([withdraw, withdraw]);
    assert_eq!(*BALANCE.lock().unwrap(), 20);
}

/// The look and the taking are under one locking.
fn overdrawn_right() {
    static BALANCE: Mutex<i32> = Mutex::new(100);
    let withdraw = || {
        let mut balance = BALANCE.lock().unwrap();
        if *balance >= 80 {
            *balance -= 80;
        }
    };
    together([withdraw, withdraw]);
    assert_eq!(*BALANCE.lock().unwrap(), 20);
}

/// One thread asks for the length and then for the last element, which another has taken by then.
fn length_then_index_wrong() {
    static STACK: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    STACK.lock().unwrap().extend([1, 2]);
    together([
        || {
            let length = STACK.lock().unwrap().len();
            if length > 0 {
                let last = STACK.lock().unwrap()[length - 1];
                assert!(last > 0);
            }
        },
        || assert!(STACK.lock().unwrap().pop().is_some()),
    ]);
}

/// One locking answers both questions.
fn length_then_index_right() {
    static STACK: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    STACK.lock().unwrap().extend([1, 2]);
    together([
        || {
            if let Some(last) = STACK.lock().unwrap().last() {
                assert!(*last > 0);
            }
        },
        || assert!(STACK.lock().unwrap().pop().is_some()),
    ]);
}

/// What belongs together has two locks, taken one after the other: somebody who adds both up may
/// see money that has left and not yet arrived.
fn half_moved_wrong() {
    static CASH: Mutex<i32> = Mutex::new(10);
    static SAVINGS: Mutex<i32> = Mutex::new(10);
    together([
        || {
            *CASH.lock().unwrap() -= 1;
            *SAVINGS.lock().unwrap() += 1;
        },
        || {
            let cash = *CASH.lock().unwrap();
            let savings = *SAVINGS.lock().unwrap();
            assert_eq!(cash + savings, 20);
        },
    ]);
}

/// One lock for what belongs together.
fn half_moved_right() {
    static ACCOUNTS: Mutex<[i32; 2]> = Mutex::new([10, 10]);
    together([
        || {
            let [cash, savings] = &mut *ACCOUNTS.lock().unwrap();
            *cash -= 1;
            *savings += 1;
        },
        || assert_eq!(ACCOUNTS.lock().unwrap().iter().sum::<i32>(), 20),
    ]);
}
