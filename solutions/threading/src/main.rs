//! The program of the topic `threading`: one subcommand for each exercise.

mod bounded_queue;
mod cache;
mod counter;
mod scoped_sum;
mod three_threads;
mod transfers;
mod worker_pool;

use std::process::ExitCode;

use clap::Parser;

/// The exercises of the topic `threading`.
#[derive(Parser)]
enum Exercise {
    /// Start several threads, let them work at the same time, and wait for every one of them.
    ThreeThreads(three_threads::Options),
    /// Count with one counter in several threads, and lose no count.
    Counter(counter::Options),
    /// Cut a row of numbers into parts, lend each part to a thread, and add up what comes back.
    ScopedSum(scoped_sum::Options),
    /// Let producers and consumers wait for each other at a queue that holds a limited number of items.
    BoundedQueue(bounded_queue::Options),
    /// Hand jobs over to a few threads that live long, and end these threads tidily.
    WorkerPool(worker_pool::Options),
    /// Move money between accounts under two locks at once, so that nobody waits for ever.
    Transfers(transfers::Options),
    /// Let many readers in at once and one writer alone, and load each key once.
    Cache(cache::Options),
}

fn main() -> ExitCode {
    let result = match Exercise::parse() {
        Exercise::ThreeThreads(options) => three_threads::run(&options),
        Exercise::Counter(options) => counter::run(&options),
        Exercise::ScopedSum(options) => scoped_sum::run(&options),
        Exercise::BoundedQueue(options) => bounded_queue::run(&options),
        Exercise::WorkerPool(options) => worker_pool::run(&options),
        Exercise::Transfers(options) => transfers::run(&options),
        Exercise::Cache(options) => cache::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
