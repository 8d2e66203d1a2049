//! The grader of the topic `combined`: a module for each exercise.

mod threads_in_processes;
