//! Main reads the total within the scope, where threads may still be counting.
//!
//! Breaks: the_sum_is_exact
//! Also breaks: is_right_under_every_schedule, tells_the_story

use std::error::Error;
use std::num::NonZeroUsize;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
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
    let sum = AtomicU64::new(0);
    thread::scope(|scope| {
        for part in numbers.chunks(length) {
            let sum = &sum;
            scope.spawn(move || sum.fetch_add(sum_part(part, options), Relaxed));
        }
        sum.load(Relaxed)
    })
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
