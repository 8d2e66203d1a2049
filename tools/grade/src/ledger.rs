//! The ledger: what has been found out so far, a line of JSON each, appended and synced, never changed.
//!
//! Everything else, every report and every resumed run, is a function of it. The first line says what is graded and by
//! what; then there is a line for each submission, and one for each requirement of each different file.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ingest::Problem;
use crate::late::Policy;
use crate::roster::Person;
use crate::visibility::Visibility;

/// The version of the lines' form.
pub const VERSION: u32 = 1;

/// The ledger's name in the folder of grades.
pub const FILE: &str = "ledger.jsonl";

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Line {
    /// What is graded, and by what.
    Start(Start),
    /// Somebody has handed something in.
    Submission(Handed),
    /// What a grader said of one requirement of one file.
    Verdict(Found),
}

/// What is graded, and by what. Two runs whose starts are equal give equal grades.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// [`VERSION`].
    pub v: u32,
    /// This program's version.
    pub telar: String,
    /// The compiler's.
    pub rustc: String,
    /// The hash of the course: of all that has a say in a verdict.
    pub course: String,
    /// The language of titles and messages.
    pub language: String,
    /// Whether programs were run in a box.
    pub boxed: bool,
    /// When a report as a whole may be seen by students.
    #[serde(default, skip_serializing_if = "Visibility::is_visible")]
    pub visibility: Visibility,
    /// The exercises that are graded, in the order of the course.
    pub exercises: Vec<Exercise>,
    /// When work was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<Policy>,
    /// The hash of the secret seed, if schedules were drawn by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
}

/// An exercise as it is graded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exercise {
    /// Its topic.
    pub topic: String,
    /// Its name.
    pub name: String,
    /// What a reader calls it.
    pub title: String,
    /// What it is worth; its requirements share that equally.
    pub points: u32,
    /// Its requirements.
    pub requirements: Vec<String>,
    /// Those of them that students do not see at once.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub visibility: BTreeMap<String, Visibility>,
}

/// What somebody has handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// Whose it is.
    pub student: String,
    /// The hash of the file for each exercise.
    pub files: BTreeMap<String, String>,
    /// What was not looked at.
    pub ignored: Vec<String>,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// Whose it is, by the roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// When it was handed in; only if it matters, which is when work was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_in: Option<Timestamp>,
}

impl Handed {
    /// Whose it is: of two of one student, the newer counts.
    pub fn key(&self) -> String {
        match &self.person {
            Some(person) => format!("person {}", person.key()),
            None => format!("entry {}", self.student),
        }
    }
}

/// What was found out about a requirement of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The file's hash.
    pub file: String,
    /// The exercise.
    pub exercise: String,
    /// The requirement.
    pub requirement: String,
    /// How it fared.
    pub verdict: Verdict,
    /// The requirement as a sentence.
    pub title: String,
    /// What the student is told, with the evidence.
    pub message: String,
    /// The command that shows it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<String>,
    /// The run that failed, as the text of an SVG file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// How long the exercise took to be judged, in milliseconds. Of no requirement alone, and in no gradebook.
    pub wall_ms: u64,
}

/// How a file fared on one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It holds.
    Pass,
    /// It does not.
    Fail,
    /// The machine did not let the grader see enough.
    Inconclusive,
    /// The program met a `todo!`.
    NotWritten,
    /// The file does not compile.
    CompileError,
    /// The compiler was stopped, because it took too long or too much.
    CompileTimeout,
    /// The grader was stopped, because it took too long.
    Timeout,
    /// The grader gave no verdict. Never a student's fail: somebody has to look.
    BoxError,
}

/// A ledger that is open for appending.
#[derive(Debug)]
pub struct Ledger {
    file: File,
    path: PathBuf,
}

impl Ledger {
    /// Opens the ledger in this folder, or begins one, and gives the lines that it has. A last line that was cut off is
    /// taken away: what it was about had not been finished.
    ///
    /// # Errors
    ///
    /// When it can't be read or written, is in use by another process, or has a line that is none.
    pub fn open(folder: &Path) -> Result<(Self, Vec<Line>), Error> {
        let path = folder.join(FILE);
        let failed = |source| Error::File { path: path.clone(), source };
        let mut file =
            OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(failed)?;
        if !locks(&file) {
            return Err(Error::InUse { path });
        }
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(failed)?;
        let whole = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        if whole < text.len() {
            file.set_len(whole as u64).map_err(failed)?;
            file.seek(SeekFrom::End(0)).map_err(failed)?;
        }
        let lines = text[..whole].split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
        let parsed = lines.enumerate().map(|(index, line)| {
            serde_json::from_slice(line).map_err(|source| Error::Damaged {
                path: path.clone(),
                line: index + 1,
                source,
            })
        });
        let parsed = parsed.collect::<Result<_, _>>()?;
        Ok((Self { file, path }, parsed))
    }

    /// Appends lines, and returns when they are on the disk. They are written in one piece.
    ///
    /// # Errors
    ///
    /// When there is no room. A part of a line that was written then is taken away when the ledger is opened again.
    pub fn append(&mut self, lines: &[Line]) -> Result<(), Error> {
        let failed = |source| Error::File { path: self.path.clone(), source };
        let mut text = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut text, line).map_err(io::Error::from).map_err(failed)?;
            text.push(b'\n');
        }
        self.file.write_all(&text).and_then(|()| self.file.sync_data()).map_err(failed)
    }
}

/// Locks the file unless another process has it. A process that was just forked has it too, until it executes its
/// program; so it is tried for a moment.
fn locks(file: &File) -> bool {
    let mut tries = 0..50;
    tries.any(|_| {
        let locked = file.try_lock().is_ok();
        if !locked {
            std::thread::sleep(Duration::from_millis(10));
        }
        locked
    })
}

/// The lines of the ledger in this folder, without opening it for appending.
///
/// # Errors
///
/// When it can't be read, or has a line that is none.
pub fn read(folder: &Path) -> Result<Vec<Line>, Error> {
    let path = folder.join(FILE);
    let text = std::fs::read(&path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => Error::None { folder: folder.to_owned() },
        _ => Error::File { path: path.clone(), source },
    })?;
    let whole = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let lines = text[..whole].split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    let parsed = lines.enumerate().map(|(index, line)| {
        serde_json::from_slice(line).map_err(|source| Error::Damaged {
            path: path.clone(),
            line: index + 1,
            source,
        })
    });
    parsed.collect()
}

/// Why a ledger is of no use.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It can't be read or written.
    #[error("failed to read or write `{}`; nothing that was finished is lost, and the same command goes on from there", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is none.
    #[error("there are no grades in `{}`; name the folder that `grade --out` has filled", folder.display())]
    None {
        /// Which folder.
        folder: PathBuf,
    },
    /// Another process writes it.
    #[error("`{}` is being written by another run; wait for it, or name another folder", path.display())]
    InUse {
        /// Which file.
        path: PathBuf,
    },
    /// A line is none.
    #[error("line {line} of `{}` is damaged; take it away, and what it was about is graded again", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// Which line, counted from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed(student: &str) -> Line {
        Line::Submission(Handed {
            student: student.into(),
            files: BTreeMap::new(),
            ignored: Vec::new(),
            problems: vec![Problem::Empty],
            person: None,
            handed_in: None,
        })
    }

    #[test]
    fn a_ledger_cut_anywhere_gives_what_was_finished_and_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let lines = [handed("ana"), handed("bea\n=1"), handed("çe \"x\"")];
        let (mut ledger, before) = Ledger::open(folder.path()).unwrap();
        assert!(before.is_empty());
        for line in &lines {
            ledger.append(std::slice::from_ref(line)).unwrap();
        }
        drop(ledger);
        let whole = std::fs::read(folder.path().join(FILE)).unwrap();
        for length in 0..=whole.len() {
            std::fs::write(folder.path().join(FILE), &whole[..length]).unwrap();
            let finished = whole[..length].iter().filter(|&&byte| byte == b'\n').count();
            assert_eq!(read(folder.path()).unwrap(), lines[..finished]);
            let (mut ledger, before) = Ledger::open(folder.path()).unwrap();
            assert_eq!(before, lines[..finished]);
            ledger.append(&lines[finished..]).unwrap();
            drop(ledger);
            assert_eq!(std::fs::read(folder.path().join(FILE)).unwrap(), whole);
        }
    }

    #[test]
    fn two_runs_do_not_write_one_ledger() {
        let folder = tempfile::tempdir().unwrap();
        let _first = Ledger::open(folder.path()).unwrap();
        assert!(matches!(Ledger::open(folder.path()), Err(Error::InUse { .. })));
    }

    #[test]
    fn a_damaged_line_is_told_by_its_number() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "{\"kind\":\"start\"}\n").unwrap();
        assert!(matches!(Ledger::open(folder.path()), Err(Error::Damaged { line: 1, .. })));
    }
}
