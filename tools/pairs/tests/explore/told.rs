//! A deadlock is told with the lines of the source where it came about, and an inverted order of locks
//! before it comes about.

use std::fs;
use std::path::Path;

use witness::explore::{Canonical, Expectation, Look, Schedule, Session};
use witness::{Outcome, Place, Stuck, WaitOn};

use crate::{explored, twin};

const SOURCE: &str = "src/locks.rs";

/// The number of the first line with this text behind the head of this function.
fn line(function: &str, text: &str) -> u32 {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SOURCE);
    let source = fs::read_to_string(path).expect("the sources are there");
    let lines = source.lines().zip(1..);
    let mut behind = lines.skip_while(|(line, _)| !line.contains(&format!("fn {function}(")));
    behind.find(|(line, _)| line.contains(text)).expect("the function has this line").1
}

fn stuck(name: &str) -> Vec<Stuck> {
    let failure = explored(&twin(name, "wrong"), &Expectation::default()).failure;
    match failure.expect("it is wrong").woven.report.outcome {
        Outcome::Stuck { waiting } => waiting,
        other => panic!("{name}: {other:?}"),
    }
}

#[track_caller]
fn assert_at(place: Option<&Place>, function: &str, text: &str) {
    let place = place.expect("the program has its lines with it");
    assert!(place.file.ends_with(SOURCE), "{place:?}");
    assert_eq!(place.line, line(function, text), "{place:?}");
}

#[test]
fn two_locks_are_told_with_where_each_waits_and_where_the_other_took_it() {
    let waiting = stuck("abba-silent");
    let for_locks: Vec<&Stuck> =
        waiting.iter().filter(|stuck| matches!(stuck.on, WaitOn::Lock { .. })).collect();
    let [one, other] = for_locks[..] else { panic!("{waiting:?}") };
    assert_eq!((one.held_by, other.held_by), (Some(other.thread), Some(one.thread)));
    for (stuck, holder) in [(one, other), (other, one)] {
        let function = "abba_silent_wrong";
        let (waits, holds) = ("*SAVINGS.lock()", "let mut cash = CASH.lock()");
        let (crossing_waits, crossing_holds) = ("*CASH.lock()", "let mut savings = SAVINGS.lock()");
        let first_closure =
            stuck.at.as_ref().map(|place| place.line) == Some(line(function, waits));
        let (at, since) =
            if first_closure { (waits, crossing_holds) } else { (crossing_waits, holds) };
        assert_at(stuck.at.as_ref(), function, at);
        assert_at(stuck.held_since.as_ref(), function, since);
        assert_ne!(stuck.at, holder.at);
    }
    // Whoever started the two waits for one of them.
    assert!(waiting.iter().any(|stuck| matches!(stuck.on, WaitOn::Join { .. })), "{waiting:?}");
}

#[test]
fn a_lock_taken_twice_is_told_with_both_places() {
    let waiting = stuck("lock-twice");
    let stuck = waiting.iter().find(|stuck| stuck.held_by == Some(stuck.thread));
    let stuck = stuck.expect("it holds what it waits for");
    let since = stuck.held_since.as_ref().expect("the program has its lines with it");
    let at = stuck.at.as_ref().expect("the program has its lines with it");
    assert!(since.file.ends_with(SOURCE) && at.file.ends_with(SOURCE), "{stuck:?}");
    assert_ne!(since.line, at.line);
}

/// The writer has asked for it, at another word of the lock than readers do, and has nothing.
#[test]
fn a_writer_that_waits_holds_nothing() {
    let waiting = stuck("read-twice");
    let for_lock: Vec<_> =
        waiting.iter().filter(|it| matches!(it.on, WaitOn::Lock { .. })).collect();
    let [reader, writer] = for_lock[..] else { panic!("{waiting:?}") };
    assert_eq!(reader.held_by, Some(reader.thread));
    assert_eq!(writer.held_by, Some(reader.thread));
}

#[test]
fn an_inverted_order_is_seen_where_it_does_no_harm_yet() {
    for name in ["abba-silent", "abba-printing"] {
        let mut session = Session::start(&twin(name, "wrong")).expect("it can be explored");
        let plain = Schedule::canonical(Canonical::First);
        let woven = session.run(&plain, Look::Quick).expect("it can be run");
        assert_eq!(woven.report.outcome, Outcome::Exited { code: 0 }, "{name}");
        assert_eq!(woven.inversions.len(), 1, "{name}: {:?}", woven.inversions);
    }
}

#[test]
fn a_common_gate_makes_any_order_right() {
    for name in ["abba-gate", "abba-silent", "philosophers"] {
        let explored = explored(&twin(name, "right"), &Expectation::default());
        assert_eq!(explored.inversions, [], "{name}");
    }
}
