//! `cargo run -p bench`: measures what docs/benchmarks.md tells.
//!
//! Machines are noisy, so commands are compared side by side: they run in turn, A B C A B C …, and what
//! is quoted is the median of the ratios within one round. Nothing is judged here; no test depends on
//! how fast anything is.

mod measure;
mod programs;
mod sessions;

mod overhead;
mod verdict;
mod account;
mod class;
mod hits;
mod schedules;
mod against;
mod ports;

use std::time::Duration;

use clap::Parser;

/// Measures whole commands side by side and prints tables in Markdown.
#[derive(Parser)]
#[command(name = "bench")]
enum Bench {
    /// What the witness costs a program, next to no tracing and to `strace -f`.
    Overhead {
        /// How many small writes to a pipe.
        #[arg(long, default_value_t = 1_000_000)]
        writes: u64,
        /// How many million multiplications, in each of two threads.
        #[arg(long, default_value_t = 1_000)]
        compute: u64,
        /// How many rounds.
        #[arg(long, default_value_t = 5)]
        rounds: usize,
    },
    /// From saving a file to the verdict on its exercise, next to `cargo build` of the same crate.
    Verdict {
        /// The package to touch, build and grade.
        #[arg(long, default_value = "threading-solution")]
        package: String,
        /// The exercise's module.
        #[arg(long, default_value = "three_threads")]
        module: String,
        /// How many rounds.
        #[arg(long, default_value_t = 7)]
        rounds: usize,
    },
    /// How many seeds find the bug of each wrong twin of `tools/pairs`, and what else finds it.
    Hits {
        /// How many seeds, from 0 on.
        #[arg(long, default_value_t = 1_000)]
        seeds: u64,
        /// The pairs; all of them when none is named.
        pairs: Vec<String>,
    },
    /// How many schedules of some right programs there are in a second.
    Schedules {
        /// How long schedules, or native runs, are counted in each round.
        #[arg(long, default_value_t = 1.0)]
        seconds: f64,
        /// How many rounds.
        #[arg(long, default_value_t = 7)]
        rounds: usize,
    },
    /// How often a bug is met in a second by running the program as it is, by the explorer, and by
    /// shuttle.
    Against {
        /// How long each looks for a bug in each round.
        #[arg(long, default_value_t = 2.0)]
        seconds: f64,
        /// How many rounds.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
        /// The pairs; those that were chosen for it when none is named.
        pairs: Vec<String>,
    },
    /// What grading a class costs, beside compiling and judging and next to the common way.
    Class {
        /// How many submissions.
        #[arg(long, default_value_t = 20)]
        students: usize,
    },
    /// How the cost of grading grows with the class, and the memory that it takes.
    Growth {
        /// How many submissions, in turn.
        #[arg(long, value_delimiter = ',', default_value = "10,100,1000")]
        students: Vec<usize>,
        /// How many rounds.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// The part of `against` that shuttle plays, in a process of its own.
    #[command(hide = true)]
    ExplorePort {
        /// The port.
        name: String,
        /// For how long.
        milliseconds: u64,
        /// The first seed.
        first_seed: u64,
    },
}

fn main() -> anyhow::Result<()> {
    witness::serve_if_asked();
    match Bench::parse() {
        Bench::Overhead { writes, compute, rounds } => overhead::run(writes, compute, rounds),
        Bench::Verdict { package, module, rounds } => verdict::run(&package, &module, rounds),
        Bench::Hits { seeds, pairs } => hits::run(seeds, &pairs),
        Bench::Schedules { seconds, rounds } => schedules::run(seconds, rounds),
        Bench::Against { seconds, rounds, pairs } => against::run(seconds, rounds, &pairs),
        Bench::Class { students } => class::cost(students),
        Bench::Growth { students, rounds } => class::growth(&students, rounds),
        Bench::ExplorePort { name, milliseconds, first_seed } => {
            against::explore_port(&name, Duration::from_millis(milliseconds), first_seed)
        }
    }
}
