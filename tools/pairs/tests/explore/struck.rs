//! Programs that promise to survive the loss of a part keep the promise, whatever the moment; of one that
//! makes no such promise, it is found out.

use witness::Job;
use witness::explore::{
    Adversaries, Choice, Decision, Exit, Expectation, Finding, Look, Plan, Schedule, Scheduler,
    Session, Woven,
};

use crate::{assert_right, explored_by, sample, twin, written};

const KILL: Adversaries = Adversaries { kill: true, ..Adversaries::NONE };
const PANIC: Adversaries = Adversaries { panic: true, ..Adversaries::NONE };

fn survives() -> Expectation {
    Expectation { exit: Exit::Code(0), panics: true, tidy: true, same_story: false }
}

/// Runs the program as it comes, but for one loss, at each moment at which there can be one.
fn each_loss(job: &Job, adversaries: Adversaries, look: impl Fn(Choice, &Woven)) {
    let mut session = Session::start(job).expect("the machine permits exploring");
    let scheduler = Scheduler::Replay(Vec::new());
    let plain = Schedule { scheduler, seed: 0, adversaries, length: 0 };
    let woven = session.run(&plain, Look::Around).expect("it can be run");
    let is_loss = |change: &&Decision| matches!(change.choice, Choice::Kill(_) | Choice::Panic(_));
    let losses: Vec<Decision> = woven.alternatives.iter().filter(is_loss).copied().collect();
    for loss in &losses {
        let struck = session.run(&plain.replay(vec![*loss]), Look::Quick).expect("it has run");
        assert_eq!(survives().finds(&struck, None), None, "{loss:?}: {:?}", struck.report.outcome);
        look(loss.choice, &struck);
    }
    assert!(losses.len() >= 10, "{losses:?}");
}

#[test]
fn each_child_that_is_killed_is_reaped_and_named() {
    each_loss(&sample("three-children"), KILL, |choice, woven| {
        let Choice::Kill(process) = choice else { panic!("{choice:?} kills nobody") };
        // Main is process 0.
        let lost = format!("child {} is lost", process - 1);
        let told = written(&woven.report);
        assert_eq!(told.len(), 3, "{told:?}");
        assert_eq!(told.iter().filter(|line| line.ends_with("is lost")).count(), 1, "{told:?}");
        assert!(told.contains(&lost.as_str()), "{told:?}");
    });
}

#[test]
fn each_worker_that_panics_is_joined_and_named() {
    each_loss(&sample("pool"), PANIC, |choice, woven| {
        let Choice::Panic(thread) = choice else { panic!("{choice:?} makes nobody panic") };
        assert_eq!(woven.panics, [thread]);
        // Main is thread 0. What the panic itself says is not what main says.
        let lost = format!("worker {} is lost", thread - 1);
        let told = written(&woven.report);
        let named: Vec<&&str> = told.iter().filter(|line| line.starts_with("worker")).collect();
        assert_eq!(named.len(), 3, "{told:?}");
        assert_eq!(named.iter().filter(|line| line.ends_with("is lost")).count(), 1, "{told:?}");
        assert!(told.contains(&lost.as_str()), "{told:?}");
    });
}

#[test]
fn any_number_of_losses_is_survived() {
    for (name, adversaries) in [("three-children", KILL), ("pool", PANIC)] {
        let job = sample(name);
        let plan = Plan { adversaries: Some(adversaries), ..Plan::default() };
        assert_right(&job, &explored_by(&job, &plan, &survives()));
    }
}

#[test]
fn a_parent_that_waits_for_a_lost_child_is_found_out() {
    assert_eq!(found(&sample("shared-semaphore"), KILL), Finding::Deadlock);
}

#[test]
fn a_program_that_fails_with_its_thread_is_found_out() {
    let seen = "exit code 101".to_owned();
    let expected = "exit code 0".to_owned();
    assert_eq!(found(&twin("if-for-while", "right"), PANIC), Finding::Exit { expected, seen });
}

fn found(job: &Job, adversaries: Adversaries) -> Finding {
    let plan = Plan { adversaries: Some(adversaries), ..Plan::default() };
    explored_by(job, &plan, &survives()).failure.expect("it promises nothing").finding
}
