//! The `todo!`s of a starter: work that is not done yet is no mistake.

use witness::{Report, Stream};

use crate::exercise::Exercise;

/// A `todo!` that the program met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotWritten {
    /// `file:line:column`, as the program's own panic message names it.
    pub place: String,
    /// The sentence in the `todo!`, which says what to do; empty for a bare `todo!()`.
    pub task: String,
    /// The command that judges the exercise again.
    pub test: String,
}

/// What the panic message of a `todo!` begins with.
const TODO: &str = "not yet implemented";

impl NotWritten {
    /// The first `todo!` that a thread of the program met.
    ///
    /// Only standard error counts, and only the two lines of one panic message by one thread. A
    /// program that fakes them there has gained nothing: "not written yet" is no pass.
    pub(crate) fn find(report: &Report, exercise: &Exercise) -> Option<Self> {
        (0..report.threads.len()).find_map(|thread| {
            let lines = report.texts_of(thread, Stream::Stderr);
            lines.windows(2).find_map(|pair| {
                let place = panic_place(pair[0])?;
                let task = pair[1].strip_prefix(TODO)?;
                Some(Self {
                    place: place.into(),
                    task: task.strip_prefix(": ").unwrap_or_default().into(),
                    test: format!(
                        "cargo test -p {} {}::",
                        exercise.package,
                        exercise.name.replace('-', "_")
                    ),
                })
            })
        })
    }
}

/// The place in `thread 'main' (4711) panicked at src/main.rs:3:5:`.
fn panic_place(line: &str) -> Option<&str> {
    let (thread, place) = line.split_once(" panicked at ")?;
    let place = place.strip_suffix(':')?;
    (thread.starts_with("thread '") && place.contains(".rs:")).then_some(place)
}
