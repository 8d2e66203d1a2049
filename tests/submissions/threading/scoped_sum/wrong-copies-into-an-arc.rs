//! All threads own the numbers together, and these are a copy of the ones that were lent.
//!
//! Breaks: the_numbers_are_not_copied

use std::error::Error;
use std::num::NonZeroUsize;
use std::sync::Arc;
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
    let numbers: Arc<[u64]> = numbers.into();
    let parts: Vec<_> = (0..numbers.len())
        .step_by(length)
        .map(|begin| {
            let (numbers, options) = (Arc::clone(&numbers), options.clone());
            thread::spawn(move || {
                let end = numbers.len().min(begin + length);
                sum_part(&numbers[begin..end], &options)
            })
        })
        .collect();
    // Each is waited for before the first failure is looked at.
    let sums: Vec<_> = parts.into_iter().map(|part| part.join()).collect();
    sums.into_iter().map(Result::unwrap).sum()
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
