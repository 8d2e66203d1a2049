//! What was handed in: read, never run.
//!
//! Each entry of the folder of submissions is one of them: a folder, a git checkout, a zip or a tar archive, whose name
//! is the student's. Of everything in it only the exercises' files count, wherever the usual platforms put them; the
//! rest is ignored, and listed. Nothing is followed out of a submission, nothing but regular files is opened, and
//! nothing is read without a bound.

mod archive;
mod folder;
mod find;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use course::Course;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::roster::Person;

pub use folder::open_regular;

/// Most bytes in an exercise's file. The largest reference has a twentieth of them.
const LARGEST_FILE: u64 = 512 << 10;

/// Most entries in a submission.
const MOST_ENTRIES: usize = 20_000;

/// Most bytes that an archive may unfold to.
const LARGEST_ARCHIVE: u64 = 512 << 20;

/// Most ignored files that are listed by name.
const MOST_LISTED: usize = 20;

/// What somebody has handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submission {
    /// The entry's name, without an archive's ending: the student's.
    pub student: String,
    /// The exercises' files, by the exercise's name.
    pub files: BTreeMap<String, File>,
    /// What was not looked at, by its path within the submission; of many, the first.
    pub ignored: Vec<String>,
    /// What was wrong with it, a sentence each.
    pub problems: Vec<Problem>,
    /// When its newest exercise's file, or the archive, was last written.
    pub written: Option<Timestamp>,
    /// Whose it is, by the roster.
    pub person: Option<Person>,
}

impl Submission {
    /// When it was handed in: as the platform says, or else when it was last written.
    pub fn handed_in(&self) -> Option<Timestamp> {
        self.person.as_ref().and_then(|person| person.submitted).or(self.written)
    }
}

/// An exercise's file as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path within the submission.
    pub path: String,
    /// What it says.
    pub text: String,
    /// The SHA-256 of that, in hexadecimal: equal files are graded once.
    pub hash: String,
}

/// What was wrong with a submission. None of these is an error of ours: the rest is graded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what", content = "about")]
pub enum Problem {
    /// The archive can't be read, or not to its end.
    Damaged(String),
    /// There is more in it than is looked at.
    TooMuch,
    /// A file of this path is too large.
    TooLarge(String),
    /// A file of this path is not text in UTF-8.
    NotText(String),
    /// A file of this path is a link, a device or the like.
    NotRegular(String),
    /// There is no exercise's file in it.
    Empty,
    /// The roster has nobody of this name.
    NotInRoster,
    /// The roster has several people of this name.
    Ambiguous(String),
    /// Somebody in the roster has handed in nothing.
    Nothing,
    /// Another submission has the same student; this one comes later by name and is not graded.
    Twice(String),
}

/// Everything in the folder of submissions, sorted by the student's name.
///
/// # Errors
///
/// When the folder can't be read. What is wrong with one submission is a [`Problem`] of that one.
pub fn all(folder: &Path, course: &Course) -> anyhow::Result<Vec<Submission>> {
    let failed = || format!("failed to read the submissions in `{}`", folder.display());
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            entries.push((name, entry.path()));
        }
    }
    entries.sort();
    let mut submissions: BTreeMap<String, Submission> = BTreeMap::new();
    for (name, path) in entries {
        let student = student(&name);
        let submission = one(student, &path, course);
        match submissions.get_mut(student) {
            Some(first) => first.problems.push(Problem::Twice(name)),
            None => {
                submissions.insert(student.to_owned(), submission);
            }
        }
    }
    Ok(submissions.into_values().collect())
}

/// The student's name: that of the entry, without an archive's ending.
fn student(entry: &str) -> &str {
    let is_end = |ending: &&&str| entry.to_lowercase().ends_with(**ending);
    let stripped = archive::ENDINGS.iter().find(is_end);
    stripped.map_or(entry, |ending| entry.get(..entry.len() - ending.len()).unwrap_or(entry))
}

/// Reads one submission, of this student.
pub fn one(student: &str, path: &Path, course: &Course) -> Submission {
    let mut found = find::Found::new(course);
    let is_folder = path.symlink_metadata().is_ok_and(|it| it.is_dir());
    let read =
        if is_folder { folder::read(path, &mut found) } else { archive::read(path, &mut found) };
    if let Err(problem) = read {
        found.problems.push(problem);
    }
    found.finish(student)
}

/// The SHA-256 of these bytes, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
