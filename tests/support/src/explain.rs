//! A verdict in words, in the order in which a student needs them: what was required, what the program
//! did, likely why, where to read on, and how to see it again.

use std::fmt;
use std::path::PathBuf;

use ::messages::{Language, Value};
use witness::Order;

use crate::messages::{has, say};
use crate::not_written::NotWritten;
use crate::reading;
use crate::run::Run;
use crate::stop::{Failure, Stop};

/// Most lines of a run that are shown; the command below them shows all.
const MOST_LINES: usize = 60;

/// Most lines of a failure under a schedule, whose steps are few already and each of them tells.
const MOST_LINES_OF_STEPS: usize = 90;

/// Where in the course a verdict belongs.
pub(crate) struct Place {
    pub(crate) root: PathBuf,
    pub(crate) topic: String,
    pub(crate) exercise: course::Exercise,
    pub(crate) requirement: String,
}

/// A verdict in words.
pub(crate) struct Explanation {
    /// The requirement as a sentence.
    pub(crate) title: String,
    /// Everything else; empty for a pass.
    pub(crate) message: String,
    /// The command that shows it again, which the message contains too.
    pub(crate) again: Option<String>,
    /// What the title is introduced by.
    required: String,
}

impl Explanation {
    pub(crate) fn of(place: &Place, language: Language, stop: Option<&Stop>) -> Self {
        let dashed = place.requirement.replace('_', "-");
        let mut explanation = Self {
            title: say(language, &format!("{}-{dashed}", place.exercise.name), &[]),
            message: String::new(),
            again: None,
            required: say(language, "common-required", &[]),
        };
        match stop {
            None | Some(Stop::OurFault(_)) => {}
            Some(Stop::Failed(failure)) => {
                explanation.message = failed(place, language, failure);
                explanation.again = Some(failure.run.again());
            }
            Some(Stop::NotWritten(todo)) => {
                explanation.message = not_written(language, todo);
                explanation.again = Some(todo.test.clone());
            }
            Some(Stop::Undecided(id, values)) => {
                let reason = say(language, id, values);
                let about = say(language, "common-undecided", &[]);
                explanation.message = format!("inconclusive: {reason}\n{about}\n");
            }
            Some(Stop::Inconclusive(reason)) => {
                // Not translated: scripts look for this word.
                let about = say(language, "common-inconclusive", &[]);
                explanation.message = format!("inconclusive: {reason}\n{about}\n");
            }
        }
        explanation
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n\n{}", self.required, self.title, self.message)
    }
}

fn failed(place: &Place, language: Language, failure: &Failure) -> String {
    let say = |id: &str, values: &[(&str, Value)]| say(language, id, values);
    let run = &failure.run;
    let mut told = capitalised(&say(&failure.id, &failure.values)) + "\n";
    told += &(say("common-run", &[("command", run.command().into())]) + "\n");
    if let Some(schedule) = run.schedule() {
        told += &(say("common-virtual", &[("schedule", schedule.to_string().into())]) + "\n");
    }
    if let Some(order) = order(language, run) {
        told += &(order + "\n");
    }
    told += "\n";
    told += &indented(&match &failure.difference {
        Some(difference) => translated(difference, language),
        None => shortened(language, run),
    });
    told += &format!(
        "\n{}: {}\n",
        say("common-likely-cause", &[]),
        say(&cause_of(place, failure), &failure.values)
    );
    let page = format!("book/{language}/{}", reading::about(&place.exercise, &failure.id));
    told += &format!("{}: {page}\n", say("common-read", &[]));
    told += &format!("{}: {}\n", say("common-again", &[]), run.again());
    harmless(&told)
}

/// The name of the message that tells the likely cause. A topic may know more than what all graders
/// say: it may have a `-cause` of its own for a common message, by the exercise's name.
fn cause_of(place: &Place, failure: &Failure) -> String {
    let own = match failure.id.strip_prefix("common-") {
        Some(common) => format!("{}-{common}-cause", place.exercise.name),
        None => format!("{}-cause", failure.id),
    };
    if has(&own) { own } else { format!("{}-cause", failure.id) }
}

/// Who was made to go first, if anybody was.
fn order(language: Language, run: &Run) -> Option<String> {
    match run.order {
        Order::Natural => None,
        Order::CreatorFirst => Some(say(language, "common-creator-first", &[])),
        Order::Starve(k) | Order::Oversleep(k) => {
            // The report lists the main thread first, then what was created, in that order.
            let role = match run.threads.get(k + 1) {
                Some(_) => run.role(k + 1),
                None => format!("#{}", k + 1),
            };
            let id = match run.order {
                Order::Starve(_) => "common-starve",
                _ => "common-oversleep",
            };
            Some(say(language, id, &[("role", role.into())]))
        }
    }
}

/// A difference between two stories, in the student's language.
fn translated(difference: &str, language: Language) -> String {
    let line = |line: &str| {
        let (sign, text) = line.split_at(line.len().min(1));
        format!("{sign}{}\n", witness::show::story_line(text, language))
    };
    difference.lines().map(line).collect()
}

/// The run's story, as far as a terminal has room for it: its beginning and its end.
fn shortened(language: Language, run: &Run) -> String {
    let text = match run.found() {
        Some(found) => witness::show::failure(found, language),
        None => witness::show::text(run.report(), language),
    };
    // Its first paragraph is the command, which has been told; a failure under a schedule has none.
    let text = match (run.found(), text.split_once("\n\n")) {
        (None, Some((_, rest))) => rest,
        _ => text.as_str(),
    };
    let lines: Vec<_> = text.lines().collect();
    let most = if run.found().is_some() { MOST_LINES_OF_STEPS } else { MOST_LINES };
    if lines.len() <= most {
        return text.to_owned();
    }
    let (first, last) = (most / 2, lines.len() - most / 2);
    let left = say(language, "common-more-lines", &[("lines", (last - first).into())]);
    format!("{}\n{left}\n{}\n", lines[..first].join("\n"), lines[last..].join("\n"))
}

fn not_written(language: Language, todo: &NotWritten) -> String {
    let place = say(language, "common-not-written", &[("place", todo.place.as_str().into())]);
    let next = say(language, "common-write-it", &[("command", todo.test.as_str().into())]);
    harmless(&format!("{place}\n  {}\n\n{next}\n", todo.task))
}

/// The text without what would steer a terminal: a program's output is evidence, and untrusted.
fn harmless(text: &str) -> String {
    let steers = |c: char| c.is_control() && c != '\n';
    text.replace(steers, "\u{fffd}")
}

/// With a capital first letter: a sentence may begin with the name of a thread.
fn capitalised(sentence: &str) -> String {
    let mut rest = sentence.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn indented(text: &str) -> String {
    let mut indented = String::new();
    for line in text.lines() {
        // A blank line stays one: spaces at a line's end are noise in a terminal's selection.
        let margin = if line.is_empty() { "" } else { "    " };
        indented += &format!("{margin}{line}\n");
    }
    indented
}
