//! Right programs that do one thing each, for the explorer to be tested on.
//!
//! ```text
//! samples NAME    runs one of them
//! samples list    prints their names, a name per line
//! ```
//!
//! Where a pair asks whether a bug is found, a sample asks whether the system is still there: each uses
//! some of its calls in the way that programs do. Whatever the schedule, it ends by itself with exit
//! code 0; those of `refused` and `unmodelled` say at their heads what else is expected.

mod threads;
mod endings;
mod time;
mod impatient;
mod processes;
mod families;
mod descriptors;
mod sockets;
mod parts;
mod signals;
mod survivors;
mod refused;
mod unmodelled;

use std::process::ExitCode;

/// A program and what it is called.
type Sample = (&'static str, fn());

const GROUPS: [&[Sample]; 13] = [
    threads::SAMPLES,
    endings::SAMPLES,
    time::SAMPLES,
    impatient::SAMPLES,
    processes::SAMPLES,
    families::SAMPLES,
    descriptors::SAMPLES,
    sockets::SAMPLES,
    parts::SAMPLES,
    signals::SAMPLES,
    survivors::SAMPLES,
    refused::SAMPLES,
    unmodelled::SAMPLES,
];

/// What was asked for does not exist.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let mut samples = GROUPS.into_iter().flatten();
    if asked == "list" {
        samples.for_each(|(name, _)| println!("{name}"));
        return ExitCode::SUCCESS;
    }
    match samples.find(|(name, _)| *name == asked) {
        Some((_, sample)) => {
            sample();
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("usage: samples NAME, with a name from `samples list`");
            ExitCode::from(MISUSED)
        }
    }
}
