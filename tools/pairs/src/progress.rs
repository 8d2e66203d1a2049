//! Programs in which everybody is busy for ever, and twins that are as busy for a while.

use std::hint;
use std::io::{self, Read, Write};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::{Acquire, Release};
use std::thread;
use std::time::Duration;

use crate::helpers::together;
use crate::{Kind::Endless, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("polite-locks", Endless, polite_locks_wrong, polite_locks_right),
    Pair::new("spin-never-set", Endless, spin_never_set_wrong, spin_never_set_right),
    Pair::new("spin-under-lock", Endless, spin_under_lock_wrong, spin_under_lock_right),
    Pair::new("yield-under-lock", Endless, yield_under_lock_wrong, yield_under_lock_right),
    Pair::new("end-read-for-ever", Endless, end_read_for_ever_wrong, end_read_for_ever_right),
    Pair::new("nap-never-set", Endless, nap_never_set_wrong, nap_never_set_right),
    Pair::new("reset-late", Endless, reset_late_wrong, reset_late_right),
];

/// Two threads take their own lock, look whether they get the other's, and else step back: in step with
/// each other, they do so for ever.
fn polite_locks_wrong() {
    static LEFT: Mutex<()> = Mutex::new(());
    static RIGHT: Mutex<()> = Mutex::new(());
    fn take_both(mine: &Mutex<()>, other: &Mutex<()>) {
        loop {
            let guard = mine.lock().unwrap();
            thread::yield_now();
            if other.try_lock().is_ok() {
                return;
            }
            drop(guard);
            thread::yield_now();
        }
    }
    together([|| take_both(&LEFT, &RIGHT), || take_both(&RIGHT, &LEFT)]);
}

/// Both try in the same order: who has the first lock gets the second.
fn polite_locks_right() {
    static LEFT: Mutex<()> = Mutex::new(());
    static RIGHT: Mutex<()> = Mutex::new(());
    fn take_both() {
        let _left = LEFT.lock().unwrap();
        while RIGHT.try_lock().is_err() {
            thread::yield_now();
        }
    }
    together([take_both, take_both]);
}

/// Main spins for a flag that nobody sets.
fn spin_never_set_wrong() {
    static READY: AtomicBool = AtomicBool::new(false);
    let thread = thread::spawn(|| println!("ready"));
    while !READY.load(Acquire) {
        hint::spin_loop();
    }
    thread.join().unwrap();
}

/// The thread sets it.
fn spin_never_set_right() {
    static READY: AtomicBool = AtomicBool::new(false);
    let thread = thread::spawn(|| {
        println!("ready");
        READY.store(true, Release);
    });
    while !READY.load(Acquire) {
        hint::spin_loop();
    }
    thread.join().unwrap();
}

/// Main looks under the lock again and again; two of three threads tell that they are done.
fn spin_under_lock_wrong() {
    look_under_lock(2, hint::spin_loop);
}

/// All three do. Each has to get the lock while main takes it again as soon as it has given it back.
fn spin_under_lock_right() {
    look_under_lock(3, hint::spin_loop);
}

fn look_under_lock(tell: usize, wait: fn()) {
    let done = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..tell {
            scope.spawn(|| *done.lock().unwrap() += 1);
        }
        while *done.lock().unwrap() < 3 {
            wait();
        }
    });
}

/// Main gives its turn away with the lock in hand, and nobody raises the flag.
fn yield_under_lock_wrong() {
    yield_under_lock(false);
}

/// The thread does. When main has the lock whenever it gives its turn away, the thread gets it only
/// between two lookings.
fn yield_under_lock_right() {
    yield_under_lock(true);
}

fn yield_under_lock(raise: bool) {
    let flag = Mutex::new(false);
    thread::scope(|scope| {
        scope.spawn(|| *flag.lock().unwrap() = raise);
        loop {
            let up = flag.lock().unwrap();
            if *up {
                break;
            }
            thread::yield_now();
        }
    });
}

/// The reader asks for more until it has ten bytes, and does not look whether there are any to come.
fn end_read_for_ever_wrong() {
    read_ten(|_| false);
}

/// No bytes at all are the end.
fn end_read_for_ever_right() {
    read_ten(|read| read == 0);
}

fn read_ten(is_end: fn(usize) -> bool) {
    let (mut reader, mut writer) = io::pipe().unwrap();
    let writing = thread::spawn(move || writer.write_all(b"seven..").unwrap());
    let mut bytes = [0; 10];
    let mut all = 0;
    while all < bytes.len() {
        let read = reader.read(&mut bytes[all..]).unwrap();
        if is_end(read) {
            break;
        }
        all += read;
    }
    println!("{all} bytes");
    writing.join().unwrap();
}

/// Main looks again and again, with naps, for a flag that nobody sets.
fn nap_never_set_wrong() {
    static READY: AtomicBool = AtomicBool::new(false);
    let thread = thread::spawn(|| println!("ready"));
    while !READY.load(Acquire) {
        thread::sleep(Duration::from_millis(10));
    }
    thread.join().unwrap();
}

/// The thread sets it, after ten naps' time.
fn nap_never_set_right() {
    static READY: AtomicBool = AtomicBool::new(false);
    let thread = thread::spawn(|| {
        thread::sleep(Duration::from_millis(100));
        READY.store(true, Release);
    });
    while !READY.load(Acquire) {
        thread::sleep(Duration::from_millis(10));
    }
    thread.join().unwrap();
}

/// Main makes sure that the flag is down after it has started the thread that raises it.
fn reset_late_wrong() {
    static READY: AtomicBool = AtomicBool::new(true);
    let thread = thread::spawn(|| READY.store(true, Release));
    READY.store(false, Release);
    while !READY.load(Acquire) {
        hint::spin_loop();
    }
    thread.join().unwrap();
}

/// Main takes the flag down first.
fn reset_late_right() {
    static READY: AtomicBool = AtomicBool::new(true);
    READY.store(false, Release);
    let thread = thread::spawn(|| READY.store(true, Release));
    while !READY.load(Acquire) {
        hint::spin_loop();
    }
    thread.join().unwrap();
}
