//! Prints what three threads would have printed, and starts none and sleeps never.
//!
//! Breaks: each_worker_is_a_thread
//! Also breaks: each_worker_writes_its_own_lines, each_worker_pauses_between_steps, workers_are_alive_at_once, main_waits_for_every_worker, a_panicking_worker_is_named, tells_the_story

use std::error::Error;

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
    for number in 0..options.workers {
        println!("Hilo {number} iniciado");
    }
    for step in 0..options.steps {
        for number in 0..options.workers {
            if step == 0 || !options.panic.contains(&number) {
                println!("Hilo {number} trabajando...");
            }
        }
    }
    for number in (0..options.workers).rev() {
        if !options.panic.contains(&number) {
            println!("Hilo {number} terminó");
        }
    }
    let mut workers = options.panic.clone();
    workers.sort_unstable();
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

fn listed(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(", ")
}
