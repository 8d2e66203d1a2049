//! Names whom it was told to crash.
//!
//! Breaks: a_missing_sum_is_named

use std::error::Error;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::ops::Range;
use std::thread;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};

#[derive(Debug, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 2)]
    processes: usize,
    #[arg(long, default_value_t = 3)]
    threads: usize,
    #[arg(long, default_value_t = 10_000)]
    upto: u64,
    #[arg(long, value_name = "PROCESS")]
    crash: Vec<usize>,
}

#[derive(Debug, thiserror::Error)]
#[error("these processes sent no sum: {}", .processes.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))]
struct Lost {
    processes: Vec<usize>,
}

struct Child {
    pid: Pid,
    sum: PipeReader,
}

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
    if !options.crash.is_empty() {
        lost = options.crash.clone();
        lost.sort();
        return Err(Lost { processes: lost }.into());
    }
    println!("total: {total} primes");
    Ok(())
}

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

fn count_part(index: usize, parts: usize, upto: u64) -> u64 {
    let count = part(index, parts, upto).filter(|&number| is_prime(number)).count() as u64;
    println!("part {index}: {count} primes");
    count
}

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

fn part(index: usize, parts: usize, upto: u64) -> Range<u64> {
    // In 128 bits, where the product of any two such numbers has room.
    let bound = |index: usize| (u128::from(upto) * index as u128 / parts as u128) as u64;
    bound(index)..bound(index + 1)
}

fn is_prime(number: u64) -> bool {
    number >= 2
        && (2..)
            .take_while(|&divisor| divisor * divisor <= number)
            .all(|divisor| !number.is_multiple_of(divisor))
}

fn crash_if_asked(process: usize, options: &Options) {
    if options.crash.contains(&process) {
        // No process survives SIGKILL, so there is no result to look at.
        let _ = raise(Signal::SIGKILL);
    }
}

fn leave(code: i32) -> ! {
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}
