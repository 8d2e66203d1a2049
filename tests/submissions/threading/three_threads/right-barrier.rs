//! The workers meet at a barrier before their first line, so that nobody begins before all are
//! there; each then sends its end through a channel of the standard library.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier, mpsc};
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
    let all_there = Arc::new(Barrier::new(options.workers));
    let (sender, receiver) = mpsc::channel();
    for number in 0..options.workers {
        let (options, sender) = (options.clone(), sender.clone());
        let all_there = Arc::clone(&all_there);
        thread::spawn(move || {
            all_there.wait();
            let end = catch_unwind(AssertUnwindSafe(|| work(number, &options)));
            sender.send((number, end.is_err())).unwrap();
        });
    }
    drop(sender);
    let failed = receiver.iter().filter(|(_, failed)| *failed);
    let mut workers: Vec<usize> = failed.map(|(number, _)| number).collect();
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
