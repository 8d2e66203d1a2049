//! Which of a submission's files are the exercises'.

use std::collections::BTreeMap;
use std::fs::Metadata;

use course::Course;
use jiff::Timestamp;

use super::{File, LARGEST_FILE, MOST_ENTRIES, MOST_LISTED, Problem, Submission, hash};

/// Folders in which nobody hands anything in: a whole checkout of the course has files of the same names there.
const ELSEWHERE: [&str; 6] = ["solutions", "tests", "target", "tools", "book", "__MACOSX"];

/// What of a submission has been found so far.
pub struct Found {
    /// Module and topic of each exercise, by its name.
    exercises: BTreeMap<String, (String, String)>,
    /// The best file for each exercise, and how well its path fits.
    best: BTreeMap<String, (Fit, File)>,
    ignored: Vec<String>,
    entries: usize,
    written: Option<Timestamp>,
    pub problems: Vec<Problem>,
}

/// How well a path fits, best last: how many of `crates/TOPIC/src/MODULE.rs`'s parts it ends with; of equally good ones,
/// the one nearer to the top.
type Fit = (usize, std::cmp::Reverse<usize>, std::cmp::Reverse<String>);

impl Found {
    pub fn new(course: &Course) -> Self {
        let exercises = course.exercises().map(|(topic, exercise)| {
            (exercise.name.clone(), (exercise.module(), topic.name.clone()))
        });
        Self {
            exercises: exercises.collect(),
            best: BTreeMap::new(),
            ignored: Vec::new(),
            entries: 0,
            written: None,
            problems: Vec::new(),
        }
    }

    /// Counts an entry; says whether it is one too many.
    pub fn one_more(&mut self) -> Result<(), Problem> {
        self.entries += 1;
        if self.entries > MOST_ENTRIES { Err(Problem::TooMuch) } else { Ok(()) }
    }

    /// The exercise whose file this path may be.
    pub fn exercise(&self, path: &str) -> Option<&str> {
        self.fit(path).map(|(exercise, _)| exercise)
    }

    fn fit(&self, path: &str) -> Option<(&str, Fit)> {
        let parts: Vec<&str> = path.split('/').collect();
        let (file, folders) = parts.split_last()?;
        let module = file.strip_suffix(".rs")?;
        if folders.iter().any(|folder| ELSEWHERE.contains(folder) || folder.starts_with('.')) {
            return None;
        }
        let (exercise, (_, topic)) = self.exercises.iter().find(|(_, (it, _))| it == module)?;
        let wanted = ["src", topic.as_str(), "crates"];
        let alike = wanted.iter().zip(folders.iter().rev()).take_while(|(a, b)| a == b).count();
        let fit = (alike, std::cmp::Reverse(parts.len()), std::cmp::Reverse(path.to_owned()));
        Some((exercise, fit))
    }

    /// Notes when something of it was last written, in whole seconds; the latest counts.
    pub fn written(&mut self, about: &Metadata) {
        let time = about.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
        let time = time.and_then(|time| Timestamp::from_second(time.as_second()).ok());
        self.written = self.written.max(time);
    }

    /// Notes a file that is none of the exercises'.
    pub fn ignore(&mut self, path: String) {
        if self.ignored.len() < MOST_LISTED {
            self.ignored.push(path);
        }
    }

    /// Takes a file that may be an exercise's, read up to one byte beyond the bound.
    pub fn take(&mut self, path: String, bytes: Vec<u8>) {
        let Some((exercise, fit)) = self.fit(&path) else { return self.ignore(path) };
        let exercise = exercise.to_owned();
        if bytes.len() as u64 > LARGEST_FILE {
            return self.problems.push(Problem::TooLarge(path));
        }
        let Ok(text) = String::from_utf8(bytes) else {
            return self.problems.push(Problem::NotText(path));
        };
        let file = File { path, hash: hash(text.as_bytes()), text };
        let better = self.best.get(&exercise).is_none_or(|(best, _)| *best < fit);
        let other = if better {
            self.best.insert(exercise, (fit, file)).map(|(_, worse)| worse)
        } else {
            Some(file)
        };
        if let Some(other) = other {
            self.ignore(other.path);
        }
    }

    pub fn finish(mut self, student: &str) -> Submission {
        if self.best.is_empty() && self.problems.is_empty() {
            self.problems.push(Problem::Empty);
        }
        let files = self.best.into_iter().map(|(exercise, (_, file))| (exercise, file));
        self.ignored.sort();
        Submission {
            student: student.to_owned(),
            files: files.collect(),
            ignored: self.ignored,
            problems: self.problems,
            written: self.written,
            person: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[&str]) -> Submission {
        let root = course::find_root(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let mut found = Found::new(&Course::load(&root).unwrap());
        for path in paths {
            found.take((*path).to_owned(), path.as_bytes().to_vec());
        }
        found.finish("ana")
    }

    #[test]
    fn a_file_is_found_where_platforms_put_it() {
        let places = [
            "crates/threading/src/counter.rs",
            "telar-main/crates/threading/src/counter.rs",
            "threading/src/counter.rs",
            "submission/src/counter.rs",
            "counter.rs",
        ];
        for place in places {
            assert_eq!(found(&[place]).files["counter"].path, place);
        }
    }

    #[test]
    fn of_several_the_one_in_the_courses_own_place_counts() {
        let all = ["counter.rs", "a/crates/threading/src/counter.rs", "src/counter.rs"];
        for turn in 0..all.len() {
            let mut paths = all;
            paths.rotate_left(turn);
            let submission = found(&paths);
            assert_eq!(submission.files["counter"].path, "a/crates/threading/src/counter.rs");
            assert_eq!(submission.ignored, ["counter.rs", "src/counter.rs"]);
        }
    }

    #[test]
    fn the_references_of_a_whole_checkout_are_nobodys_work() {
        let submission =
            found(&["solutions/threading/src/counter.rs", "tests/threading/counter.rs"]);
        assert_eq!(submission.files.len(), 0);
        assert_eq!(submission.problems, [Problem::Empty]);
    }

    #[test]
    fn what_is_not_text_or_too_large_is_told() {
        let root = course::find_root(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let mut found = Found::new(&Course::load(&root).unwrap());
        found.take("counter.rs".into(), vec![0xff]);
        found.take("cache.rs".into(), vec![b' '; LARGEST_FILE as usize + 1]);
        let told = found.finish("ana").problems;
        let [text, large] = ["counter.rs", "cache.rs"].map(String::from);
        assert_eq!(told, [Problem::NotText(text), Problem::TooLarge(large)]);
    }
}
