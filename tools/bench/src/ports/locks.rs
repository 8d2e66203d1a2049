//! Locks: taken in the wrong order, taken twice, let go between two halves of an update.

use shuttle::sync::{Arc, Mutex, RwLock, mpsc};
use shuttle::thread;

use super::{Port, together};

pub const PORTS: &[Port] = &[
    Port { name: "abba-silent", wrong: abba_silent },
    Port { name: "abba-gate", wrong: abba_gate },
    Port { name: "philosophers", wrong: philosophers },
    Port { name: "lock-twice", wrong: lock_twice },
    Port { name: "guard-in-match", wrong: guard_in_match },
    Port { name: "join-under-lock", wrong: join_under_lock },
    Port { name: "overdrawn", wrong: overdrawn },
    Port { name: "half-moved", wrong: half_moved },
];

fn abba_silent() {
    struct Accounts {
        cash: Mutex<i32>,
        savings: Mutex<i32>,
    }
    let accounts = Accounts { cash: Mutex::new(10), savings: Mutex::new(10) };
    together(
        accounts,
        &[
            |accounts| {
                let mut cash = accounts.cash.lock().unwrap();
                *accounts.savings.lock().unwrap() += 1;
                *cash -= 1;
            },
            |accounts| {
                let mut savings = accounts.savings.lock().unwrap();
                *accounts.cash.lock().unwrap() += 1;
                *savings -= 1;
            },
        ],
    );
}

fn abba_gate() {
    struct Places {
        gate: Mutex<()>,
        left: Mutex<u32>,
        right: Mutex<u32>,
    }
    let places = Places { gate: Mutex::new(()), left: Mutex::new(0), right: Mutex::new(0) };
    together(
        places,
        &[
            |places| {
                let _gate = places.gate.lock().unwrap();
                let mut left = places.left.lock().unwrap();
                *left += *places.right.lock().unwrap();
            },
            |places| {
                let mut right = places.right.lock().unwrap();
                *right += *places.left.lock().unwrap();
            },
        ],
    );
}

fn philosophers() {
    type Forks = [Mutex<u32>; 3];
    fn dine(forks: &Forks, first: usize, second: usize) {
        let mut first = forks[first].lock().unwrap();
        let mut second = forks[second].lock().unwrap();
        *first += 1;
        *second += 1;
    }
    let forks = [0; 3].map(Mutex::new);
    together(
        forks,
        &[|forks| dine(forks, 0, 1), |forks| dine(forks, 1, 2), |forks| dine(forks, 2, 0)],
    );
}

fn lock_twice() {
    type Total = Mutex<(u32, u32)>;
    fn note_conflict(total: &Total) {
        total.lock().unwrap().1 += 1;
    }
    let add = |total: &Total| {
        let (before, _) = *total.lock().unwrap();
        let mut held = total.lock().unwrap();
        if held.0 != before {
            note_conflict(total);
        }
        held.0 += 1;
    };
    together(Mutex::new((0, 0)), &[add, add]);
}

fn guard_in_match() {
    together(
        RwLock::new(None),
        &[
            |name| *name.write().unwrap() = Some("given"),
            |name| match *name.read().unwrap() {
                Some(name) => assert_eq!(name, "given"),
                None => *name.write().unwrap() = Some("default"),
            },
        ],
    );
}

fn join_under_lock() {
    let results = Arc::new(Mutex::new(Vec::new()));
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn({
        let results = Arc::clone(&results);
        move || {
            sender.send("nearly done").unwrap();
            results.lock().unwrap().push(1);
        }
    });
    receiver.recv().unwrap();
    let mut results = results.lock().unwrap();
    worker.join().unwrap();
    results.push(2);
}

fn overdrawn() {
    let withdraw = |balance: &Mutex<i32>| {
        let enough = *balance.lock().unwrap() >= 80;
        if enough {
            *balance.lock().unwrap() -= 80;
        }
    };
    let balance = together(Mutex::new(100), &[withdraw, withdraw]);
    assert_eq!(*balance.lock().unwrap(), 20);
}

fn half_moved() {
    struct Accounts {
        cash: Mutex<i32>,
        savings: Mutex<i32>,
    }
    let accounts = Accounts { cash: Mutex::new(10), savings: Mutex::new(10) };
    together(
        accounts,
        &[
            |accounts| {
                *accounts.cash.lock().unwrap() -= 1;
                *accounts.savings.lock().unwrap() += 1;
            },
            |accounts| {
                let cash = *accounts.cash.lock().unwrap();
                let savings = *accounts.savings.lock().unwrap();
                assert_eq!(cash + savings, 20);
            },
        ],
    );
}
