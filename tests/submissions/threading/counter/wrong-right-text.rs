//! Prints what the gates would have printed, and starts none, counts nothing and never sleeps.
//!
//! Breaks: each_gate_is_a_thread
//! Also breaks: each_gate_counts_its_own_visitors, all_gates_share_one_count, the_total_is_exact, gates_count_while_one_sleeps, main_waits_for_every_gate, is_right_under_every_schedule, tells_the_story

use std::error::Error;

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
    for visitor in 0..options.gates * options.visitors {
        say_visitor(visitor % options.gates, visitor as u64 + 1, options);
    }
    for gate in 0..options.gates {
        println!("gate {gate}: closed after {} visitors", options.visitors);
    }
    println!("visitors: {}", options.gates * options.visitors);
    Ok(())
}

fn say_visitor(gate: usize, visitor: u64, options: &Options) {
    if options.numbers {
        println!("gate {gate}: visitor {visitor}");
    }
}
