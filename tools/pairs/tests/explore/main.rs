//! The explorer is tested on the pairs, on the samples, and on programs from outside.
//!
//! Nothing here depends on how fast anything is: every time that is compared is of the virtual clock.

mod load;

mod pairs;
mod same;
mod shortest;
mod told;
mod time;
mod limits;
mod samples;
mod besides;
mod unmodelled;
mod struck;
mod outside;

use witness::explore::{Expectation, Explored, Plan, explore};
use witness::{Job, Report};

/// Each explorer is this very binary, started anew.
#[ctor::ctor(unsafe)]
fn become_the_explorer_if_asked() {
    witness::serve_if_asked();
}

/// One of the twins of a pair.
fn twin(name: &str, twin: &str) -> Job {
    Job::new(env!("CARGO_BIN_EXE_pairs")).args([name, twin])
}

fn sample(name: &str) -> Job {
    Job::new(env!("CARGO_BIN_EXE_samples")).args([name])
}

/// Explores within the default budget.
fn explored(job: &Job, expectation: &Expectation) -> Explored {
    explored_by(job, &Plan::default(), expectation)
}

fn explored_by(job: &Job, plan: &Plan, expectation: &Expectation) -> Explored {
    explore(job, plan, expectation, &mut |_| None).expect("the machine permits exploring")
}

/// Nothing is wrong with this program, whatever the schedule.
#[track_caller]
fn assert_right(job: &Job, explored: &Explored) {
    if let Some(failure) = &explored.failure {
        panic!(
            "{} {:?}: {:?} by {:?}, after {} runs: {:?}\n{:#?}",
            job.program,
            job.args,
            failure.finding,
            failure.origin,
            explored.runs,
            failure.woven.report.outcome,
            written(&failure.woven.report),
        );
    }
}

fn written(report: &Report) -> Vec<&str> {
    report.lines.iter().map(|line| line.text.as_str()).collect()
}
