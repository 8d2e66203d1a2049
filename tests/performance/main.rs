//! The grader of the topic `performance`: a module for each exercise.

mod capstone;
