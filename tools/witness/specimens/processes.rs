//! What processes do and leave undone.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::os::fd::AsFd;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{SigHandler, Signal, raise, signal};
use nix::sys::wait::{wait, waitpid};
use nix::unistd::{ForkResult, Pid, fork};
use seccompiler::{SeccompAction, SeccompFilter, TargetArch};

/// Forks a child that runs `child` and exits with what it returns.
fn fork_and(child: impl FnOnce() -> i32) -> Pid {
    // SAFETY: specimens that fork have one thread, so the child may do anything.
    match unsafe { fork() }.expect("there is room for a process") {
        ForkResult::Parent { child } => child,
        ForkResult::Child => std::process::exit(child()),
    }
}

/// Three children with different exit codes, each waited for.
pub fn reap_all() {
    let children: Vec<Pid> = (1..=3)
        .map(|number| {
            fork_and(move || {
                println!("I am {number}");
                number
            })
        })
        .collect();
    for child in children {
        waitpid(child, None).expect("it is our child");
    }
}

/// Two children that nobody waits for.
pub fn reap_none() {
    fork_and(|| 0);
    fork_and(|| 0);
}

/// A child that the kernel does away with, because its parent ignores SIGCHLD.
pub fn ignore_children() {
    // SAFETY: no handler is installed.
    unsafe { signal(Signal::SIGCHLD, SigHandler::SigIgn) }.expect("SIGCHLD may be ignored");
    let (reader, writer) = std::io::pipe().expect("there is room for a pipe");
    fork_and(|| 0);
    // The child's end closes its copy, so that this returns once it has ended.
    drop(writer);
    std::io::read_to_string(reader).expect("nobody writes rubbish");
}

/// One `wait` for two children.
pub fn reap_one_of_two() {
    fork_and(|| 0);
    fork_and(|| 0);
    wait().expect("there are two children");
}

/// Polls for what the second child writes; the first one ends meanwhile, and nobody has asked to be told.
pub fn poll_beside_an_end() {
    let (reader, mut writer) = std::io::pipe().expect("there is room for a pipe");
    let parent = std::process::id();
    fork_and(move || {
        let asleep = || {
            let stat = std::fs::read_to_string(format!("/proc/{parent}/stat"));
            stat.is_ok_and(|stat| stat.contains(") S "))
        };
        while !asleep() {
            std::thread::yield_now();
        }
        0
    });
    fork_and(move || writer.write_all(b"!").map_or(1, |()| 0));
    let mut ends = [PollFd::new(reader.as_fd(), PollFlags::POLLIN)];
    assert_eq!(poll(&mut ends, PollTimeout::NONE), Ok(1));
    for _ in 0..2 {
        wait().expect("there are two children");
    }
}

/// Waits for a child without asking for anything about it.
pub fn reap_without_a_name() {
    let child = fork_and(|| 0).as_raw().unsigned_abs();
    // SAFETY: a null pointer is allowed; nothing is written then.
    let done = unsafe { libc::waitid(libc::P_PID, child, std::ptr::null_mut(), libc::WEXITED) };
    assert_eq!(done, 0, "it is our child");
}

/// Kills a child in the middle of its forking, a hundred times.
pub fn kill_a_forker() {
    for _ in 0..100 {
        let (mut begun, mut begin) = std::io::pipe().expect("there is room for a pipe");
        let child = fork_and(move || {
            begin.write_all(b"!").expect("the parent reads");
            for _ in 0..20 {
                fork_and(|| 0);
            }
            0
        });
        begun.read_exact(&mut [0]).expect("the child writes");
        nix::sys::signal::kill(child, Signal::SIGKILL).expect("it is our child");
        waitpid(child, None).expect("it is our child");
    }
}

/// Writes this report into the witness's pipe, if it can, and kills the witness.
pub fn forge_a_report(report: &str) {
    let witness = nix::unistd::getppid();
    if let Ok(mut pipe) = std::fs::File::create(format!("/proc/{witness}/fd/1")) {
        pipe.write_all(report.as_bytes()).expect("it was opened for that");
    }
    nix::sys::signal::kill(witness, Signal::SIGKILL).expect("it runs as we do");
}

/// Leaves a process of a session of its own behind, twice removed.
pub fn daemon() {
    let child = fork_and(|| {
        nix::unistd::setsid().expect("a fresh child leads no group");
        fork_and(|| {
            loop {
                nix::unistd::pause();
            }
        });
        0
    });
    waitpid(child, None).expect("it is our child");
}

/// Each process forks on and on.
pub fn fork_without_end() {
    loop {
        // SAFETY: one thread only.
        let _ = unsafe { fork() };
    }
}

/// Ends at once, while its child forks on and on.
pub fn bomb_in_the_background() {
    fork_and(|| {
        fork_without_end();
        0
    });
}

/// Ends by the signal of this name.
pub fn die_of(name: &str) {
    raise(name.parse().expect("a signal's name")).expect("anybody may signal himself");
}

/// Tries to make a child that its parent's tracer does not get to see.
pub fn clone_untraced() {
    // SAFETY: without CLONE_VM the child gets a copy of everything, as with fork; one thread only.
    let child =
        unsafe { libc::syscall(libc::SYS_clone, libc::CLONE_UNTRACED | libc::SIGCHLD, 0, 0, 0, 0) };
    println!("{child} {}", std::io::Error::last_os_error().raw_os_error().unwrap_or(0));
}

/// Takes the right to trace away from itself, then asks for an observation.
pub fn observe_without_ptrace() {
    let filter = SeccompFilter::new(
        BTreeMap::from([(libc::SYS_ptrace, Vec::new())]),
        SeccompAction::Allow,
        SeccompAction::Errno(libc::EPERM.unsigned_abs()),
        TargetArch::x86_64,
    );
    let filter: seccompiler::BpfProgram =
        filter.and_then(TryInto::try_into).expect("the filter is small");
    seccompiler::apply_filter(&filter).expect("filters may always be added");
    match witness::observe(&witness::Job::new("/bin/true")) {
        Err(witness::Error::NotPermitted { reason }) => println!("not permitted: {reason}"),
        other => println!("{other:?}"),
    }
}
