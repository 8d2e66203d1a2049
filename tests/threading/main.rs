//! The grader of the topic `threading`: a module for each exercise.

mod three_threads;
mod counter;
