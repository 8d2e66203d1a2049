//! Running a port under shuttle's random schedules.
//!
//! shuttle stops at the first failure and never gives back the stacks of those who had not ended. So
//! each processor has a process of its own, which begins anew after each failure and ends after some.

use std::panic;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use shuttle::scheduler::RandomScheduler;
use shuttle::{Config, FailurePersistence, Runner};

use super::Tally;
use crate::measure::{side_by_side, with_processor_time};
use crate::ports::{self, Port};
use crate::sessions::SESSIONS;

/// A process ends after this many failures: it may have 65 530 areas of memory, and each leaves
/// up to ten behind.
const MOST_HITS: u64 = 2_000;

/// Explores the port of this name for so long, in two processes; fewer seconds if they have met the bug
/// often enough by then.
pub fn run(name: &str, time: Duration, round: u64) -> anyhow::Result<Tally> {
    let turn = AtomicU64::new(round * SESSIONS as u64);
    let own = std::env::current_exe().context("failed to find this program")?;
    let milliseconds = time.as_millis().to_string();
    let process = || {
        // Relaxed: only the number matters. Each process draws from its own part of the seeds.
        let first_seed = turn.fetch_add(1, Ordering::Relaxed) << 32;
        let mut command = Command::new(&own);
        command.args(["explore-port", name, &milliseconds, &first_seed.to_string()]);
        let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output();
        let output = output.context("failed to start this program anew")?;
        ensure!(output.status.success(), "shuttle ended with {}", output.status);
        parsed(&String::from_utf8_lossy(&output.stdout)).context("shuttle gave no figures")
    };
    Ok(side_by_side(SESSIONS, process)?.iter().sum())
}

/// Explores a port in this process and prints what came of it.
pub fn explore_port(name: &str, time: Duration, first_seed: u64) -> anyhow::Result<()> {
    let port = ports::all().find(|port| port.name == name).context("there is no such port")?;
    // Nobody reads what failures say; saying it would only take time.
    panic::set_hook(Box::new(|_| {}));
    let tries = Arc::new(AtomicU64::new(0));
    let (hits, processor) = with_processor_time(|| Ok(failures(port, time, first_seed, &tries)))?;
    println!("{} {hits} {processor}", tries.load(Ordering::Relaxed));
    Ok(())
}

/// How many schedules fail, until the time is up; counts all of them.
fn failures(port: &Port, time: Duration, first_seed: u64, tries: &Arc<AtomicU64>) -> u64 {
    let mut hits = 0;
    let begin = Instant::now();
    for seed in first_seed.. {
        let left = time.saturating_sub(begin.elapsed());
        if left.is_zero() || hits == MOST_HITS {
            break;
        }
        // `immediately_return_on_panic` stays off: a panic that is not unwound to its end leaves this
        // thread panicking in the eyes of std, and every lock is poisoned from then on.
        let mut config = Config::new();
        config.failure_persistence = FailurePersistence::None;
        config.max_time = Some(left);
        config.silence_warnings = true;
        let tries = Arc::clone(tries);
        let wrong = port.wrong;
        let explored = panic::catch_unwind(|| {
            let scheduler = RandomScheduler::new_from_seed(seed, usize::MAX);
            Runner::new(scheduler, config).run(move || {
                tries.fetch_add(1, Ordering::Relaxed);
                wrong();
            })
        });
        hits += u64::from(explored.is_err());
    }
    hits
}

fn parsed(line: &str) -> Option<Tally> {
    let mut figures = line.split_whitespace();
    let tries = figures.next()?.parse().ok()?;
    let hits = figures.next()?.parse().ok()?;
    let processor = figures.next()?.parse().ok()?;
    Some(Tally { tries, hits, processor })
}
