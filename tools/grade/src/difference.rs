//! Two gradebooks of the same class: what a changed grader has changed, student by student.

use messages::Language;

use crate::gradebook::{Gradebook, Requirement};
use crate::voice::MESSAGES;

/// A line for each student whose points have changed, with the requirements that are why.
pub fn between(before: &Gradebook, after: &Gradebook, language: Language) -> Vec<String> {
    let mut told = Vec::new();
    for student in &after.students {
        let Some(old) = before.students.iter().find(|old| old.name == student.name) else {
            continue;
        };
        let mut changes = Vec::new();
        for exercise in &student.exercises {
            let old = old.exercises.iter().find(|old| old.exercise == exercise.exercise);
            for requirement in &exercise.requirements {
                let same = |it: &&Requirement| it.name == requirement.name;
                let old = old.and_then(|old| old.requirements.iter().find(same));
                let old = old.and_then(|old| old.verdict);
                if old != requirement.verdict {
                    let name = |verdict| match verdict {
                        Some(verdict) => format!("{verdict:?}").to_lowercase(),
                        None => "-".into(),
                    };
                    let (old, new) = (name(old), name(requirement.verdict));
                    changes
                        .push(format!("{}::{} {old} → {new}", exercise.exercise, requirement.name));
                }
            }
        }
        if !changes.is_empty() {
            let values = [
                ("student", student.name.escape_debug().to_string().into()),
                ("before", language.decimal(old.points, 2).into()),
                ("after", language.decimal(student.points, 2).into()),
                ("changes", changes.join(", ").into()),
            ];
            told.push(MESSAGES.say(language, "regraded", &values));
        }
    }
    told
}
