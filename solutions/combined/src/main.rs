//! The exercises of the topic `combined`: one subcommand and one file for each.

mod threads_in_processes;

use std::process::ExitCode;

use clap::Parser;

/// Exercises that use processes and threads together.
#[derive(Parser)]
#[command(name = "combined-solution")]
enum Exercise {
    /// Primes counted by several processes with several threads each.
    ThreadsInProcesses(threads_in_processes::Options),
}

fn main() -> ExitCode {
    let result = match Exercise::parse() {
        Exercise::ThreadsInProcesses(options) => threads_in_processes::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
