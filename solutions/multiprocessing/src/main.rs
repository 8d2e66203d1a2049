//! The exercises of the topic `multiprocessing`: one subcommand and one file for each.

mod three_processes;

use std::process::ExitCode;

use clap::Parser;

/// Exercises on processes: start them, wait for them, learn how they ended.
#[derive(Parser)]
#[command(name = "multiprocessing-solution")]
enum Exercise {
    /// Three workers, each a process of its own, and a parent that waits for all of them.
    ThreeProcesses(three_processes::Options),
}

fn main() -> ExitCode {
    let result = match Exercise::parse() {
        Exercise::ThreeProcesses(options) => three_processes::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
