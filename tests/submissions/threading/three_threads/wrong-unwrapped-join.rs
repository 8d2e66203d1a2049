//! Passes the panic of the first worker that failed on to main, and names nobody.
//!
//! Breaks: a_panicking_worker_is_named
//! Also breaks: is_right_under_every_schedule

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
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let options = options.clone();
        handles.push(thread::spawn(move || work(number, &options)));
    }
    for handle in handles {
        handle.join().unwrap();
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
