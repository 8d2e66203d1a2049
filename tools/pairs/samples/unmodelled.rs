//! Programs that wait in calls that the explorer does not model. They end all the same, and the report
//! has a note.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use nix::sys::stat::Mode;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork, mkfifo};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("wait-flock", wait_flock),
    ("wait-fcntl", wait_fcntl),
    ("wait-fifo", wait_fifo),
    ("wait-semop", wait_semop),
    ("wait-timerfd", wait_timerfd),
];

fn temporary(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("telar-sample-{}-{name}", std::process::id()))
}

fn child(work: impl FnOnce()) -> Pid {
    // SAFETY: there is one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            work();
            std::process::exit(0)
        }
    }
}

fn reap(child: Pid) {
    assert_eq!(waitpid(child, None), Ok(WaitStatus::Exited(child, 0)));
}

/// Two threads lock the same file.
fn wait_flock() {
    let path = temporary("flock");
    File::create(&path).unwrap();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let file = File::open(&path).unwrap();
                file.lock().unwrap();
                println!("locked");
                thread::sleep(Duration::from_millis(10));
            });
        }
    });
    fs::remove_file(&path).unwrap();
}

/// Two processes lock the same file.
fn wait_fcntl() {
    let path = temporary("fcntl");
    File::create(&path).unwrap();
    let lock = || {
        let file = OpenOptions::new().write(true).open(&path).unwrap();
        // SAFETY: the lock is made of numbers, and zero means the whole file.
        let mut whole: libc::flock = unsafe { std::mem::zeroed() };
        whole.l_type = libc::F_WRLCK as i16;
        let whole = nix::fcntl::FcntlArg::F_SETLKW(&whole);
        nix::fcntl::fcntl(&file, whole).unwrap();
        println!("locked");
        thread::sleep(Duration::from_millis(10));
    };
    let child = child(lock);
    lock();
    reap(child);
    fs::remove_file(&path).unwrap();
}

/// Opening a named pipe waits for somebody who opens its other end.
fn wait_fifo() {
    let path = temporary("fifo");
    mkfifo(&path, Mode::S_IRWXU).unwrap();
    let child = child(|| {
        OpenOptions::new().write(true).open(&path).unwrap().write_all(b"through").unwrap();
    });
    let mut text = String::new();
    File::open(&path).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "through");
    reap(child);
    fs::remove_file(&path).unwrap();
}

/// The parent waits until the child has raised the semaphore.
fn wait_semop() {
    // SAFETY: a new set of one semaphore, for this program alone.
    let set = unsafe { libc::semget(libc::IPC_PRIVATE, 1, libc::IPC_CREAT | 0o600) };
    assert!(set >= 0);
    let change = |by: i16| {
        let mut operation = libc::sembuf { sem_num: 0, sem_op: by, sem_flg: 0 };
        // SAFETY: one operation is given, and one is announced.
        assert_eq!(unsafe { libc::semop(set, &raw mut operation, 1) }, 0);
    };
    let child = child(|| {
        thread::sleep(Duration::from_millis(10));
        change(1);
    });
    change(-1);
    reap(child);
    // SAFETY: nobody uses the set any more.
    unsafe { libc::semctl(set, 0, libc::IPC_RMID) };
}

/// A timer that is a descriptor goes by the machine's clock.
fn wait_timerfd() {
    // SAFETY: it makes a descriptor and touches no memory.
    let timer = unsafe { libc::timerfd_create(libc::CLOCK_MONOTONIC, 0) };
    assert!(timer >= 0);
    let zero = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    let soon = libc::timespec { tv_sec: 0, tv_nsec: 20_000_000 };
    let when = libc::itimerspec { it_interval: zero, it_value: soon };
    // SAFETY: the time is read, and nothing is written.
    let set = unsafe { libc::timerfd_settime(timer, 0, &raw const when, std::ptr::null_mut()) };
    assert_eq!(set, 0);
    let mut rings = [0_u8; 8];
    // SAFETY: eight bytes are announced, and there are eight.
    assert_eq!(unsafe { libc::read(timer, rings.as_mut_ptr().cast(), 8) }, 8);
}
