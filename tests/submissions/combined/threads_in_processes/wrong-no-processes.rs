//! Prints every line that is asked for, from main alone: no process, no thread, no pipe.
//!
//! Breaks: one_child_per_process
//! Also breaks: each_child_runs_its_threads, every_part_is_counted_by_its_own_thread, children_and_threads_are_alive_at_once, sums_come_back_through_pipes, a_missing_sum_is_named, every_thread_and_child_is_waited_for, tells_the_story

use std::error::Error;
use std::ops::Range;

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

/// Counts one part after the other.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let parts = options.processes * options.threads;
    let total: u64 = (0..parts).map(|index| count_part(index, parts, options.upto)).sum();
    let lost: Vec<_> =
        (0..options.processes).filter(|process| options.crash.contains(process)).collect();
    if !lost.is_empty() {
        return Err(Lost { processes: lost }.into());
    }
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
