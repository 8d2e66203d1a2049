//! The exercises of the topic `performance`: one subcommand and one file for each.

mod capstone;

use std::process::ExitCode;

use clap::Parser;

/// Exercises on speed: find out where the time goes, then do less.
#[derive(Parser)]
#[command(name = "performance")]
enum Exercise {
    /// A word count that is slow for three reasons, and the same one without them.
    Capstone(capstone::Options),
}

fn main() -> ExitCode {
    let result = match Exercise::parse() {
        Exercise::Capstone(options) => capstone::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
