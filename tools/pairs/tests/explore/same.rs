//! The same schedule gives the same run, whatever else the machine has to do.

use confine::{Confinement, Limits};
use std::sync::Arc;

use witness::explore::{Adversaries, Look, Schedule, Session, Woven};
use witness::{Enclosure, Job};

use crate::load::under_load;
use crate::{sample, twin};

/// Programs that together do everything that the explorer has a model of.
fn programs() -> Vec<Job> {
    let twins = ["abba-printing", "if-for-while", "partial-read", "tcp-one-read", "write-end-kept"]
        .map(|name| twin(name, "wrong"));
    let samples = [
        "barrier",
        "wait-timeout",
        "exit-meanwhile",
        "kill-child",
        "output-of-both",
        "child-dies",
        "poll-both",
        "tcp-many",
        "ping-pong",
        "sigchld",
    ];
    twins.into_iter().chain(samples.map(sample)).collect()
}

#[test]
fn a_schedule_gives_the_same_run_again() {
    run_all_twice();
}

#[test]
fn a_schedule_gives_the_same_run_in_a_box() {
    for job in programs() {
        let mut confinement = Confinement::new(Limits::PROGRAM).expect("bubblewrap is installed");
        confinement.readable.push(job.program.clone().into());
        let enclosure = Enclosure::open(&confinement).expect("the machine permits boxes");
        let boxed = Job { enclosure: Some(Arc::new(enclosure)), ..job.clone() };
        let mut inside = Session::start(&boxed).expect("the machine permits exploring");
        let mut outside = Session::start(&job).expect("the machine permits exploring");
        for seed in 4..6 {
            let mut schedule = Schedule::of_seed(seed, 100);
            schedule.adversaries = Adversaries::LEGAL;
            let inside = inside.run(&schedule, Look::Closely).expect("the machine permits boxes");
            let outside = outside.run(&schedule, Look::Closely).expect("the program can be run");
            assert_same(&inside, &outside, &format!("{:?} {schedule:?}", job.args));
        }
    }
}

#[test]
fn a_schedule_gives_the_same_run_again_under_load() {
    under_load(run_all_twice);
}

fn run_all_twice() {
    for job in programs() {
        let mut session = Session::start(&job).expect("the machine permits exploring");
        for seed in 4..8 {
            let mut schedule = Schedule::of_seed(seed, 100);
            schedule.adversaries = Adversaries::LEGAL;
            let mut run = |look| session.run(&schedule, look).expect("the program can be run");
            let [one, other] = [run(Look::Closely), run(Look::Closely)];
            let told = format!("{} {:?} {schedule:?}", job.program, job.args);
            assert_same(&one, &other, &told);
            for look in [Look::Quick, Look::Around] {
                let quick = run(look);
                assert_eq!(quick.fingerprint, one.fingerprint, "{look:?} {told}");
                assert_eq!(quick.decisions, one.decisions, "{look:?} {told}");
            }
            // Its decisions alone give it again as well.
            let replayed = schedule.replay(one.decisions.clone());
            let replayed = session.run(&replayed, Look::Closely).expect("it has run before");
            assert_same(&one, &replayed, &format!("replay of {told}"));
        }
    }
}

fn assert_same(one: &Woven, other: &Woven, told: &str) {
    for (one, other) in one.log.iter().zip(&other.log) {
        assert_eq!(one, other, "{told}");
    }
    let bytes = |woven: &Woven| serde_json::to_vec(&woven.log).expect("a log is plain data");
    assert_eq!(bytes(one), bytes(other), "{told}");
    assert_eq!(one.fingerprint, other.fingerprint, "{told}");
    assert_eq!(one.report.outcome, other.report.outcome, "{told}");
}
