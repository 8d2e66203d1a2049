//! Has one lock for the workers that are at work and one for those that have ended. A worker that
//! ends takes the first one first, and main, which looks every now and then, the second one first.
//!
//! Breaks: is_right_under_every_schedule

use std::collections::BTreeSet;
use std::error::Error;
use std::sync::{Arc, Mutex};
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

/// How long main rests between two looks; nobody unparks it earlier.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Who is where; each with a lock of its own.
#[derive(Default)]
struct Roster {
    at_work: Mutex<BTreeSet<usize>>,
    ended: Mutex<BTreeSet<usize>>,
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let roster = Arc::new(Roster::default());
    roster.at_work.lock().unwrap().extend(0..options.workers);
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (options, roster) = (options.clone(), Arc::clone(&roster));
        handles.push(thread::spawn(move || {
            let _on_the_way_out = MovedOnDrop { number, roster };
            work(number, &options);
        }));
    }
    loop {
        thread::park_timeout(BETWEEN_LOOKS);
        let ended = roster.ended.lock().unwrap();
        let at_work = roster.at_work.lock().unwrap();
        if at_work.is_empty() && ended.len() == options.workers {
            break;
        }
    }
    let mut workers = Vec::new();
    for (number, handle) in handles.into_iter().enumerate() {
        if handle.join().is_err() {
            workers.push(number);
        }
    }
    if workers.is_empty() { Ok(()) } else { Err(Failed { workers }.into()) }
}

/// Moves its worker to those that have ended when it is dropped: at its end, or by a panic on its way.
struct MovedOnDrop {
    number: usize,
    roster: Arc<Roster>,
}

impl Drop for MovedOnDrop {
    fn drop(&mut self) {
        let mut at_work = self.roster.at_work.lock().unwrap();
        let mut ended = self.roster.ended.lock().unwrap();
        at_work.remove(&self.number);
        ended.insert(self.number);
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
