//! Who waits for whom in a circle: what makes a deadlock of a program that got stuck.
//!
//! Who waits for what is a graph: an edge leads from a thread to each one that it would take to let it
//! go on. A thread that waits for nobody in particular, as one that sleeps on a condition variable,
//! has no edge. Any circle in this graph is part of the reason; the shortest one is told, because
//! whoever stands outside of it waits only for those within.

use std::collections::{BTreeMap, VecDeque};

use crate::report::{Report, Stuck, WaitOn};

/// For each thread that waits, those that it waits for.
type Graph = BTreeMap<usize, Vec<usize>>;

/// The shortest circle of threads, each of which waits for the next one and the last for the first; a
/// single thread waits for itself. Of several, the one with the first thread, which it begins with.
pub(super) fn circle(report: &Report, waiting: &[Stuck]) -> Option<Vec<usize>> {
    shortest(&graph(report, waiting))
}

fn graph(report: &Report, waiting: &[Stuck]) -> Graph {
    // Of a process that is stuck, every thread that is left waits.
    let left_in = |process: usize| {
        let threads = waiting.iter().map(|stuck| stuck.thread);
        threads.filter(move |&thread| report.process_of(thread) == process)
    };
    let whom = |stuck: &Stuck| match &stuck.on {
        WaitOn::Lock { .. } => stuck.held_by.into_iter().collect(),
        WaitOn::Join { thread } => vec![*thread],
        WaitOn::Channel { .. } => {
            let holders: Vec<usize> =
                stuck.held_open_by.iter().flat_map(|&process| left_in(process)).collect();
            // Any other thread of its own process could use or close the descriptor too, so it waits for
            // itself only when nobody else is left.
            let others: Vec<usize> =
                holders.iter().copied().filter(|&holder| holder != stuck.thread).collect();
            if others.is_empty() { holders } else { others }
        }
        WaitOn::Child => {
            let children = report.children_of(report.process_of(stuck.thread)).into_iter();
            let mut alive = children.filter(|&child| left_in(child).next().is_some());
            // Of several, it is not known which one it waits for.
            match (alive.next(), alive.next()) {
                (Some(only), None) => left_in(only).collect(),
                _ => Vec::new(),
            }
        }
        WaitOn::Sleep { .. } | WaitOn::Futex { .. } | WaitOn::Condition | WaitOn::Call { .. } => {
            Vec::new()
        }
    };
    waiting.iter().map(|stuck| (stuck.thread, whom(stuck))).collect()
}

fn shortest(graph: &Graph) -> Option<Vec<usize>> {
    let mut shortest: Option<Vec<usize>> = None;
    for &start in graph.keys() {
        let Some(found) = back_to(start, graph) else {
            continue;
        };
        if shortest.as_ref().is_none_or(|best| found.len() < best.len()) {
            shortest = Some(found);
        }
    }
    shortest
}

/// The shortest way from a thread back to itself, breadth first.
fn back_to(start: usize, graph: &Graph) -> Option<Vec<usize>> {
    // For each thread that was reached, the one before it on the way.
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(thread) = open.pop_front() {
        for &next in graph.get(&thread).into_iter().flatten() {
            if next == start {
                let mut way: Vec<usize> =
                    std::iter::successors(Some(thread), |at| before.get(at).copied()).collect();
                way.reverse();
                return Some(way);
            }
            before.entry(next).or_insert_with(|| {
                open.push_back(next);
                thread
            });
        }
    }
    None
}

#[cfg(test)]
mod tests;
