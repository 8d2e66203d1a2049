//! The workers send their lines through a channel, and main prints them.
//!
//! Breaks: each_worker_writes_its_own_lines
//! Also breaks: is_right_under_every_schedule, tells_the_story

use std::error::Error;
use std::sync::mpsc;
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
    let (sender, receiver) = mpsc::channel();
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (options, sender) = (options.clone(), sender.clone());
        handles.push(thread::spawn(move || work(number, &options, &sender)));
    }
    drop(sender);
    for line in receiver {
        println!("{line}");
    }
    let mut workers = Vec::new();
    for (number, handle) in handles.into_iter().enumerate() {
        if handle.join().is_err() {
            workers.push(number);
        }
    }
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

fn work(number: usize, options: &Options, lines: &mpsc::Sender<String>) {
    let say = |what: &str| lines.send(format!("Hilo {number} {what}")).unwrap();
    say("iniciado");
    for _ in 0..options.steps {
        say("trabajando...");
        thread::sleep(Duration::from_millis(options.pause_ms));
        if options.panic.contains(&number) {
            panic!("worker {number} was told to panic");
        }
    }
    say("terminó");
}

fn listed(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(", ")
}
