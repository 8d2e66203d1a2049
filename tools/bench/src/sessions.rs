//! Exploring the pairs: what all measurements of the explorer have in common.

use std::path::Path;

use witness::Job;
use witness::explore::{Canonical, Exit, Expectation, Look, Schedule, Session};

use crate::programs::Pair;

/// Sessions side by side.
pub const SESSIONS: usize = 2;

/// After so many steps, a twin that goes round in circles has done so often enough.
const ENOUGH_STEPS: u64 = 5_000;

/// What the right twin of every pair does, under every schedule.
pub const EXPECTED: Expectation =
    Expectation { exit: Exit::Code(0), panics: false, tidy: true, same_story: false };

/// The job of running a pair's wrong twin.
pub fn wrong_twin(program: &Path, pair: &Pair) -> Job {
    let mut job = Job::new(program.to_string_lossy()).args([pair.name.as_str(), "wrong"]);
    // Somebody's settings may ask for backtraces; making one takes longer than the rest of the run.
    job.env.push(("RUST_BACKTRACE".into(), "0".into()));
    if pair.kind == "endless" {
        job.limits.steps = ENOUGH_STEPS;
    }
    job
}

/// A session, and how many points the plain run has: seeds need to know.
pub fn started(job: &Job) -> anyhow::Result<(Session, u32)> {
    let mut session = Session::start(job)?;
    let first = session.run(&Schedule::canonical(Canonical::First), Look::Quick)?;
    Ok((session, first.points))
}
