//! A worker that is told to panic just ends, and main names whoever the options name.
//!
//! Breaks: a_panicking_worker_is_named

use std::error::Error;
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

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let options = options.clone();
        handles.push(thread::spawn(move || work(number, &options)));
    }
    let mut workers = Vec::new();
    for (number, handle) in handles.into_iter().enumerate() {
        let _ = handle.join();
        if options.panic.contains(&number) {
            workers.push(number);
        }
    }
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

fn work(number: usize, options: &Options) {
    println!("Hilo {number} iniciado");
    for _ in 0..options.steps {
        println!("Hilo {number} trabajando...");
        if options.panic.contains(&number) {
            return;
        }
        thread::sleep(Duration::from_millis(options.pause_ms));
    }
    println!("Hilo {number} terminó");
}

fn listed(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(", ")
}
