//! The threads count, and what they return is thrown away: main counts it all once more.
//!
//! Breaks: every_part_is_counted_by_its_own_thread

use std::error::Error;
use std::num::NonZeroUsize;
use std::thread;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 1)]
    first: u64,
    #[arg(long, default_value_t = 10)]
    numbers: usize,
    #[arg(long, default_value = "4")]
    threads: NonZeroUsize,
    #[arg(long)]
    addresses: bool,
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let numbers: Vec<u64> = (options.first..).take(options.numbers).collect();
    if options.addresses {
        println!("numbers at {:p}", numbers.as_ptr());
    }
    println!("sum: {}", sum(&numbers, options));
    Ok(())
}

fn sum(numbers: &[u64], options: &Options) -> u64 {
    let length = numbers.len().div_ceil(options.threads.get()).max(1);
    thread::scope(|scope| {
        for part in numbers.chunks(length) {
            scope.spawn(move || sum_part(part, options));
        }
    });
    numbers.iter().copied().map(steps).sum()
}

fn sum_part(part: &[u64], options: &Options) -> u64 {
    let sum = part.iter().copied().map(steps).sum();
    say_part(part, sum, options);
    sum
}

fn say_part(part: &[u64], sum: u64, options: &Options) {
    if options.addresses {
        println!("{} numbers at {:p}: {sum} steps", part.len(), part.as_ptr());
    } else {
        println!("{} numbers: {sum} steps", part.len());
    }
}

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
