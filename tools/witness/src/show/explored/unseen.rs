//! What an exploration could not see, and locks that were taken in both orders.

use std::collections::BTreeSet;

use messages::Language;

use crate::escape::escaped;
use crate::explore::{Explored, Finding, Inversion};
use crate::report::{Note, Report};
use crate::show::text::page::Page;
use crate::show::words::Words;

/// How many warnings are told.
const MOST_WARNINGS: usize = 3;

/// A warning for each pair of locks that were taken in both orders; none when there is a deadlock to
/// tell of.
pub(super) fn inversions(page: &mut Page, language: Language, explored: &Explored) {
    let failing = explored.failure.as_ref();
    if failing.is_some_and(|failure| failure.finding == Finding::Deadlock) {
        return;
    }
    // Threads are named as in a run in which the locks were seen, when one of them was kept.
    let kept = [Some(&explored.first), failing.map(|failure| &failure.woven)];
    let kept = || kept.into_iter().flatten();
    let mut told = BTreeSet::new();
    for inversion in &explored.inversions {
        let woven = kept().find(|woven| woven.inversions.contains(inversion));
        let report = &woven.unwrap_or(&explored.first).report;
        // Which of the two took the first lock first differs from run to run.
        let mut threads = [inversion.threads.0, inversion.threads.1];
        threads.sort_unstable();
        if told.insert((inversion.locks, threads)) {
            if told.len() > MOST_WARNINGS {
                break;
            }
            page.line(String::new());
            page.line(warning(report, language, inversion));
        }
    }
}

fn warning(report: &Report, language: Language, inversion: &Inversion) -> String {
    let words = Words { report, language };
    let (one, other) = inversion.threads;
    let locks = [("one", inversion.locks.0.into()), ("other", inversion.locks.1.into())];
    if one.max(other) >= report.threads.len() {
        return words.say("inversion", &locks);
    }
    let whom = words.list(vec![words.the(one), words.the(other)]);
    let [first, second] = locks;
    words.say("inversion-by", &[first, second, ("whom", whom.into())])
}

/// What may be wrong with the program all the same.
pub(super) fn told(page: &mut Page, words: &Words, explored: &Explored) {
    let sentences = sentences(words, explored);
    if sentences.is_empty() {
        return;
    }
    page.heading("unseen");
    page.sentences(sentences);
}

fn sentences(words: &Words, explored: &Explored) -> Vec<String> {
    let notes = &explored.notes;
    let mut sentences = Vec::new();
    if !explored.points_in_program {
        sentences.push(words.say("unseen-points", &[]));
    }
    if explored.cut_short {
        sentences.push(words.say("unseen-cut-short", &[("steps", explored.steps.into())]));
    }
    if explored.weak_orderings {
        sentences.push(words.say("unseen-weak", &[]));
    }
    let calls: BTreeSet<String> = notes
        .iter()
        .filter_map(|note| match note {
            Note::Unmodelled { call } => Some(format!("`{}`", escaped(call))),
            _ => None,
        })
        .collect();
    if !calls.is_empty() {
        let count = ("count", calls.len().into());
        let calls = words.list(calls.into_iter().collect());
        sentences.push(words.say("unseen-calls", &[count, ("calls", calls.into())]));
    }
    if notes.iter().any(|note| matches!(note, Note::Preempted { .. })) {
        sentences.push(words.say("unseen-preempted", &[]));
    }
    if notes.iter().any(|note| matches!(note, Note::UnseenOutput { .. })) {
        sentences.push(words.say("unseen-output", &[]));
    }
    // Of a program that fails, this would only distract.
    if explored.failure.is_none() && explored.points_in_program {
        sentences.push(words.say("unseen-plain", &[]));
    }
    sentences
}
