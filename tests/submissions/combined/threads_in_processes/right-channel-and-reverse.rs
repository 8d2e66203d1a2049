//! Starts the children from the last to the first; in each, the threads send their counts through a
//! channel and are joined after that.

use std::error::Error;
use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::Range;
use std::sync::mpsc;
use std::thread;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::wait;
use nix::unistd::{ForkResult, fork, pipe};

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

/// Starts all children, reads their sums, then waits until there is no child any more.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut sums = Vec::new();
    for process in (0..options.processes).rev() {
        sums.push((process, start(process, options)?));
    }

    let mut total = 0;
    let mut lost = Vec::new();
    for (process, mut sum) in sums {
        // To the end of the file: a child that crashed has sent nothing, so less than eight bytes.
        let mut bytes = Vec::new();
        sum.read_to_end(&mut bytes)?;
        match bytes.try_into() {
            Ok(bytes) => total += u64::from_ne_bytes(bytes),
            Err(_) => lost.push(process),
        }
    }
    loop {
        match wait() {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(Errno::ECHILD) => break,
            Err(error) => return Err(error.into()),
        }
    }

    lost.sort_unstable();
    if !lost.is_empty() {
        return Err(Lost { processes: lost }.into());
    }
    println!("total: {total} primes");
    Ok(())
}

/// Starts one child and returns the end of the pipe that its sum comes from, to the parent alone.
fn start(process: usize, options: &Options) -> io::Result<File> {
    let (reader, writer) = pipe()?;
    // SAFETY: this process has one thread, so the child finds no lock held.
    match unsafe { fork() }? {
        ForkResult::Parent { .. } => Ok(File::from(reader)),
        ForkResult::Child => {
            drop(reader);
            let sum = count_parts(process, options);
            crash_if_asked(process, options);
            match File::from(writer).write_all(&sum.to_ne_bytes()) {
                Ok(()) => leave(0),
                Err(_) => leave(1),
            }
        }
    }
}

/// Counts a child's parts in one thread each.
fn count_parts(process: usize, options: &Options) -> u64 {
    let (parts, upto) = (options.processes * options.threads, options.upto);
    let first = process * options.threads;
    let (counts, received) = mpsc::channel();
    let mut threads = Vec::new();
    for index in (first..first + options.threads).rev() {
        let counts = counts.clone();
        threads.push(thread::spawn(move || {
            counts.send(count_part(index, parts, upto)).expect("the receiver is kept to the end");
        }));
    }
    // The threads hold the other senders: the channel ends when all of them are done.
    drop(counts);
    let sum = received.iter().sum();
    for thread in threads {
        thread.join().expect("no part panics");
    }
    sum
}

/// Counts the primes of one part and prints its line.
fn count_part(index: usize, parts: usize, upto: u64) -> u64 {
    let count = part(index, parts, upto).filter(|&number| is_prime(number)).count() as u64;
    println!("part {index}: {count} primes");
    count
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
