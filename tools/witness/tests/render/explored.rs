//! What came of an exploration, as text.

use messages::Language;
use witness::explore::{
    Adversaries, Canonical, Choice, Decision, Explored, Failure, Finding, Inversion, Moved, Origin,
    Schedule, Scheduler, Step, Woven,
};
use witness::{Note, Place, Report, show};

use crate::reports::{EXIT_0, Scene, family};
use crate::without_end;

fn woven(report: Report, log: Vec<Step>) -> Woven {
    Woven {
        report,
        steps: log.len() as u64,
        points: 9,
        decisions: Vec::new(),
        alternatives: Vec::new(),
        fingerprint: 7,
        log,
        panics: Vec::new(),
        inversions: Vec::new(),
        weak_orderings: 0,
        points_in_program: true,
    }
}

fn failure(origin: Origin, finding: Finding, woven: Woven) -> Failure {
    let decisions = woven.decisions.clone();
    let schedule = Schedule {
        scheduler: Scheduler::Replay(decisions),
        seed: 0,
        adversaries: Adversaries::NONE,
        length: 9,
    };
    Failure { origin, schedule, finding, doubtful: false, woven }
}

fn exploration(first: Woven, failure: Option<Failure>) -> Explored {
    Explored {
        runs: 17,
        steps: 1234,
        cut_short: false,
        first,
        failure,
        inversions: Vec::new(),
        notes: Vec::new(),
        weak_orderings: false,
        points_in_program: true,
    }
}

/// A step at a line of `transfers.rs`; line 0 for none.
fn step(thread: usize, what: &str, object: Option<&str>, line: u32) -> Step {
    let function = "threading::transfers::move_money".into();
    let file = "crates/threading/src/transfers.rs".into();
    Step {
        at_ns: 0,
        thread,
        what: what.into(),
        object: object.map(Into::into),
        place: (line > 0).then_some(Place { function, file, line }),
        moved: None,
    }
}

fn one_after_another(mut log: Vec<Step>) -> Vec<Step> {
    for (number, step) in log.iter_mut().enumerate() {
        step.at_ns = 1000 * number as u64;
    }
    log
}

/// Two threads that have taken two locks in opposite orders.
fn deadlock() -> Failure {
    let mut log = vec![step(0, "read", None, 0); 12];
    log.extend([
        step(0, "store", Some("atomic 1"), 40),
        step(0, "creates", Some("thread 1"), 0),
        step(0, "creates", Some("thread 2"), 0),
        step(0, "futex", None, 50),
        step(1, "lock", Some("lock 1"), 23),
    ]);
    log.extend(vec![step(1, "update", Some("atomic 2"), 23); 40]);
    log.extend([
        step(2, "lock", Some("lock 2"), 31),
        step(2, "lock", Some("lock 1"), 32),
        step(2, "futex", None, 32),
        step(1, "wakes without a reason", None, 0),
        step(1, "lock", Some("lock 2"), 24),
        step(1, "futex", None, 24),
        step(2, "ends", None, 0),
        step(0, "ends", None, 0),
    ]);
    let mut woven = woven(without_end::transfers(1, 2), one_after_another(log));
    woven.decisions = vec![Decision { point: 3, choice: Choice::Run(2) }];
    failure(Origin::Canonical(Canonical::HoldAndWait), Finding::Deadlock, woven)
}

/// A thread panics, and says why.
fn panic() -> Failure {
    let mut scene = Scene::new(&["threading", "transfers", "--amount", "7 euros"]);
    let thread = scene.thread(0, 10);
    scene.complains(thread, 20, "thread '<unnamed>' panicked at src/transfers.rs:9:5:");
    scene.complains(thread, 20, "7 is \x1b[2Jnot 8");
    scene.complains(thread, 20, "note: run with `RUST_BACKTRACE=1` environment variable …");
    scene.exits(0, 50, EXIT_0);
    let log = vec![
        step(0, "creates", Some("thread 1"), 0),
        step(1, "panic", None, 9),
        step(1, "write", None, 9),
        step(0, "ends", None, 0),
    ];
    let mut woven = woven(scene.finish(), one_after_another(log));
    woven.panics = vec![1];
    let mut failure = failure(Origin::Seed(17), Finding::Panic { threads: vec![1] }, woven);
    failure.woven.decisions = vec![Decision { point: 1, choice: Choice::Run(1) }; 3];
    failure
}

/// A read gives a part, which is printed as the whole; the grader says so.
fn short_read() -> Failure {
    let mut scene = Scene::new(&["multiprocessing", "separate-memory"]);
    let child = scene.child(0, 10);
    scene.says(child, 3, "child: count 1005");
    scene.says(0, 7, "parent: received 1005");
    scene.exits(child, 6, EXIT_0);
    scene.exits(0, 60, EXIT_0);
    let moved = |bytes| Some(Moved { bytes, of: 8 });
    let mut log = vec![
        step(0, "creates", Some("thread 1"), 0),
        step(1, "close", None, 30),
        step(0, "read", None, 40),
        step(1, "write", None, 31),
        step(1, "write", None, 32),
        step(1, "ends", None, 0),
        step(0, "returns", Some("read"), 40),
        step(0, "write", None, 50),
        step(0, "read", None, 40),
    ];
    (log[4].moved, log[6].moved, log[8].moved) = (moved(8), moved(3), moved(0));
    // Long enough for what was said to be left out, were it not what is wrong.
    log.extend(vec![step(0, "close", None, 0); 30]);
    let told = "main wrote “parent: received 1005”".into();
    let woven = woven(scene.finish(), one_after_another(log));
    failure(Origin::Canonical(Canonical::First), Finding::Judged { told }, woven)
}

#[test]
fn a_failure_is_a_snapshot_in_both_languages() {
    for language in Language::ALL {
        for (name, failure) in
            [("deadlock", deadlock()), ("panic", panic()), ("short_read", short_read())]
        {
            let first = woven(family(), Vec::new());
            let explored = exploration(first, Some(failure));
            let text = show::explored(&explored, language);
            insta::assert_snapshot!(format!("explored_{name}_{language}"), text);
        }
    }
}

#[test]
fn where_nothing_is_found_it_says_what_could_not_be_seen() {
    let inversion = |locks, threads| Inversion { locks, threads };
    for language in Language::ALL {
        let mut explored = exploration(woven(without_end::transfers(1, 2), Vec::new()), None);
        explored.weak_orderings = true;
        // The same two threads, as another run numbers their locks; and threads that were not there.
        explored.inversions =
            vec![inversion((1, 2), (1, 2)), inversion((1, 2), (2, 1)), inversion((3, 4), (8, 9))];
        let call = |call: &str| Note::Unmodelled { call: call.into() };
        explored.notes =
            vec![call("timerfd_create"), call("io_setup"), Note::Preempted { thread: 99 }];
        let text = show::explored(&explored, language);
        insta::assert_snapshot!(format!("explored_nothing_{language}"), text);
    }
    let mut optimised = exploration(woven(family(), Vec::new()), None);
    optimised.points_in_program = false;
    let text = show::explored(&optimised, Language::En);
    assert!(text.contains("was built with optimisation, or is not Rust"), "{text}");
}

#[test]
fn each_finding_and_each_origin_can_be_told() {
    let told = |told: &str| Finding::Judged { told: told.into() };
    let exit = |expected: &str| Finding::Exit { expected: expected.into(), seen: "SIGSEGV".into() };
    let story = Finding::Story { expected: "main created".into(), seen: String::new() };
    let findings = [
        (Finding::Endless, "after 0 steps"),
        (Finding::Zombie { process: 1 }, "child 1 ended, and its parent never waited"),
        (Finding::Orphan { process: 1 }, "child 1 outlived"),
        (Finding::CutOff { thread: 0 }, "main was cut off"),
        (Finding::Limit, "came to a limit"),
        (exit("exit code 3"), "where exit code 3 was expected"),
        (exit("no end"), "where no end was expected"),
        (story, "in this one:      (nothing)"),
        (told("two lines\nof \x1b[2Jit"), "Found: two lines\nof \\u{1b}[2Jit"),
    ];
    let change = |choice| Origin::Directed(Decision { point: 4, choice });
    let origins = [
        Origin::Steered(3),
        Origin::Canonical(Canonical::First),
        Origin::Canonical(Canonical::Starve(0)),
        Origin::Canonical(Canonical::Starve(70)),
        change(Choice::Run(0)),
        change(Choice::Fire(70)),
        change(Choice::Wake(1)),
        change(Choice::Kill(1)),
        change(Choice::Kill(70)),
        change(Choice::Panic(0)),
        change(Choice::Pick(2)),
    ];
    for (finding, expected) in findings {
        for origin in origins {
            let failing = failure(origin, finding.clone(), woven(family(), Vec::new()));
            let text = show::failure(&failing, Language::En);
            assert!(text.contains(expected), "{text}");
            assert!(!show::failure(&failing, Language::Es).is_empty());
        }
    }
}

#[test]
fn a_long_run_is_told_by_few_steps_and_wholly_only_when_asked_for() {
    let log = (0..5000).map(|at| step(at % 3, "lock", Some("lock 1"), 9)).collect();
    let woven = woven(without_end::transfers(1, 2), one_after_another(log));
    let failing = failure(Origin::Seed(0), Finding::Endless, woven);
    let text = show::failure(&failing, Language::En);
    assert!(text.lines().count() < 100, "{} lines", text.lines().count());
    assert!(text.contains("more steps …"));
    assert!(show::every_step(&failing.woven, Language::En).lines().count() > 5000);
}

/// Between two switches, where all else is left out.
#[test]
fn a_step_that_wrote_a_line_is_told() {
    let mut log = one_after_another(vec![step(1, "load", Some("atomic 1"), 9); 100]);
    log[50] = Step { at_ns: log[50].at_ns, ..step(1, "write", None, 9) };
    let mut report = family();
    report.lines[0].thread = 1;
    report.lines[0].at_ns = log[50].at_ns;
    let text = &report.lines[0].text.clone();
    let told = "The two are not the same.".into();
    let failing = failure(Origin::Seed(0), Finding::Judged { told }, woven(report, log));
    let steps = show::failure(&failing, Language::En);
    assert!(steps.contains(text), "{steps}");
}

#[test]
fn every_field_is_documented() {
    let page = include_str!("../../../../docs/explore-report.md");
    let first = woven(family(), Vec::new());
    let mut explored = serde_json::to_value(exploration(first, Some(deadlock()))).unwrap();
    // A run's report has a page of its own.
    for run in ["/first", "/failure/woven"] {
        explored.pointer_mut(run).unwrap().as_object_mut().unwrap().remove("report");
    }
    let mut names = Vec::new();
    collect(&explored, &mut names);
    assert!(names.len() > 20, "{names:?}");
    let missing: Vec<_> =
        names.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

/// The names of all fields, but those of places.
fn collect(value: &serde_json::Value, names: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                names.push(name.clone());
                if name != "place" {
                    collect(value, names);
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, names)),
        _ => {}
    }
}
