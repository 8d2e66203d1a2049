//! Who went on without end, and what that means.

use std::collections::BTreeSet;

use super::page::Page;
use crate::escape::escaped;
use crate::report::Busy;
use crate::show::place;
use crate::show::words::{Words, shortened};

/// A row for each thread that took part in the last steps, and what their number says.
pub(in crate::show) fn told(page: &mut Page, words: &Words, busy: &[Busy]) {
    if busy.is_empty() {
        return;
    }
    page.line(words.say("endless-who", &[]));
    let rows = busy.iter().map(|busy| vec![words.role(busy.thread), doing(words, busy)]);
    page.table(&rows.collect::<Vec<_>>(), &[]);
    let threads: BTreeSet<usize> = busy.iter().map(|busy| busy.thread).collect();
    page.line(match threads.first() {
        Some(&only) if threads.len() == 1 => {
            words.say("endless-one", &[("who", words.the(only).into())])
        }
        _ => words.say("endless-several", &[]),
    });
}

fn doing(words: &Words, busy: &Busy) -> String {
    let what = shortened(&escaped(&busy.doing), 80);
    match &busy.at {
        None => what,
        Some(at) => {
            let place = place::line_and_function(words, at);
            words.say("at", &[("what", what.into()), ("place", place.into())])
        }
    }
}
