//! Processes: what they share, what a fork copies, and what an exit code says.

use std::fs::File;
use std::io::{PipeReader, PipeWriter, Read, Write, pipe, read_to_string};
use std::os::fd::AsRawFd;
use std::os::unix::fs::FileExt;
use std::sync::Mutex;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::thread;

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::sys::memfd::{MFdFlags, memfd_create};
use nix::unistd::{ForkResult, Pid, fork};

use crate::helpers::{fork_child, reap, reap_well};
use crate::{Kind::Deadlock, Kind::Exit, Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("fork-under-lock", Deadlock, fork_under_lock_wrong, fork_under_lock_right),
    Pair::new("exit-code-ignored", Exit, exit_code_wrong, exit_code_right),
    Pair::new("shared-memory", Panic, shared_memory_wrong, shared_memory_right),
    Pair::new("shared-file", Panic, shared_file_wrong, shared_file_right),
];

static LOG: Mutex<u32> = Mutex::new(0);

/// Forks a child that runs `work` and ends at once, without any of the tidying that needs locks which
/// another thread may have held at the fork.
fn fork_beside_threads(work: impl FnOnce()) -> Pid {
    // SAFETY: the child takes no lock but our own, and frees no memory; then it ends by `_exit`.
    match unsafe { fork() }.expect("there is room for a process") {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            work();
            // SAFETY: it ends the process and asks for nothing.
            unsafe { libc::_exit(0) }
        }
    }
}

/// A lock is copied as it stands, its holder is not: if the thread holds it at the fork, nobody will
/// ever release the child's copy.
fn fork_under_lock_wrong() {
    let thread = thread::spawn(|| (0..2).for_each(|_| *LOG.lock().unwrap() += 1));
    let child = fork_beside_threads(|| *LOG.lock().unwrap() += 1);
    reap_well(child);
    thread.join().unwrap();
}

/// Who forks holds the lock meanwhile; then each process has a copy to release.
fn fork_under_lock_right() {
    let thread = thread::spawn(|| (0..2).for_each(|_| *LOG.lock().unwrap() += 1));
    let log = LOG.lock().unwrap();
    let child = fork_beside_threads(move || {
        drop(log);
        *LOG.lock().unwrap() += 1;
    });
    reap_well(child);
    thread.join().unwrap();
}

/// What a child ends with that found its tool in use.
const BUSY: i32 = 75;

/// Two pipes: a tool, which is a byte that one can have, and a list, which has a byte for each piece
/// of work.
struct Workshop {
    tool: (PipeReader, PipeWriter),
    list: (PipeReader, PipeWriter),
}

impl Workshop {
    fn open() -> Self {
        let tool = pipe().unwrap();
        fcntl(&tool.0, FcntlArg::F_SETFL(OFlag::O_NONBLOCK)).unwrap();
        (&tool.1).write_all(b"t").unwrap();
        Self { tool, list: pipe().unwrap() }
    }

    /// Starts a child that works if it gets the tool.
    fn start_child(&self) -> Pid {
        fork_child(|| match (&self.tool.0).read(&mut [0]) {
            Ok(_) => {
                (&self.list.1).write_all(b"w").unwrap();
                (&self.tool.1).write_all(b"t").unwrap();
                0
            }
            Err(_) => BUSY,
        })
    }

    /// How much work was done.
    fn close(self) -> usize {
        let (reader, writer) = self.list;
        drop(writer);
        read_to_string(reader).unwrap().len()
    }
}

/// A child that could not work says so in its exit code, and nobody looks at it.
fn exit_code_wrong() {
    let workshop = Workshop::open();
    for child in [workshop.start_child(), workshop.start_child()] {
        reap(child);
    }
    if workshop.close() != 2 {
        std::process::exit(1);
    }
}

/// Whose child could not work starts it again, when the tool is free for sure.
fn exit_code_right() {
    let workshop = Workshop::open();
    let codes = [workshop.start_child(), workshop.start_child()].map(reap);
    for _ in codes.iter().filter(|code| **code == BUSY) {
        reap_well(workshop.start_child());
    }
    if workshop.close() != 2 {
        std::process::exit(1);
    }
}

/// A counter that our children will share with us.
fn shared_counter() -> &'static AtomicU32 {
    // SAFETY: a new mapping touches no memory that is in use.
    let page = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            size_of::<AtomicU32>(),
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED | libc::MAP_ANONYMOUS,
            -1,
            0,
        )
    };
    assert_ne!(page, libc::MAP_FAILED, "there is room for a page");
    // SAFETY: the page is aligned, zeroed, large enough, never unmapped, and holds nothing else.
    unsafe { &*page.cast::<AtomicU32>() }
}

/// Two processes load and store a counter in memory that they share; what one adds may be lost.
fn shared_memory_wrong() {
    let counter = shared_counter();
    let start = || {
        fork_child(|| {
            (0..3).for_each(|_| counter.store(counter.load(SeqCst) + 1, SeqCst));
            0
        })
    };
    [start(), start()].into_iter().for_each(reap_well);
    assert_eq!(counter.load(SeqCst), 6);
}

/// One operation that adds; it is whole for other processes as it is for other threads.
fn shared_memory_right() {
    let counter = shared_counter();
    let start = || {
        fork_child(|| {
            for _ in 0..3 {
                counter.fetch_add(1, Relaxed);
            }
            0
        })
    };
    [start(), start()].into_iter().for_each(reap_well);
    assert_eq!(counter.load(SeqCst), 6);
}

/// A file in memory that holds a byte, which is 0.
fn counter_file() -> File {
    let file = File::from(memfd_create(c"counter", MFdFlags::empty()).unwrap());
    file.write_all_at(&[0], 0).unwrap();
    file
}

fn read_counter(file: &File) -> u8 {
    let mut count = [0];
    file.read_exact_at(&mut count, 0).unwrap();
    count[0]
}

/// Two processes read a number from a file and write the next one; what one adds may be lost.
fn shared_file_wrong() {
    let file = counter_file();
    let start = || {
        fork_child(|| {
            file.write_all_at(&[read_counter(&file) + 1], 0).unwrap();
            0
        })
    };
    [start(), start()].into_iter().for_each(reap_well);
    assert_eq!(read_counter(&file), 2);
}

/// Each opens the file for itself, because a lock belongs to what was opened, and locks it.
fn shared_file_right() {
    let file = counter_file();
    let path = format!("/proc/self/fd/{}", file.as_raw_fd());
    let start = || {
        fork_child(|| {
            let file = File::options().read(true).write(true).open(&path).unwrap();
            file.lock().unwrap();
            file.write_all_at(&[read_counter(&file) + 1], 0).unwrap();
            file.unlock().unwrap();
            0
        })
    };
    [start(), start()].into_iter().for_each(reap_well);
    assert_eq!(read_counter(&file), 2);
}
