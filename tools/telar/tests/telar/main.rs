//! The command as its users meet it: what they type, what they read, and the exit status.

mod fixture;

mod bad_input;
mod help;
mod judging;
mod observing;
mod progress;
mod running;
