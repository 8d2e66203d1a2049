//! A counter: several gates, each a thread of its own, count the visitors of one garden.
//!
//! # What the program does
//!
//! `threading counter --numbers` opens three gates, each of them a thread besides main, and each
//! lets four visitors in. All gates count with one and the same counter: the first visitor is
//! number 1, through whichever gate, the last one is number 12, and no two have the same. A gate
//! prints a line for each of its visitors and then sleeps until the next one comes; its last line
//! says how many there were. When all gates are closed, main prints what the counter has come to:
//!
//! ```text
//! gate 0: visitor 1
//! gate 2: visitor 2
//! gate 0: visitor 3
//! ...
//! gate 0: closed after 4 visitors
//! ...
//! visitors: 12
//! ```
//!
//! Without `--numbers` the visitors' lines are left out, and nothing else changes. How many gates
//! and visitors there are, and how long a gate sleeps after each visitor, is told by [`Options`].
//!
//! # What can go wrong
//!
//! To count is to read a number and to write the next one. When another gate comes in between, it
//! reads the same number: two visitors get the same, and one of them is lost for the total. That
//! seldom happens, and so a test that simply runs the program seldom notices. Reading and writing
//! have to be one turn with a lock, and it has to be the same lock for all gates. A lock protects
//! data, not code: that is why a [`Mutex`](std::sync::Mutex) holds the number *inside*.
//!
//! While a gate sleeps, the others go on counting: it needs the lock for the number, not for its
//! work.
//!
//! Nothing is expected to fail here. Should a gate panic all the same, `join` returns `Err`, and main
//! may panic too. If that gate held the lock, then `lock` returns `Err` to everybody from then on,
//! because the number may be half changed.
//!
//! # What the grader looks at
//!
//! It runs the program and watches it from outside: which thread wrote which line; whether a gate
//! that comes late goes on where the others have stopped; whether anybody waits for a gate that
//! sleeps; what the total is. Then it runs it under more than a hundred schedules, where it decides
//! itself, before each use of a lock or an atomic, which thread goes on, and looks for numbers that
//! were given twice or never, or long before their visitor came.
//!
//! # What to read
//!
//! [`Mutex::lock`](std::sync::Mutex::lock) waits until the lock is free and gives back a guard,
//! through which you reach the number. Where the guard goes out of scope, the lock is free again.
//! [`Arc`](std::sync::Arc) lets several threads own one thing: `Arc::clone` makes a further owner,
//! not a further thing. The book explains both in `counter.md#counter`.
//!
//! # How to try it
//!
//! ```text
//! cargo run -p threading -- counter --gates 2 --visitors 3 --numbers
//! cargo telar explore counter
//! cargo test -p threading counter::
//! ```
//!
//! `explore` finds deadlocks, and totals that differ from one schedule to another. It does not know
//! what the visitors' numbers should be: whether each is given once is what `cargo test` looks at.
#![expect(
    unused_variables,
    dead_code,
    clippy::todo,
    reason = "starter code: delete this attribute when no `todo!` is left"
)]

use std::error::Error;
use std::sync::Mutex;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// How many gates to open.
    #[arg(long, default_value_t = 3)]
    gates: usize,
    /// How many visitors come through each gate.
    #[arg(long, default_value_t = 4)]
    visitors: usize,
    /// How long a gate sleeps after each visitor, in milliseconds.
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
    /// Print the number of each visitor.
    #[arg(long)]
    numbers: bool,
}

/// Opens the gates, waits until all are closed, and prints how many visitors were counted.
///
/// # Errors
///
/// None; all exercises are called alike.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    todo!(
        "start a thread for each gate, give all of them the same count, wait for them, and print the total"
    )
}

/// What the gate of this number does, from its first visitor to its last line.
fn gate(number: usize, count: &Mutex<u64>, options: &Options) {
    todo!("count each visitor, say its number and sleep, and say at the end how many there were")
}

/// Counts one more visitor, and gives the number that this one has.
fn count_one(count: &Mutex<u64>) -> u64 {
    todo!("add one to the count, and give back what it has come to")
}

/// Given: with `--numbers`, says which number a visitor was given at this gate.
fn say_visitor(gate: usize, visitor: u64, options: &Options) {
    if options.numbers {
        println!("gate {gate}: visitor {visitor}");
    }
}
