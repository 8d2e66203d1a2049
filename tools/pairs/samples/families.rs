//! Processes that fork: trees, groups, daemons, memory that is shared.

use std::fs::File;
use std::io::{Read, Write};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use nix::sys::prctl::set_child_subreaper;
use nix::sys::signal::{SigHandler, Signal, kill, killpg, signal};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, wait, waitid, waitpid};
use nix::unistd::{ForkResult, Pid, fork, pipe, setpgid, setsid};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("grandchild-adopted", grandchild_adopted),
    ("aborts-in-a-thread", aborts_in_a_thread),
    ("fork-tree", fork_tree),
    ("wait-any", wait_any),
    ("look-first", look_first),
    ("told-how", told_how),
    ("never-waited", never_waited),
    ("group", group),
    ("daemon", daemon),
    ("shared-counter", shared_counter),
    ("shared-semaphore", shared_semaphore),
    ("owner-dies", owner_dies),
    ("child-dies", child_dies),
    ("fork-in-thread", fork_in_thread),
];

/// Forks a child that does `work` and ends.
fn child(work: impl FnOnce()) -> Pid {
    // SAFETY: where there are other threads, the child does nothing that one of them could have begun.
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            work();
            // SAFETY: it ends the process, without what the parent has registered for its own end.
            unsafe { libc::_exit(0) }
        }
    }
}

fn reap(child: Pid) {
    assert_eq!(waitpid(child, None), Ok(WaitStatus::Exited(child, 0)));
}

fn fork_tree() {
    fn grow(depth: u32) {
        if depth > 0 {
            let children = [(); 2].map(|()| child(|| grow(depth - 1)));
            children.into_iter().for_each(reap);
        }
    }
    grow(3);
}

fn wait_any() {
    let mut children: Vec<Pid> =
        (0..4).map(|_| child(|| thread::sleep(Duration::from_secs(1)))).collect();
    while !children.is_empty() {
        let ended = wait().unwrap().pid().unwrap();
        let count = children.len();
        children.retain(|child| *child != ended);
        assert_eq!(children.len(), count - 1);
    }
    assert!(wait().is_err());
}

/// A child that has ended can be looked at and stays to be waited for.
fn look_first() {
    let child = child(|| {});
    let look = WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT;
    assert_eq!(waitid(Id::Pid(child), look), Ok(WaitStatus::Exited(child, 0)));
    reap(child);
    assert!(waitpid(child, Some(WaitPidFlag::WNOHANG)).is_err());
}

/// `waitid` tells how the child ended.
fn told_how() {
    // SAFETY: there is one thread.
    let child = match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            thread::sleep(Duration::from_millis(1));
            std::process::exit(3)
        }
    };
    let told = waitid(Id::Pid(child), WaitPidFlag::WEXITED);
    assert_eq!(told, Ok(WaitStatus::Exited(child, 3)));
}

/// Who ignores the news of its children's deaths has none to wait for; waiting ends when all have died.
fn never_waited() {
    // SAFETY: no handler is run.
    unsafe { signal(Signal::SIGCHLD, SigHandler::SigIgn) }.unwrap();
    for _ in 0..2 {
        child(|| thread::sleep(Duration::from_millis(10)));
    }
    assert_eq!(wait(), Err(nix::Error::ECHILD));
}

/// A signal to a group reaches all of it, and nobody else.
fn group() {
    let forever = || loop {
        thread::sleep(Duration::from_secs(1_000));
    };
    let leader = child(forever);
    setpgid(leader, leader).unwrap();
    let second = child(forever);
    setpgid(second, leader).unwrap();
    killpg(leader, Signal::SIGTERM).unwrap();
    for member in [leader, second] {
        let killed = WaitStatus::Signaled(member, Signal::SIGTERM, false);
        assert_eq!(waitpid(member, None), Ok(killed));
    }
}

/// A grandchild that nobody waits for does its work all the same.
fn daemon() {
    let (reader, writer) = pipe().unwrap();
    let middle = child(|| {
        setsid().unwrap();
        child(|| {
            thread::sleep(Duration::from_millis(10));
            File::from(writer.try_clone().unwrap()).write_all(b"done").unwrap();
        });
    });
    reap(middle);
    drop(writer);
    let mut word = String::new();
    File::from(reader).read_to_string(&mut word).unwrap();
    assert_eq!(word, "done");
}

/// Memory that parent and child both have.
fn shared<T>() -> &'static T {
    // SAFETY: new memory is asked for, as large as needed; it stays until the program ends.
    let memory = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            size_of::<T>(),
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED | libc::MAP_ANONYMOUS,
            -1,
            0,
        )
    };
    assert_ne!(memory, libc::MAP_FAILED);
    // SAFETY: the memory is large enough, at the start of a page, and zero, which both users take.
    unsafe { &*memory.cast::<T>() }
}

fn shared_counter() {
    let counter: &AtomicU32 = shared();
    let children: Vec<Pid> = (0..3)
        .map(|_| {
            child(|| {
                for _ in 0..3 {
                    counter.fetch_add(1, SeqCst);
                }
            })
        })
        .collect();
    children.into_iter().for_each(reap);
    assert_eq!(counter.load(SeqCst), 9);
}

/// A semaphore in shared memory lets the parent go on when the child has come that far.
fn shared_semaphore() {
    let semaphore: *mut libc::sem_t = std::ptr::from_ref(shared::<libc::sem_t>()).cast_mut();
    // SAFETY: the memory is the semaphore's alone, and stays.
    unsafe { libc::sem_init(semaphore, 1, 0) };
    let child = child(|| {
        thread::sleep(Duration::from_millis(10));
        // SAFETY: it was made before the fork.
        unsafe { libc::sem_post(semaphore) };
    });
    // SAFETY: as above.
    while unsafe { libc::sem_wait(semaphore) } != 0 {}
    reap(child);
}

/// A robust mutex whose owner dies is passed on to whoever waits for it, with the news.
fn owner_dies() {
    let mutex: *mut libc::pthread_mutex_t =
        std::ptr::from_ref(shared::<libc::pthread_mutex_t>()).cast_mut();
    let mut attributes = std::mem::MaybeUninit::uninit();
    // SAFETY: the attributes are made before they are changed and used; the memory is the mutex's alone.
    unsafe {
        libc::pthread_mutexattr_init(attributes.as_mut_ptr());
        libc::pthread_mutexattr_setpshared(attributes.as_mut_ptr(), libc::PTHREAD_PROCESS_SHARED);
        libc::pthread_mutexattr_setrobust(attributes.as_mut_ptr(), libc::PTHREAD_MUTEX_ROBUST);
        assert_eq!(libc::pthread_mutex_init(mutex, attributes.as_ptr()), 0);
    }
    let (reader, writer) = pipe().unwrap();
    let child = child(|| {
        // SAFETY: it was made before the fork.
        assert_eq!(unsafe { libc::pthread_mutex_lock(mutex) }, 0);
        nix::unistd::write(&writer, b"locked").unwrap();
        thread::sleep(Duration::from_millis(10));
    });
    File::from(reader).read_exact(&mut [0; 6]).unwrap();
    // SAFETY: as above.
    unsafe {
        assert_eq!(libc::pthread_mutex_lock(mutex), libc::EOWNERDEAD);
        assert_eq!(libc::pthread_mutex_consistent(mutex), 0);
        assert_eq!(libc::pthread_mutex_unlock(mutex), 0);
    }
    reap(child);
}

/// Children that die of what they did, and of what was done to them.
fn child_dies() {
    // SAFETY: the reading of address 8 is what the child is to die of; it is nobody's memory.
    let reader = child(|| unsafe {
        std::ptr::read_volatile(std::ptr::without_provenance::<u64>(8));
    });
    let aborter = child(|| std::process::abort());
    let waiter = child(nix::unistd::pause);
    kill(waiter, Signal::SIGKILL).unwrap();
    for (child, signal) in
        [(reader, Signal::SIGSEGV), (aborter, Signal::SIGABRT), (waiter, Signal::SIGKILL)]
    {
        match waitpid(child, None).unwrap() {
            WaitStatus::Signaled(_, by, _) => assert_eq!(by, signal),
            other => panic!("{other:?}"),
        }
    }
}

/// Of a process that forks, the child has the forking thread alone.
fn fork_in_thread() {
    let others: Vec<_> =
        (0..2).map(|_| thread::spawn(|| thread::sleep(Duration::from_millis(20)))).collect();
    thread::spawn(|| reap(child(|| {}))).join().unwrap();
    others.into_iter().for_each(|other| other.join().unwrap());
}

/// A child leaves its own child behind, which main has asked to be given, and waits for.
fn grandchild_adopted() {
    set_child_subreaper(true).unwrap();
    let between = child(|| {
        child(|| thread::sleep(Duration::from_millis(50)));
    });
    reap(between);
    assert!(matches!(wait(), Ok(WaitStatus::Exited(_, 0))));
}

/// A thread of a child ends the whole child while the others sleep.
fn aborts_in_a_thread() {
    let children = [1, 2].map(|_| {
        child(|| {
            thread::scope(|scope| {
                for time in 1..4 {
                    scope.spawn(move || {
                        thread::sleep(Duration::from_millis(time));
                        if time == 2 {
                            std::process::abort();
                        }
                    });
                }
            });
        })
    });
    for child in children {
        assert!(matches!(waitpid(child, None), Ok(WaitStatus::Signaled(_, Signal::SIGABRT, _))));
    }
}
