//! Processes and threads: when they lived, how they ended, and what of them was left.

use super::super::page::{LEFT, Page, RIGHT};
use crate::escape::escaped;
use crate::report::{End, Fate, Outcome, Report};
use crate::show::words::{Words, capitalised, command, shortened};

/// Deeper than this, the tree is drawn no wider.
const DEEPEST: usize = 8;

/// The tree of processes and threads, each with its life and its end.
pub(in super::super) fn lived(page: &mut Page, words: &Words) {
    page.heading("lived");
    let mut rows = Vec::new();
    // What is still to be drawn, with the lines to the left of it. No recursion: a chain of forks
    // can be long.
    let mut open: Vec<(usize, String, String)> = vec![(0, String::new(), String::new())];
    while let Some((thread, before, below)) = open.pop() {
        let life = &words.report.threads[thread];
        rows.push(vec![
            format!("{before}{}", words.role(thread)),
            words.ms(life.born_ns),
            "–".into(),
            life.ended_ns.map_or_else(|| "?".into(), |ended| words.ms(ended)),
            fate(words, thread),
        ]);
        let under = under(words.report, thread);
        for (index, &next) in under.iter().enumerate().rev() {
            let last = index + 1 == under.len();
            let deep = below.chars().count() >= 3 * DEEPEST;
            let (branch, line) = match last {
                true => ("└─ ", "   "),
                false => ("├─ ", "│  "),
            };
            let below_it = if deep { below.clone() } else { format!("{below}{line}") };
            open.push((next, format!("{below}{branch}"), below_it));
        }
    }
    page.table(&rows, &[LEFT, RIGHT, LEFT, RIGHT]);
}

/// Who is drawn below a thread: below the main thread of a process its other threads and its
/// children.
fn under(report: &Report, thread: usize) -> Vec<usize> {
    let process = report.process_of(thread);
    if report.main_of(process) != thread {
        return Vec::new();
    }
    let mut under = report.threads_of(process);
    under.extend(report.children_of(process).into_iter().map(|child| report.main_of(child)));
    under
}

/// How a thread ended, or, for a main thread, its process; and who it was.
fn fate(words: &Words, thread: usize) -> String {
    let report = words.report;
    let process = report.process_of(thread);
    let mut parts = Vec::new();
    let is_main = report.main_of(process) == thread;
    let cut_off = report.processes[process].cut_off.contains(&thread);
    if is_main {
        parts.push(fate_of_process(words, process));
    } else {
        let life = &report.threads[thread];
        parts.push(match (cut_off, life.ended_ns, life.joined_by) {
            (true, ..) => words.say("thread-cut-off", &[]),
            (false, None, _) => words.say("not-ended", &[]),
            (false, Some(_), None) => words.say("thread-ended", &[]),
            (false, Some(_), Some(by)) => {
                words.say("thread-joined", &[("whom", words.the(by).into())])
            }
        });
    }
    // By whom is worth a word only where it was not the main thread of the process above.
    if let Some(creator) = report.threads[thread].created_by
        && report.threads[creator].number != 0
    {
        parts.push(words.say("created-by", &[("whom", words.the(creator).into())]));
    }
    if let Some(name) = &report.threads[thread].name {
        let name = shortened(&escaped(name), 40);
        parts.push(words.say("named", &[("name", format!("“{name}”").into())]));
    }
    if is_main && let Some(parent) = report.processes[process].parent {
        let own = &report.processes[process].command;
        if *own != report.processes[parent].command && !own.is_empty() {
            let program = shortened(&command(own), 80);
            parts.push(words.say("runs", &[("program", program.into())]));
        }
    }
    parts.join("; ")
}

fn fate_of_process(words: &Words, process: usize) -> String {
    let process = &words.report.processes[process];
    let end = match &process.end {
        End::Exited { code } => words.say("exit-code", &[("code", (*code).into())]),
        End::Signaled { signal } => words.say("signal", &[("signal", signal.into())]),
        End::Killed => words.say("not-ended", &[]),
    };
    match process.fate {
        Fate::Root => end,
        Fate::Reaped { by, at_ns } => words.say(
            "reaped",
            &[
                ("end", end.into()),
                ("whom", words.the(by).into()),
                ("time", words.ms(at_ns).into()),
            ],
        ),
        Fate::Discarded => words.say("discarded", &[("end", end.into())]),
        Fate::Zombie => words.say("zombie", &[("end", end.into())]),
        Fate::Orphan => words.say("orphan", &[("end", end.into())]),
        Fate::Undecided if process.end == End::Killed => end,
        Fate::Undecided => words.say("unreaped", &[("end", end.into())]),
    }
}

/// For each group of siblings, whether they lived at the same time: what concurrency is about.
pub(in super::super) fn overlapped(page: &mut Page, words: &Words) {
    let report = words.report;
    let mut sentences = Vec::new();
    for process in 0..report.processes.len() {
        let children = report.children_of(process);
        let children: Vec<_> = children.into_iter().map(|child| report.main_of(child)).collect();
        for siblings in [report.threads_of(process), children] {
            if siblings.len() > 1 {
                sentences.push(how_siblings_overlapped(words, &siblings));
            }
        }
    }
    if !sentences.is_empty() {
        page.heading("overlapped");
        page.sentences(sentences);
    }
}

fn how_siblings_overlapped(words: &Words, siblings: &[usize]) -> String {
    let lives: Vec<(u64, u64)> =
        siblings.iter().map(|&thread| life_of_sibling(words.report, thread)).collect();
    let whom = words.list(siblings.iter().map(|&thread| words.the(thread)).collect());
    match most_at_once(&lives) {
        most if most == siblings.len() => {
            let from = lives.iter().map(|life| life.0).max().unwrap_or(0);
            let until = lives.iter().map(|life| life.1).min().unwrap_or(0);
            let time = words.ms(until.saturating_sub(from));
            let whom = capitalised(&whom);
            let id = if most == 2 { "overlapped-both" } else { "overlapped-all" };
            words.say(id, &[("whom", whom.into()), ("time", time.into())])
        }
        0 | 1 => words.say("overlapped-none", &[("whom", capitalised(&whom).into())]),
        most => words.say("overlapped-some", &[("whom", whom.into()), ("count", most.into())]),
    }
}

/// From when to when a thread lived; for the main thread of a process, the process.
fn life_of_sibling(report: &Report, thread: usize) -> (u64, u64) {
    let life = &report.threads[thread];
    let process = &report.processes[life.process];
    match life.number {
        0 => (process.born_ns, process.ended_ns.unwrap_or(report.duration_ns)),
        _ => (life.born_ns, report.end_of(life)),
    }
}

/// How many of these stretches of time have a moment in common, at most.
fn most_at_once(lives: &[(u64, u64)]) -> usize {
    // At the same instant, ends come before births: one after the other is no overlap.
    let mut changes: Vec<(u64, i64)> =
        lives.iter().flat_map(|&(from, until)| [(from, 1), (until, -1)]).collect();
    changes.sort_unstable();
    let mut alive = 0;
    let most = changes.into_iter().map(|(_, change)| {
        alive += change;
        alive
    });
    most.max().and_then(|most| usize::try_from(most).ok()).unwrap_or(0)
}

/// Zombies, orphans, threads cut off, descriptors left open.
pub(in super::super) fn left_behind(page: &mut Page, words: &Words) {
    const MOST_DESCRIPTORS: usize = 6;
    let report = words.report;
    let mut sentences = Vec::new();
    let mut say = |id: &str, thread: usize| {
        sentences.push(words.say(id, &[("who", capitalised(&words.the(thread)).into())]));
    };
    for (index, process) in report.processes.iter().enumerate() {
        match process.fate {
            Fate::Zombie => say("left-zombie", report.main_of(index)),
            Fate::Orphan => say("left-orphan", report.main_of(index)),
            Fate::Root | Fate::Reaped { .. } | Fate::Discarded | Fate::Undecided => {}
        }
        for &thread in &process.cut_off {
            say("left-cut-off", thread);
        }
    }
    for (index, process) in report.processes.iter().enumerate() {
        if process.left_open.is_empty() {
            continue;
        }
        let named = process.left_open.iter().take(MOST_DESCRIPTORS);
        let mut what: Vec<_> = named
            .map(|one| {
                let name = shortened(&escaped(&one.name), 60);
                format!("{} ({}, {name})", one.number, words.kind(one.kind))
            })
            .collect();
        let more = process.left_open.len() - what.len();
        if more > 0 {
            what.push(words.say("and-more", &[("count", more.into())]));
        }
        sentences.push(words.say(
            "left-open",
            &[
                ("who", capitalised(&words.the_process(index)).into()),
                ("count", process.left_open.len().into()),
                ("what", what.join(", ").into()),
            ],
        ));
    }
    let ran_to_its_end =
        matches!(report.outcome, Outcome::Exited { .. } | Outcome::Signaled { .. });
    match (sentences.is_empty(), ran_to_its_end) {
        (true, true) => sentences.push(words.say("left-nothing", &[])),
        // Nobody had a chance to tidy up, so there is nothing to praise.
        (true, false) => return,
        (false, _) => {}
    }
    page.heading("left");
    page.sentences(sentences);
}
