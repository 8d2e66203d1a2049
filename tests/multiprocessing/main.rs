//! The grader of the topic `multiprocessing`: a module for each exercise.

mod three_processes;
mod pipeline;
