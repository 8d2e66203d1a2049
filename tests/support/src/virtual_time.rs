//! A program in virtual time: some runs under schedules that are the same for every program.
//!
//! Sleeping costs nothing there, a deadline of an hour is over at once, and what is asked about time has one
//! answer on every machine. These few runs are for requirements that look at one side of a program each;
//! whether it is right under *every* schedule is asked elsewhere.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use witness::explore::{Canonical, Look, Schedule, Session};
use witness::{Job, Report};

use crate::exercise::chain;
use crate::program::{Args, Program};
use crate::run::Run;
use crate::stop::{Judged, Stop};

/// Most threads and processes that are starved, each in its own run.
const MOST_STARVED: usize = 8;

/// The runs of this process, by program and arguments: requirements share them.
static RUNS: Mutex<Option<HashMap<Vec<String>, Shared>>> = Mutex::new(None);

type Shared = Arc<Mutex<Option<Vec<(Canonical, Report)>>>>;

impl Program {
    /// Runs of the exercise with these arguments in virtual time: under each of the explorer's canonical
    /// schedules, then with each thread and process starved that the first run created.
    ///
    /// The times in these reports are virtual: a step costs a microsecond, a sleep what was asked for.
    ///
    /// # Errors
    ///
    /// As [`Program::run`].
    pub fn in_virtual_time(&self, args: impl Args) -> Judged<Vec<Run>> {
        let job = self.job(args.into_args());
        let key = std::iter::once(&job.program).chain(&job.args).cloned().collect();
        let mut table = RUNS.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = Arc::clone(table.get_or_insert_with(HashMap::new).entry(key).or_default());
        drop(table);
        let mut known = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let runs = match &*known {
            Some(runs) => runs,
            None => known.insert(run_all(&job).map_err(hindrance)?),
        };
        let run = |(canonical, report): &(Canonical, Report)| {
            self.settle(Run::new(self, &job, report.clone()).scheduled(*canonical))
        };
        runs.iter().map(run).collect()
    }
}

fn run_all(job: &Job) -> Result<Vec<(Canonical, Report)>, witness::Error> {
    let mut session = Session::start(job)?;
    let mut runs = Vec::new();
    let mut schedules = Canonical::ALL.to_vec();
    let mut next = 0;
    while let Some(&canonical) = schedules.get(next) {
        let report = session.run(&Schedule::canonical(canonical), Look::Quick)?.report;
        if next == 0 {
            let created = report.threads.len().saturating_sub(1).min(MOST_STARVED);
            schedules.extend((0..created).map(Canonical::Starve));
        }
        runs.push((canonical, report));
        next += 1;
    }
    Ok(runs)
}

fn hindrance(error: witness::Error) -> Box<Stop> {
    Box::new(match error {
        witness::Error::NotPermitted { .. } => Stop::Inconclusive(chain(&error)),
        _ => Stop::OurFault(chain(&error)),
    })
}
