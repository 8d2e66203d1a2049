//! `course.toml` as it stands in the file: every value with its place, so that a mistake has a line.

use std::collections::HashSet;
use std::ops::Range;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use crate::{Course, Error, Exercise, Text, Topic};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseEntry {
    #[serde(default, rename = "topic")]
    topics: Vec<TopicEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicEntry {
    name: Spanned<String>,
    title: TextEntry,
    #[serde(default, rename = "exercise")]
    exercises: Vec<ExerciseEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExerciseEntry {
    name: Spanned<String>,
    title: TextEntry,
    goal: TextEntry,
    book: Spanned<String>,
    points: Spanned<u32>,
    requirements: Spanned<Vec<Spanned<String>>>,
    hints: Spanned<Vec<TextEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextEntry {
    en: Spanned<String>,
    es: Spanned<String>,
}

/// Something wrong at a place in the file.
#[derive(Debug)]
pub(crate) struct Mistake {
    problem: String,
    /// In bytes of the file.
    span: Range<usize>,
}

/// Reads and checks the text of a `course.toml`.
pub(crate) fn read(text: &str) -> Result<Course, Mistake> {
    let entry: CourseEntry = toml::from_str(text).map_err(|error| Mistake {
        problem: error.message().to_owned(),
        span: error.span().unwrap_or(0..0),
    })?;
    let mut topics = Names::new("topic", '-');
    // Exercises are asked for by their name alone, so a name may stand once in the whole course.
    let mut exercises = Names::new("exercise", '-');
    let mut course = Course { topics: Vec::new() };
    for topic in entry.topics {
        course.topics.push(Topic {
            name: topics.take(topic.name)?,
            title: topic.title.check()?,
            exercises: (topic.exercises.into_iter())
                .map(|exercise| exercise.check(&mut exercises))
                .collect::<Result<_, _>>()?,
        });
    }
    Ok(course)
}

impl ExerciseEntry {
    fn check(self, names: &mut Names) -> Result<Exercise, Mistake> {
        let name = names.take(self.name)?;
        if *self.points.get_ref() == 0 {
            return Err(mistake(&self.points, "an exercise is worth at least 1 point"));
        }
        if self.requirements.get_ref().is_empty() {
            return Err(mistake(&self.requirements, "an exercise has at least one requirement"));
        }
        if self.hints.get_ref().is_empty() {
            return Err(mistake(&self.hints, "an exercise has at least one hint"));
        }
        let mut requirements = Names::new("requirement", '_');
        Ok(Exercise {
            name,
            title: self.title.check()?,
            goal: self.goal.check()?,
            book: section(self.book)?,
            points: self.points.into_inner(),
            requirements: (self.requirements.into_inner().into_iter())
                .map(|name| requirements.take(name))
                .collect::<Result<_, _>>()?,
            hints: (self.hints.into_inner().into_iter())
                .map(TextEntry::check)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl TextEntry {
    fn check(self) -> Result<Text, Mistake> {
        for text in [&self.en, &self.es] {
            if text.get_ref().trim().is_empty() {
                return Err(mistake(text, "a text may not be empty"));
            }
        }
        Ok(Text { en: self.en.into_inner(), es: self.es.into_inner() })
    }
}

/// The names of one kind that have been seen so far.
struct Names {
    kind: &'static str,
    /// What stands between the words of such a name.
    separator: char,
    seen: HashSet<String>,
}

impl Names {
    fn new(kind: &'static str, separator: char) -> Self {
        Self { kind, separator, seen: HashSet::new() }
    }

    /// The name, if it can be one and has not been seen before.
    fn take(&mut self, name: Spanned<String>) -> Result<String, Mistake> {
        let (kind, separator) = (self.kind, self.separator);
        // Names become files, modules and arguments, so they are the plainest words there are.
        let is_word = |word: &str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        let starts_well = name.get_ref().starts_with(|c: char| c.is_ascii_lowercase());
        if !starts_well || !name.get_ref().split(separator).all(is_word) {
            let text = name.get_ref();
            return Err(mistake(
                &name,
                format!(
                    "`{text}` cannot be a name ({kind}): write small letters and digits, with `{separator}` between words"
                ),
            ));
        }
        if !self.seen.insert(name.get_ref().clone()) {
            let text = name.get_ref();
            return Err(mistake(&name, format!("a second {kind} is called `{text}`")));
        }
        Ok(name.into_inner())
    }
}

/// A place in the book: a page and a section of it.
fn section(book: Spanned<String>) -> Result<String, Mistake> {
    match book.get_ref().split_once(".md#") {
        Some((page, section)) if !page.is_empty() && !section.is_empty() => Ok(book.into_inner()),
        _ => Err(mistake(
            &book,
            "name a page and a section of it, as in `threading.md#three-threads`",
        )),
    }
}

fn mistake<T>(value: &Spanned<T>, problem: impl Into<String>) -> Mistake {
    Mistake { problem: problem.into(), span: value.span() }
}

impl Mistake {
    /// The mistake as an error about this file, which contains `text`.
    pub(crate) fn at(self, path: PathBuf, text: &str) -> Error {
        let before = &text[..self.span.start.min(text.len())];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Error::Mistake {
            path,
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            problem: self.problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r##"
[[topic]]
name = "threading"
title = { en = "Threads", es = "Hilos" }

[[topic.exercise]]
name = "three-threads"
title = { en = "Three threads", es = "Tres hilos" }
goal = { en = "Start and wait.", es = "Lanzar y esperar." }
book = "threading.md#three-threads"
points = 10
requirements = [
  "each_worker_is_a_thread",
  "main_waits",
]
hints = [{ en = "Read.", es = "Lee." }]
"##;

    /// What is said about [`GOOD`] with `from` replaced by `to`: `line:column: problem`.
    fn complaint(from: &str, to: &str) -> String {
        assert!(GOOD.contains(from), "the test changes nothing: {from}");
        let text = GOOD.replacen(from, to, 1);
        let mistake = read(&text).expect_err("the mistake goes unnoticed");
        let said = mistake.at("course.toml".into(), &text).to_string();
        said.strip_prefix("course.toml:").expect("the file is named first").to_owned()
    }

    #[test]
    fn a_good_course_is_read_in_the_order_of_the_file() {
        let course = read(GOOD).expect("the course is good");
        let exercise = &course.topics[0].exercises[0];
        assert_eq!(exercise.module(), "three_threads");
        assert_eq!(exercise.file(), std::path::Path::new("src/three_threads.rs"));
        assert_eq!(exercise.requirements, ["each_worker_is_a_thread", "main_waits"]);
        assert_eq!(exercise.hints[0].es, "Lee.");
    }

    #[test]
    fn a_mistake_in_the_toml_is_placed() {
        assert!(complaint("points = 10", "points = ").starts_with("11:"));
    }

    #[test]
    fn a_key_that_nobody_knows_is_refused() {
        let said = complaint("points = 10", "points = 10\nhint = 3");
        assert!(said.starts_with("12:1: unknown field `hint`"), "{said}");
        let said = complaint(r#"es = "Hilos""#, r#"es = "Hilos", fr = "Fils""#);
        assert!(said.starts_with("4:") && said.contains("unknown field `fr`"), "{said}");
    }

    #[test]
    fn a_missing_key_is_named() {
        let said = complaint("points = 10\n", "");
        assert!(said.contains("missing field `points`"), "{said}");
    }

    #[test]
    fn a_name_stands_once() {
        let twice = format!("{GOOD}{}", &GOOD[GOOD.find("[[topic.exercise]]").unwrap_or(0)..]);
        let mistake = read(&twice).expect_err("the second exercise goes unnoticed");
        assert_eq!(
            mistake.at("course.toml".into(), &twice).to_string(),
            "course.toml:18:8: a second exercise is called `three-threads`",
        );
        assert_eq!(
            complaint("main_waits", "each_worker_is_a_thread"),
            "14:3: a second requirement is called `each_worker_is_a_thread`",
        );
        assert_eq!(
            complaint(
                "[[topic.exercise]]",
                "[[topic]]\nname = \"threading\"\ntitle = { en = \"T\", es = \"T\" }\n[[topic.exercise]]"
            ),
            "7:8: a second topic is called `threading`",
        );
    }

    #[test]
    fn a_name_is_made_of_plain_words() {
        for bad in ["", "Three", "three_threads", "-three", "three--threads", "3-threads", "../x"] {
            let said = complaint("\"three-threads\"", &format!("{bad:?}"));
            assert!(said.starts_with("7:8:") && said.contains("cannot be a name"), "{said}");
        }
        assert!(complaint("main_waits", "main-waits").starts_with("14:3:"));
    }

    #[test]
    fn what_a_student_would_find_empty_is_refused() {
        assert_eq!(complaint("\"Tres hilos\"", "\" \""), "8:38: a text may not be empty");
        assert!(
            complaint("[{ en = \"Read.\", es = \"Lee.\" }]", "[]").contains("at least one hint")
        );
        assert!(complaint("points = 10", "points = 0").starts_with("11:10: an exercise is worth"));
        assert!(complaint("threading.md#three-threads", "threading.md").starts_with("10:8:"));
    }

    #[test]
    fn a_column_is_counted_in_characters() {
        let said = complaint(
            "title = { en = \"Three threads\", es = \"Tres hilos\" }",
            "title = { en = \"ñandú\", es = \"\" }",
        );
        assert_eq!(said, "8:30: a text may not be empty");
    }
}
