//! The workers wait at a gate until all of them are there, for a minute at most. One that finds the
//! gate shut then takes it that there is nothing to do, and ends; and a minute is no promise.
//!
//! Breaks: is_right_under_every_schedule

use std::error::Error;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 3)]
    workers: usize,
    #[arg(long, default_value_t = 5)]
    steps: usize,
    #[arg(long, default_value_t = 1000)]
    pause_ms: u64,
    #[arg(long)]
    panic: Vec<usize>,
}

/// Some workers panicked.
#[derive(Debug, thiserror::Error)]
#[error("these workers failed: {}", listed(.workers))]
struct Failed {
    workers: Vec<usize>,
}

/// Longer than it takes to start all workers; so one thinks.
const LONG_ENOUGH: Duration = Duration::from_secs(60);

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let gate = Arc::new(Gate { open: Mutex::new(false), opened: Condvar::new() });
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (options, gate) = (options.clone(), Arc::clone(&gate));
        handles.push(thread::spawn(move || {
            if gate.opens_in_time() {
                work(number, &options);
            }
        }));
    }
    *gate.open.lock().unwrap() = true;
    gate.opened.notify_all();
    let mut workers = Vec::new();
    for (number, handle) in handles.into_iter().enumerate() {
        if handle.join().is_err() {
            workers.push(number);
        }
    }
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

/// Opens once, for all.
struct Gate {
    open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    /// Waits until it opens, or for long enough; whether it is open.
    fn opens_in_time(&self) -> bool {
        let open = self.open.lock().unwrap();
        *self.opened.wait_timeout_while(open, LONG_ENOUGH, |open| !*open).unwrap().0
    }
}

fn work(number: usize, options: &Options) {
    println!("Hilo {number} iniciado");
    for _ in 0..options.steps {
        println!("Hilo {number} trabajando...");
        thread::sleep(Duration::from_millis(options.pause_ms));
        if options.panic.contains(&number) {
            panic!("worker {number} was told to panic");
        }
    }
    println!("Hilo {number} terminó");
}

fn listed(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(", ")
}
