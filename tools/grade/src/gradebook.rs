//! The gradebook: a pure function of the ledger, so the same ledger gives the same gradebook, byte for byte, in whatever
//! order its lines were written.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Serialize;

use crate::ingest::Problem;
use crate::late::Late;
use crate::ledger::{Exercise, Found, Handed, Line, Start, Verdict};
use crate::roster::Person;
use crate::visibility::Visibility;

/// Who has done what, and what it is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gradebook {
    /// What was graded, and by what.
    pub graded: Start,
    /// Sorted by name.
    pub students: Vec<Student>,
}

/// A student's grades.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Student {
    /// The name in the roster; without one, that of what was handed in.
    pub name: String,
    /// Who that is, by the roster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// What was handed in is called so, if it is not called as the student.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// How late it was, and what that has taken off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<Late>,
    /// The sum of the exercises' points, of at most `most`.
    pub points: f64,
    /// What all exercises are worth.
    pub most: u32,
    /// Whether everything that was handed in has been judged.
    pub complete: bool,
    /// In the order of the course.
    pub exercises: Vec<Graded>,
    /// What was wrong with what was handed in.
    pub problems: Vec<Problem>,
    /// What was not looked at.
    pub ignored: Vec<String>,
}

/// How somebody has fared in an exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Graded {
    /// Its name.
    pub exercise: String,
    /// The hash of the file, if one was handed in.
    pub file: Option<String>,
    /// Points for it, of at most `most`.
    pub points: f64,
    /// What it is worth.
    pub most: u32,
    /// One for each requirement, in the order of the course.
    pub requirements: Vec<Requirement>,
}

/// How a requirement was met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Requirement {
    /// Its name.
    pub name: String,
    /// The verdict; `None` when nothing was handed in, or it has not been judged yet. What is missing is not passed.
    pub verdict: Option<Verdict>,
    /// The requirement as a sentence.
    pub title: String,
    /// What the student is told, without the evidence: that tells of times, which are others in each run.
    pub message: String,
    /// When students may see it whole.
    #[serde(skip_serializing_if = "Visibility::is_visible")]
    pub visibility: Visibility,
}

impl Graded {
    /// Whether every requirement was met, however late.
    pub fn is_whole(&self) -> bool {
        self.requirements.iter().all(|it| it.verdict == Some(Verdict::Pass))
    }
}

/// A message without its evidence, which stands further to the right.
fn told(message: &str) -> String {
    let lines = message.lines().filter(|line| !line.starts_with("  ") && !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Makes the gradebook.
///
/// # Errors
///
/// When the ledger does not say what is graded.
pub fn of(lines: &[Line]) -> anyhow::Result<Gradebook> {
    let start = lines.iter().find_map(|line| match line {
        Line::Start(start) => Some(start.clone()),
        _ => None,
    });
    let graded = start.context("the ledger is empty: nothing has been graded there yet")?;
    let mut found: BTreeMap<(&str, &str, &str), &Found> = BTreeMap::new();
    let mut handed: BTreeMap<String, &Handed> = BTreeMap::new();
    for line in lines {
        match line {
            Line::Start(_) => {}
            // The newest counts.
            Line::Submission(it) => drop(handed.insert(it.key(), it)),
            Line::Verdict(it) => {
                found.insert((&it.exercise, &it.file, &it.requirement), it);
            }
        }
    }
    let students = handed.into_values().map(|handed| student(handed, &graded, &found));
    let mut students: Vec<Student> = students.collect();
    students.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Gradebook { graded, students })
}

fn student(
    handed: &Handed,
    graded: &Start,
    found: &BTreeMap<(&str, &str, &str), &Found>,
) -> Student {
    let mut complete = true;
    let late = graded.late.as_ref().zip(handed.handed_in).and_then(|(policy, at)| policy.late(at));
    let kept = f64::from(100 - late.map_or(0, |late| late.percent)) / 100.0;
    let exercises: Vec<Graded> = graded
        .exercises
        .iter()
        .map(|exercise| {
            let file = handed.files.get(&exercise.name);
            let requirements = exercise.requirements.iter().map(|name| {
                let key = |file| (exercise.name.as_str(), file, name.as_str());
                let it = file.and_then(|file| found.get(&key(file.as_str())));
                Requirement {
                    name: name.clone(),
                    verdict: it.map(|it| it.verdict),
                    title: it.map_or_else(String::new, |it| it.title.clone()),
                    message: it.map_or_else(String::new, |it| told(&it.message)),
                    visibility: exercise.visibility.get(name).copied().unwrap_or_default(),
                }
            });
            let requirements: Vec<_> = requirements.collect();
            complete &= file.is_none() || requirements.iter().all(|it| it.verdict.is_some());
            Graded {
                exercise: exercise.name.clone(),
                file: file.cloned(),
                points: rounded(kept * points(exercise, &requirements)),
                most: exercise.points,
                requirements,
            }
        })
        .collect();
    let person = handed.person.clone();
    let name = person.as_ref().map_or(handed.student.as_str(), Person::called).to_owned();
    Student {
        entry: (name != handed.student).then(|| handed.student.clone()),
        name,
        person,
        late,
        points: rounded(exercises.iter().map(|it| it.points).sum()),
        most: exercises.iter().map(|it| it.most).sum(),
        complete,
        exercises,
        problems: handed.problems.clone(),
        ignored: handed.ignored.clone(),
    }
}

/// The requirements of an exercise share its points equally.
fn points(exercise: &Exercise, requirements: &[Requirement]) -> f64 {
    let passed = requirements.iter().filter(|it| it.verdict == Some(Verdict::Pass)).count();
    f64::from(exercise.points) * passed as f64 / requirements.len().max(1) as f64
}

/// Points have two decimals.
fn rounded(points: f64) -> f64 {
    (points * 100.0).round() / 100.0
}
