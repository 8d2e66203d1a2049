//! Starts all threads in the one process, and no child.
//!
//! Breaks: one_child_per_process
//! Also breaks: each_child_runs_its_threads, every_part_is_counted_by_its_own_thread, children_and_threads_are_alive_at_once, sums_come_back_through_pipes, a_missing_sum_is_named, every_thread_and_child_is_waited_for, tells_the_story

use std::error::Error;
use std::ops::Range;
use std::thread;

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

/// Counts each part in a thread of this process.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let parts = options.processes * options.threads;
    let total: u64 = thread::scope(|scope| {
        let threads: Vec<_> = (0..parts)
            .map(|index| scope.spawn(move || count_part(index, parts, options.upto)))
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("no part panics")).sum()
    });
    (0..options.processes).for_each(|process| crash_if_asked(process, options));
    println!("total: {total} primes");
    Ok(())
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
