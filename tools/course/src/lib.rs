//! Reads `course.toml`, the one list of topics and exercises, and keeps what the graders last said.
//!
//! Everything that needs to know which exercises there are asks here: the graders, `cargo telar`,
//! `cargo verify`, the book. So an exercise is added in one place, and a mistake in that place is one
//! sentence with a file and a line ([`Error::Mistake`]), whoever trips over it.
//!
//! - [`Course`] is the list as the rest of the workspace sees it: checked, with nothing left to doubt.
//! - `file` is the list as it stands in the file, with the places where things stand.
//! - [`verdict`] holds what a grader said about one requirement.

mod file;
mod scan;
pub mod verdict;

use std::path::{Path, PathBuf};

use messages::Language;

pub use scan::{BlindKind, BlindSpot, scan};

/// The name of the file that lists the course.
pub const FILE: &str = "course.toml";

/// The course: its topics, in the order in which they are taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// In the order of the file.
    pub topics: Vec<Topic>,
}

/// A topic: one crate of the student's, with one program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Names the package in `crates/`, the grader `tests/<name>.rs` and the snapshots' folder.
    pub name: String,
    /// What a reader calls it.
    pub title: Text,
    /// In the order in which they are to be solved.
    pub exercises: Vec<Exercise>,
}

/// An exercise: one file of the student's, one subcommand of the topic's program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exercise {
    /// The subcommand, for instance `three-threads`. No other exercise of the course has it.
    pub name: String,
    /// What a reader calls it.
    pub title: Text,
    /// What the student can do afterwards, in one sentence.
    pub goal: Text,
    /// Where the book explains it: `page.md#section`, in `book/en` and `book/es` alike.
    pub book: String,
    /// What it is worth; at least 1.
    pub points: u32,
    /// The names of the grader's test functions, in the order in which a student meets them.
    pub requirements: Vec<String>,
    /// From a nudge to nearly the solution. Each is worth reading before the next one.
    pub hints: Vec<Text>,
}

/// The same text in each language of the course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: String,
}

impl Course {
    /// Reads and checks `course.toml` in the folder `root`.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or has a mistake: bad TOML, a key that nobody knows, a name that
    /// stands twice or cannot be a name, an empty text.
    pub fn load(root: &Path) -> Result<Self, Error> {
        let path = root.join(FILE);
        let text = std::fs::read_to_string(&path)
            .map_err(|source| Error::Read { path: path.clone(), source })?;
        file::read(&text).map_err(|mistake| mistake.at(path, &text))
    }

    /// The exercise of this name, and its topic.
    ///
    /// # Errors
    ///
    /// When there is none; the error knows the name that was probably meant.
    pub fn exercise(&self, name: &str) -> Result<(&Topic, &Exercise), UnknownExercise> {
        self.exercises()
            .find(|(_, exercise)| exercise.name == name)
            .ok_or_else(|| UnknownExercise { name: name.to_owned(), nearest: self.nearest(name) })
    }

    /// Every exercise with its topic, in the order in which they are to be solved.
    pub fn exercises(&self) -> impl Iterator<Item = (&Topic, &Exercise)> {
        self.topics.iter().flat_map(|topic| topic.exercises.iter().map(move |it| (topic, it)))
    }

    /// The exercise whose name is most like `name`, if one is like it at all.
    fn nearest(&self, name: &str) -> Option<String> {
        // People type the file's name (`three_threads`) as well as the subcommand's.
        let name = name.to_lowercase().replace('_', "-");
        self.exercises()
            .map(|(_, exercise)| (strsim::jaro_winkler(&name, &exercise.name), &exercise.name))
            // Below 0.7, what is "nearest" has nothing to do with what was typed.
            .filter(|(likeness, _)| *likeness >= 0.7)
            .max_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, name)| name.clone())
    }
}

impl Exercise {
    /// Where the book tells of the usual mistakes, on the page that explains the exercise.
    pub fn wrong_turns(&self) -> String {
        let page = self.book.split('#').next().unwrap_or_default();
        format!("{page}#wrong-turns")
    }

    /// The exercise's module, which names its file and its tests: `three_threads`.
    pub fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// The exercise's file within its topic's package: `src/three_threads.rs`.
    pub fn file(&self) -> PathBuf {
        Path::new("src").join(self.module()).with_extension("rs")
    }
}

impl Text {
    /// The text in this language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Es => &self.es,
        }
    }
}

/// The folder that holds `course.toml`: `start`, or the nearest folder above it that has one.
///
/// # Errors
///
/// When there is no such folder.
pub fn find_root(start: &Path) -> Result<PathBuf, Error> {
    start
        .ancestors()
        .find(|folder| folder.join(FILE).is_file())
        .map(Path::to_owned)
        .ok_or_else(|| Error::NoCourse { start: start.to_owned() })
}

/// Why the list of exercises is not to be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Whoever asked stands outside of the course.
    #[error("no {FILE} in `{}` or in any folder above it; go to the course's folder first", start.display())]
    NoCourse {
        /// Where the search began.
        start: PathBuf,
    },
    /// The file is there, but cannot be read.
    #[error("failed to read `{}`", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file says something that it must not say.
    #[error("{}:{line}:{column}: {problem}", path.display())]
    Mistake {
        /// Which file.
        path: PathBuf,
        /// Where, counted from 1.
        line: usize,
        /// Where in the line, in characters, counted from 1.
        column: usize,
        /// What is wrong, and what to write instead.
        problem: String,
    },
}

/// There is no exercise of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no exercise is called `{name}`{}", suggestion(.nearest.as_deref()))]
pub struct UnknownExercise {
    /// As it was asked for.
    pub name: String,
    /// The name that was probably meant.
    pub nearest: Option<String>,
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}
