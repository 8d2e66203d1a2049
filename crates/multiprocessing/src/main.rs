//! The exercises of the topic `multiprocessing`: one subcommand and one file for each.

mod capture;
mod graceful_shutdown;
mod pipeline;
mod process_pool;
mod separate_memory;
mod three_processes;

use std::process::ExitCode;

use clap::Parser;

/// Exercises on processes: start them, wait for them, learn how they ended.
#[derive(Parser)]
#[command(name = "multiprocessing")]
enum Exercise {
    /// Three workers, each a process of its own, and a parent that waits for all of them.
    ThreeProcesses(three_processes::Options),
    /// A variable that two processes have, each for itself, and a pipe for the result.
    SeparateMemory(separate_memory::Options),
    /// A command, both of whose output streams are captured whole.
    Capture(capture::Options),
    /// A pipeline, as a shell runs it: a process for each stage, a pipe between each two.
    Pipeline(pipeline::Options),
    /// A pool of worker processes, in which a task that crashes its worker is lost alone.
    ProcessPool(process_pool::Options),
    /// Workers that finish what they have begun when the program is told to stop, and are all reaped.
    GracefulShutdown(graceful_shutdown::Options),
}

fn main() -> ExitCode {
    let result = match Exercise::parse() {
        Exercise::ThreeProcesses(options) => three_processes::run(&options),
        Exercise::SeparateMemory(options) => separate_memory::run(&options),
        Exercise::Capture(options) => capture::run(&options),
        Exercise::Pipeline(options) => pipeline::run(&options),
        Exercise::ProcessPool(options) => process_pool::run(&options),
        Exercise::GracefulShutdown(options) => graceful_shutdown::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
