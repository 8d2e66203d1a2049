//! Starts one thread, which does the work of every worker, one after the other.
//!
//! Breaks: each_worker_is_a_thread
//! Also breaks: each_worker_writes_its_own_lines, each_worker_pauses_between_steps, workers_are_alive_at_once, main_waits_for_every_worker, a_panicking_worker_is_named, tells_the_story

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
    let options = options.clone();
    let handle = thread::spawn(move || {
        for number in 0..options.workers {
            work(number, &options);
        }
    });
    if handle.join().is_err() { Err(Failed { workers: vec![0] }.into()) } else { Ok(()) }
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
