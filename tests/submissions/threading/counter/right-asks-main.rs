//! Nothing is shared: main keeps the count, and each gate asks it for the next number.

use std::error::Error;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 3)]
    gates: usize,
    #[arg(long, default_value_t = 4)]
    visitors: usize,
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
    #[arg(long)]
    numbers: bool,
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let (ask, questions) = mpsc::channel();
    let mut gates = Vec::new();
    for number in 0..options.gates {
        let (ask, options) = (ask.clone(), options.clone());
        gates.push(thread::spawn(move || gate(number, &ask, &options)));
    }
    // The gates have theirs; with this one open, the questions would never end.
    drop(ask);
    let mut count = 0;
    for answer in questions {
        count += 1;
        let _ = answer.send(count);
    }
    for gate in gates {
        gate.join().expect("no gate panics");
    }
    println!("visitors: {count}");
    Ok(())
}

fn gate(number: usize, ask: &Sender<Sender<u64>>, options: &Options) {
    for _ in 0..options.visitors {
        let (answer, visitor) = mpsc::channel();
        ask.send(answer).expect("main listens until all gates are closed");
        let visitor = visitor.recv().expect("main answers each question");
        say_visitor(number, visitor, options);
        thread::sleep(Duration::from_millis(options.pause_ms));
    }
    println!("gate {number}: closed after {} visitors", options.visitors);
}

fn say_visitor(gate: usize, visitor: u64, options: &Options) {
    if options.numbers {
        println!("gate {gate}: visitor {visitor}");
    }
}
