//! Waits at most a minute for each news from a worker, and takes the time-out for the end of all. A
//! worker that the system lets wait for longer is cut off.
//!
//! Breaks: is_right_under_every_schedule

use std::error::Error;
use std::sync::mpsc::{self, Sender};
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

/// Longer than any worker takes; so one thinks.
const LONG_ENOUGH: Duration = Duration::from_secs(60);

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let (sender, receiver) = mpsc::channel();
    for number in 0..options.workers {
        let news = News { number, sender: sender.clone() };
        let options = options.clone();
        thread::spawn(move || {
            let _on_the_way_out = news;
            work(number, &options);
        });
    }
    drop(sender);
    let mut workers = Vec::new();
    while let Ok((number, failed)) = receiver.recv_timeout(LONG_ENOUGH) {
        if failed {
            workers.push(number);
        }
    }
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

/// Tells at a worker's end whether it panicked.
struct News {
    number: usize,
    sender: Sender<(usize, bool)>,
}

impl Drop for News {
    fn drop(&mut self) {
        // When main has gone, there is nobody left to be told.
        let _ = self.sender.send((self.number, thread::panicking()));
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
