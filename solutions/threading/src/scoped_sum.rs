//! A sum, added up in parts: several threads borrow the same numbers, and each counts its own part.
//!
//! # What the program does
//!
//! Take a number; halve it if it is even, else multiply it by three and add one. So 6 becomes 3,
//! 10, 5, 16, 8, 4, 2 and 1: eight steps to 1. `threading scoped-sum` counts the steps of the
//! numbers from 1 to 10 and adds them up. Four threads share the work, and each says how many
//! numbers were its own and how many steps it counted; at the end, main prints the sum:
//!
//! ```text
//! 3 numbers: 8 steps
//! 3 numbers: 38 steps
//! 3 numbers: 15 steps
//! 1 numbers: 6 steps
//! sum: 67
//! ```
//!
//! In which order the parts come is nobody's business. The numbers lie in memory once, in a row.
//! Main cuts the row into parts, at most as many as there are threads, and none longer than it has
//! to be: with 10 numbers and 4 threads, no part is longer than 3. Each part gets a thread of its
//! own, besides main, which only borrows it and copies nothing. All threads are started before main
//! waits for the first. How many numbers and threads there are is told by [`Options`]; there may be
//! more threads than numbers, and no number at all. A thread without any number may be started or
//! not.
//!
//! # When a part fails
//!
//! On its way to 1, a number may grow beyond 64 bits; then [`steps`] panics, in the thread that
//! counts. A sum without that part would be wrong, so no sum is printed, and the program does not
//! end with exit code 0. Let main panic too, by `join().unwrap()`, say: a scope that is left by a
//! panic waits for its threads all the same. To try it, give `--first 10000000000000000001`.
//!
//! # What the grader looks at
//!
//! It runs the program and watches it from outside: how many threads there are, whether they are
//! alive at the same time, which thread wrote which line, and which thread panics when a number is
//! too large. With `--addresses` it looks where in memory each part lies, and whether the numbers
//! lie there too. Then it runs the program under more than a hundred schedules.
//!
//! # What to read
//!
//! [`std::thread::scope`] waits for the threads that are started in it, so they may borrow what
//! lives longer than the scope. [`slice::chunks`] cuts a slice into parts of a given length, the
//! last of which may be shorter; it refuses the length 0. [`usize::div_ceil`] divides and rounds
//! up. The book explains scopes in `scoped-sum.md#scoped-sum`.
//!
//! # How to try it
//!
//! ```text
//! cargo run -p threading -- scoped-sum --numbers 1000000 --threads 2
//! cargo telar observe scoped-sum
//! cargo test -p threading scoped_sum::
//! ```

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
    // Rounding up keeps the number of parts at or below `threads`; `max(1)` is for no numbers at all,
    // because `chunks` refuses parts of length zero.
    let length = numbers.len().div_ceil(options.threads.get()).max(1);
    thread::scope(|scope| {
        // Collected, because an iterator does nothing until it is asked: it would start the next
        // thread only when the last one is joined.
        let parts: Vec<_> = numbers
            .chunks(length)
            .map(|part| scope.spawn(move || sum_part(part, options)))
            .collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
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
