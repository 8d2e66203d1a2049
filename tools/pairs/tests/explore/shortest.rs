//! What is told of a failure is the least that makes it happen.

use witness::explore::{Expectation, Look, Scheduler, Session};

use crate::{explored, twin};

#[test]
fn the_shortest_schedule_of_two_locks_has_two_decisions_at_most() {
    for name in ["abba-silent", "abba-printing"] {
        assert!(assert_shortest(name) <= 2, "{name}");
    }
}

#[test]
fn without_any_one_of_its_decisions_the_shortest_schedule_does_not_fail() {
    for name in ["philosophers", "load-then-store-once", "two-sections", "flag-before-data"] {
        assert_shortest(name);
    }
}

/// Returns how many decisions there are.
fn assert_shortest(name: &str) -> usize {
    let job = twin(name, "wrong");
    let expectation = Expectation::default();
    let explored = explored(&job, &expectation);
    let failure = explored.failure.expect("it is wrong");
    let Scheduler::Replay(decisions) = &failure.schedule.scheduler else {
        panic!("{name}: {:?} can't be shortened", failure.schedule);
    };
    let mut session = Session::start(&job).expect("it has been started before");
    for left_out in 0..decisions.len() {
        let mut fewer = decisions.clone();
        fewer.remove(left_out);
        let schedule = failure.schedule.replay(fewer);
        let woven = session.run(&schedule, Look::Quick).expect("it has run before");
        let found = expectation.finds(&woven, Some(&explored.first));
        let fails_alike = found.is_some_and(|found| found.is_like(&failure.finding));
        assert!(!fails_alike, "{name}: decision {left_out} of {decisions:?} is not needed");
    }
    decisions.len()
}
