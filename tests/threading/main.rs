//! The grader of the topic `threading`: a module for each exercise.

mod bounded_queue;
mod cache;
mod counter;
mod scoped_sum;
mod three_threads;
mod transfers;
mod worker_pool;
