//! Halves the numbers, starts a thread for one half, and goes on with the other: main starts one thread,
//! and each thread the next ones.
//!
//! Breaks: all_parts_are_counted_at_once
//! Also breaks: tells_the_story

use std::error::Error;
use std::num::NonZeroUsize;
use std::thread;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// The first of the numbers.
    #[arg(long, default_value_t = 1)]
    first: u64,
    /// How many numbers there are.
    #[arg(long, default_value_t = 10)]
    numbers: usize,
    /// How many threads share the work at most.
    #[arg(long, default_value = "4")]
    threads: NonZeroUsize,
    /// Say where in memory the numbers and the parts lie.
    #[arg(long)]
    addresses: bool,
}

/// Given: makes the numbers, has them counted, and prints the sum.
///
/// # Errors
///
/// None; all exercises are called alike.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let numbers: Vec<u64> = (options.first..).take(options.numbers).collect();
    if options.addresses {
        println!("numbers at {:p}", numbers.as_ptr());
    }
    println!("sum: {}", sum(&numbers, options));
    Ok(())
}

/// The steps of all numbers together, counted in parts by several threads.
///
/// # Panics
///
/// When a part does, after all of them have ended.
fn sum(numbers: &[u64], options: &Options) -> u64 {
    /// Halves the row until one thread's share is left.
    fn halves(numbers: &[u64], threads: usize, options: &Options) -> u64 {
        if threads <= 1 || numbers.len() <= 1 {
            return if numbers.is_empty() { 0 } else { sum_part(numbers, options) };
        }
        let few = threads / 2;
        let (left, right) = numbers.split_at(numbers.len() * few / threads);
        thread::scope(|scope| {
            let left = scope.spawn(move || halves(left, few, options));
            let right = halves(right, threads - few, options);
            left.join().unwrap() + right
        })
    }
    thread::scope(|scope| {
        scope.spawn(|| halves(numbers, options.threads.get(), options)).join().unwrap()
    })
}

/// Given: the steps of all numbers of one part, which it also prints.
///
/// # Panics
///
/// As [`steps`].
fn sum_part(part: &[u64], options: &Options) -> u64 {
    let sum = part.iter().copied().map(steps).sum();
    if options.addresses {
        println!("{} numbers at {:p}: {sum} steps", part.len(), part.as_ptr());
    } else {
        println!("{} numbers: {sum} steps", part.len());
    }
    sum
}

/// Given: how many steps a number takes to come to 1; nobody has proved that each one does.
///
/// # Panics
///
/// When it grows beyond 64 bits on its way.
fn steps(number: u64) -> u64 {
    let mut number = number;
    let mut steps = 0;
    while number > 1 {
        number = if number.is_multiple_of(2) {
            number / 2
        } else {
            let next = number.checked_mul(3).and_then(|tripled| tripled.checked_add(1));
            next.expect("the number stays below 64 bits")
        };
        steps += 1;
    }
    steps
}
