//! The same bugs, looked for in three ways: by running the program as it is again and again, by the
//! explorer, and by shuttle.
//!
//! Each way has the whole machine in its turn and works on both processors; what is compared is how
//! often it meets the bug in a second of processor time, which does not depend on what else the machine
//! does. They take turns all the same.

mod in_process;
mod stress;
mod woven;

pub use in_process::explore_port;

use std::io::{self, Write};
use std::iter::Sum;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, ensure};
use witness::explore::{Plan, explore};

use crate::measure::{spread, with_processor_time};
use crate::ports;
use crate::programs::{self, Pair};
use crate::sessions::{EXPECTED, wrong_twin};

/// Bugs that need more than threads, locks, atomics and channels, so that there is no port.
const WITHOUT_PORT: [&str; 6] = [
    "partial-read",
    "torn-lines",
    "tcp-one-read",
    "fork-under-lock",
    "signal-before-pause",
    "children-coalesced",
];

/// What came of looking for a bug for some time.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    /// Runs, or schedules.
    tries: u64,
    /// How many of them showed the bug.
    hits: u64,
    /// How much processor time it took, in seconds.
    processor: f64,
}

impl Tally {
    fn tries_per_second(self) -> f64 {
        self.tries as f64 / self.processor
    }

    fn hits_per_second(self) -> f64 {
        self.hits as f64 / self.processor
    }

    fn told(self) -> String {
        let hits = match self.hits {
            // Had there been one, it would be this often.
            0 => format!("< {}", rate(1.0 / self.processor)),
            _ => rate(self.hits_per_second()),
        };
        format!("{:.0} | {hits}", self.tries_per_second())
    }
}

impl<'a> Sum<&'a Self> for Tally {
    /// Of what was done at once, or one after the other.
    fn sum<I: Iterator<Item = &'a Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| Self {
            tries: sum.tries + tally.tries,
            hits: sum.hits + tally.hits,
            processor: sum.processor + tally.processor,
        })
    }
}

/// What came of looking for one bug.
#[derive(Default)]
struct Comparison {
    native: Vec<Tally>,
    seeds: Vec<Tally>,
    /// Empty for a bug without a port.
    shuttle: Vec<Tally>,
    /// How many schedules the default budget took to find it; `None` if it did not.
    schedules: Option<u32>,
    /// How much processor time that took, in seconds.
    processor: f64,
}

/// Looks for the bugs of these pairs, or of all that were chosen for it, in each of the three ways: so
/// many rounds, of so many seconds each.
pub fn run(seconds: f64, rounds: usize, names: &[String]) -> anyhow::Result<()> {
    ensure!(seconds > 0.0 && rounds > 0, "some time is needed");
    let time = Duration::from_secs_f64(seconds);
    let chosen = ports::all().map(|port| port.name).chain(WITHOUT_PORT).map(str::to_owned);
    let names = if names.is_empty() { chosen.collect() } else { names.to_vec() };
    let (program, pairs) = programs::pairs(&names)?;
    println!(
        "| bug | native: runs/s | hits/s | seeds: schedules/s | hits/s | shuttle: schedules/s \
         | hits/s | hits/s, seeds ÷ native | first hit, native | first hit, default budget |"
    );
    println!("|---|{}", "---|".repeat(9));
    let mut gains = Vec::new();
    for pair in &pairs {
        let compared = Comparison::of(&program, pair, time, rounds);
        let compared = compared.with_context(|| format!("failed on `{}`", pair.name))?;
        println!("| {} | {} |", pair.name, compared.told());
        io::stdout().flush()?;
        gains.push(compared.gain());
    }
    let (least, median, most) = spread(gains);
    let [least, median, most] = [least, median, most].map(rate);
    println!("\nHits/s, seeds ÷ native: median {median}, from {least} to {most}.");
    Ok(())
}

impl Comparison {
    fn of(program: &Path, pair: &Pair, time: Duration, rounds: usize) -> anyhow::Result<Self> {
        let job = wrong_twin(program, pair);
        let has_port = ports::all().any(|port| port.name == pair.name);
        let mut compared = Self::default();
        for round in 0..rounds {
            compared.native.push(stress::run(&job, time)?);
            let first_seed = compared.seeds.iter().map(|tally| tally.tries).sum();
            compared.seeds.push(woven::run(&job, time, first_seed)?);
            if has_port {
                compared.shuttle.push(in_process::run(&pair.name, time, round as u64)?);
            }
        }
        let (explored, processor) =
            with_processor_time(|| Ok(explore(&job, &Plan::default(), &EXPECTED, &mut |_| None)?))?;
        compared.schedules = explored.failure.map(|_| explored.runs);
        compared.processor = processor;
        Ok(compared)
    }

    /// How often seeds meet the bug, natively is 1; at least, if it was not met natively.
    fn gain(&self) -> f64 {
        let native: Tally = self.native.iter().sum();
        let seeds: Tally = self.seeds.iter().sum();
        seeds.hits_per_second() * native.processor / native.hits.max(1) as f64
    }

    fn told(&self) -> String {
        let native: Tally = self.native.iter().sum();
        let seeds: Tally = self.seeds.iter().sum();
        let shuttle: Tally = self.shuttle.iter().sum();
        let at_least = if native.hits == 0 { "> " } else { "" };
        let first = native.processor / native.hits.max(1) as f64;
        let budget = match self.schedules {
            Some(schedules) => format!("{:.2} s, {schedules} schedules", self.processor),
            None => "none".into(),
        };
        format!(
            "{} | {} | {} | {at_least}{} | {at_least}{} s | {budget}",
            native.told(),
            seeds.told(),
            if self.shuttle.is_empty() { "– | –".into() } else { shuttle.told() },
            rate(self.gain()),
            rate(first),
        )
    }
}

/// With about two digits, however large or small.
fn rate(rate: f64) -> String {
    match rate {
        0.0 => "0".into(),
        ..0.1 => format!("{rate:.3}"),
        ..1.0 => format!("{rate:.2}"),
        ..10.0 => format!("{rate:.1}"),
        _ => format!("{rate:.0}"),
    }
}
