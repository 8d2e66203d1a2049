//! The same bugs, looked for in three ways: by running the program as it is again and again, by the
//! explorer, and by shuttle.
//!
//! Each way has the whole machine in its turn and works on both processors; what is compared is how
//! often it meets the bug in a second. They take turns, so that all of them see the machine's good and
//! bad moments.

mod in_process;
mod stress;
mod woven;

pub use in_process::explore_port;

use std::io::{self, Write};
use std::ops::AddAssign;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use witness::explore::{Plan, explore};

use crate::measure::spread;
use crate::sessions::{EXPECTED, wrong_twin};
use crate::{ports, programs};

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
    /// How long it took, in seconds.
    seconds: f64,
}

impl Tally {
    fn tries_per_second(self) -> f64 {
        self.tries as f64 / self.seconds
    }

    fn hits_per_second(self) -> f64 {
        self.hits as f64 / self.seconds
    }

    fn told(self) -> String {
        let Self { tries, hits, .. } = self;
        let percent = 100.0 * hits as f64 / tries as f64;
        let per_second = self.tries_per_second();
        format!("{per_second:.0} | {percent:.2} % | {}", rate(self.hits_per_second()))
    }
}

impl AddAssign for Tally {
    /// One after the other.
    fn add_assign(&mut self, other: Self) {
        self.tries += other.tries;
        self.hits += other.hits;
        self.seconds += other.seconds;
    }
}

/// Looks for the bugs of these pairs, or of all that were chosen for it, in each of the three ways: so
/// many rounds, of so many seconds each.
pub fn run(seconds: f64, rounds: usize, names: &[String]) -> anyhow::Result<()> {
    ensure!(seconds > 0.0 && rounds > 0, "some time is needed");
    let chosen = ports::all().map(|port| port.name).chain(WITHOUT_PORT).map(str::to_owned);
    let names = if names.is_empty() { chosen.collect() } else { names.to_vec() };
    let (program, pairs) = programs::pairs(&names)?;
    println!(
        "| bug | native: runs/s | hit | hits/s | seeds: schedules/s | hit | hits/s | shuttle: \
         schedules/s | hit | hits/s | seeds ÷ native, hits/s | default budget: first failure after |"
    );
    println!("|---|{}", "---|".repeat(11));
    let time = Duration::from_secs_f64(seconds);
    let mut gains = Vec::new();
    for pair in &pairs {
        let job = wrong_twin(&program, pair);
        let has_port = ports::all().any(|port| port.name == pair.name);
        let [mut native, mut seeds, mut shuttle] = [Tally::default(); 3];
        for round in 0..rounds {
            let failed = || format!("failed on `{}`", pair.name);
            native += stress::run(&job, time).with_context(failed)?;
            seeds += woven::run(&job, time, seeds.tries).with_context(failed)?;
            if has_port {
                shuttle += in_process::run(&pair.name, time, round as u64).with_context(failed)?;
            }
        }
        let begin = Instant::now();
        let explored = explore(&job, &Plan::default(), &EXPECTED, &mut |_| None)?;
        let waited = begin.elapsed().as_millis();
        let explored = match explored.failure {
            Some(_) => format!("{} schedules, {waited} ms", explored.runs),
            None => "not found".into(),
        };
        // Had there been one hit, it would be this many times as often.
        let at_least = if native.hits == 0 { "≥ " } else { "" };
        let gain = seeds.hits_per_second() / (native.hits.max(1) as f64 / native.seconds);
        gains.push(gain);
        println!(
            "| {} | {} | {} | {} | {at_least}{} | {explored} |",
            pair.name,
            native.told(),
            seeds.told(),
            if has_port { shuttle.told() } else { "– | – | –".into() },
            rate(gain),
        );
        io::stdout().flush()?;
    }
    let (least, median, most) = spread(gains);
    let [least, median, most] = [least, median, most].map(rate);
    println!("\nSeeds ÷ native, hits/s: median {median}, from {least} to {most}.");
    Ok(())
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
