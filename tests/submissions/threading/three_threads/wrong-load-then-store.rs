//! Each worker that does well sets its bit, and main takes the bits by a load and a store. A bit
//! that is set in between is lost, and main names a worker that did well.
//!
//! Breaks: is_right_under_every_schedule

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
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

/// How long main rests between two looks; nobody unparks it earlier.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let news = Arc::new(AtomicU64::new(0));
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (options, news) = (options.clone(), Arc::clone(&news));
        handles.push(thread::spawn(move || {
            work(number, &options);
            news.fetch_or(1 << number, Ordering::SeqCst);
        }));
    }
    let mut did_well = 0;
    let mut all_ended = false;
    while !all_ended {
        thread::park_timeout(BETWEEN_LOOKS);
        // Before the bits: whoever has ended by now has set its own.
        all_ended = handles.iter().all(JoinHandle::is_finished);
        did_well |= news.load(Ordering::SeqCst);
        news.store(0, Ordering::SeqCst);
    }
    for handle in handles {
        // How it ended is told by its bit.
        let _ = handle.join();
    }
    let workers: Vec<usize> =
        (0..options.workers).filter(|number| did_well & (1 << number) == 0).collect();
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
