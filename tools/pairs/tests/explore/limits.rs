//! Programs that go on for ever, use too much, or ask for what they may not have.

use witness::explore::{Canonical, Expectation, Finding, Look, Schedule, Session, Woven};
use witness::{Job, Outcome};

use crate::{explored, sample, twin, written};

/// After so many steps, who goes round in circles has done so often enough.
pub const ENOUGH_STEPS: u64 = 2_000;

fn plain_run(job: &Job) -> Woven {
    let mut session = Session::start(job).expect("the machine permits exploring");
    session.run(&Schedule::canonical(Canonical::First), Look::Quick).expect("it can be run")
}

#[test]
fn who_goes_round_in_circles_is_told_apart_from_who_stands_still() {
    for (name, finding) in [
        ("polite-locks", Finding::Endless),
        ("spin-never-set", Finding::Endless),
        ("nap-never-set", Finding::Endless),
        ("lock-twice", Finding::Deadlock),
    ] {
        let mut job = twin(name, "wrong");
        job.limits.steps = ENOUGH_STEPS;
        let failure = explored(&job, &Expectation::default()).failure;
        let failure = failure.expect("it is wrong");
        assert_eq!(failure.finding, finding, "{name}");
        if let Outcome::Endless { busy } = &failure.woven.report.outcome {
            assert!(!busy.is_empty(), "{name}");
            assert!(busy.iter().all(|busy| !busy.doing.is_empty()), "{name}: {busy:?}");
        }
    }
}

#[test]
fn a_live_lock_has_two_who_are_busy() {
    let mut job = twin("polite-locks", "wrong");
    job.limits.steps = ENOUGH_STEPS;
    let failure = explored(&job, &Expectation::default()).failure;
    let Outcome::Endless { busy } = failure.expect("it is wrong").woven.report.outcome else {
        panic!("it is no live-lock");
    };
    assert!(busy.len() >= 2, "{busy:?}");
}

#[test]
fn a_program_that_gets_nowhere_for_too_many_steps_is_ended() {
    let mut job = twin("spin-never-set", "wrong");
    job.limits.steps = 1_000;
    let woven = plain_run(&job);
    assert!(matches!(woven.report.outcome, Outcome::Endless { .. }), "{:?}", woven.report.outcome);
    // Before, it has started a thread, which did get somewhere.
    assert!((1_000..2_000).contains(&woven.steps), "{}", woven.steps);
}

#[test]
fn a_program_that_gets_on_may_take_more_steps_than_that() {
    let woven = plain_run(&sample("many-threads"));
    assert_eq!(woven.report.outcome, Outcome::Exited { code: 0 });
    let mut job = sample("many-threads");
    job.limits.steps = woven.steps / 2;
    assert_eq!(plain_run(&job).report.outcome, Outcome::Exited { code: 0 });
}

#[test]
fn a_program_that_counts_gets_on() {
    let mut job = sample("counts-far");
    job.limits.steps = 1_000;
    let woven = plain_run(&job);
    assert_eq!(woven.report.outcome, Outcome::Exited { code: 0 });
    assert!(woven.steps > 2 * job.limits.steps, "{}", woven.steps);
}

/// It can't be told from one that would end later, so its failure proves nothing.
#[test]
fn a_program_that_gets_on_for_very_long_is_ended_with_a_doubt() {
    let job = sample("many-messages");
    let whole = plain_run(&job);
    assert_eq!(whole.report.outcome, Outcome::Exited { code: 0 });
    let mut short = job.clone();
    short.limits.steps = 500;
    let woven = plain_run(&short);
    assert_eq!(woven.report.outcome, Outcome::Deadline);
    assert!(woven.steps >= 2 * short.limits.steps && woven.steps < whole.steps, "{}", woven.steps);
    let failure = explored(&short, &Expectation::default()).failure.expect("it is ended");
    assert_eq!(failure.finding, Finding::Limit);
    assert!(failure.doubtful);
}

#[test]
fn a_program_with_too_many_threads_is_ended() {
    let mut job = sample("many-threads");
    job.limits.tasks = 20;
    assert_eq!(plain_run(&job).report.outcome, Outcome::TaskLimit);
}

#[test]
fn a_program_that_writes_too_much_is_ended() {
    let mut job = sample("much-output");
    job.limits.output_bytes = 10_000;
    let woven = plain_run(&job);
    assert_eq!(woven.report.outcome, Outcome::OutputLimit);
    let kept: usize = written(&woven.report).into_iter().map(str::len).sum();
    assert!(kept <= 10_000, "{kept}");
}

#[test]
fn what_would_escape_the_explorer_is_refused() {
    for name in ["ask-io-uring", "ask-ptrace"] {
        let woven = plain_run(&sample(name));
        let not_permitted = libc::EPERM.to_string();
        assert_eq!(written(&woven.report), [not_permitted], "{name}");
    }
}
