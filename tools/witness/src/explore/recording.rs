//! A failure that is kept, so that it can be had again: which program, given what, under which schedule.
//!
//! A recording is a small file of JSON in a folder of recordings; beside it, in `programs`, lies a copy
//! of the program, under its hash and its own name ([`store`]). So a failure can be looked at again after
//! the program has been built anew, and whether it was is known from the hash.
//!
//! # Invariants
//!
//! - Files are written whole or not at all.
//! - A folder keeps at most [`MOST`] recordings, and no program without a recording for long.
//! - The same failure of the same program has the same name, and is kept once.

mod store;

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::exploration::{Failure, Origin, Plan};
use super::finding::{Exit, Expectation, Finding};
use super::schedule::Schedule;
use super::woven::Woven;
use crate::job::{Input, Job};

pub use store::MOST;

/// The version of a recording's form.
pub const VERSION: u32 = 1;

/// Most of the files among a program's arguments that are looked after.
const MOST_FILES: usize = 16;

/// A schedule that fails, with all that it takes to have it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// [`VERSION`].
    pub version: u32,
    /// What it is called: the program's name and a few digits.
    #[serde(skip)]
    id: String,
    /// Where it is kept.
    #[serde(skip)]
    folder: PathBuf,
    /// What was run: the program by its whole path, and the folder that it ran in.
    pub job: Job,
    /// The SHA-256 of the program's file.
    pub hash: String,
    /// Files that the program was given by name, with their SHA-256. They are not copied.
    pub files: Vec<(PathBuf, String)>,
    /// Which schedules were tried.
    pub plan: Plan,
    /// What was expected.
    pub expectation: Expectation,
    /// Where the schedule came from.
    pub origin: Origin,
    /// The schedule.
    pub schedule: Schedule,
    /// What is wrong.
    pub finding: Finding,
    /// Whether that proves nothing.
    pub doubtful: bool,
    /// The number of the run's event log.
    pub fingerprint: u64,
}

/// What became of a program since a failure of it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// It is the same.
    Same,
    /// This file, the program or one that it is given, has other contents now.
    Changed(PathBuf),
    /// This file is not there any more.
    Gone(PathBuf),
}

/// Why a failure can't be kept, or had again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordingError {
    /// There is no such recording.
    #[error("there is no recording `{name}`")]
    Unknown {
        /// As it was asked for.
        name: String,
        /// The one that was kept last, if any.
        newest: Option<String>,
    },
    /// The file is not one of ours, or of another version.
    #[error("`{}` is no recording that can be read", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// Neither the program as it was nor its copy is there.
    #[error("the program of the recording `{id}` is gone")]
    ProgramGone {
        /// Which recording.
        id: String,
        /// Where the copy should be.
        copy: PathBuf,
    },
    /// What the program read is not known any more.
    #[error("what the program read on its standard input is not known any more")]
    Input,
    /// A file can't be read.
    #[error("failed to read `{}`", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file can't be written.
    #[error("failed to write to `{}`", path.display())]
    Write {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Recording {
    /// Keeps a failure that came of exploring `job` by `plan`, with a copy of its program.
    ///
    /// # Errors
    ///
    /// When the program can't be read or the folder not be written to, or when the job's input is
    /// [`Input::Inherited`]: by now it has been read.
    pub fn keep(
        folder: &Path,
        job: &Job,
        plan: &Plan,
        expectation: &Expectation,
        failure: &Failure,
    ) -> Result<Self, RecordingError> {
        if job.input == Input::Inherited {
            return Err(RecordingError::Input);
        }
        let here = std::env::current_dir().map_err(|source| read(".", source))?;
        let ran_in = here.join(job.folder.as_deref().unwrap_or(Path::new("")));
        let program = store::find(job, &ran_in);
        let hash = store::keep_program(folder, &program)?;
        let files = job.args.iter().map(|arg| ran_in.join(arg)).filter(|path| path.is_file());
        let files = files.take(MOST_FILES).filter_map(|path| {
            let hash = store::hash(&path).ok()?;
            Some((path, hash))
        });
        let mut recording = Self {
            version: VERSION,
            id: String::new(),
            folder: folder.to_owned(),
            hash,
            files: files.collect(),
            job: Job {
                program: program.to_string_lossy().into_owned(),
                folder: Some(ran_in),
                ..job.clone()
            },
            plan: plan.clone(),
            expectation: expectation.clone(),
            origin: failure.origin,
            schedule: failure.schedule.clone(),
            finding: failure.finding.clone(),
            doubtful: failure.doubtful,
            fingerprint: failure.woven.fingerprint,
        };
        recording.id = store::keep(folder, &program, &recording)?;
        Ok(recording)
    }

    /// The recording of this name in `folder`, or that in the file of this path.
    ///
    /// # Errors
    ///
    /// When there is none, or it can't be read.
    pub fn open(folder: &Path, name: &str) -> Result<Self, RecordingError> {
        let by_name = folder.join(name).with_extension("json");
        let is_name = !name.contains('/') && by_name.is_file();
        let path = if is_name { by_name } else { PathBuf::from(name) };
        let text = match std::fs::read(&path) {
            Err(source) if source.kind() == io::ErrorKind::NotFound => {
                let newest = store::newest(folder);
                return Err(RecordingError::Unknown { name: name.to_owned(), newest });
            }
            text => text.map_err(|source| read(&path, source))?,
        };
        let mut recording: Self = serde_json::from_slice(&text)
            .map_err(|source| RecordingError::Damaged { path: path.clone(), source })?;
        recording.id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // A path of a single name has an empty parent, and means this folder.
        recording.folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(recording)
    }

    /// What it is called in its folder.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What became of the program, which is at `program` now, and of the files that it is given.
    pub fn since(&self, program: &Path) -> Since {
        let own = (program, &self.hash);
        let given = self.files.iter().map(|(path, hash)| (path.as_path(), hash));
        for (path, hash) in std::iter::once(own).chain(given) {
            match store::hash(path) {
                Ok(now) if now == *hash => {}
                Ok(_) => return Since::Changed(path.to_owned()),
                Err(_) => return Since::Gone(path.to_owned()),
            }
        }
        Since::Same
    }

    /// The job to be run again: that of the program in its place, which may look for files beside it,
    /// if it is still the same; else that of the copy.
    ///
    /// # Errors
    ///
    /// When neither is there.
    pub fn job(&self) -> Result<Job, RecordingError> {
        let is_kept = |path: &Path| store::hash(path).is_ok_and(|hash| hash == self.hash);
        let original = Path::new(&self.job.program);
        let copy = store::copy(&self.folder, &self.hash, original);
        let program = match is_kept(original) {
            true => original.to_owned(),
            false if is_kept(&copy) => std::path::absolute(&copy).unwrap_or(copy),
            false => return Err(RecordingError::ProgramGone { id: self.id.clone(), copy }),
        };
        // A grader runs programs in folders that do not last.
        let folder = self.job.folder.clone().filter(|folder| folder.is_dir());
        let program = program.to_string_lossy().into_owned();
        Ok(Job { program, folder, ..self.job.clone() })
    }

    /// Whether a run of the schedule fails as the recorded one did.
    pub fn recurs(&self, woven: &Woven) -> bool {
        if woven.fingerprint == self.fingerprint {
            return true;
        }
        // What can be told of a run by itself, without the first run and without a grader.
        let any = Expectation { exit: Exit::Any, panics: true, tidy: false, same_story: false };
        let expectation = match &self.finding {
            Finding::Panic { .. } => Expectation { panics: false, ..any },
            // Whatever the exit code, it is not this one, and so is told.
            Finding::Exit { .. } => Expectation { exit: Exit::Code(-1), ..any },
            Finding::Zombie { .. } | Finding::Orphan { .. } | Finding::CutOff { .. } => {
                Expectation { tidy: true, ..any }
            }
            _ => any,
        };
        expectation.finds(woven, None).is_some_and(|finding| finding.is_like(&self.finding))
    }

    /// The failure, as shown by this run of the schedule.
    pub fn failure(&self, woven: Woven) -> Failure {
        Failure {
            origin: self.origin,
            schedule: self.schedule.clone(),
            finding: self.finding.clone(),
            doubtful: self.doubtful,
            woven,
        }
    }
}

fn read(path: impl AsRef<Path>, source: io::Error) -> RecordingError {
    RecordingError::Read { path: path.as_ref().to_owned(), source }
}

#[cfg(test)]
mod tests;
