//! Takes the lock of standard output once for all of a worker's lines, and sleeps with it.
//!
//! Breaks: workers_are_alive_at_once

use std::error::Error;
use std::io::{self, Write};
use std::thread;
use std::time::Duration;

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
    let mut handles = Vec::new();
    for number in 0..options.workers {
        // A thread may outlive whoever started it, so it cannot borrow: it owns a copy.
        let options = options.clone();
        handles.push(thread::spawn(move || work(number, &options)));
    }

    // A second loop, because `join` waits: in the first one it would keep the next worker from
    // starting before this one has ended.
    let mut workers = Vec::new();
    for (number, handle) in handles.into_iter().enumerate() {
        // No early return either: a program that ends takes its threads with it, wherever they are.
        if handle.join().is_err() {
            workers.push(number);
        }
    }
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

fn work(number: usize, options: &Options) {
    let mut out = io::stdout().lock();
    writeln!(out, "Hilo {number} iniciado").unwrap();
    for _ in 0..options.steps {
        writeln!(out, "Hilo {number} trabajando...").unwrap();
        thread::sleep(Duration::from_millis(options.pause_ms));
        if options.panic.contains(&number) {
            panic!("worker {number} was told to panic");
        }
    }
    writeln!(out, "Hilo {number} terminó").unwrap();
}

/// The numbers with commas between them.
fn listed(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(", ")
}
