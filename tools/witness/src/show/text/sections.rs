//! The sections of the text, in the order in which a reader asks: who lived, who said what, who
//! waited, what overlapped, what was left behind, what carried bytes, what was not seen.

mod bytes;
mod lives;
mod waits;

pub(super) use bytes::carried;
pub(super) use lives::{left_behind, lived, overlapped};
pub(super) use waits::waited;

use super::page::{LEFT, Page, RIGHT};
use crate::escape::escaped;
use crate::report::{Note, Stream};
use crate::show::words::{Words, capitalised, shortened};

/// Longer lines are cut: a table of times is no place for them.
const LONGEST_LINE: usize = 160;

/// Every line with its author, in the order of time.
pub(super) fn said(page: &mut Page, words: &Words) {
    page.heading("said");
    let lines = &words.report.lines;
    if lines.is_empty() {
        page.indented(&words.say("said-nothing", &[]));
        return;
    }
    let any_stderr = lines.iter().any(|line| line.stream == Stream::Stderr);
    let rows = lines.iter().map(|line| {
        let mut text = shortened(&escaped(&line.text), LONGEST_LINE);
        if any_stderr {
            text = format!("{} {text}", if line.stream == Stream::Stderr { '!' } else { ' ' });
        }
        if !line.complete {
            text = format!("{text} {}", words.say("said-unfinished", &[]));
        }
        vec![words.ms(line.at_ns), words.role(line.thread), text]
    });
    page.table(&rows.collect::<Vec<_>>(), &[RIGHT, LEFT]);
    if any_stderr {
        page.indented(&words.say("said-stderr", &[]));
    }
}

/// What the report itself says that it does not show.
pub(super) fn notes(page: &mut Page, words: &Words) {
    if words.report.notes.is_empty() {
        return;
    }
    page.heading("notes");
    let sentences = words.report.notes.iter().map(|note| match note {
        Note::UnseenOutput { stream, bytes } => {
            output(words, "note-unseen-output", *stream, *bytes)
        }
        Note::OutputLeftOut { stream, bytes } => {
            output(words, "note-output-left-out", *stream, *bytes)
        }
        Note::WaitsLeftOut { count } => {
            words.say("note-waits-left-out", &[("count", (*count).into())])
        }
        Note::Unmodelled { call } => {
            words.say("note-unmodelled", &[("call", escaped(call).into_owned().into())])
        }
        Note::Preempted { thread } => {
            words.say("note-preempted", &[("whom", capitalised(&words.the(*thread)).into())])
        }
        Note::ReleasedEarly { thread, .. } => {
            words.say("note-released-early", &[("whom", capitalised(&words.the(*thread)).into())])
        }
    });
    page.sentences(sentences.collect());
}

fn output(words: &Words, id: &str, stream: Stream, bytes: u64) -> String {
    let stream = match stream {
        Stream::Stdout => words.say("kind-stdout", &[]),
        Stream::Stderr => words.say("kind-stderr", &[]),
    };
    words.say(id, &[("bytes", bytes.into()), ("stream", stream.into())])
}
