//! Each worker catches its own panic and reports it as a result, in a slot of its own; main waits for
//! as many meetings at a barrier as there are workers and main.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Barrier, OnceLock};
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
    let slots: Arc<[OnceLock<bool>]> = (0..options.workers).map(|_| OnceLock::new()).collect();
    let all_ended = Arc::new(Barrier::new(options.workers + 1));
    let mut handles = Vec::new();
    for number in 0..options.workers {
        let (options, slots, all_ended) =
            (options.clone(), Arc::clone(&slots), Arc::clone(&all_ended));
        handles.push(thread::spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| work(number, &options)));
            slots[number].set(result.is_ok()).expect("only this worker sets it");
            all_ended.wait();
        }));
    }
    all_ended.wait();
    let failed = |number: &usize| slots[*number].get() == Some(&false);
    let workers: Vec<usize> = (0..options.workers).filter(failed).collect();
    for handle in handles {
        handle.join().expect("it has caught its panic");
    }
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
