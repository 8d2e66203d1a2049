//! The grader of the topic `threading`: a module for each exercise.

mod counter;
mod three_threads;
