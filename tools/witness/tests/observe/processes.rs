//! Processes: fates, ends, what is left behind, and who tries to get away.

use std::time::{Duration, Instant};

use witness::{ChannelKind, End, Error, Fate, Job, Order, Outcome, Wait, WaitOn};

use crate::{exited, job, observe, observe_in, share_a_moment, texts, traffic};

#[test]
fn children_are_reaped_with_their_exit_codes() {
    for order in [Order::Natural, Order::CreatorFirst, Order::Starve(1)] {
        let report = observe_in(order, "reap-all");
        assert_eq!(report.outcome, exited(0));
        for (index, child) in report.processes.iter().enumerate().skip(1) {
            assert_eq!(child.path, [index]);
            assert_eq!(child.end, End::Exited { code: index as i32 });
            assert!(matches!(child.fate, Fate::Reaped { by: 0, .. }), "{child:?}");
        }
        assert_eq!(report.processes.len(), 4);
    }
    let together = observe_in(Order::CreatorFirst, "reap-all");
    assert!(share_a_moment(&together, &[1, 2, 3]));
    assert_eq!(together.peak_processes, 4);
}

#[test]
fn a_child_that_outlives_its_parent_is_an_orphan() {
    for starved in 0..2 {
        let report = observe_in(Order::Starve(starved), "reap-none");
        assert_eq!(report.processes[starved + 1].fate, Fate::Orphan);
        // It goes on all the same.
        assert_eq!(report.processes[starved + 1].end, End::Exited { code: 0 });
    }
}

#[test]
fn a_child_that_nobody_waits_for_is_a_zombie() {
    // With the second child held back, the one `wait` gets the first one; with the first, the second.
    for starved in 0..2 {
        let report = observe_in(Order::Starve(starved), "reap-one-of-two");
        let (kept, reaped) = (starved + 1, 2 - starved);
        assert!(matches!(report.processes[reaped].fate, Fate::Reaped { by: 0, .. }));
        assert_eq!(report.processes[kept].fate, Fate::Orphan);
    }
    let report = observe("ignore-children");
    assert_eq!(report.processes[1].fate, Fate::Discarded);
}

#[test]
fn whoever_polls_waits_on_when_a_child_ends_beside_it() {
    // Number 1, the second child, begins when nobody else can go on: the end of the first one has the
    // kernel begin the parent's call anew, and it has to be seen to wait all the same.
    let report = observe_in(Order::Starve(1), "poll-beside-an-end");
    assert_eq!(report.outcome, exited(0));
    assert_eq!(report.notes, []);
    let polled = |wait: &&Wait| matches!(&wait.on, WaitOn::Call { name } if name == "poll");
    assert_eq!(report.waits.iter().filter(polled).count(), 1);
}

#[test]
fn a_child_may_be_reaped_without_a_word_about_it() {
    let report = observe("reap-without-a-name");
    assert!(matches!(report.processes[1].fate, Fate::Reaped { by: 0, .. }));
}

#[test]
fn nobody_waits_for_those_who_sleep_until_after_the_deadline() {
    let script = "sh -c 'sleep 3600; echo late' & sleep 4000 & sleep 0.2 & true";
    let deadline = Duration::from_secs(300);
    let job = Job::new("sh").args(["-c", script]);
    let limits = witness::Limits { deadline, ..job.limits };
    let began = Instant::now();
    let report = witness::observe(&Job { limits, ..job }).expect("it can be observed");
    assert!(began.elapsed() < deadline);
    assert_eq!(report.outcome, exited(0));
    assert_eq!(report.processes.len(), 5);
    let ends = report.processes.iter().map(|process| process.end.clone());
    // Who sleeps for a moment only goes on all the same.
    let (by_themselves, killed): (Vec<_>, Vec<_>) = ends.partition(|end| *end != End::Killed);
    assert_eq!((by_themselves.len(), killed.len()), (2, 3), "{report:?}");
}

#[test]
fn children_of_a_killed_creator_are_not_lost() {
    let report = observe("kill-a-forker");
    assert_eq!(report.outcome, exited(0));
    for process in &report.processes {
        assert!(!std::fs::exists(format!("/proc/{}", process.pid)).expect("/proc can be read"));
    }
}

#[test]
fn a_report_cannot_be_forged() {
    let report = observe("join-all");
    let answer = serde_json::json!({ "Ok": report }).to_string();
    let forged = witness::observe(&job("forge-a-report").args([answer]));
    assert!(matches!(forged, Err(Error::Witness { .. })), "{forged:?}");
}

#[test]
fn nobody_outlives_the_witness() {
    let job = Job {
        limits: witness::Limits { deadline: Duration::from_millis(300), ..job("daemon").limits },
        ..job("daemon")
    };
    let report = witness::observe(&job).expect("the machine permits observing");
    assert_eq!(report.outcome, exited(0));
    let daemon = &report.processes[2];
    assert_eq!((&daemon.fate, &daemon.end), (&Fate::Orphan, &End::Killed));
    assert!(!std::fs::exists(format!("/proc/{}", daemon.pid)).expect("/proc can be read"));
}

#[test]
fn a_fork_bomb_is_bounded() {
    for specimen in ["fork-without-end", "bomb-in-the-background"] {
        let mut job = job(specimen);
        job.limits.tasks = 40;
        let report = witness::observe(&job).expect("the machine permits observing");
        assert_eq!(report.outcome, Outcome::TaskLimit);
        for process in &report.processes {
            assert!(!std::fs::exists(format!("/proc/{}", process.pid)).expect("/proc can be read"));
        }
        // A fork that had begun may still be told.
        assert!(report.peak_processes <= 80, "{}", report.peak_processes);
    }
}

#[test]
fn a_signal_is_named() {
    for signal in ["SIGTERM", "SIGKILL", "SIGABRT"] {
        let job = job("die-of").args([signal]);
        let report = witness::observe(&job).expect("the machine permits observing");
        assert_eq!(report.outcome, Outcome::Signaled { signal: signal.into() });
    }
}

#[test]
fn nobody_gets_out_of_sight() {
    let report = observe("clone-untraced");
    assert_eq!(texts(&report), [format!("-1 {}", libc::EPERM)]);
    assert_eq!(report.processes.len(), 1);
}

#[test]
fn without_permission_the_error_says_so() {
    let report = observe("observe-without-ptrace");
    let said = texts(&report).join("\n");
    assert!(said.starts_with("not permitted: ptrace: "), "{said}");
}

#[test]
fn a_pipeline_of_strangers_is_told() {
    let job = Job::new("sh").args(["-c", "yes | head -1 | cat"]);
    let report = witness::observe(&job).expect("the machine permits observing");
    assert_eq!(report.outcome, exited(0));
    let ends: Vec<_> = report
        .processes
        .iter()
        .map(|process| (process.command[0].as_str(), process.end.clone()))
        .collect();
    let done = || End::Exited { code: 0 };
    let broken_pipe = End::Signaled { signal: "SIGPIPE".into() };
    assert_eq!(ends, [("sh", done()), ("yes", broken_pipe), ("head", done()), ("cat", done())]);
    assert_eq!(texts(&report), ["y"]);
    let author = report.lines[0].thread;
    assert_eq!(report.threads[author].process, 3);
    assert_eq!(traffic(&report, ChannelKind::Pipe).len(), 2);
}

#[test]
fn what_cannot_be_started_is_named() {
    let missing = witness::observe(&Job::new("no-such-program")).expect_err("there is none");
    assert_eq!(missing.to_string(), "failed to start `no-such-program`");
    let folder = Job { folder: Some("/no/such/folder".into()), ..Job::new("true") };
    let missing = witness::observe(&folder).expect_err("there is none");
    assert!(matches!(missing, Error::Folder { .. }), "{missing:?}");
    let not_a_program = witness::observe(&Job::new("/etc/hostname")).expect_err("it is a text");
    assert!(matches!(not_a_program, Error::Start { .. }), "{not_a_program:?}");
}

#[test]
fn the_environment_can_be_cleared_and_set() {
    let job = Job {
        clear_env: true,
        env: vec![("COLOUR".into(), "red".into())],
        ..Job::new("/usr/bin/env")
    };
    let report = witness::observe(&job).expect("the machine permits observing");
    assert_eq!(texts(&report), ["COLOUR=red"]);
}
