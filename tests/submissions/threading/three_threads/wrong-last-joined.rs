//! Waits for the worker that was started last, as if the others had to be ready by then.
//!
//! Breaks: main_waits_for_every_worker
//! Also breaks: a_panicking_worker_is_named, is_right_under_every_schedule

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
    let mut last = None;
    for number in 0..options.workers {
        let options = options.clone();
        last = Some((number, thread::spawn(move || work(number, &options))));
    }
    if let Some((number, handle)) = last
        && handle.join().is_err()
    {
        return Err(Failed { workers: vec![number] }.into());
    }
    Ok(())
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
