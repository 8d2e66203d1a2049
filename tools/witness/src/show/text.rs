//! A run told as plain text: sections under short headings, times in aligned columns.
//!
//! Each section is a function from the report to rows; what all have in common (headings, columns,
//! leaving out the middle of a long list) is in `page.rs`.

pub(super) mod endless;
pub(super) mod page;
mod sections;
pub(super) mod stuck;

use messages::Language;

use super::words::{Words, capitalised};
use crate::job::Order;
use crate::report::{Outcome, Report};
use page::Page;

/// What `cargo telar observe` prints: the run, told for a reader. Plain text without colours, ended by
/// a newline.
pub fn text(report: &Report, language: Language) -> String {
    let words = Words { report, language };
    let mut page = Page::new(words);
    beginning(&mut page, &words);
    sections::lived(&mut page, &words);
    sections::said(&mut page, &words);
    sections::waited(&mut page, &words);
    sections::overlapped(&mut page, &words);
    sections::left_behind(&mut page, &words);
    sections::carried(&mut page, &words);
    sections::notes(&mut page, &words);
    page.finish()
}

/// What ran, how it ended, and, when it came to no end, who waits for what or goes on: the answer
/// first.
fn beginning(page: &mut Page, words: &Words) {
    let report = words.report;
    page.line(words.command());
    page.line(String::new());
    page.line(words.ended());
    match &report.outcome {
        Outcome::Stuck { waiting } => stuck::told(page, words, waiting),
        Outcome::Endless { busy } => endless::told(page, words, busy),
        _ => {}
    }
    page.line(words.say(
        "busiest",
        &[
            ("threads", report.peak_threads.into()),
            ("processes", report.peak_processes.into()),
            ("cpu", words.ms(report.cpu_ns).into()),
        ],
    ));
    match report.order {
        Order::Natural => {}
        Order::CreatorFirst => page.line(words.say("order-creator-first", &[])),
        // The first thread of the list is main, which nobody in the program created.
        Order::Starve(number) => {
            page.line(held_back(words, number, "order-starve-whom", "order-starve"));
        }
        Order::Oversleep(number) => {
            page.line(held_back(words, number, "order-oversleep-whom", "order-oversleep"));
        }
    }
}

/// Says who was held back: by name, or by its number if it was never created.
fn held_back(words: &Words, number: usize, by_name: &str, by_number: &str) -> String {
    // The first thread of the list is main, which nobody in the program created.
    if number + 1 < words.report.threads.len() {
        let whom = capitalised(&words.the(number + 1));
        words.say(by_name, &[("whom", whom.into())])
    } else {
        words.say(by_number, &[("number", number.into())])
    }
}
