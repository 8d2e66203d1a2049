//! Exploring a program: which schedules are tried, in which order, and what is told of the first that fails.
//!
//! First the program is run once as it comes, then under the canonical schedules, then under the seeds, and
//! at last under directed ones: the plain run with one thing changed, at each point in turn. Whatever the
//! program, these are the same; so the outcome is a function of the program, its input and the seeds.

use serde::{Deserialize, Serialize};

use super::finding::{Expectation, Finding};
use super::run::Look;
use super::schedule::{Adversaries, Canonical, Choice, Decision, Schedule, Scheduler};
use super::session::Session;
use super::shrink::shrink;
use super::woven::{Inversion, Woven};
use crate::Error;
use crate::job::Job;
use crate::report::Note;

/// How many seeds are tried if nobody says otherwise.
pub const SEEDS: u32 = 64;

/// How many directed schedules are tried if nobody says otherwise.
pub const DIRECTED: u32 = 64;

/// How many steps all runs together may take if nobody says otherwise: a program with long runs is tried
/// under fewer schedules.
pub const STEPS: u64 = 600_000;

/// How many schedules a pair of locks that were taken in both orders is worth.
const STEERED: u64 = 8;

/// Most threads and processes that are starved, each in its own schedule.
const MOST_STARVED: usize = 16;

/// Which schedules are tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// How many seeds.
    pub seeds: u32,
    /// The first of them.
    pub first_seed: u64,
    /// The first of as many more, if there are to be any. They come last and have a budget of their own, so that
    /// nothing that is found without them is missed.
    #[serde(default)]
    pub more_from: Option<u64>,
    /// One scheduler for all seeds, in place of the usual mix.
    pub scheduler: Option<Scheduler>,
    /// The adversaries for all seeds, in place of the usual mix.
    pub adversaries: Option<Adversaries>,
    /// How many directed schedules at most; 0 for none.
    pub directed: u32,
    /// No further schedule is begun once so many steps were taken together.
    pub steps: u64,
}

impl Default for Plan {
    /// The seeds 0 to 63, in the usual mix, and directed schedules.
    fn default() -> Self {
        Self {
            seeds: SEEDS,
            first_seed: 0,
            more_from: None,
            scheduler: None,
            adversaries: None,
            directed: DIRECTED,
            steps: STEPS,
        }
    }
}

/// What came of an exploration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explored {
    /// How many schedules were tried.
    pub runs: u32,
    /// How many steps they took together.
    pub steps: u64,
    /// Whether there were schedules left when the steps were used up.
    pub cut_short: bool,
    /// The first run.
    pub first: Woven,
    /// The first failure, if any.
    pub failure: Option<Failure>,
    /// Pairs of locks that were taken in both orders in some run.
    pub inversions: Vec<Inversion>,
    /// What could not be seen or had to be let through, in any run.
    pub notes: Vec<Note>,
    /// Whether some atomic operation asked for less than sequential consistency.
    pub weak_orderings: bool,
    /// Whether the program's functions could be stopped at.
    pub points_in_program: bool,
}

/// A schedule that fails, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// Where the schedule came from.
    pub origin: Origin,
    /// The shortest one that was found to fail alike; to be had again as often as one likes.
    pub schedule: Schedule,
    /// What is wrong.
    pub finding: Finding,
    /// Whether it hangs on something that is not modelled, and so proves nothing.
    pub doubtful: bool,
    /// The run, looked at closely.
    pub woven: Woven,
}

/// Where a schedule came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// It is one of the canonical ones; the first run is [`Canonical::First`].
    Canonical(Canonical),
    /// A seed.
    Seed(u64),
    /// A seed of the scheduler that is steered by inverted locks.
    Steered(u64),
    /// The plain run with this one change.
    Directed(Decision),
}

/// Runs the job's program under the planned schedules until one fails.
///
/// `judge` is asked about each run that is as expected; it may name what is wrong with it all the same.
/// The calling process must have called [`serve_if_asked`](crate::serve_if_asked) at its start.
///
/// # Errors
///
/// When a run gives nothing to judge; see [`Error`].
pub fn explore(
    job: &Job,
    plan: &Plan,
    expectation: &Expectation,
    judge: &mut dyn FnMut(&Woven) -> Option<String>,
) -> Result<Explored, Error> {
    let mut session = Session::start(job)?;
    let first = Schedule::canonical(Canonical::First);
    let woven = session.run(&first, Look::Quick)?;
    let length = woven.points;
    let mut explorer = Explorer {
        budget: plan.steps,
        expectation,
        judge,
        explored: Explored {
            runs: 0,
            steps: 0,
            cut_short: false,
            first: woven.clone(),
            failure: None,
            inversions: Vec::new(),
            notes: Vec::new(),
            weak_orderings: false,
            points_in_program: woven.points_in_program,
        },
    };
    let mut failed =
        explorer.look(Origin::Canonical(Canonical::First), first, woven).map(|found| *found);
    let created = explorer.explored.first.report.threads.len() - 1;
    let starved = (0..created.min(MOST_STARVED)).map(Canonical::Starve);
    for canonical in Canonical::ALL.into_iter().skip(1).chain(starved) {
        if failed.is_none() {
            let schedule = Schedule::canonical(canonical);
            failed = explorer.run(&mut session, Origin::Canonical(canonical), schedule)?;
        }
    }
    if failed.is_none() {
        failed = explorer.seeds(&mut session, plan, plan.first_seed, length)?;
    }
    if !explorer.explored.inversions.is_empty() && plan.directed > 0 {
        for seed in 0..STEERED {
            if failed.is_none() {
                let scheduler = Scheduler::Steered;
                let adversaries = Adversaries::NONE;
                let schedule = Schedule { scheduler, seed, adversaries, length };
                failed = explorer.run(&mut session, Origin::Steered(seed), schedule)?;
            }
        }
    }
    if failed.is_none() && plan.directed > 0 {
        failed = explorer.directed(&mut session, plan, length)?;
    }
    if let (None, Some(first)) = (&failed, plan.more_from) {
        explorer.budget = explorer.explored.steps + plan.steps;
        failed = explorer.seeds(&mut session, plan, first, length)?;
    }
    let mut explored = explorer.explored;
    if let Some(failed) = failed {
        explored.failure = Some(failed.told(&mut session, expectation, judge, &explored.first)?);
    }
    Ok(explored)
}

impl Plan {
    fn schedule(&self, seed: u64, length: u32) -> Schedule {
        let usual = Schedule::of_seed(seed, length);
        Schedule {
            scheduler: self.scheduler.clone().unwrap_or(usual.scheduler),
            adversaries: self.adversaries.unwrap_or(usual.adversaries),
            ..usual
        }
    }
}

struct Explorer<'a> {
    /// Steps that may be taken together.
    budget: u64,
    expectation: &'a Expectation,
    judge: &'a mut dyn FnMut(&Woven) -> Option<String>,
    explored: Explored,
}

/// A failing run, as it was found.
struct Failed {
    origin: Origin,
    schedule: Schedule,
    woven: Woven,
    finding: Finding,
}

impl Explorer<'_> {
    fn run(
        &mut self,
        session: &mut Session,
        origin: Origin,
        schedule: Schedule,
    ) -> Result<Option<Failed>, Error> {
        if self.explored.steps >= self.budget {
            self.explored.cut_short = true;
            return Ok(None);
        }
        let woven = session.run(&schedule, Look::Quick)?;
        Ok(self.look(origin, schedule, woven).map(|failed| *failed))
    }

    fn look(&mut self, origin: Origin, schedule: Schedule, woven: Woven) -> Option<Box<Failed>> {
        let explored = &mut self.explored;
        explored.runs += 1;
        explored.steps += woven.steps;
        explored.weak_orderings |= woven.weak_orderings > 0;
        for inversion in &woven.inversions {
            if !explored.inversions.contains(inversion) {
                explored.inversions.push(inversion.clone());
            }
        }
        for note in &woven.report.notes {
            if !explored.notes.contains(note) {
                explored.notes.push(note.clone());
            }
        }
        let finding = judged(self.expectation, self.judge, &woven, &self.explored.first)?;
        Some(Box::new(Failed { origin, schedule, woven, finding }))
    }

    /// As many seeds as planned, from this one on, until one fails.
    fn seeds(
        &mut self,
        session: &mut Session,
        plan: &Plan,
        first: u64,
        length: u32,
    ) -> Result<Option<Failed>, Error> {
        for seed in (first..).take(plan.seeds as usize) {
            let schedule = plan.schedule(seed, length);
            let failed = self.run(session, Origin::Seed(seed), schedule)?;
            if failed.is_some() {
                return Ok(failed);
            }
        }
        Ok(None)
    }

    /// The plain run with one thing changed, at each point in turn: another thread goes on, a time-out
    /// fires, a wait ends without a reason.
    fn directed(
        &mut self,
        session: &mut Session,
        plan: &Plan,
        length: u32,
    ) -> Result<Option<Failed>, Error> {
        let adversaries = plan.adversaries.unwrap_or(Adversaries::LEGAL);
        let scheduler = Scheduler::Replay(Vec::new());
        let plain = Schedule { scheduler, seed: 0, adversaries, length };
        let around = session.run(&plain, Look::Around)?;
        let mut changes = around.alternatives.clone();
        if let Some(failed) = self.look(Origin::Canonical(Canonical::First), plain.clone(), around)
        {
            return Ok(Some(*failed));
        }
        // When there are too many, some of each kind, spread over the run.
        let rank = |change: &Decision| match change.choice {
            Choice::Run(_) => 0,
            Choice::Kill(_) | Choice::Panic(_) => 1,
            Choice::Fire(_) => 2,
            Choice::Wake(_) | Choice::Pick(_) => 3,
        };
        changes.sort_by_key(|change| (rank(change), change.point));
        let step = changes.len().div_ceil(plan.directed as usize).max(1);
        for change in changes.into_iter().step_by(step) {
            let schedule = plain.replay(vec![change]);
            let failed = self.run(session, Origin::Directed(change), schedule)?;
            if failed.is_some() {
                return Ok(failed);
            }
        }
        Ok(None)
    }
}

impl Failed {
    /// Makes the schedule as short as it can be, and looks at the run closely.
    fn told(
        self,
        session: &mut Session,
        expectation: &Expectation,
        judge: &mut dyn FnMut(&Woven) -> Option<String>,
        first: &Woven,
    ) -> Result<Failure, Error> {
        let Self { origin, schedule, woven, finding } = self;
        let decisions = shrink(session, &schedule, &woven, |tried| {
            judged(expectation, judge, tried, first).is_some_and(|other| other.is_like(&finding))
        })?;
        let schedule = schedule.replay(decisions);
        let woven = session.run(&schedule, Look::Closely)?;
        // What is told is what this run did, so that the words fit the picture.
        let finding = judged(expectation, judge, &woven, first).unwrap_or(finding);
        let doubtful = finding.is_doubtful(&woven);
        Ok(Failure { origin, schedule, finding, doubtful, woven })
    }
}

fn judged(
    expectation: &Expectation,
    judge: &mut dyn FnMut(&Woven) -> Option<String>,
    woven: &Woven,
    first: &Woven,
) -> Option<Finding> {
    expectation
        .finds(woven, Some(first))
        .or_else(|| judge(woven).map(|told| Finding::Judged { told }))
}
