//! Threads: authors, lives, orders, and how a process is left.

use std::time::Duration;

use witness::{Detail, End, Fate, Impatience, Job, Note, Order, Outcome, Stream, WaitOn};

use crate::{exited, job, observe, observe_in, share_a_moment, texts};

const STARVE: [Order; 3] = [Order::Starve(0), Order::Starve(1), Order::Starve(2)];

#[test]
fn each_line_has_its_author() {
    let report = observe("join-all");
    assert_eq!(report.outcome, exited(0));
    assert_eq!(report.threads.len(), 4);
    let mut authors: Vec<_> =
        report.lines.iter().map(|line| (line.thread, line.text.as_str())).collect();
    authors.sort_unstable();
    assert_eq!(authors, [(1, "I am 1"), (2, "I am 2"), (3, "I am 3")]);
    assert!(report.lines.iter().all(|line| line.stream == Stream::Stdout && line.complete));
    assert!(report.threads[1..].iter().all(|thread| thread.created_by == Some(0)));
}

#[test]
fn what_is_created_before_the_first_wait_is_alive_at_once() {
    let together = observe_in(Order::CreatorFirst, "join-all");
    assert!(share_a_moment(&together, &[0, 1, 2, 3]));
    assert_eq!(together.peak_threads, 4);
    let in_turn = observe_in(Order::CreatorFirst, "join-one-by-one");
    assert!(!share_a_moment(&in_turn, &[1, 2]) && !share_a_moment(&in_turn, &[2, 3]));
    assert_eq!(in_turn.peak_threads, 2);
}

#[test]
fn a_thread_that_is_joined_is_never_cut_off() {
    for order in STARVE {
        let report = observe_in(order, "join-all");
        assert!(report.processes[0].cut_off.is_empty(), "{order:?}");
        assert_eq!(texts(&report), ["I am 1", "I am 2", "I am 3"]);
        let Order::Starve(starved) = order else { unreachable!() };
        // It had not begun when main came to join it, so that the join was seen.
        assert_eq!(report.threads[starved + 1].joined_by, Some(0));
        let joins = |wait: &witness::Wait| wait.on == WaitOn::Join { thread: starved + 1 };
        assert!(report.waits.iter().any(joins));
    }
}

#[test]
fn a_thread_that_is_not_joined_is_cut_off() {
    for specimen in ["join-none", "sleep-instead-of-join"] {
        for (index, order) in STARVE.into_iter().enumerate() {
            let report = observe_in(order, specimen);
            assert!(report.processes[0].cut_off.contains(&(index + 1)), "{specimen} {order:?}");
            let line = format!("I am {}", index + 1);
            assert!(!texts(&report).contains(&line.as_str()), "{specimen} {order:?}");
        }
    }
}

#[test]
fn a_thread_whose_work_is_done_is_not_cut_off_for_ending_late() {
    for _ in 0..20 {
        let report = observe("scope");
        assert_eq!((report.threads.len(), &report.processes[0].cut_off), (5, &vec![]));
    }
}

#[test]
fn who_spins_or_naps_until_another_is_done_does_not_do_so_for_ever() {
    for (specimen, because) in [
        ("spin-until-done", Impatience::Spinning),
        ("nap-until-done", Impatience::Napping),
        ("wait-a-little-until-done", Impatience::LimitedWaiting),
    ] {
        for order in [Order::CreatorFirst, Order::Starve(0)] {
            let report = observe_in(order, specimen);
            assert_eq!(report.outcome, exited(0));
            assert_eq!(texts(&report), ["done"]);
            // Under creator-first, a wait with a time limit is a wait like any other.
            let waits = specimen == "wait-a-little-until-done" && order == Order::CreatorFirst;
            let early = [Note::ReleasedEarly { thread: 1, because }];
            assert_eq!(report.notes, if waits { &early[..0] } else { &early[..] });
        }
    }
}

#[test]
fn who_needs_what_a_sleeper_holds_is_seen_to_wait_for_it() {
    for sleeper in [0, 1] {
        let order_of_lines = |specimen| {
            let report = observe_in(Order::Oversleep(sleeper), specimen);
            assert_eq!(report.outcome, exited(0));
            report.lines.iter().map(|line| line.thread).collect::<Vec<_>>()
        };
        let (sleeper, other) = (sleeper + 1, 2 - sleeper);
        assert_eq!(order_of_lines("sleep-unlocked"), [other, sleeper]);
        assert_eq!(order_of_lines("sleep-locked"), [sleeper, other]);
    }
}

#[test]
fn a_process_either_ends_or_is_replaced() {
    for order in [Order::Natural, Order::CreatorFirst] {
        let report = observe_in(order, "exec-while-leaving");
        let cut_off = &report.processes[0].cut_off;
        // Natural timing decides who is first, but not how much of each may happen.
        match report.outcome {
            Outcome::Exited { code: 7 } => {
                assert_eq!((texts(&report), &cut_off[..]), (vec![], &[1][..]))
            }
            ref outcome => {
                assert_eq!((outcome, order), (&exited(0), Order::Natural));
                assert_eq!((texts(&report), cut_off.len()), (vec!["too late"], 0));
            }
        }
    }
}

#[test]
fn a_thread_that_waits_for_ever_does_not_keep_its_process_from_ending() {
    for detail in [Detail::Full, Detail::Lines] {
        let job = Job { detail, ..job("blocked-while-leaving") };
        let report = witness::observe(&job).expect("the machine permits observing");
        assert_eq!(report.outcome, exited(0));
        assert_eq!(report.processes[0].cut_off, [1]);
    }
}

#[test]
fn two_threads_may_end_their_process() {
    let report = observe("leave-twice");
    assert_eq!(report.outcome, exited(7));
    assert!(report.processes[0].cut_off.contains(&1));
}

#[test]
fn a_sleep_without_an_end_ends_at_the_deadline() {
    let mut job = job("sleep-for-ever");
    job.limits.deadline = Duration::from_millis(100);
    let report = witness::observe(&job).expect("the machine permits observing");
    assert_eq!(report.outcome, Outcome::Deadline);
}

#[test]
fn a_lock_taken_twice_is_stuck_and_told_at_once() {
    let report = observe("lock-twice");
    let Outcome::Stuck { waiting } = &report.outcome else { panic!("{:?}", report.outcome) };
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].on, WaitOn::Futex { timed: false });
    assert_eq!(report.processes[0].end, End::Killed);
    // The wait that was never over is told too.
    assert!(report.waits.iter().any(|wait| wait.until_ns.is_none() && wait.on == waiting[0].on));
}

#[test]
fn a_thread_that_executes_a_program_is_the_only_one_left() {
    let report = observe("exec-from-a-thread");
    assert_eq!(report.outcome, exited(0));
    assert_eq!(report.processes[0].command, ["/bin/echo", "another program"]);
    assert_eq!(texts(&report), ["another program"]);
    assert_eq!(report.lines[0].thread, 2);
}

#[test]
fn less_detail_still_tells_lines_and_lifetimes() {
    let lines = Job { detail: Detail::Lines, ..job("join-all") };
    let report = witness::observe(&lines).expect("the machine permits observing");
    assert_eq!(texts(&report), ["I am 1", "I am 2", "I am 3"]);
    assert_eq!(report.threads.len(), 4);
    assert_eq!((report.waits.len(), report.notes.len()), (0, 0));
    let children = Job { detail: Detail::Lines, ..job("reap-all") };
    let report = witness::observe(&children).expect("the machine permits observing");
    let reaped = |process: &witness::Process| matches!(process.fate, Fate::Reaped { .. });
    assert!(report.processes[1..].iter().all(reaped));
}
