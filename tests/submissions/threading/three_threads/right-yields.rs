//! Main looks at an atomic counter again and again, and lets others go first between two looks,
//! until all workers have ended. It costs a core, and it is right.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let ended = Arc::new(AtomicUsize::new(0));
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (options, ended) = (options.clone(), Arc::clone(&ended));
        handles.push(thread::spawn(move || {
            let _on_the_way_out = CountedOnDrop(ended);
            work(number, &options);
        }));
    }
    while ended.load(Ordering::Acquire) < options.workers {
        thread::yield_now();
    }
    let mut workers = Vec::new();
    for (number, handle) in handles.into_iter().enumerate() {
        if handle.join().is_err() {
            workers.push(number);
        }
    }
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

/// Counts its worker when it is dropped: at the worker's end, or by a panic on its way.
struct CountedOnDrop(Arc<AtomicUsize>);

impl Drop for CountedOnDrop {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Release);
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
