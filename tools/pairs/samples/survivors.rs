//! Programs that promise to survive the loss of a part: of a child that is killed, of a thread that
//! panics. They say what they have lost, and end as always.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{Read, Write};
use std::sync::Mutex;
use std::thread;

use nix::sys::signal::Signal;
use nix::sys::wait::{WaitStatus, wait};
use nix::unistd::{ForkResult, Pid, fork, pipe};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[("three-children", three_children), ("pool", pool)];

/// Three children report through one pipe; each is reaped and named, however it ended.
fn three_children() {
    let (reader, writer) = pipe().unwrap();
    let children: [Pid; 3] = ["first", "second", "third"].map(|name| {
        // SAFETY: there is one thread.
        match unsafe { fork() }.unwrap() {
            ForkResult::Parent { child } => child,
            ForkResult::Child => {
                File::from(writer.try_clone().unwrap()).write_all(name.as_bytes()).unwrap();
                std::process::exit(0)
            }
        }
    });
    drop(writer);
    let mut reports = Vec::new();
    File::from(reader).read_to_end(&mut reports).unwrap();
    for _ in children {
        let ended = wait().unwrap();
        let number = children.iter().position(|child| Some(*child) == ended.pid()).unwrap();
        match ended {
            WaitStatus::Exited(_, 0) => println!("child {number} has done its work"),
            WaitStatus::Signaled(_, Signal::SIGKILL, _) => println!("child {number} is lost"),
            other => panic!("{other:?}"),
        }
    }
}

/// Three workers take jobs from one queue; a worker that panics is found out by joining it, and the
/// others do the rest.
fn pool() {
    static JOBS: Mutex<VecDeque<u32>> = Mutex::new(VecDeque::new());
    static DONE: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    JOBS.lock().unwrap().extend(0..6);
    let work = || {
        loop {
            let Some(job) = JOBS.lock().unwrap().pop_front() else { break };
            DONE.lock().unwrap().push(job);
        }
    };
    let workers = [(); 3].map(|()| thread::spawn(work));
    for (number, worker) in workers.into_iter().enumerate() {
        match worker.join() {
            Ok(()) => println!("worker {number} has done its work"),
            Err(_) => println!("worker {number} is lost"),
        }
    }
}
