//! The exercises of the topic `ipc`: one subcommand and one file for each.

mod relay;

use std::process::ExitCode;

use clap::Parser;

/// Exercises on talking: between processes, and between threads.
#[derive(Parser)]
#[command(name = "ipc-solution")]
enum Exercise {
    /// One conversation, carried by two pipes, by a socketpair, and between two threads.
    Relay(relay::Options),
}

fn main() -> ExitCode {
    let result = match Exercise::parse() {
        Exercise::Relay(options) => relay::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
