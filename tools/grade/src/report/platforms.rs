//! What platforms that run graders themselves read: results for one submission.

use clap::ValueEnum;
use messages::Language;
use serde_json::{Value, json};

use super::bounded::{cut, within};
use super::evidence::{Evidence, Seen};
use super::github;
use crate::gradebook::{Graded, Requirement, Student};
use crate::ledger::{Start, Verdict};
use crate::visibility::{Audience, Visibility};
use crate::voice::{self, MESSAGES};

/// Most bytes of results. PrairieLearn takes one megabyte; nobody reads more anywhere.
const MOST: usize = 1_000_000;

/// A platform that runs graders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Platform {
    /// Gradescope.
    Gradescope,
    /// PrairieLearn, which grades externally.
    Prairielearn,
    /// GitHub Classroom.
    Github,
}

impl Platform {
    /// The name by which the command knows it, and its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gradescope => "gradescope",
            Self::Prairielearn => "prairielearn",
            Self::Github => "github",
        }
    }

    /// The results for a student, as a file.
    pub fn results(self, told: &Told<'_>) -> Vec<u8> {
        match self {
            Self::Gradescope => within(MOST, |most| bytes(&gradescope(told, most))),
            Self::Prairielearn => within(MOST, |most| bytes(&prairielearn(told, most))),
            Self::Github => within(github::MOST, |most| bytes(&github::results(told, most))),
        }
    }

    /// Results that say why nothing was graded.
    pub fn refusal(self, why: &str) -> Vec<u8> {
        let why = cut(why, MOST / 8);
        bytes(&match self {
            Self::Gradescope => json!({
                "score": 0.0,
                "output": why,
                "output_format": "text",
                "visibility": "visible",
                "stdout_visibility": "hidden",
                "tests": [],
            }),
            Self::Prairielearn => json!({ "gradable": false, "format_errors": [why] }),
            Self::Github => github::refusal(&why),
        })
    }
}

/// What is to be told: of whom, and by what.
#[derive(Debug)]
pub struct Told<'a> {
    /// The student.
    pub student: &'a Student,
    /// What was graded.
    pub graded: &'a Start,
    /// What was said of it.
    pub evidence: &'a Evidence<'a>,
    /// The language of our own words.
    pub language: Language,
}

/// A line of results: a requirement, or an exercise that was not handed in.
#[derive(Debug)]
pub struct Case<'a> {
    /// The exercise.
    pub exercise: &'a Graded,
    /// Such as `1.2`.
    pub number: String,
    /// The requirement's name, if it is one.
    pub name: Option<&'a str>,
    /// How it fared, as far as that is to be seen.
    pub seen: Seen<'a>,
    /// When students may see it whole.
    pub visibility: Visibility,
    /// Its share of the points; all of an exercise's add up to what it is worth.
    pub share: f64,
}

impl Case<'_> {
    /// Whether it is met.
    pub fn passed(&self) -> bool {
        self.seen.verdict == Some(Verdict::Pass)
    }

    /// What it earns.
    pub fn points(&self) -> f64 {
        if self.passed() { self.share } else { 0.0 }
    }
}

impl<'a> Told<'a> {
    /// All that was to be graded, as this audience may see it.
    pub fn cases(&self, audience: Audience) -> impl Iterator<Item = Case<'a>> {
        self.student.exercises.iter().enumerate().flat_map(move |(at, exercise)| {
            let number = at + 1;
            match exercise.file {
                None => vec![self.not_handed_in(exercise, number)],
                Some(_) => self.requirements(exercise, number, audience),
            }
        })
    }

    fn not_handed_in(&self, exercise: &'a Graded, number: usize) -> Case<'a> {
        let message = MESSAGES.say(self.language, "said-not-handed-in", &[]);
        let title = exercise.exercise.as_str();
        let seen = Seen { verdict: None, title, message, again: None, picture: None };
        let share = f64::from(exercise.most);
        let visibility = Visibility::Visible;
        Case { exercise, number: number.to_string(), name: None, seen, visibility, share }
    }

    fn requirements(
        &self,
        exercise: &'a Graded,
        number: usize,
        audience: Audience,
    ) -> Vec<Case<'a>> {
        let of = exercise.requirements.len();
        let case = |(index, it): (usize, &'a Requirement)| Case {
            exercise,
            number: format!("{number}.{}", index + 1),
            name: Some(&it.name),
            seen: self.evidence.seen(exercise, it, audience, self.language),
            visibility: it.visibility,
            share: share(exercise.most, index, of),
        };
        exercise.requirements.iter().enumerate().map(case).collect()
    }

    /// What is to be said of a submission as a whole.
    pub fn remarks(&self) -> Vec<String> {
        let problems = voice::remarks(self.student, self.language).into_iter();
        let say = |id: &str| MESSAGES.say(self.language, id, &[]);
        let undecided = self.is_undecided().then(|| say("said-box-error"));
        let unboxed = (!self.graded.boxed).then(|| say("page-unboxed"));
        problems.chain(undecided).chain(unboxed).collect()
    }

    /// Whether a grader gave no verdict on something that was handed in.
    fn is_undecided(&self) -> bool {
        let mut handed = self.student.exercises.iter().filter(|it| it.file.is_some());
        let is_undecided = |it: &Requirement| matches!(it.verdict, None | Some(Verdict::BoxError));
        handed.any(|it| it.requirements.iter().any(is_undecided))
    }

    /// Why nobody can say what the submission is worth: nothing of it compiles, nothing was handed in, or a grader gave no
    /// verdict. Empty when somebody can.
    fn ungradable(&self) -> Vec<String> {
        let handed = || self.student.exercises.iter().filter(|it| it.file.is_some());
        if self.is_undecided() {
            return vec![MESSAGES.say(self.language, "said-box-error", &[])];
        }
        if handed().next().is_none() {
            let nothing = MESSAGES.say(self.language, "problem-empty", &[]);
            return if self.student.problems.is_empty() { vec![nothing] } else { self.remarks() };
        }
        let refused = handed().map(|it| Some((it, self.evidence.refused(it)?)));
        let refused: Option<Vec<_>> = refused.collect();
        let refused = refused.unwrap_or_default().into_iter();
        refused.map(|(it, said)| format!("{}:\n{said}", it.exercise)).collect()
    }
}

/// The share of one of so many requirements, with two decimals, so that all together are exactly `most`.
fn share(most: u32, index: usize, of: usize) -> f64 {
    let up_to = |count: usize| (f64::from(most) * 100.0 * count as f64 / of as f64).round();
    (up_to(index + 1) - up_to(index)) / 100.0
}

/// Gradescope's `results.json`, with no text longer than `most`. Gradescope knows the dates.
fn gradescope(told: &Told<'_>, most: usize) -> Value {
    let tests = told.cases(Audience::Platform).map(|case| {
        let name = match case.name {
            Some(_) => format!("{}: {}", case.exercise.exercise, case.seen.title),
            None => case.exercise.exercise.clone(),
        };
        json!({
            "name": cut(&name, most),
            "number": case.number,
            "score": case.points(),
            "max_score": case.share,
            "status": if case.passed() { "passed" } else { "failed" },
            "output": cut(&case.seen.message, most),
            "output_format": "text",
            "visibility": case.visibility,
        })
    });
    json!({
        "score": told.student.points,
        "output": cut(&told.remarks().join("\n"), most),
        "output_format": "text",
        "visibility": told.graded.visibility,
        "stdout_visibility": "hidden",
        "extra_data": { "boxed": told.graded.boxed, "complete": told.student.complete },
        "tests": tests.collect::<Vec<_>>(),
    })
}

/// PrairieLearn's `results.json`, with no text longer than `most`. What can't be graded costs no attempt there.
fn prairielearn(told: &Told<'_>, most: usize) -> Value {
    let ungradable = told.ungradable();
    if !ungradable.is_empty() {
        let errors = ungradable.iter().take(100).map(|it| cut(it, most));
        return json!({ "gradable": false, "format_errors": errors.collect::<Vec<_>>() });
    }
    // One test without points would take the points away from all.
    let tests = told.cases(Audience::Student).map(|case| {
        let name = case.name.map(|it| format!("{}: {it}", case.exercise.exercise));
        json!({
            "name": name.unwrap_or_else(|| case.exercise.exercise.clone()),
            "description": cut(case.seen.title, most),
            "points": case.points(),
            "max_points": case.share,
            "message": cut(&case.seen.message, most),
        })
    });
    json!({
        "gradable": true,
        "score": told.student.points / f64::from(told.student.most.max(1)),
        "message": cut(&told.remarks().join("\n"), most),
        "tests": tests.collect::<Vec<_>>(),
    })
}

fn bytes(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("a value is JSON");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests;
