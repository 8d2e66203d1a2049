//! Which circle is found, on graphs and on what they are made of.

use super::*;
use crate::job::{Detail, Order};
use crate::report::{End, Fate, Outcome, Process, Thread, VERSION};

fn shortest_of(edges: &[(usize, &[usize])]) -> Option<Vec<usize>> {
    shortest(&edges.iter().map(|&(from, to)| (from, to.to_vec())).collect())
}

#[test]
fn two_threads_that_wait_for_each_other_are_a_circle() {
    assert_eq!(shortest_of(&[(0, &[1]), (1, &[2]), (2, &[1])]), Some(vec![1, 2]));
}

#[test]
fn a_thread_that_waits_for_itself_is_a_circle() {
    assert_eq!(shortest_of(&[(0, &[3]), (3, &[3])]), Some(vec![3]));
}

#[test]
fn a_chain_is_no_circle() {
    assert_eq!(shortest_of(&[]), None);
    assert_eq!(shortest_of(&[(0, &[1]), (1, &[2]), (2, &[])]), None);
    // The last one waits for somebody who does not wait.
    assert_eq!(shortest_of(&[(0, &[1]), (1, &[2])]), None);
}

#[test]
fn the_shortest_of_several_circles_is_told_and_begins_with_its_first_thread() {
    let edges: [(usize, &[usize]); 5] = [(0, &[1]), (1, &[2]), (2, &[0, 4]), (3, &[2]), (4, &[2])];
    assert_eq!(shortest_of(&edges), Some(vec![2, 4]));
    assert_eq!(shortest_of(&[(5, &[6]), (6, &[5]), (7, &[8]), (8, &[7])]), Some(vec![5, 6]));
    assert_eq!(shortest_of(&[(1, &[3]), (2, &[1]), (3, &[2])]), Some(vec![1, 3, 2]));
}

/// A report of processes with so many threads each; the others are children of the first.
fn report_of(sizes: &[usize]) -> Report {
    let mut report = Report {
        version: VERSION,
        command: Vec::new(),
        detail: Detail::Full,
        order: Order::Natural,
        outcome: Outcome::Deadline,
        duration_ns: 0,
        cpu_ns: 0,
        peak_threads: 0,
        peak_processes: 0,
        processes: Vec::new(),
        threads: Vec::new(),
        lines: Vec::new(),
        waits: Vec::new(),
        channels: Vec::new(),
        notes: Vec::new(),
    };
    for (process, &size) in sizes.iter().enumerate() {
        let first = report.threads.len();
        report.processes.push(Process {
            path: if process == 0 { Vec::new() } else { vec![process] },
            pid: 0,
            parent: (process > 0).then_some(0),
            created_by: (process > 0).then_some(0),
            command: Vec::new(),
            born_ns: 0,
            ended_ns: None,
            end: End::Killed,
            fate: Fate::Undecided,
            threads: (first..first + size).collect(),
            cut_off: Vec::new(),
            left_open: Vec::new(),
        });
        report.threads.extend((0..size).map(|number| Thread {
            process,
            number,
            tid: 0,
            created_by: None,
            name: None,
            born_ns: 0,
            began_ns: 0,
            ended_ns: None,
            joined_by: None,
            cpu_ns: 0,
            calls: BTreeMap::new(),
        }));
    }
    report
}

fn joins(thread: usize, other: usize) -> Stuck {
    Stuck::at_rest(thread, WaitOn::Join { thread: other }, Vec::new())
}

fn locks(thread: usize, holder: Option<usize>) -> Stuck {
    let on = WaitOn::Lock { lock: 1 };
    Stuck { held_by: holder, ..Stuck::at_rest(thread, on, Vec::new()) }
}

fn reads(thread: usize, holders: &[usize]) -> Stuck {
    let on = WaitOn::Channel { channel: 0, reading: true };
    Stuck::at_rest(thread, on, holders.to_vec())
}

#[test]
fn locks_lead_to_who_holds_them_and_joins_to_who_is_joined() {
    let report = report_of(&[3]);
    let waiting = [joins(0, 1), locks(1, Some(2)), locks(2, Some(1))];
    assert_eq!(circle(&report, &waiting), Some(vec![1, 2]));
    let waiting = [locks(0, Some(1)), joins(1, 0)];
    assert_eq!(circle(&report, &waiting), Some(vec![0, 1]));
    assert_eq!(circle(&report, &[locks(0, Some(0))]), Some(vec![0]));
    assert_eq!(circle(&report, &[joins(0, 1), locks(1, None)]), None);
}

#[test]
fn a_reader_waits_for_those_who_hold_the_other_end() {
    // A worker reads what its own process could write, and main waits for the worker.
    let report = report_of(&[2]);
    assert_eq!(circle(&report, &[joins(0, 1), reads(1, &[0])]), Some(vec![0, 1]));
    // Alone in its process, it waits for itself.
    assert_eq!(circle(&report, &[reads(0, &[0])]), Some(vec![0]));
    // With another holder there is somebody else to wait for.
    let report = report_of(&[1, 2]);
    assert_eq!(circle(&report, &[reads(0, &[0, 1]), reads(2, &[0])]), Some(vec![0, 2]));
    // All that could write have gone, so nobody is waited for.
    assert_eq!(circle(&report, &[reads(0, &[])]), None);
}

#[test]
fn who_waits_for_a_child_waits_for_the_only_one_that_is_left() {
    let waits = |thread| Stuck::at_rest(thread, WaitOn::Child, Vec::new());
    let report = report_of(&[1, 1, 1]);
    assert_eq!(circle(&report, &[waits(0), reads(2, &[0])]), Some(vec![0, 2]));
    // Of two it is not known which one, so neither may be told to be part of a circle.
    let asleep = |thread| Stuck::at_rest(thread, WaitOn::Condition, Vec::new());
    assert_eq!(circle(&report, &[waits(0), asleep(1), reads(2, &[0])]), None);
    assert_eq!(circle(&report, &[waits(0), reads(1, &[0]), asleep(2)]), None);
}
