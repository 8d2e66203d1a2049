//! What is known of a run that was scheduled: the witness's report, and how it came about.

use serde::{Deserialize, Serialize};

use super::schedule::Decision;
use crate::report::{Place, Report};

/// A run under one schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Woven {
    /// What it did. Its times are those of the virtual clock.
    pub report: Report,
    /// How many steps it took: visible calls, and touches of what threads share.
    pub steps: u64,
    /// At how many points there was something to decide.
    pub points: u32,
    /// The decisions that were not the default; they and the seed give the run again.
    pub decisions: Vec<Decision>,
    /// What else could have been decided, at each point; only when asked for.
    pub alternatives: Vec<Decision>,
    /// A number made from the whole event log: equal logs have equal numbers.
    pub fingerprint: u64,
    /// Each step; only when asked for.
    pub log: Vec<Step>,
    /// The threads that panicked, in order.
    pub panics: Vec<usize>,
    /// Pairs of locks that were taken in both orders.
    pub inversions: Vec<Inversion>,
    /// Atomic operations of the program's own source with an ordering weaker than `SeqCst`: the explorer only
    /// shows what sequential consistency allows. Not counted in a quick look.
    pub weak_orderings: u64,
    /// Whether the program's functions could be stopped at: without them, only system calls are points
    /// at which another thread may come in between.
    pub points_in_program: bool,
}

/// A step of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When, on the virtual clock.
    pub at_ns: u64,
    /// Whose.
    pub thread: usize,
    /// What the thread did, for instance `lock` or `write`.
    pub what: String,
    /// What to: `lock 1`, `atomic 2`, `channel 0`; for `returns`, the call.
    pub object: Option<String>,
    /// Where in the source; only when asked for, and where the source is known.
    pub place: Option<Place>,
    /// What a read or write moved; where it had to wait, this stands with the later step `returns`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
}

/// What a read or write moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// How many bytes.
    pub bytes: u64,
    /// How many it was asked to.
    pub of: u64,
}

/// Two locks that were taken in both orders, by different threads, and without a third lock that both
/// threads held: in another schedule, each could wait for the other.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Inversion {
    /// The locks, by number, the smaller first.
    pub locks: (usize, usize),
    /// The thread that took the first one first, and the other.
    pub threads: (usize, usize),
}
