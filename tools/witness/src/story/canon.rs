//! Who is called "thread 1": an order of siblings that does not depend on who was created first.
//!
//! Threads are sorted into classes by what they did: first by their words and their end, then, again
//! and again, by the classes of those they have to do with (creator, created, partners on a pipe, who
//! is waited for in vain) until no class splits any more. Siblings are numbered in the order of their classes. Threads that
//! are still in the same class have done the same, and keep the order of their creation.

use std::collections::{BTreeMap, BTreeSet};

use super::{ending_of_process, ending_of_thread, other_program};
use crate::query::dotted;
use crate::report::{Channel, ChannelKind, Outcome, Report, Traffic, WaitOn};

/// Enough to tell apart threads that are that many steps from a difference; a bound on the work.
const ROUNDS: usize = 16;

/// Names for the threads and processes of one report.
pub(super) struct Canon {
    /// For each thread, its process and its number in it, 0 for main.
    threads: Vec<(usize, usize)>,
    /// For each process, its path in the tree of creation.
    paths: Vec<Vec<usize>>,
    /// All threads: a process's own first, then its children with theirs.
    order: Vec<usize>,
    /// For each thread, its place in `order`.
    places: Vec<usize>,
}

impl Canon {
    /// Reads `said`, each thread's own words, to put siblings in order.
    pub(super) fn of(report: &Report, said: &[Vec<String>]) -> Self {
        let classes = classes(report, said);
        let mut canon = Self {
            threads: vec![(0, 0); report.threads.len()],
            paths: vec![Vec::new(); report.processes.len()],
            order: Vec::with_capacity(report.threads.len()),
            places: vec![0; report.threads.len()],
        };
        // A list of what is still to be visited instead of recursion: a chain of forks can be long.
        let roots = report.processes.iter().enumerate();
        let roots = roots.filter(|(_, process)| process.parent.is_none());
        let mut open: Vec<usize> = roots.map(|(index, _)| index).collect();
        open.reverse();
        while let Some(process) = open.pop() {
            let mut threads = report.threads_of(process);
            threads.sort_by_key(|&thread| (classes[thread], thread));
            let main = report.main_of(process);
            for (number, thread) in std::iter::once(main).chain(threads).enumerate() {
                canon.threads[thread] = (process, number);
                canon.places[thread] = canon.order.len();
                canon.order.push(thread);
            }
            let mut children = report.children_of(process);
            children.sort_by_key(|&child| (classes[report.main_of(child)], child));
            for (index, &child) in children.iter().enumerate() {
                let mut path = canon.paths[process].clone();
                path.push(index + 1);
                canon.paths[child] = path;
            }
            open.extend(children.into_iter().rev());
        }
        canon
    }

    pub(super) fn in_order(&self) -> &[usize] {
        &self.order
    }

    /// Where a thread stands in [`Self::in_order`].
    pub(super) fn place(&self, thread: usize) -> usize {
        self.places[thread]
    }

    pub(super) fn role(&self, thread: usize) -> String {
        let (process, number) = self.threads[thread];
        match (self.paths[process].is_empty(), number) {
            (_, 0) => self.process_role(process),
            (true, number) => format!("thread {number}"),
            (false, number) => format!("{} thread {number}", self.process_role(process)),
        }
    }

    pub(super) fn process_role(&self, process: usize) -> String {
        match self.paths[process].as_slice() {
            [] => "main".into(),
            path => format!("child {}", dotted(path)),
        }
    }
}

/// Bytes that went from some threads of the program to others.
pub(crate) struct Flow {
    pub(crate) kind: ChannelKind,
    pub(crate) writers: Vec<usize>,
    pub(crate) readers: Vec<usize>,
    /// Those that arrived; those that were sent where nobody took any. How far a writer got ahead of
    /// a reader that has gone away is a matter of speed.
    pub(crate) bytes: u64,
}

/// What a channel carried between threads of the program; nothing for files, terminals and the
/// standard streams, nor for a channel that nobody used.
pub(crate) fn flows(channel: &Channel) -> Vec<Flow> {
    let kind = channel.kind;
    let flow = |writers: &[&Traffic], readers: &[&Traffic]| {
        let (sent, arrived) = (total(writers), total(readers));
        let who = |side: &[&Traffic]| side.iter().map(|traffic| traffic.thread).collect();
        let bytes = if arrived > 0 { arrived } else { sent };
        Flow { kind, writers: who(writers), readers: who(readers), bytes }
    };
    let writers: Vec<_> = channel.writers.iter().filter(|traffic| traffic.bytes > 0).collect();
    // Which of several readers finds bytes is a matter of speed: all that came to read are named.
    let readers: Vec<_> = match channel.readers.iter().any(|traffic| traffic.bytes > 0) {
        true => channel.readers.iter().collect(),
        false => Vec::new(),
    };
    let flows = match kind {
        ChannelKind::Pipe => vec![flow(&writers, &readers)],
        // One end: what was sent into it comes out at an end that is not known to be its other one.
        ChannelKind::Socket => vec![flow(&writers, &[]), flow(&[], &readers)],
        // Both ends in one: what a thread wrote is for the others to read.
        ChannelKind::SocketPair => writers
            .iter()
            .map(|writer| {
                let others: Vec<_> =
                    readers.iter().copied().filter(|one| one.thread != writer.thread).collect();
                Flow { bytes: writer.bytes, ..flow(&[writer], &others) }
            })
            .collect(),
        _ => Vec::new(),
    };
    flows.into_iter().filter(|flow| flow.bytes > 0).collect()
}

fn total(side: &[&Traffic]) -> u64 {
    side.iter().map(|traffic| traffic.bytes).sum()
}

/// What a thread has to do with another: a word for it, bytes, and classes of the others.
type Tie = (&'static str, u64, Vec<usize>, Vec<usize>);

/// For each thread its class; a smaller one stands first.
fn classes(report: &Report, said: &[Vec<String>]) -> Vec<usize> {
    let all = 0..report.threads.len();
    let doings: Vec<_> =
        all.clone().map(|thread| (&said[thread], own_end(report, thread))).collect();
    let mut classes = ranks(&doings);
    let flows: Vec<_> = report.channels.iter().flat_map(flows).collect();
    let in_vain = in_vain(report);
    for _ in 0..ROUNDS {
        let mut ties: Vec<Vec<Tie>> = vec![Vec::new(); report.threads.len()];
        for thread in all.clone() {
            if let Some(creator) = report.threads[thread].created_by {
                ties[thread].push(("created by", 0, vec![classes[creator]], Vec::new()));
                ties[creator].push(("created", 0, vec![classes[thread]], Vec::new()));
            }
            let main = report.main_of(report.process_of(thread));
            ties[main].push(("runs", 0, vec![classes[thread]], Vec::new()));
        }
        for flow in &flows {
            let of = |side: &[usize]| {
                let mut of: Vec<_> = side.iter().map(|&thread| classes[thread]).collect();
                of.sort_unstable();
                of
            };
            let (writers, readers) = (of(&flow.writers), of(&flow.readers));
            let sides = [("writes", &flow.writers), ("reads", &flow.readers)];
            for (verb, side) in sides {
                for &thread in side {
                    ties[thread].push((verb, flow.bytes, writers.clone(), readers.clone()));
                }
            }
        }
        for &(thread, verb, other) in &in_vain {
            ties[thread].push((verb, 0, vec![classes[other]], Vec::new()));
            ties[other].push(("is waited for", 0, vec![classes[thread]], Vec::new()));
        }
        let keys: Vec<_> = all
            .clone()
            .map(|thread| {
                ties[thread].sort();
                (classes[thread], std::mem::take(&mut ties[thread]))
            })
            .collect();
        let refined = ranks(&keys);
        if refined == classes {
            break;
        }
        classes = refined;
    }
    classes
}

/// Who waits in vain for whom, of a run that got stuck, and a word for it.
fn in_vain(report: &Report) -> Vec<(usize, &'static str, usize)> {
    let Outcome::Stuck { waiting } = &report.outcome else {
        return Vec::new();
    };
    let ties = waiting.iter().filter_map(|stuck| match stuck.on {
        WaitOn::Join { thread } => Some((stuck.thread, "joins", thread)),
        WaitOn::Lock { .. } => Some((stuck.thread, "locks", stuck.held_by?)),
        _ => None,
    });
    ties.collect()
}

/// How a thread ended; for a main thread also what its process did as a whole.
fn own_end(report: &Report, thread: usize) -> (String, Option<String>) {
    let process = report.process_of(thread);
    if report.main_of(process) == thread {
        let ending = ending_of_process(&report.processes[process]);
        (ending, other_program(report, process))
    } else {
        (ending_of_thread(report, thread).into(), None)
    }
}

/// For each key, how many different ones are smaller.
fn ranks<K: Ord>(keys: &[K]) -> Vec<usize> {
    let distinct: BTreeSet<&K> = keys.iter().collect();
    let ranks: BTreeMap<&K, usize> = distinct.into_iter().zip(0..).collect();
    keys.iter().map(|key| ranks[key]).collect()
}
