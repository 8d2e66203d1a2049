//! The shortest schedule that still fails: decisions are left out as long as the run fails in the same way.

use super::run::Look;
use super::schedule::{Decision, Schedule};
use super::session::Session;
use super::woven::Woven;
use crate::Error;

/// Most runs that are spent on one failure.
const MOST_RUNS: u32 = 150;

/// Most steps that all these runs may take together: a run without end is not repeated for long.
const MOST_STEPS: u64 = 400_000;

/// Leaves out decisions of a failing run, half of them at a time, then a quarter, down to one.
///
/// # Source
///
/// A. Zeller, R. Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE Transactions on
/// Software Engineering 28(2), 2002; without its tests of complements alone.
pub fn shrink(
    session: &mut Session,
    schedule: &Schedule,
    failing: &Woven,
    mut fails_alike: impl FnMut(&Woven) -> bool,
) -> Result<Vec<Decision>, Error> {
    let mut kept = failing.decisions.clone();
    let mut parts = 2;
    let (mut runs, mut steps) = (0, failing.steps);
    while !kept.is_empty() && runs < MOST_RUNS && steps < MOST_STEPS {
        let size = kept.len().div_ceil(parts);
        let mut shorter = None;
        for start in (0..kept.len()).step_by(size) {
            let mut tried = kept.clone();
            tried.drain(start..(start + size).min(kept.len()));
            let woven = session.run(&schedule.replay(tried), Look::Quick)?;
            runs += 1;
            steps += woven.steps;
            // What it really decided may be even less than what was asked for.
            if woven.decisions.len() < kept.len() && fails_alike(&woven) {
                shorter = Some(woven.decisions);
                break;
            }
            if runs >= MOST_RUNS || steps >= MOST_STEPS {
                break;
            }
        }
        match shorter {
            Some(decisions) => {
                kept = decisions;
                parts = parts.saturating_sub(1).max(2);
            }
            None if size == 1 => break,
            None => parts = (parts * 2).min(kept.len()),
        }
    }
    Ok(kept)
}
