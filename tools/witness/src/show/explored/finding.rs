//! What is wrong with a run, in a sentence, and what the program itself said of it.

use crate::escape::escaped;
use crate::explore::{Failure, Finding};
use crate::report::{Outcome, Stream};
use crate::show::bound::Bound;
use crate::show::story_line;
use crate::show::text::page::Page;
use crate::show::words::{Words, capitalised, shortened};

/// How many of the program's last lines are shown.
const LAST_LINES: Bound = Bound { first: 0, last: 4 };

/// Longer lines are cut.
const LONGEST_LINE: usize = 160;

/// The sentence, and below it what the program wrote, where that helps.
pub(super) fn told(page: &mut Page, words: &Words, failure: &Failure) {
    let report = words.report;
    match &failure.finding {
        Finding::Deadlock => page.line(words.say("found-deadlock", &[])),
        Finding::Endless => {
            page.line(words.say("found-endless", &[("steps", failure.woven.steps.into())]));
        }
        Finding::Panic { threads } => {
            let whom = words.list(threads.iter().map(|&thread| words.the(thread)).collect());
            page.line(words.say("found-panic", &[("whom", capitalised(&whom).into())]));
            threads.iter().take(1).for_each(|&thread| last_words(page, words, thread));
        }
        Finding::Exit { expected, .. } => {
            let seen = ("seen", ending(words, &seen(&report.outcome)).into());
            let expected = ("expected", ending(words, expected).into());
            page.line(words.say("found-exit", &[seen, expected]));
            last_words(page, words, 0);
        }
        Finding::Zombie { process } => {
            left(page, words, "left-zombie", words.the_process(*process))
        }
        Finding::Orphan { process } => {
            left(page, words, "left-orphan", words.the_process(*process))
        }
        Finding::CutOff { thread } => left(page, words, "left-cut-off", words.the(*thread)),
        Finding::Story { expected, seen } => {
            page.line(words.say("found-story", &[]));
            for (id, line) in [("found-story-first", expected), ("found-story-now", seen)] {
                let line = match line.trim() {
                    "" => words.say("found-story-nothing", &[]),
                    line => shortened(&escaped(&story_line(line, words.language)), LONGEST_LINE),
                };
                page.indented(&words.say(id, &[("line", line.into())]));
            }
        }
        Finding::Limit => {
            page.line(words.say("found-limit", &[("ended", words.ended().into())]));
        }
        Finding::Judged { told } => {
            let mut lines = told.lines().map(|line| escaped(line).into_owned());
            let first = lines.next().unwrap_or_default();
            page.line(words.say("found-judged", &[("told", first.into())]));
            lines.for_each(|line| page.line(line));
        }
    }
    if failure.doubtful {
        page.line(words.say("found-doubtful", &[]));
    }
}

fn left(page: &mut Page, words: &Words, id: &str, who: String) {
    let what = words.say(id, &[("who", who.into())]);
    page.line(words.say("found-left", &[("what", what.into())]));
}

/// The end of a run, as a [`Finding`] names it.
fn seen(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Exited { code } => format!("exit code {code}"),
        Outcome::Signaled { signal } => signal.clone(),
        _ => String::new(),
    }
}

/// The same in the reader's language.
fn ending(words: &Words, named: &str) -> String {
    match named.strip_prefix("exit code ") {
        Some(code) => words.say("exit-code", &[("code", code.into())]),
        None if named.starts_with("SIG") => words.say("found-signal", &[("signal", named.into())]),
        None => words.say("found-no-end", &[]),
    }
}

/// What a thread last wrote to standard error: a panic's message, or a complaint.
fn last_words(page: &mut Page, words: &Words, thread: usize) {
    let lines = words.report.texts_of(thread, Stream::Stderr);
    let lines: Vec<&str> = lines
        .into_iter()
        // Rust's own advice, not the program's words.
        .filter(|line| !line.trim().is_empty() && !line.starts_with("note: run with"))
        .collect();
    for line in LAST_LINES.of(&lines).iter() {
        page.indented(&format!("! {}", shortened(&escaped(line), LONGEST_LINE)));
    }
}
