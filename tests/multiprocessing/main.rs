//! The grader of the topic `multiprocessing`: a module for each exercise.

mod capture;
mod graceful_shutdown;
mod pipeline;
mod process_pool;
mod separate_memory;
mod three_processes;
