//! Main waits on a condition variable until a counter says that all workers are done, and joins them
//! afterwards. A worker that panics counts itself too, on its way out.

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

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let done = Arc::new(Done { count: Mutex::new(0), changed: Condvar::new() });
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (options, done) = (options.clone(), Arc::clone(&done));
        handles.push(thread::spawn(move || {
            let _on_the_way_out = CountedOnDrop(done);
            work(number, &options);
        }));
    }
    let count = done.count.lock().unwrap();
    drop(done.changed.wait_while(count, |count| *count < options.workers).unwrap());
    let mut workers = Vec::new();
    for (number, handle) in handles.into_iter().enumerate() {
        if handle.join().is_err() {
            workers.push(number);
        }
    }
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

/// How many workers are done, and the sign that it has changed.
struct Done {
    count: Mutex<usize>,
    changed: Condvar,
}

/// Counts its worker when it is dropped: at the worker's end, or by a panic on its way.
struct CountedOnDrop(Arc<Done>);

impl Drop for CountedOnDrop {
    fn drop(&mut self) {
        *self.0.count.lock().unwrap() += 1;
        self.0.changed.notify_one();
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
