//! Threads and programs that end in unusual ways.

use std::os::unix::process::CommandExt;
use std::panic;
use std::process::{self, Command};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use crate::Sample;

/// Those whose names begin with `panic` have threads that panic, and expect it.
pub const SAMPLES: &[Sample] = &[
    ("panic-joined", panic_joined),
    ("panic-scoped", panic_scoped),
    ("panic-caught", panic_caught),
    ("panic-poisons", panic_poisons),
    ("exit-in-thread", exit_in_thread),
    ("exit-meanwhile", exit_meanwhile),
    ("main-ends-first", main_ends_first),
    ("main-thread-exits", main_thread_exits),
    ("exec", exec),
    ("exec-in-thread", exec_in_thread),
];

fn panic_joined() {
    let thread = thread::spawn(|| panic!("as expected"));
    assert!(thread.join().is_err());
}

fn panic_scoped() {
    let scope = panic::catch_unwind(|| {
        thread::scope(|scope| {
            scope.spawn(|| panic!("as expected"));
            scope.spawn(|| thread::sleep(Duration::from_secs(1)));
        });
    });
    assert!(scope.is_err());
}

fn panic_caught() {
    let threads: Vec<_> = (0..3)
        .map(|_| thread::spawn(|| panic::catch_unwind(|| panic!("as expected")).is_err()))
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
}

/// A thread that panics with a lock poisons it; the next one takes it all the same.
fn panic_poisons() {
    static SHARED: Mutex<u32> = Mutex::new(0);
    let first = thread::spawn(|| {
        let mut shared = SHARED.lock().unwrap();
        *shared += 1;
        panic!("as expected");
    });
    let second = thread::spawn(|| match SHARED.lock() {
        Ok(mut shared) => *shared += 1,
        Err(poisoned) => *poisoned.into_inner() += 1,
    });
    assert!(first.join().is_err());
    second.join().unwrap();
    assert!(SHARED.is_poisoned());
    assert_eq!(*SHARED.lock().unwrap_or_else(|poisoned| poisoned.into_inner()), 2);
}

/// The program ends when any of its threads says so.
fn exit_in_thread() {
    let thread = thread::spawn(|| process::exit(0));
    // It never returns.
    let _ = thread.join();
    unreachable!("the program has ended");
}

/// Several threads are at work, and waiting, when the program is ended by one of them.
fn exit_meanwhile() {
    static SHARED: Mutex<u32> = Mutex::new(0);
    for _ in 0..2 {
        thread::spawn(|| {
            loop {
                *SHARED.lock().unwrap() += 1;
                thread::sleep(Duration::from_millis(10));
            }
        });
    }
    thread::spawn(|| {
        loop {
            thread::park();
        }
    });
    thread::sleep(Duration::from_millis(35));
    process::exit(0);
}

/// Nobody waits for the thread.
fn main_ends_first() {
    thread::spawn(|| {
        for turn in 0..3 {
            println!("{turn}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

/// The first thread ends alone; the program goes on until the last one has ended.
fn main_thread_exits() {
    thread::spawn(|| {
        thread::sleep(Duration::from_secs(1));
        println!("still here");
        process::exit(0);
    });
    // SAFETY: this thread has nothing that would have to be dropped.
    unsafe { libc::syscall(libc::SYS_exit, 0) };
}

fn exec() {
    let error = Command::new("echo").arg("another program").exec();
    panic!("{error}");
}

/// All other threads are gone when one of them begins another program.
fn exec_in_thread() {
    thread::spawn(|| {
        loop {
            thread::sleep(Duration::from_millis(10));
        }
    });
    let thread = thread::spawn(|| {
        let error = Command::new("echo").arg("another program").exec();
        panic!("{error}");
    });
    let _ = thread.join();
    unreachable!("another program runs in place of this one");
}
