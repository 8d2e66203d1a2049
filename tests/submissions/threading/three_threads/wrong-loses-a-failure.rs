//! A worker that panics adds itself to those that failed by a load and a store. One that panics at the
//! same time may be lost, and nobody panics unless told to.
//!
//! Breaks: is_right_under_every_schedule

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
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
    let failed = Arc::new(AtomicU64::new(0));
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (options, failed) = (options.clone(), Arc::clone(&failed));
        handles.push(thread::spawn(move || {
            let _way_out = AddedOnPanic { number, failed };
            work(number, &options);
        }));
    }
    for handle in handles {
        // How it ended is told by its bit.
        let _ = handle.join();
    }
    let failed = failed.load(Ordering::SeqCst);
    let workers: Vec<usize> =
        (0..options.workers).filter(|number| failed & (1 << number) != 0).collect();
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

/// Sets its worker's bit when it is dropped by a panic.
struct AddedOnPanic {
    number: usize,
    failed: Arc<AtomicU64>,
}

impl Drop for AddedOnPanic {
    fn drop(&mut self) {
        if thread::panicking() {
            let others = self.failed.load(Ordering::SeqCst);
            self.failed.store(others | 1 << self.number, Ordering::SeqCst);
        }
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
