//! Whoever is the last to let go of the sum takes it out of its `Arc`, by the one function that tells
//! exactly one thread that it was the last, and hands it to the child's main thread.

use std::error::Error;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::iter;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
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
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut children = Vec::new();
    for process in 0..options.processes {
        children.push(start(process, options)?);
    }
    let mut total = 0;
    let mut lost = Vec::new();
    for (process, child) in children.into_iter().enumerate() {
        match collect(child)? {
            Some(sum) => total += sum,
            None => lost.push(process),
        }
    }
    if !lost.is_empty() {
        return Err(Lost { processes: lost }.into());
    }
    println!("total: {total} primes");
    Ok(())
}

/// Starts one child; returns to the parent alone.
fn start(process: usize, options: &Options) -> io::Result<Child> {
    let (reader, mut writer) = io::pipe()?;
    // SAFETY: this process has one thread, so the child finds no lock held.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => {
            drop(writer);
            Ok(Child { pid: child, sum: reader })
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
    let sum = Arc::new(AtomicU64::new(0));
    let (sender, sums) = mpsc::channel();
    let mut threads = Vec::new();
    // The last one gets ours, so that we are not the last to let go of it.
    let sums_to_share = iter::repeat_n(sum, options.threads);
    for (index, sum) in (first..first + options.threads).zip(sums_to_share) {
        let (sender, upto) = (sender.clone(), options.upto);
        threads.push(thread::spawn(move || {
            sum.fetch_add(count_part(index, parts, upto), Ordering::SeqCst);
            if let Some(sum) = Arc::into_inner(sum).map(AtomicU64::into_inner) {
                // It is heard: the child's main thread waits for it.
                let _ = sender.send(sum);
            }
        }));
    }
    drop(sender);
    let sum = sums.recv().unwrap_or(0);
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

/// Receives a child's sum and waits for the child to end; `None` when the sum did not come whole.
fn collect(child: Child) -> nix::Result<Option<u64>> {
    let Child { pid, sum: mut reader } = child;
    let mut sum = [0; 8];
    let received = reader.read_exact(&mut sum);
    while let Err(error) = waitpid(pid, None) {
        if error != Errno::EINTR {
            return Err(error);
        }
    }
    Ok(received.is_ok().then(|| u64::from_ne_bytes(sum)))
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
