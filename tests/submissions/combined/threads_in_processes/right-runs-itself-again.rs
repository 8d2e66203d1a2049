//! Each child is this same program, started afresh by `Command`; two variables of its environment
//! tell it its number and the descriptor for its sum.

use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{self, PipeReader, Read, Write};
use std::ops::Range;
use std::os::fd::{AsRawFd, FromRawFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::thread;

use nix::fcntl::{FcntlArg, FdFlag, fcntl};
use nix::sys::signal::{Signal, raise};

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

/// The variable that holds the child's number.
const PROCESS: &str = "THREADS_IN_PROCESSES_PROCESS";
/// The variable that holds the number of the descriptor that the child's sum goes to.
const SUM: &str = "THREADS_IN_PROCESSES_SUM";

/// Counts as a child when it was started as one; else starts all children and adds up their sums.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    if let (Ok(process), Ok(sum)) = (env::var(PROCESS), env::var(SUM)) {
        // SAFETY: the parent left this descriptor open for us, and nothing else here uses it.
        let writer = unsafe { File::from_raw_fd(sum.parse()?) };
        return Ok(count_and_send(process.parse()?, options, writer)?);
    }

    let mut children = Vec::new();
    for process in 0..options.processes {
        children.push(start(process)?);
    }
    let mut total = 0;
    let mut lost = Vec::new();
    for (process, (mut child, mut reader)) in children.into_iter().enumerate() {
        let mut sum = [0; 8];
        match reader.read_exact(&mut sum) {
            Ok(()) => total += u64::from_ne_bytes(sum),
            Err(_) => lost.push(process),
        }
        child.wait()?;
    }
    if !lost.is_empty() {
        return Err(Lost { processes: lost }.into());
    }
    println!("total: {total} primes");
    Ok(())
}

/// Starts one child with the arguments that this process was given.
fn start(process: usize) -> io::Result<(Child, PipeReader)> {
    let (reader, writer) = io::pipe()?;
    // The new program gets the write end alone: all other ends close when it starts.
    fcntl(&writer, FcntlArg::F_SETFD(FdFlag::empty()))?;
    let mut command = Command::new(env::current_exe()?);
    let mut args = env::args_os();
    if let Some(name) = args.next() {
        command.arg0(name);
    }
    command.args(args).env(PROCESS, process.to_string());
    command.env(SUM, writer.as_raw_fd().to_string());
    Ok((command.spawn()?, reader))
}

/// What a child does: counts its parts in one thread each, then sends the sum.
fn count_and_send(process: usize, options: &Options, mut writer: File) -> io::Result<()> {
    let sum = count_parts(process, options);
    crash_if_asked(process, options);
    writer.write_all(&sum.to_ne_bytes())
}

/// Counts a child's parts in one thread each.
fn count_parts(process: usize, options: &Options) -> u64 {
    let parts = options.processes * options.threads;
    let first = process * options.threads;
    thread::scope(|scope| {
        let threads: Vec<_> = (first..first + options.threads)
            .map(|index| scope.spawn(move || count_part(index, parts, options.upto)))
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("no part panics")).sum()
    })
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
