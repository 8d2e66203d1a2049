//! Builds a small book of its own, as it is and with each fault that a book can have.

mod sample;

mod building;
mod command;
mod refusals;
mod serving;
