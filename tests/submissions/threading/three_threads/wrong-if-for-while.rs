//! Waits once for the last worker's wake-up and takes any for it; nobody is joined. A condition
//! variable may wake a thread for no reason, and only a loop that looks again notices.
//!
//! Breaks: is_right_under_every_schedule

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
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

/// How the workers that are done have ended.
#[derive(Default)]
struct Ends {
    count: usize,
    failed: Vec<usize>,
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let shared = Arc::new((Mutex::new(Ends::default()), Condvar::new()));
    for number in 0..options.workers {
        let (options, shared) = (options.clone(), Arc::clone(&shared));
        thread::spawn(move || {
            let end = catch_unwind(AssertUnwindSafe(|| work(number, &options)));
            let (ends, all_done) = &*shared;
            let mut ends = ends.lock().unwrap();
            ends.count += 1;
            if end.is_err() {
                ends.failed.push(number);
            }
            if ends.count == options.workers {
                all_done.notify_one();
            }
        });
    }
    let (ends, all_done) = &*shared;
    let mut ends = ends.lock().unwrap();
    if ends.count < options.workers {
        ends = all_done.wait(ends).unwrap();
    }
    let mut workers = std::mem::take(&mut ends.failed);
    workers.sort_unstable();
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
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
