//! What decides who goes next: a schedule, as data. The same schedule gives the same run.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How one run is scheduled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Who goes next.
    pub scheduler: Scheduler,
    /// Where the scheduler draws, and what the program reads as random, comes from here.
    pub seed: u64,
    /// What a legal but unfriendly system may do.
    pub adversaries: Adversaries,
    /// About how many decisions a run has; schedulers that spread a few changes over a run need it.
    pub length: u32,
}

/// Who goes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheduler {
    /// One of the schedules that are the same for every program.
    Canonical(Canonical),
    /// Any of those who can go on, each with the same chance.
    Random,
    /// Probabilistic concurrency testing: the thread of highest priority goes on; at `depth - 1` drawn
    /// moments it becomes the lowest.
    ///
    /// # Source
    ///
    /// S. Burckhardt et al., "A randomized scheduler with probabilistic guarantees of finding bugs",
    /// ASPLOS 2010.
    Pct {
        /// How many constraints on the order a bug may have to be found with the published chance.
        depth: u32,
    },
    /// Stays with a thread for some steps before it draws the next one.
    Sticky,
    /// Draws, but whoever holds a lock and wants another one lets everybody else go first.
    Steered,
    /// Whoever ran goes on, unless told otherwise here.
    Replay(Vec<Decision>),
}

/// Schedules that need no seed: each is unfriendly in one known way, and so finds the errors of one
/// family by construction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Canonical {
    /// Whoever runs goes on until it waits; then the one created first. New threads begin late.
    First,
    /// The one created last goes first: new threads run ahead of their creators.
    Newest,
    /// Whoever runs goes on; then the one created last.
    Reverse,
    /// Everybody one step, in turn.
    RoundRobin,
    /// The first thread goes on only when nobody else can.
    MainStarved,
    /// Whoever holds a lock and wants another one lets everybody else go first.
    HoldAndWait,
    /// Whoever is about to store to an atomic lets everybody else go first.
    StoreLast,
    /// Whoever is about to take a lock that it has had before lets everybody else go first.
    RelockLast,
    /// Whoever is about to try a lock lets everybody else go first.
    TryLast,
    /// The thread or process that was created as number `.0` (0 is the first one after main) goes on only
    /// when nobody else can.
    Starve(usize),
}

impl Canonical {
    /// Those that need no number, in the order in which they are tried.
    pub const ALL: [Self; 9] = [
        Self::First,
        Self::Newest,
        Self::RoundRobin,
        Self::HoldAndWait,
        Self::StoreLast,
        Self::RelockLast,
        Self::TryLast,
        Self::MainStarved,
        Self::Reverse,
    ];
}

impl fmt::Display for Canonical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First => "first",
            Self::Newest => "newest",
            Self::Reverse => "reverse",
            Self::RoundRobin => "round-robin",
            Self::MainStarved => "main-starved",
            Self::HoldAndWait => "hold-and-wait",
            Self::StoreLast => "store-last",
            Self::RelockLast => "relock-last",
            Self::TryLast => "try-last",
            Self::Starve(number) => return write!(f, "starve:{number}"),
        })
    }
}

/// There is no canonical schedule of this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchSchedule;

impl FromStr for Canonical {
    type Err = NoSuchSchedule;

    fn from_str(name: &str) -> Result<Self, NoSuchSchedule> {
        if let Some(number) = name.strip_prefix("starve:") {
            return number.parse().map(Self::Starve).map_err(|_| NoSuchSchedule);
        }
        Self::ALL.into_iter().find(|one| one.to_string() == name).ok_or(NoSuchSchedule)
    }
}

/// What a legal but unfriendly system may do. Each of these happens to real programs, only rarely.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Adversaries {
    /// A read of a pipe or a stream socket gives fewer bytes than there are.
    pub short_reads: bool,
    /// A thread that waits on a futex wakes without having been woken.
    pub spurious: bool,
    /// A time-out fires although others could go on: they are that slow.
    pub hostile_clock: bool,
    /// A child process is killed at some moment.
    pub kill: bool,
    /// A thread panics at some moment.
    pub panic: bool,
}

impl Adversaries {
    /// Those that every right program survives.
    pub const LEGAL: Self =
        Self { short_reads: true, spurious: true, hostile_clock: true, kill: false, panic: false };
    /// None.
    pub const NONE: Self = Self {
        short_reads: false,
        spurious: false,
        hostile_clock: false,
        kill: false,
        panic: false,
    };
}

/// A decision that differs from the default, which is: whoever ran goes on; if it can't, the one
/// created first; and nothing unfriendly happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// Which decision of the run, counted from 0.
    pub point: u32,
    /// What was decided.
    pub choice: Choice,
}

/// What can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// The thread goes on.
    Run(usize),
    /// The clock advances until the thread's time-out fires.
    Fire(usize),
    /// The thread's wait on a futex ends without a reason.
    Wake(usize),
    /// The process is killed.
    Kill(usize),
    /// The thread panics where it stands.
    Panic(usize),
    /// One of several outcomes that the system is free to choose: which waiter is woken, how many bytes a
    /// read gives, which dead child is reported. 0 is the default.
    Pick(usize),
}

impl Schedule {
    /// The schedule that goes by this name.
    pub fn canonical(canonical: Canonical) -> Self {
        Self {
            scheduler: Scheduler::Canonical(canonical),
            seed: 0,
            adversaries: Adversaries::NONE,
            length: 0,
        }
    }

    /// The schedule of this seed. Seeds are the same for every program and everybody: what a seed stands
    /// for may only change with the version of the explorer.
    ///
    /// Of eight seeds in a row, five draw freely, one stays with a thread for a while, and two are PCT of
    /// depth 3. The odd ones have the legal adversaries against them.
    pub fn of_seed(seed: u64, length: u32) -> Self {
        let scheduler = match seed % 8 {
            0..=4 => Scheduler::Random,
            5 => Scheduler::Sticky,
            _ => Scheduler::Pct { depth: 3 },
        };
        let adversaries = if seed % 2 == 1 { Adversaries::LEGAL } else { Adversaries::NONE };
        Self { scheduler, seed, adversaries, length }
    }

    /// The run that took these decisions, under the same seed.
    #[must_use]
    pub fn replay(&self, decisions: Vec<Decision>) -> Self {
        Self { scheduler: Scheduler::Replay(decisions), ..self.clone() }
    }
}
