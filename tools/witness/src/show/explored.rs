//! An exploration told as plain text: what was tried, what is wrong, how it came about, what could not
//! be seen.
//!
//! The text of a failure is in the order in which a reader asks: what is wrong ([`finding`]), where the
//! schedule came from ([`origin`]), who waits for whom, and the steps that led there ([`steps`]). Where
//! nothing was found, it says what the explorer is blind to ([`unseen`]).

mod finding;
mod origin;
mod steps;
mod unseen;

use std::time::Duration;

use messages::Language;

use super::text::page::Page;
use super::text::{endless, stuck};
use super::words::Words;
use crate::explore::{Explored, Failure, Woven};
use crate::report::Outcome;

/// What came of an exploration, told for a reader. Plain text without colours, ended by a newline.
pub fn explored(explored: &Explored, language: Language) -> String {
    told(explored, None, language)
}

/// The same, with the time that it took on the real clock.
pub fn explored_within(explored: &Explored, time: Duration, language: Language) -> String {
    told(explored, Some(time), language)
}

/// A schedule that fails: what is wrong, where it came from, who waits for whom, and its steps around
/// each switch from one thread to another.
pub fn failure(failure: &Failure, language: Language) -> String {
    let words = Words { report: &failure.woven.report, language };
    let mut page = Page::new(words);
    fails(&mut page, &words, failure);
    page.finish()
}

/// Every step of a run that was looked at closely.
pub fn every_step(woven: &Woven, language: Language) -> String {
    let words = Words { report: &woven.report, language };
    let mut page = Page::new(words);
    steps::all(&mut page, &words, woven);
    page.finish()
}

fn told(explored: &Explored, time: Option<Duration>, language: Language) -> String {
    let woven = explored.failure.as_ref().map_or(&explored.first, |failure| &failure.woven);
    let words = Words { report: &woven.report, language };
    let mut page = Page::new(words);
    page.line(words.command());
    page.line(String::new());
    page.line(tried(&words, explored, time));
    match &explored.failure {
        None => page.line(words.say("found-nothing", &[])),
        Some(failure) => fails(&mut page, &words, failure),
    }
    unseen::inversions(&mut page, language, explored);
    unseen::told(&mut page, &words, explored);
    page.finish()
}

fn tried(words: &Words, explored: &Explored, time: Option<Duration>) -> String {
    let runs = ("runs", explored.runs.into());
    let steps = ("steps", explored.steps.into());
    match time {
        None => words.say("tried", &[runs, steps]),
        Some(time) => {
            let seconds = words.language.decimal(time.as_secs_f64(), 2);
            words.say("tried-within", &[runs, steps, ("seconds", seconds.into())])
        }
    }
}

fn fails(page: &mut Page, words: &Words, failure: &Failure) {
    finding::told(page, words, failure);
    match &failure.woven.report.outcome {
        Outcome::Stuck { waiting } => {
            stuck::told(page, words, waiting);
            ended_before(page, words);
        }
        Outcome::Endless { busy } => endless::told(page, words, busy),
        _ => {}
    }
    page.line(String::new());
    page.line(origin::told(words, failure.origin));
    if let Some(shortest) = origin::shortest(words, failure) {
        page.line(shortest);
    }
    steps::around_switches(page, words, failure);
}

/// Who has ended by the time that the others wait in vain: what they wait for might have been theirs to do.
fn ended_before(page: &mut Page, words: &Words) {
    let threads = words.report.threads.iter().enumerate();
    let ended = threads.filter(|(_, thread)| thread.ended_ns.is_some());
    let ended: Vec<_> = ended.map(|(index, _)| words.the(index)).collect();
    if !ended.is_empty() {
        page.line(words.say("ended-before", &[("whom", words.list(ended).into())]));
    }
}
