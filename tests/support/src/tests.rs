//! Tests that need a course, a program or a report, and what makes them.

mod explaining;
mod judging;
mod sentences;

use witness::{Detail, End, Fate, Line, Order, Outcome, Process, Report, Stream, Thread};

/// A report of a program with `workers` threads besides main that wrote these lines: the number of the
/// thread (0 is main), the stream, the text.
pub(crate) fn report(workers: usize, lines: &[(usize, Stream, &str)]) -> Report {
    let thread = |number: usize| Thread {
        process: 0,
        number,
        tid: 100 + number as i32,
        created_by: (number > 0).then_some(0),
        name: None,
        born_ns: number as u64 * 1_000_000,
        began_ns: number as u64 * 1_000_000,
        ended_ns: Some(20_000_000 - number as u64 * 1_000_000),
        joined_by: None,
        cpu_ns: 1_000_000,
        calls: Default::default(),
    };
    let line = |(index, &(thread, stream, text)): (usize, &(usize, Stream, &str))| Line {
        at_ns: 5_000_000 + index as u64 * 1_000_000,
        thread,
        stream,
        text: text.into(),
        complete: true,
        locks: Vec::new(),
    };
    let process = Process {
        path: Vec::new(),
        pid: 100,
        parent: None,
        created_by: None,
        command: vec!["threading".into(), "three-threads".into()],
        born_ns: 0,
        ended_ns: Some(20_000_000),
        end: End::Exited { code: 0 },
        fate: Fate::Root,
        threads: (0..=workers).collect(),
        cut_off: Vec::new(),
        left_open: Vec::new(),
    };
    Report {
        version: witness::VERSION,
        command: vec!["threading".into(), "three-threads".into()],
        detail: Detail::Full,
        order: Order::Natural,
        outcome: Outcome::Exited { code: 0 },
        duration_ns: 20_000_000,
        cpu_ns: 4_000_000,
        peak_threads: workers + 1,
        peak_processes: 1,
        processes: vec![process],
        threads: (0..=workers).map(thread).collect(),
        lines: lines.iter().enumerate().map(line).collect(),
        waits: Vec::new(),
        channels: Vec::new(),
        notes: Vec::new(),
    }
}
