//! What platforms that run graders themselves read: a file for each submission.

use serde_json::{Value, json};

use crate::gradebook::{Graded, Requirement, Student};
use crate::ledger::Verdict;

/// Gradescope's `results.json`.
pub fn gradescope(student: &Student) -> Value {
    let tests = cases(student).map(|(exercise, number, requirement, share)| {
        let passed = requirement.verdict == Some(Verdict::Pass);
        json!({
            "name": format!("{}: {}", exercise.exercise, title(requirement)),
            "number": number,
            "score": if passed { share } else { 0.0 },
            "max_score": share,
            "status": if passed { "passed" } else { "failed" },
            "output": requirement.message,
            "output_format": "text",
            "visibility": "visible",
        })
    });
    json!({
        "score": student.points,
        "output": "",
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": tests.collect::<Vec<_>>(),
    })
}

/// PrairieLearn's `results.json`.
pub fn prairielearn(student: &Student) -> Value {
    let tests = cases(student).map(|(exercise, _, requirement, share)| {
        let passed = requirement.verdict == Some(Verdict::Pass);
        json!({
            "name": format!("{}: {}", exercise.exercise, requirement.name),
            "description": title(requirement),
            "points": if passed { share } else { 0.0 },
            "max_points": share,
            "message": requirement.message,
        })
    });
    let most = f64::from(student.most.max(1));
    json!({
        "gradable": true,
        "score": student.points / most,
        "tests": tests.collect::<Vec<_>>(),
    })
}

/// Each requirement of what was handed in, its number such as `1.2`, and its share of the points.
fn cases(student: &Student) -> impl Iterator<Item = (&Graded, String, &Requirement, f64)> {
    let handed = student.exercises.iter().enumerate().filter(|(_, it)| it.file.is_some());
    handed.flat_map(|(at, exercise)| {
        let share = f64::from(exercise.most) / exercise.requirements.len() as f64;
        let numbered = exercise.requirements.iter().enumerate();
        numbered.map(move |(index, requirement)| {
            (exercise, format!("{}.{}", at + 1, index + 1), requirement, share)
        })
    })
}

fn title(requirement: &Requirement) -> &str {
    if requirement.title.is_empty() { &requirement.name } else { &requirement.title }
}
