//! Reads from whichever pipe has something to say, and puts the sums together from whatever bytes
//! come; in a child, the threads unpark the main thread when they have added their count.

use std::error::Error;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::ops::Range;
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use nix::errno::Errno;
use nix::libc;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How many child processes count; they are numbered from 0.
    #[arg(long, default_value_t = 2)]
    processes: usize,
    /// How many threads count in each child.
    #[arg(long, default_value_t = 3)]
    threads: usize,
    /// The primes below this number are counted.
    #[arg(long, default_value_t = 10_000)]
    upto: u64,
    /// Let this child crash before it sends its sum; may be given several times.
    #[arg(long, value_name = "PROCESS")]
    crash: Vec<usize>,
}

/// Some children ended without having sent their sum.
#[derive(Debug, thiserror::Error)]
#[error("these processes sent no sum: {}", .processes.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))]
struct Lost {
    /// Their numbers, the smallest first.
    processes: Vec<usize>,
}

/// A child as its parent sees it.
struct Child {
    /// Its process number; ours to wait for.
    pid: Pid,
    /// The pipe's end from which its sum comes; none when it has ended.
    sum: Option<PipeReader>,
    /// What has come of the sum.
    bytes: Vec<u8>,
}

/// Starts all children, then reads from whichever has something to say until all have ended.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut children = Vec::new();
    for process in 0..options.processes {
        children.push(start(process, options)?);
    }
    while children.iter().any(|child| child.sum.is_some()) {
        hear(&mut children)?;
    }
    let mut total = 0;
    let mut lost = Vec::new();
    for (process, child) in children.into_iter().enumerate() {
        reap(child.pid)?;
        match <[u8; 8]>::try_from(child.bytes) {
            Ok(sum) => total += u64::from_ne_bytes(sum),
            Err(_) => lost.push(process),
        }
    }
    if !lost.is_empty() {
        return Err(Lost { processes: lost }.into());
    }
    println!("total: {total} primes");
    Ok(())
}

/// Waits until children say something or end, and takes it down.
fn hear(children: &mut [Child]) -> io::Result<()> {
    let open: Vec<usize> =
        (0..children.len()).filter(|index| children[*index].sum.is_some()).collect();
    let pipes = open.iter().filter_map(|index| children[*index].sum.as_ref());
    let mut asked: Vec<_> =
        pipes.map(|pipe| PollFd::new(pipe.as_fd(), PollFlags::POLLIN)).collect();
    match poll(&mut asked, PollTimeout::NONE) {
        Ok(_) | Err(Errno::EINTR) => {}
        Err(error) => return Err(error.into()),
    }
    let ready: Vec<bool> = asked.iter().map(|pipe| pipe.any() == Some(true)).collect();
    for (index, _) in open.into_iter().zip(ready).filter(|(_, ready)| *ready) {
        let child = &mut children[index];
        let mut bytes = [0; 8];
        let read = child.sum.as_mut().map_or(Ok(0), |pipe| pipe.read(&mut bytes))?;
        child.bytes.extend(&bytes[..read]);
        if read == 0 {
            child.sum = None;
        }
    }
    Ok(())
}

/// Starts one child; returns to the parent alone.
fn start(process: usize, options: &Options) -> io::Result<Child> {
    let (reader, mut writer) = io::pipe()?;
    // SAFETY: this process has one thread, so the child finds no lock held.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => {
            drop(writer);
            Ok(Child { pid: child, sum: Some(reader), bytes: Vec::new() })
        }
        ForkResult::Child => {
            drop(reader);
            match count_and_send(process, options, &mut writer) {
                Ok(()) => leave(0),
                Err(_) => leave(1),
            }
        }
    }
}

/// What a child does: counts its parts in one thread each, then sends the sum.
fn count_and_send(process: usize, options: &Options, writer: &mut PipeWriter) -> io::Result<()> {
    let sum = count_parts(process, options);
    crash_if_asked(process, options);
    writer.write_all(&sum.to_ne_bytes())
}

/// Counts a child's parts in one thread each.
fn count_parts(process: usize, options: &Options) -> u64 {
    let parts = options.processes * options.threads;
    let first = process * options.threads;
    let (sum, counted) = (AtomicU64::new(0), AtomicUsize::new(0));
    let main = thread::current();
    thread::scope(|scope| {
        for index in first..first + options.threads {
            let (sum, counted, main) = (&sum, &counted, &main);
            scope.spawn(move || {
                sum.fetch_add(count_part(index, parts, options.upto), Ordering::Relaxed);
                counted.fetch_add(1, Ordering::Release);
                main.unpark();
            });
        }
        while counted.load(Ordering::Acquire) < options.threads {
            thread::park();
        }
    });
    sum.into_inner()
}

/// Counts the primes of one part and prints its line.
fn count_part(index: usize, parts: usize, upto: u64) -> u64 {
    let count = part(index, parts, upto).filter(|&number| is_prime(number)).count() as u64;
    println!("part {index}: {count} primes");
    count
}

/// Waits until a child has ended.
fn reap(child: Pid) -> nix::Result<()> {
    while let Err(error) = waitpid(child, None) {
        if error != Errno::EINTR {
            return Err(error);
        }
    }
    Ok(())
}

/// The numbers of part `index`, of `parts` parts of all numbers below `upto`.
fn part(index: usize, parts: usize, upto: u64) -> Range<u64> {
    let bound = |index: usize| (u128::from(upto) * index as u128 / parts as u128) as u64;
    bound(index)..bound(index + 1)
}

/// Whether the number is a prime.
fn is_prime(number: u64) -> bool {
    number >= 2
        && (2..)
            .take_while(|&divisor| divisor * divisor <= number)
            .all(|divisor| !number.is_multiple_of(divisor))
}

/// Ends this process by a signal when `--crash` names it.
fn crash_if_asked(process: usize, options: &Options) {
    if options.crash.contains(&process) {
        let _ = raise(Signal::SIGKILL);
    }
}

/// Ends this process here and now.
fn leave(code: i32) -> ! {
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}
