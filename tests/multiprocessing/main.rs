//! The grader of the topic `multiprocessing`: a module for each exercise.

mod capture;
mod pipeline;
mod separate_memory;
mod three_processes;
