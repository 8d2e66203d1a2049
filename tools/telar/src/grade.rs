//! Runs a grader on one exercise, and reads from its records what it found.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::process::{Command, Stdio};

use anyhow::Context;
use course::verdict::{self, Record};

use crate::program::Program;
use crate::room::Place;
use crate::spinner::Spinner;
use crate::voice::Voice;

/// What a grader found out about one exercise.
pub struct Findings {
    /// One for each requirement, in the order of `course.toml`.
    pub records: Vec<Record>,
    /// Requirements about which the grader said nothing.
    pub missing: Vec<String>,
    /// The end of what it printed: the only trace when it has failed itself.
    pub printed: String,
}

/// How much of a grader's own words is kept.
const PRINTED: usize = 64 << 10;

/// Judges the program. Only what the grader stores counts: text on its standard output could come
/// from anybody.
pub fn judge(place: Place, program: &Program, voice: Voice) -> anyhow::Result<Findings> {
    let grader = program.grader.as_ref().expect("a program that is judged comes with its grader");
    let failed = || voice.say("grader-failed", &[]);
    // A folder of its own, so that a record of an earlier run cannot stand in for one of this run.
    let fresh = tempfile::tempdir().with_context(failed)?;
    let mut complaint = tempfile::tempfile().with_context(failed)?;
    let mut child = Command::new(&grader.path)
        .arg(format!("{}::", place.exercise.module()))
        .env(verdict::FOLDER_VARIABLE, fresh.path())
        .env("TELAR_LANG", voice.language.to_string())
        .env(format!("CARGO_BIN_EXE_{}", grader.package), &program.path)
        // As cargo would have it; else these two would be our own package's.
        .env("CARGO_PKG_NAME", &grader.package)
        .env("CARGO_MANIFEST_DIR", &grader.folder)
        .current_dir(&grader.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(complaint.try_clone().with_context(failed)?)
        .spawn()
        .with_context(failed)?;
    let mut printed = follow(&mut child, place, voice).with_context(failed)?;
    child.wait().with_context(failed)?;
    printed.push_str(&tail(&mut complaint).with_context(failed)?);

    let found = verdict::load_all(fresh.path())?;
    let (mut records, mut missing) = (Vec::new(), Vec::new());
    for requirement in &place.exercise.requirements {
        let of_this = |record: &&Record| {
            record.package == grader.package
                && record.exercise == place.exercise.name
                && record.requirement == *requirement
        };
        match found.iter().find(of_this) {
            Some(record) => records.push(record.clone()),
            None => missing.push(requirement.clone()),
        }
    }
    Ok(Findings { records, missing, printed })
}

/// Shows on a terminal how far the grader is, and keeps the end of what it prints.
fn follow(child: &mut std::process::Child, place: Place, voice: Voice) -> std::io::Result<String> {
    let judging = voice.say("judging", &[("exercise", place.exercise.name.clone().into())]);
    let spinner = Spinner::steps(place.exercise.requirements.len(), judging);
    let mut printed = String::new();
    let stdout = child.stdout.take().expect("stdout is piped");
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line?;
        if line.starts_with(b"test ") {
            spinner.step();
        }
        printed.push_str(&String::from_utf8_lossy(&line));
        printed.push('\n');
        if printed.len() > 2 * PRINTED {
            printed.drain(..printed.ceil_char_boundary(printed.len() - PRINTED));
        }
    }
    Ok(printed)
}

fn tail(file: &mut File) -> std::io::Result<String> {
    let start = file.metadata()?.len().saturating_sub(PRINTED as u64);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
