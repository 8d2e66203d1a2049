//! `cargo run -p bench`: measures what docs/benchmarks.md tells.
//!
//! Machines are noisy, so commands are compared side by side: they run in turn, A B C A B C …, and what
//! is quoted is the median of the ratios within one round. Nothing is judged here; no test depends on
//! how fast anything is.

mod measure;
mod overhead;
mod verdict;

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
}

fn main() -> anyhow::Result<()> {
    match Bench::parse() {
        Bench::Overhead { writes, compute, rounds } => overhead::run(writes, compute, rounds),
        Bench::Verdict { package, module, rounds } => verdict::run(&package, &module, rounds),
    }
}
