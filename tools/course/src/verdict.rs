//! What a grader said about one requirement, kept from one command to the next.
//!
//! `cargo telar` shows where a student stands without judging anew: it reads what the graders last
//! said. A record says which source it is about by that source's hash, so a file that was edited since
//! is seen to be unjudged. Deleting records loses nothing that judging again would not bring back.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The version of a record's form. Records of other versions are passed over.
pub const VERSION: u32 = 1;

/// The variable that names another folder for records than [`folder`]'s usual one.
pub const FOLDER_VARIABLE: &str = "TELAR_VERDICTS";

/// The variable that has graders draw the runs that fail.
pub const PICTURES_VARIABLE: &str = "TELAR_PICTURES";

/// How a program fared on one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The requirement holds.
    Pass,
    /// It does not, and the message says what the program did instead.
    Fail,
    /// The machine did not let the grader see enough. Never a student's fail.
    Inconclusive,
    /// The program met a `todo!`.
    NotWritten,
}

/// What a grader said about one requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`VERSION`].
    pub version: u32,
    /// The package whose program was judged: `threading`, `threading-solution`.
    pub package: String,
    /// The topic's name.
    pub topic: String,
    /// The exercise's name, for instance `three-threads`.
    pub exercise: String,
    /// The requirement's name, for instance `each_worker_is_a_thread`.
    pub requirement: String,
    /// How the program fared.
    pub verdict: Verdict,
    /// The requirement as a sentence, in the language of the run.
    pub title: String,
    /// What the student was told; empty for a pass.
    pub message: String,
    /// The command that shows it again.
    pub again: Option<String>,
    /// The SHA-256 of the exercise's file that was judged, in hexadecimal; `None` when the program
    /// judged was not certainly built from that file.
    pub source: Option<String>,
    /// The run in which the program failed, as a picture: an SVG file's text. Only when [`PICTURES_VARIABLE`] asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

impl Record {
    /// Puts commands in the words of `cargo telar`, which knows the exercise by its name: a grader that judges another
    /// program than its package's own can name only the program's path, and knows only `cargo test`, for which another
    /// exercise's file could stand in the way.
    pub fn speak_of_the_exercise(&mut self, program: &Path) {
        let (program, exercise) = (program.display(), self.exercise.clone());
        let mut words = vec![
            (format!("-- {program} {exercise} "), format!("{exercise} -- ")),
            (format!("-- {program} {exercise}"), exercise.clone()),
            (format!("{program} {exercise}"), exercise.clone()),
        ];
        if let (Verdict::NotWritten, Some(command)) = (self.verdict, &self.again) {
            words.push((command.clone(), format!("cargo telar test {exercise}")));
        }
        for (theirs, ours) in words {
            self.message = self.message.replace(&theirs, &ours);
            self.again = self.again.take().map(|again| again.replace(&theirs, &ours));
        }
    }

    /// Where this record is kept, within the folder of records.
    fn file(&self) -> PathBuf {
        file(&self.package, &self.exercise, &self.requirement)
    }
}

fn file(package: &str, exercise: &str, requirement: &str) -> PathBuf {
    Path::new(package).join(exercise.replace('-', "_")).join(format!("{requirement}.json"))
}

/// The folder of records of the course in `root`: `target/telar/verdicts`, unless `TELAR_VERDICTS`
/// names another.
pub fn folder(root: &Path) -> PathBuf {
    env::var_os(FOLDER_VARIABLE)
        .filter(|folder| !folder.is_empty())
        .map_or_else(|| root.join("target/telar/verdicts"), PathBuf::from)
}

/// Keeps a record in `folder`, in place of an older one about the same requirement.
///
/// # Errors
///
/// When it cannot be written: no permission, a full disk. The older record then stands as before.
pub fn store(folder: &Path, record: &Record) -> Result<(), Error> {
    let path = folder.join(record.file());
    write_whole(&path, record).map_err(|source| Error::Store { path, source })
}

fn write_whole(path: &Path, record: &Record) -> io::Result<()> {
    let folder = path.parent().expect("a record's path has a folder for its exercise");
    fs::create_dir_all(folder)?;
    // Beside its final place, because a file can be renamed only within its file system; under a name
    // that `load_all` passes over.
    let mut file = tempfile::Builder::new().prefix(".").suffix(".tmp").tempfile_in(folder)?;
    serde_json::to_writer_pretty(&mut file, record)?;
    file.write_all(b"\n")?;
    // Without this, a machine that loses power could keep the new name and lose what it names.
    file.as_file().sync_data()?;
    file.persist(path)?;
    Ok(())
}

/// Takes away the record about one requirement, if there is one.
///
/// A grader does so before it judges: should it fail to reach a verdict, no older one stands for it.
///
/// # Errors
///
/// When there is one and it cannot be removed.
pub fn forget(
    folder: &Path,
    package: &str,
    exercise: &str,
    requirement: &str,
) -> Result<(), Error> {
    let path = folder.join(file(package, exercise, requirement));
    match fs::remove_file(&path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(Error::Store { path, source })
        }
        _ => Ok(()),
    }
}

/// All records in `folder`, sorted by package, exercise and requirement; none when there is no such
/// folder.
///
/// # Errors
///
/// When a file cannot be read, or is no record. Records are written whole or not at all, so a damaged
/// one was damaged by somebody else, and is not passed over in silence.
pub fn load_all(folder: &Path) -> Result<Vec<Record>, Error> {
    let mut records = Vec::new();
    for package in entries(folder)? {
        for exercise in entries(&package)? {
            for path in entries(&exercise)? {
                if path.extension().is_some_and(|it| it == "json") {
                    records.extend(load(path)?);
                }
            }
        }
    }
    Ok(records)
}

/// The record in this file; `None` when it has another version, or went away meanwhile.
fn load(path: PathBuf) -> Result<Option<Record>, Error> {
    /// What every version of a record says about itself.
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::Read { path, source }),
    };
    let parsed = serde_json::from_slice::<Versioned>(&bytes).and_then(|it| {
        (it.version == VERSION).then(|| serde_json::from_slice::<Record>(&bytes)).transpose()
    });
    parsed.map_err(|source| Error::Damaged { path, source })
}

/// What is in this folder, sorted; nothing when it is none.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let listed = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>());
    match listed {
        Ok(mut paths) => {
            paths.sort();
            Ok(paths)
        }
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(Vec::new())
        }
        Err(source) => Err(Error::Read { path: folder.to_owned(), source }),
    }
}

/// The SHA-256 of a file, in hexadecimal: what [`Record::source`] holds.
///
/// # Errors
///
/// When the file cannot be read.
pub fn source_hash(path: &Path) -> io::Result<String> {
    let digest = Sha256::digest(fs::read(path)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Why a record could not be kept or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A record could not be written or removed.
    #[error("failed to keep the verdict in `{}`; make room there, or name another folder in {FOLDER_VARIABLE}", path.display())]
    Store {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file or folder could not be read.
    #[error("failed to read `{}`", path.display())]
    Read {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is no record.
    #[error("`{}` is damaged; delete it and test again", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}
