//! Running a program under one seed after the other.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use witness::Job;
use witness::explore::{Look, Schedule};

use super::Tally;
use crate::measure::{side_by_side, with_processor_time};
use crate::sessions::{EXPECTED, SESSIONS, started};

/// Explores the job's program for so long, in two sessions, with all seeds from this one on. Starting
/// the sessions counts, too.
pub fn run(job: &Job, time: Duration, first_seed: u64) -> anyhow::Result<Tally> {
    let next = AtomicU64::new(first_seed);
    let begin = Instant::now();
    let session = || {
        let (mut session, length) = started(job)?;
        let mut hits = 0;
        while begin.elapsed() < time {
            // Relaxed: only the number matters.
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let woven = session.run(&Schedule::of_seed(seed, length), Look::Quick)?;
            let finding = EXPECTED.finds(&woven, None);
            hits += u64::from(finding.is_some_and(|finding| !finding.is_doubtful(&woven)));
        }
        Ok(hits)
    };
    let (hits, processor) = with_processor_time(|| side_by_side(SESSIONS, session))?;
    let tries = next.into_inner() - first_seed;
    Ok(Tally { tries, hits: hits.into_iter().sum(), processor })
}
