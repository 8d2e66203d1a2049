//! What is said of a requirement, with all evidence, as far as it is meant for whoever reads it.

use std::collections::HashMap;

use messages::Language;

use crate::gradebook::{Graded, Requirement, Student};
use crate::ledger::{Found, Line, Verdict};
use crate::visibility::Audience;
use crate::voice::MESSAGES;

/// The ledger's verdicts, by exercise, file and requirement. The newest counts.
#[derive(Debug)]
pub struct Evidence<'a>(HashMap<(&'a str, &'a str, &'a str), &'a Found>);

/// A requirement as somebody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The verdict; of what is kept back, only whether the requirement is met.
    pub verdict: Option<Verdict>,
    /// The requirement as a sentence; of what is kept back, its name.
    pub title: &'a str,
    /// What was said, with the evidence; of what is kept back, nothing.
    pub message: String,
    /// The command that shows it again; of what is kept back, none.
    pub again: Option<&'a str>,
    /// The run that failed, as the text of an SVG file; of what is kept back, none.
    pub picture: Option<&'a str>,
}

impl<'a> Evidence<'a> {
    /// Of these lines.
    pub fn of(lines: &'a [Line]) -> Self {
        let verdicts = lines.iter().filter_map(|line| match line {
            Line::Verdict(it) => {
                Some(((it.exercise.as_str(), it.file.as_str(), it.requirement.as_str()), it))
            }
            _ => None,
        });
        Self(verdicts.collect())
    }

    /// A requirement of an exercise, as this audience may see it.
    pub fn seen<'b>(
        &self,
        exercise: &Graded,
        requirement: &'b Requirement,
        audience: Audience,
        language: Language,
    ) -> Seen<'b>
    where
        'a: 'b,
    {
        let Requirement { name, verdict, title, .. } = requirement;
        if audience.is_kept_from(requirement.visibility) {
            // That a grader gave no verdict is never a student's fail, and tells nothing.
            let met = |it| match it {
                Verdict::Pass | Verdict::BoxError => it,
                _ => Verdict::Fail,
            };
            return Seen {
                verdict: verdict.map(met),
                title: name,
                message: String::new(),
                again: None,
                picture: None,
            };
        }
        let found = self.found(exercise, name);
        let said = found.map_or("", |it| it.message.trim_end());
        let message = match (said, silence(*verdict)) {
            ("", Some(id)) if exercise.file.is_some() => MESSAGES.say(language, id, &[]),
            (said, _) => said.trim_start_matches('\n').to_owned(),
        };
        let title = if title.is_empty() { name } else { title };
        Seen {
            verdict: *verdict,
            title,
            message,
            again: found.and_then(|it| it.again.as_deref()),
            picture: found.and_then(|it| it.picture.as_deref()),
        }
    }

    /// What the compiler said, if the file does not compile. It saw nothing but that file, so this tells of no requirement
    /// and is for everybody.
    pub fn refused(&self, exercise: &Graded) -> Option<&'a str> {
        let refused = |it: &Requirement| it.verdict == Some(Verdict::CompileError);
        let requirement = exercise.requirements.iter().find(|it| refused(it))?;
        self.found(exercise, &requirement.name).map(|it| it.message.as_str())
    }

    /// Everything that was said of what somebody has not passed.
    pub fn told(&self, student: &Student, audience: Audience, language: Language) -> String {
        let mut text = String::new();
        for exercise in student.exercises.iter().filter(|it| it.file.is_some()) {
            for requirement in &exercise.requirements {
                let seen = self.seen(exercise, requirement, audience, language);
                if seen.verdict.is_some_and(|it| it != Verdict::Pass) {
                    let Seen { title, message, .. } = seen;
                    text += &format!("{}: {title}\n\n{message}\n\n", exercise.exercise);
                }
            }
        }
        text
    }

    fn found(&self, exercise: &Graded, requirement: &str) -> Option<&'a Found> {
        let file = exercise.file.as_deref().unwrap_or_default();
        self.0.get(&(exercise.exercise.as_str(), file, requirement)).copied()
    }
}

/// The sentence for a verdict that comes without words.
fn silence(verdict: Option<Verdict>) -> Option<&'static str> {
    match verdict? {
        Verdict::Timeout => Some("said-timeout"),
        Verdict::CompileTimeout => Some("said-compile-timeout"),
        Verdict::BoxError => Some("said-box-error"),
        _ => None,
    }
}
