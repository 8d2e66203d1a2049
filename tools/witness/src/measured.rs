//! Measurements: how long programs took, and how many times faster they were at once than one
//! part after the other.
//!
//! `cargo telar compare --format json` prints [`Measurements`]; [`show::plot`](crate::show::plot) and
//! [`show::table`](crate::show::table) show them. [`alternating`] is the clock.

mod clock;

use serde::{Deserialize, Serialize};

pub use clock::alternating;

/// The version of the form. It grows when a field changes its meaning or goes away.
pub const MEASURED_VERSION: u32 = 1;

/// How many rounds are measured if nobody says otherwise.
pub const ROUNDS: usize = 9;

/// What was measured together, on one machine and in alternating rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurements {
    /// [`MEASURED_VERSION`].
    pub version: u32,
    /// What Python calls its version; `None` when no Python took part.
    pub python: Option<String>,
    /// In the order in which they are shown.
    pub contenders: Vec<Contender>,
}

/// A program that does its work in one of several ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contender {
    /// In which language it is written.
    pub written: Written,
    /// What its workers are.
    pub with: With,
    /// What they do.
    pub work: Work,
    /// How many there are.
    pub workers: usize,
    /// The same work without any: one part after the other. Round by round.
    pub in_a_row: Vec<Round>,
    /// The work of all workers at once. As many rounds as `in_a_row`, each measured beside its like.
    pub at_once: Vec<Round>,
}

/// A programming language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Written {
    /// Python.
    Python,
    /// Rust.
    Rust,
}

/// What workers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum With {
    /// Threads of one process.
    Threads,
    /// Processes.
    Processes,
}

/// What workers do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// They compute: the processor is busy all the time.
    Cpu,
    /// They wait: the processor has nothing to do.
    Wait,
}

/// One run, from its start to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Nanoseconds on the wall's clock.
    pub wall_ns: u64,
    /// Nanoseconds of processor time, of all threads and processes, user and kernel mode.
    pub cpu_ns: u64,
}

/// The middle of several values, and how far they spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// As many values are above as below.
    pub median: f64,
    /// The least of them.
    pub min: f64,
    /// The greatest of them.
    pub max: f64,
}

impl Spread {
    /// The spread of these values; `None` when there are none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let (min, max) = (*values.first()?, *values.last()?);
        let middle = values.len() / 2;
        let median = match values.len() % 2 {
            0 => (values[middle - 1] + values[middle]) / 2.0,
            _ => values[middle],
        };
        Some(Self { median, min, max })
    }
}

impl Contender {
    /// How many times as fast it was at once as in a row; 1 is no gain, no unit.
    ///
    /// Each round is compared with its own: what slowed the machine down for a while slowed down both.
    pub fn speed_up(&self) -> Option<Spread> {
        let rounds = self.in_a_row.iter().zip(&self.at_once);
        Spread::of(rounds.map(|(row, once)| row.wall_ns as f64 / once.wall_ns.max(1) as f64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        let odd = Spread::of([3.0, 1.0, 2.0]).expect("there are values");
        assert_eq!(odd, Spread { median: 2.0, min: 1.0, max: 3.0 });
        assert_eq!(Spread::of([4.0, 1.0]).map(|even| even.median), Some(2.5));
        assert_eq!(Spread::of([]), None);
    }

    #[test]
    fn a_round_is_compared_with_its_own() {
        let round = |wall_ns| Round { wall_ns, cpu_ns: 0 };
        let contender = Contender {
            written: Written::Rust,
            with: With::Threads,
            work: Work::Cpu,
            workers: 2,
            in_a_row: vec![round(100), round(1000)],
            at_once: vec![round(50), round(500)],
        };
        let speed_up = contender.speed_up().expect("there are rounds");
        assert_eq!(speed_up, Spread { median: 2.0, min: 2.0, max: 2.0 });
    }
}
