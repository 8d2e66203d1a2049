//! Each worker has a channel of its own, which is closed when it ends; main selects among those
//! that are still open, and looks up every now and then.

use std::error::Error;
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Select, bounded};

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

/// After how long main looks up if nothing happens.
const PATIENCE: Duration = Duration::from_millis(20);

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut open: Vec<(usize, Receiver<bool>)> = Vec::new();
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (sender, receiver) = bounded(1);
        let options = options.clone();
        handles.push(thread::spawn(move || {
            work(number, &options);
            // A worker that panics does not come here, and closes its channel all the same.
            sender.send(true).unwrap();
        }));
        open.push((number, receiver));
    }
    let mut workers = Vec::new();
    while !open.is_empty() {
        let mut select = Select::new();
        for (_, receiver) in &open {
            select.recv(receiver);
        }
        let Ok(news) = select.select_timeout(PATIENCE) else { continue };
        let index = news.index();
        let is_well = news.recv(&open[index].1).is_ok();
        drop(select);
        let (number, _) = open.swap_remove(index);
        if !is_well {
            workers.push(number);
        }
    }
    for handle in handles {
        // How it ended is known already.
        let _ = handle.join();
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
