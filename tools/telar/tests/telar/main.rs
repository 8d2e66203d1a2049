//! The command as its users meet it: what they type, what they read, and the exit status.

mod fixture;
mod weaving;

mod bad_input;
mod comparing;
mod exploring;
mod help;
mod judging;
mod observing;
mod progress;
mod replaying;
mod running;
