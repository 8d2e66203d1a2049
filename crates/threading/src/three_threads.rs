//! Three threads: start several workers, let them work at the same time, and wait for every one.
//!
//! # What the program does
//!
//! `threading three-threads` starts three workers, each a thread of its own besides main. Worker 0
//! prints, line by line, and worker 1 and 2 do the same with their own number:
//!
//! ```text
//! Hilo 0 iniciado
//! Hilo 0 trabajando...
//! Hilo 0 trabajando...
//! Hilo 0 trabajando...
//! Hilo 0 trabajando...
//! Hilo 0 trabajando...
//! Hilo 0 terminó
//! ```
//!
//! After each `trabajando...` the worker sleeps for a second. So three workers that work at the same
//! time take five seconds together, and not fifteen; in which order their lines come is nobody's
//! business. The program ends when the last worker has ended. How many workers, steps and
//! milliseconds there are is told by [`Options`].
//!
//! # When a worker fails
//!
//! A thread that panics ends, and the others go on: nobody learns of it who does not ask. So main asks
//! each worker how it ended, and when some panicked, [`run`] returns [`Failed`] with their numbers. (To
//! try that, `--panic 1` names a worker for which `work` has to call `panic!` after its first step.)
//!
//! # What the grader looks at
//!
//! It runs the program and watches it from outside: which threads there are, which of them were alive
//! at the same time, which thread wrote which line, how long each sleep was asked to be, and whether
//! anything was still alive when the program ended. It also makes a worker so slow that everybody else
//! is done before it begins.
//!
//! # What to read
//!
//! [`std::thread::spawn`] starts a thread and comes back at once. It takes a closure; write `move`
//! before it, because a thread may outlive whoever starts it, so it must own what it uses: a number,
//! and its own copy of the options. [`std::thread::JoinHandle::join`] waits for the thread's end and
//! tells how it ended, and [`std::thread::sleep`] pauses the thread that calls it. The book explains
//! all three in `threading.md#three-threads`.
//!
//! # How to try it
//!
//! ```text
//! cargo run -p threading -- three-threads --workers 2 --pause-ms 100
//! cargo test -p threading three_threads::
//! ```
#![expect(
    unused_variables,
    dead_code,
    clippy::todo,
    reason = "starter code: delete this attribute when no `todo!` is left"
)]

use std::error::Error;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// How many workers to start.
    #[arg(long, default_value_t = 3)]
    workers: usize,
    /// How many steps each worker takes.
    #[arg(long, default_value_t = 5)]
    steps: usize,
    /// How long a worker sleeps after each step, in milliseconds.
    #[arg(long, default_value_t = 1000)]
    pause_ms: u64,
    /// A worker that panics after its first step; may be given several times.
    #[arg(long, value_name = "WORKER")]
    panic: Vec<usize>,
}

/// Some workers panicked.
#[derive(Debug, thiserror::Error)]
#[error("these workers failed: {}", listed(.workers))]
struct Failed {
    /// Their numbers.
    workers: Vec<usize>,
}

/// Starts the workers, waits for every one of them, and tells which of them panicked.
///
/// # Errors
///
/// When workers panicked: [`Failed`], with the number of each one that did.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    todo!("start a thread for each worker, then wait for every one, and name those that panicked")
}

/// What the worker of this number does, from its first line to its last.
fn work(number: usize, options: &Options) {
    todo!("print the worker's lines, and sleep after each step")
}

/// The numbers with commas between them.
fn listed(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(", ")
}
