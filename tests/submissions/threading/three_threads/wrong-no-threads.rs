//! Calls the workers one after the other, in main.
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

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    for number in 0..options.workers {
        work(number, options);
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
