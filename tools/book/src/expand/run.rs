//! Recorded runs as text: what a reader sees who types the same.

use std::path::Path;

use anyhow::Context;
use messages::Language;
use witness::{Outcome, Report, show};

use super::fenced;
use crate::record::{self, Recording};
use crate::say::{escaped, say};

/// The command and its output, as in a terminal.
pub fn console(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    let recording = record::read(root, name)?;
    let mut text = format!("$ {}\n", recording.typed);
    if let Some(report) = &recording.report {
        for line in &report.lines {
            text.push_str(&line.text);
            if line.complete {
                text.push('\n');
            }
        }
        ended(&mut text, report, language);
    } else if let Some(output) = &recording.output {
        text.push_str(&output.stdout);
        text.push_str(&output.stderr);
        status(&mut text, output.status);
    } else if let Some(explored) = &recording.explored {
        text.push_str(&show::explored(explored, language));
    } else {
        anyhow::bail!("it is a recording of measurements; show it by `{{{{#table {name}}}}}`");
    }
    Ok(format!("{}\n", fenced("console,recorded", &text)))
}

/// What the explorer says of the schedule that fails.
pub fn failure(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    let recording = record::read(root, name)?;
    let explored = recording.explored.context("nothing was explored in that recording")?;
    let failure = explored.failure.context("no schedule failed in that recording")?;
    Ok(format!("{}\n", fenced("text,recorded", &show::failure(&failure, language))))
}

/// Where and when it was recorded.
pub fn machine(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    let Recording { machine, .. } = record::read(root, name)?;
    let line = say(
        language,
        "machine",
        &[
            ("cpu", machine.cpu.into()),
            ("cores", u64::try_from(machine.cores)?.into()),
            ("kernel", machine.kernel.into()),
            ("rustc", machine.rustc.into()),
            ("python", machine.python.into()),
            ("date", machine.date.into()),
        ],
    );
    Ok(format!("<p class=\"machine\">{}</p>", escaped(&line)))
}

/// How it ended, as far as a shell would tell.
fn ended(text: &mut String, report: &Report, language: Language) {
    match &report.outcome {
        Outcome::Exited { code } => status(text, *code),
        Outcome::Signaled { signal } => {
            remark(text, &say(language, "run-signaled", &[("signal", signal.as_str().into())]));
        }
        Outcome::Stuck { .. } => remark(text, &say(language, "run-stuck", &[])),
        _ => remark(text, &say(language, "run-cut-off", &[])),
    }
}

fn status(text: &mut String, code: i32) {
    if code != 0 {
        begin_line(text);
        text.push_str(&format!("$ echo $?\n{code}\n"));
    }
}

/// A line that is ours and not the program's: in a shell, it would be a comment.
fn remark(text: &mut String, words: &str) {
    begin_line(text);
    text.push_str(&format!("# {words}\n"));
}

fn begin_line(text: &mut String) {
    if !text.ends_with('\n') {
        text.push('\n');
    }
}
