//! `cargo telar compare`: threads and processes, Python and Rust, computing and waiting, measured on this
//! machine.
//!
//! Two programs do the same kind of work in each of these ways: `book/listings/python/compare.py` and
//! `book/listings/src/bin/compare.rs`. They are measured by turns, against the same work done one part after
//! the other; then each is observed once, outside of the measurement, so that one sees why.

mod contest;
mod python;

use std::fs;
use std::path::Path;

use anyhow::Context;
use witness::measured::{MEASURED_VERSION, Measurements, With, Work, Written};
use witness::{Report, show};

use crate::cli::{Compare, Format};
use crate::files::Pending;
use crate::output::{self, COMMAND, STRONG};
use crate::room::Room;
use crate::spinner::Spinner;
use crate::status::Status;
use crate::subject::unanswered;
use crate::voice::Voice;
use contest::{Contest, contestants};
use python::Python;

/// Where Rust's threads gain less than this, others kept the processors busy, or there is only one.
const WORTHWHILE: f64 = 1.4;

/// Compares and tells.
pub fn tell(asked: &Compare, room: &Room, voice: Voice) -> anyhow::Result<Status> {
    let python = Python::find(&asked.python);
    let Some(rust) = contest::build(room, voice)? else {
        return Ok(Status::Fail);
    };
    let contests = contestants(room, &rust, python.as_ref(), asked.workers());
    let pictures = match &asked.timelines {
        Some(folder) => pending(folder, &contests, voice)?,
        None => Vec::new(),
    };
    let contenders = contest::measure(&contests, asked.rounds, voice)?;
    let version = MEASURED_VERSION;
    let named = python.as_ref().map(|python| python.version.clone());
    let measured = Measurements { version, python: named, contenders };

    match asked.format {
        Format::Json => {
            output::data(&format!("{}\n", serde_json::to_string_pretty(&measured)?))?;
        }
        Format::Text => output::text(&text(&measured, asked, python.as_ref(), voice))?,
    }
    if asked.format == Format::Text || !pictures.is_empty() {
        let reports = observe(&contests, voice)?;
        if asked.format == Format::Text {
            output::text(&strips(&measured, &reports, voice))?;
        }
        for (picture, report) in pictures.into_iter().zip(&reports) {
            picture.write(&show::alone(&show::timeline(report, voice.language)))?;
        }
    }
    Ok(Status::Well)
}

/// Files for the timelines of all contests, in their order.
fn pending(folder: &Path, contests: &[Contest], voice: Voice) -> anyhow::Result<Vec<Pending>> {
    fs::create_dir_all(folder).with_context(|| {
        voice.say("cannot-write", &[("path", folder.display().to_string().into())])
    })?;
    let file =
        |contest: &Contest| Pending::create(&folder.join(format!("{}.svg", contest.name())), voice);
    contests.iter().map(file).collect()
}

/// What each contest does, seen from outside.
fn observe(contests: &[Contest], voice: Voice) -> anyhow::Result<Vec<Report>> {
    let spinner = Spinner::steps(contests.len(), voice.say("comparing-observes", &[]));
    let observe = |contest: &Contest| {
        let job = contest.job();
        let report = witness::observe(&job);
        spinner.step();
        report.map_err(|error| unanswered(error, &job, "not-observed", voice))
    };
    contests.iter().map(observe).collect()
}

/// What was measured, and what to make of it.
fn text(measured: &Measurements, asked: &Compare, python: Option<&Python>, voice: Voice) -> String {
    let mut text = String::new();
    match python {
        Some(python) => {
            let program = python.program.display().to_string();
            let values = [("version", python.version.as_str().into()), ("program", program.into())];
            let sentence = if python.has_gil { "compare-python" } else { "compare-python-free" };
            text += &format!("{}\n", voice.say(sentence, &values));
        }
        None => {
            let values = [("program", asked.python.to_string_lossy().into())];
            let sentence = voice.say("compare-no-python", &values);
            text += &format!("{COMMAND}{sentence}{COMMAND:#}\n");
        }
    }
    let values = [("workers", asked.workers().into()), ("rounds", asked.rounds.into())];
    text += &format!("{}\n\n", voice.say("compare-how", &values));
    text += &columns(&show::table(measured, voice.language));
    if let Some(sentence) = remark(measured, python, voice) {
        text += &format!("\n{sentence}\n");
    }
    text
}

/// What the threads that compute show: that Python's took turns, or that there was nothing to see.
fn remark(measured: &Measurements, python: Option<&Python>, voice: Voice) -> Option<String> {
    let threads = |written| {
        measured
            .contenders
            .iter()
            .find(|one| (one.written, one.with, one.work) == (written, With::Threads, Work::Cpu))
    };
    let gain = |written| threads(written)?.speed_up().map(|speed_up| speed_up.median);
    let rust = gain(Written::Rust)?;
    let times = |gain: f64| ("times", voice.language.decimal(gain, 2).into());
    if rust < WORTHWHILE {
        return Some(voice.say("compare-busy", &[times(rust)]));
    }
    let python = python.filter(|python| python.has_gil).and_then(|_| gain(Written::Python))?;
    (python < rust).then(|| voice.say("compare-gil", &[times(python)]))
}

/// Each run as strips of letters.
fn strips(measured: &Measurements, reports: &[Report], voice: Voice) -> String {
    let table = show::table(measured, voice.language);
    let mut text = String::new();
    // The table's first row is its heading.
    for (row, report) in table.iter().skip(1).zip(reports) {
        let name = format!("{}, {}", row[0], row[1]);
        let strips = show::strips(report, voice.language);
        text += &format!("\n{STRONG}{name}{STRONG:#}\n{strips}");
    }
    format!("{text}\n{}\n", show::strips_legend(voice.language))
}

/// Cells in columns; the first row is the heading.
fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..count).filter_map(width).collect();
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| {
            // Words lean to the left, numbers to the right.
            if column < 2 { format!("{cell:width$}") } else { format!("{cell:>width$}") }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        let line = line.trim_end();
        text += &match number {
            0 => format!("  {STRONG}{line}{STRONG:#}\n"),
            _ => format!("  {line}\n"),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lean_to_the_left_and_numbers_to_the_right() {
        let rows = [["who", "what", "ms"], ["año", "x", "1"], ["b", "yy", "100"]];
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let text = columns(&rows);
        let lines: Vec<_> = text.lines().skip(1).collect();
        assert_eq!(lines, ["  año  x       1", "  b    yy    100"]);
    }
}
