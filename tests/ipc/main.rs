//! The grader of the topic `ipc`: a module for each exercise.

mod relay;
