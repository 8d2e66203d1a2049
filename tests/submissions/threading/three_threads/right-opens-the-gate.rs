//! The workers have names and small stacks, and wait parked until main has started them all and opens the
//! gate; each hands its end over through a channel without room, and main waits for each to be gone.

use std::error::Error;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
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
    let gate_is_open = Arc::new(AtomicBool::new(false));
    let (sender, ends) = mpsc::sync_channel(0);
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (options, gate_is_open, sender) =
            (options.clone(), Arc::clone(&gate_is_open), sender.clone());
        let worker = thread::Builder::new().name(format!("worker {number}")).stack_size(256 << 10);
        handles.push(worker.spawn(move || {
            while !gate_is_open.load(Ordering::Acquire) {
                thread::park();
            }
            let end = catch_unwind(AssertUnwindSafe(|| work(number, &options)));
            sender.send((number, end.is_ok())).expect("main listens until all have ended");
        })?);
    }
    gate_is_open.store(true, Ordering::Release);
    for handle in &handles {
        handle.thread().unpark();
    }
    let mut workers = Vec::new();
    for _ in 0..options.workers {
        let (number, did_well) = ends.recv()?;
        if !did_well {
            workers.push(number);
        }
    }
    for handle in handles {
        handle.join().map_err(|_| io::Error::other("a worker has caught its panic"))?;
    }
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
