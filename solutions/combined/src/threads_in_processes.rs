//! Primes counted by several processes with several threads each; the sums come back through pipes.
//!
//! Threads share all memory, so a child's threads hand over their counts by simply returning them.
//! Processes share none: what a child finds out stays in the child unless it is sent. A pipe is
//! made before `fork`, so that both sides have both of its ends; each side then keeps the end that
//! it uses and closes the other.
//!
//! # What is asked
//!
//! There are `processes` × `threads` parts of the numbers below `upto`; [`part`] says which numbers
//! each part has. Child 0 counts the first `threads` parts, child 1 the next ones, and so on. In
//! each child, every part has a thread of its own, which prints the part's line itself. Each
//! child's main thread only starts the threads, adds up the counts, sends the sum to the parent as
//! eight bytes through a pipe of its own, and ends. The parent prints the total, for instance:
//!
//! ```text
//! part 0: 4 primes
//! part 1: 4 primes
//! part 3: 2 primes
//! part 2: 2 primes
//! total: 12 primes
//! ```
//!
//! All children live at once, and so do the threads of a child; so the lines of the parts mix. When
//! sums are missing, the parent prints no total but ends by the error [`Lost`], which names the
//! children that they should have come from.
//!
//! # Traps
//!
//! - **Fork first, threads later.** Only the thread that calls `fork` lives on in the child. The
//!   parent's other threads are missing there, and a lock that one of them held stays locked.
//! - **The child runs on into the parent's code** unless it ends by [`leave`].
//! - **End of file needs all write ends closed**, the parent's own copy too. A parent that keeps
//!   one waits for ever for the sum of a child that has crashed.
//! - **A variable that the child adds to is the child's.** The parent's copy stays as it was.
//! - **Start first, wait later**, for the children and again for the threads of each child.
//!
//! # What to read
//!
//! [`std::io::pipe`], [`std::io::Read::read_exact`], [`nix::unistd::fork`],
//! [`nix::sys::wait::waitpid`], [`std::thread::scope`].

use std::error::Error;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::ops::Range;
use std::thread;

use nix::errno::Errno;
use nix::libc;
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
    /// The pipe's end from which its sum comes.
    sum: PipeReader,
}

/// Starts all children, then collects their sums and prints the total.
///
/// # Errors
///
/// [`Lost`] when a child sent no sum; the system's error when a child could not be started (those
/// before it are waited for all the same) or waited for.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut children = Vec::new();
    let started = (0..options.processes).try_for_each(|process| -> io::Result<()> {
        children.push(start(process, options)?);
        Ok(())
    });

    let mut total = 0;
    let mut lost = Vec::new();
    for (process, child) in children.into_iter().enumerate() {
        match collect(child)? {
            Some(sum) => total += sum,
            None => lost.push(process),
        }
    }

    // Only now: when a fork fails, the children before it still have to be waited for.
    started?;
    if !lost.is_empty() {
        return Err(Lost { processes: lost }.into());
    }
    println!("total: {total} primes");
    Ok(())
}

/// Starts one child and returns it, to the parent alone: the child does its work and ends in here.
///
/// # Errors
///
/// The system's error when there can be no further pipe or process.
fn start(process: usize, options: &Options) -> io::Result<Child> {
    let (reader, mut writer) = io::pipe()?;
    // SAFETY: this process has one thread, so the child finds no lock held and no data half
    // written by a thread that it does not have.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => {
            // Before the next fork, so that no other child gets a copy of this end: the child that
            // writes must be the last to hold it, or its end is no end of file.
            drop(writer);
            Ok(Child { pid: child, sum: reader })
        }
        ForkResult::Child => {
            drop(reader);
            match count_and_send(process, options, &mut writer) {
                Ok(()) => leave(0),
                // The parent learns of it by the sum that does not come.
                Err(_) => leave(1),
            }
        }
    }
}

/// What a child does: counts its parts in one thread each, then sends the sum, as eight bytes in
/// this machine's byte order.
///
/// Just before it sends, it calls [`crash_if_asked`].
///
/// # Errors
///
/// When a thread panicked; the system's error when the sum can't be sent.
fn count_and_send(process: usize, options: &Options, writer: &mut PipeWriter) -> io::Result<()> {
    let parts = options.processes * options.threads;
    let first = process * options.threads;
    let sum: io::Result<u64> = thread::scope(|scope| {
        // Collected, because an iterator is lazy: without it, each thread would be joined before
        // the next one is started.
        let threads: Vec<_> = (first..first + options.threads)
            .map(|index| scope.spawn(move || count_part(index, parts, options.upto)))
            .collect();
        let counts = threads.into_iter().map(|thread| thread.join());
        counts.map(|count| count.map_err(|_| io::Error::other("a thread panicked"))).sum()
    });
    let sum = sum?;
    crash_if_asked(process, options);
    writer.write_all(&sum.to_ne_bytes())
}

/// What a thread does: counts the primes of one part, prints the part's line, returns the count.
fn count_part(index: usize, parts: usize, upto: u64) -> u64 {
    let count = part(index, parts, upto).filter(|&number| is_prime(number)).count() as u64;
    println!("part {index}: {count} primes");
    count
}

/// Receives a child's sum and waits for the child to end; `None` when the sum did not come whole.
///
/// # Errors
///
/// The system's error when the child can't be waited for; `EINTR` is none, then it waits again.
fn collect(child: Child) -> nix::Result<Option<u64>> {
    let Child { pid, sum: mut reader } = child;
    let mut sum = [0; 8];
    // A child that ended early shows as the end of file before the eighth byte.
    let received = reader.read_exact(&mut sum);
    // In any case: also a child that crashed stays a zombie until it is waited for.
    while let Err(error) = waitpid(pid, None) {
        if error != Errno::EINTR {
            return Err(error);
        }
    }
    Ok(received.is_ok().then(|| u64::from_ne_bytes(sum)))
}

/// Given: the numbers of part `index`, of `parts` parts of all numbers below `upto`.
///
/// The parts meet without gap or overlap and differ in length by at most one. So no number is lost
/// when `upto` can't be divided evenly; and when there are more parts than numbers, some are empty.
fn part(index: usize, parts: usize, upto: u64) -> Range<u64> {
    // In 128 bits, where the product of any two such numbers has room.
    let bound = |index: usize| (u128::from(upto) * index as u128 / parts as u128) as u64;
    bound(index)..bound(index + 1)
}

/// Given: whether the number is a prime, found by dividing.
fn is_prime(number: u64) -> bool {
    number >= 2
        && (2..)
            .take_while(|&divisor| divisor * divisor <= number)
            .all(|divisor| !number.is_multiple_of(divisor))
}

/// Given: ends this process by a signal, here and now, when `--crash` names it.
fn crash_if_asked(process: usize, options: &Options) {
    if options.crash.contains(&process) {
        // No process survives SIGKILL, so there is no result to look at.
        let _ = raise(Signal::SIGKILL);
    }
}

/// Given: ends this process here and now with this exit code.
///
/// Unlike [`std::process::exit`], it leaves alone what the child has only as a copy: it flushes no
/// buffer, in which text of the parent may wait, and runs no clean-up that is the parent's to run.
fn leave(code: i32) -> ! {
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}
