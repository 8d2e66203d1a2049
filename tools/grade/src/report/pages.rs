//! The gradebook as pages that need nothing else: one for the class, one for each student.
//!
//! What students have written or named is escaped by the templates; nothing of it is ever marked as safe.

use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use messages::Language;
use minijinja::{Environment, Value, context};

use super::{Evidence, folder_of, put};
use crate::gradebook::{Gradebook, Graded, Requirement, Student};
use crate::ledger::Verdict;
use crate::visibility::Audience;
use crate::voice;

pub const STYLE: &str = include_str!("../../templates/style.css");
const SCRIPT: &str = include_str!("../../templates/class.js");

/// Writes the pages. The class's is the instructor's; a student's shows what that student may see.
pub fn write(
    gradebook: &Gradebook,
    evidence: &Evidence<'_>,
    folder: &Path,
    language: Language,
) -> anyhow::Result<()> {
    let mut templates = Environment::new();
    templates.add_template("class.html", include_str!("../../templates/class.html"))?;
    templates.add_template("student.html", include_str!("../../templates/student.html"))?;
    let class = templates.get_template("class.html")?.render(class(gradebook, language))?;
    put(&folder.join("gradebook.html"), class.as_bytes())?;
    let template = templates.get_template("student.html")?;
    for (index, it) in gradebook.students.iter().enumerate() {
        let page = template.render(student(it, evidence, language))?;
        put(
            &folder.join("students").join(folder_of(index, it)).join("index.html"),
            page.as_bytes(),
        )?;
    }
    Ok(())
}

fn class(gradebook: &Gradebook, language: Language) -> Value {
    let exercises = &gradebook.graded.exercises;
    let students = gradebook.students.iter().enumerate().map(|(index, it)| {
        let cells = it.exercises.iter().map(|graded| {
            let kind = match &graded.file {
                None => "none",
                Some(_) if graded.is_whole() => "pass",
                Some(_) => "fail",
            };
            let points = graded.file.as_ref().map(|_| language.decimal(graded.points, 2));
            context! { kind, points => points.unwrap_or_else(|| "–".into()) }
        });
        context! {
            name => &it.name,
            page => format!("students/{}/index.html", folder_of(index, it)),
            remark => voice::remarks(it, language).join("; "),
            cells => cells.collect::<Vec<_>>(),
            points => language.decimal(it.points, 2),
        }
    });
    let requirements = exercises.iter().enumerate().flat_map(|(at, exercise)| {
        let handed = gradebook.students.iter().map(move |student| &student.exercises[at]);
        let handed: Vec<&Graded> = handed.filter(|it| it.file.is_some()).collect();
        exercise.requirements.iter().enumerate().map(move |(number, name)| {
            let passes = |it: &&&Graded| it.requirements[number].verdict == Some(Verdict::Pass);
            let passed = handed.iter().filter(passes).count();
            context! { exercise => &exercise.name, name, passed, handed => handed.len() }
        })
    });
    context! {
        lang => language.to_string(),
        style => Value::from_safe_string(STYLE.into()),
        script => Value::from_safe_string(SCRIPT.into()),
        words => words(gradebook.students.len(), language),
        boxed => gradebook.graded.boxed,
        exercises => exercises.iter().map(|it| context! { name => &it.name, title => &it.title }).collect::<Vec<_>>(),
        students => students.collect::<Vec<_>>(),
        requirements => requirements.collect::<Vec<_>>(),
    }
}

fn student(student: &Student, evidence: &Evidence<'_>, language: Language) -> Value {
    let exercises = student.exercises.iter().filter(|it| it.file.is_some()).map(|exercise| {
        let requirements =
            exercise.requirements.iter().map(|it| requirement(exercise, it, evidence, language));
        context! {
            name => &exercise.exercise,
            points => language.decimal(exercise.points, 2),
            most => exercise.most,
            requirements => requirements.collect::<Vec<_>>(),
        }
    });
    context! {
        lang => language.to_string(),
        style => Value::from_safe_string(STYLE.into()),
        words => words(1, language),
        name => &student.name,
        points => language.decimal(student.points, 2),
        most => student.most,
        problems => voice::remarks(student, language),
        exercises => exercises.collect::<Vec<_>>(),
    }
}

fn requirement(
    exercise: &Graded,
    requirement: &Requirement,
    evidence: &Evidence<'_>,
    language: Language,
) -> Value {
    let seen = evidence.seen(exercise, requirement, Audience::Student, language);
    let kind = match seen.verdict {
        Some(Verdict::Pass) => "pass",
        None | Some(Verdict::Inconclusive | Verdict::BoxError) => "none",
        Some(_) => "fail",
    };
    let verdict = seen.verdict.and_then(|it| serde_json::to_value(it).ok());
    context! {
        kind,
        verdict => verdict.map_or_else(|| "–".into(), |it| it.as_str().unwrap_or_default().to_owned()),
        title => seen.title,
        message => seen.message,
        again => seen.again,
        picture => seen.picture.map(data),
    }
}

/// A picture as an address that holds it. Shown so, nothing in it is run, whatever it says.
fn data(picture: &str) -> String {
    format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(picture))
}

/// The pages' own words.
fn words(students: usize, language: Language) -> Value {
    let say = |id: &str| voice::MESSAGES.say(language, id, &[]);
    context! {
        title => say("page-title"),
        students => voice::MESSAGES.say(language, "summary-students", &[("count", students.into())]),
        unboxed => say("page-unboxed"),
        filter => say("page-filter"),
        class => say("page-class"),
        student => say("page-student"),
        points => say("page-points"),
        requirements => say("page-requirements"),
        exercise => say("page-exercise"),
        requirement => say("page-requirement"),
        passed => say("page-passed"),
        picture => say("page-picture"),
        again => say("page-again"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::gradebook;
    use crate::ingest::Problem;
    use crate::ledger::{self, Exercise, Found, Handed, Line, Start};
    use crate::visibility::Visibility;

    const ATTACK: &str = "<script>alert(1)</script>\" onload=\"x";

    fn lines() -> Vec<Line> {
        let exercise = Exercise {
            topic: "threading".into(),
            name: "counter".into(),
            title: "Counter".into(),
            points: 10,
            requirements: vec!["one".into(), "two".into()],
            visibility: BTreeMap::new(),
        };
        let start = Start {
            v: ledger::VERSION,
            telar: "1".into(),
            rustc: "1".into(),
            course: "c".into(),
            language: "en".into(),
            boxed: false,
            visibility: Visibility::Visible,
            exercises: vec![exercise],
            late: None,
            seed: None,
        };
        let handed = Handed {
            student: ATTACK.into(),
            files: BTreeMap::from([("counter".into(), "f".into())]),
            ignored: Vec::new(),
            problems: vec![Problem::NotText(ATTACK.into())],
            person: None,
            handed_in: None,
        };
        let found = |requirement: &str, verdict, message: &str| {
            Line::Verdict(Found {
                file: "f".into(),
                exercise: "counter".into(),
                requirement: requirement.into(),
                verdict,
                title: String::new(),
                message: message.into(),
                again: Some(ATTACK.into()),
                picture: Some(format!("<svg>{ATTACK}</svg>")),
                wall_ms: 1,
            })
        };
        vec![
            Line::Start(start),
            Line::Submission(handed),
            found("one", Verdict::Pass, ""),
            found("two", Verdict::Fail, ATTACK),
        ]
    }

    #[test]
    fn nothing_of_a_students_is_markup() {
        for language in Language::ALL {
            let folder = tempfile::tempdir().unwrap();
            let (gradebook, lines) = (gradebook::of(&lines()).unwrap(), lines());
            write(&gradebook, &Evidence::of(&lines), folder.path(), language).unwrap();
            let student = folder_of(0, &gradebook.students[0]);
            let class = std::fs::read_to_string(folder.path().join("gradebook.html")).unwrap();
            let page = folder.path().join("students").join(&student).join("index.html");
            let page = std::fs::read_to_string(page).unwrap();
            for text in [&class, &page] {
                assert!(!text.contains("<script>alert"), "{text}");
                assert!(!text.contains("\" onload"), "{text}");
                assert!(text.contains("&lt;script&gt;alert"), "{text}");
            }
            // That is how the templates write a slash.
            let class = class.replace("&#x2f;", "/");
            assert!(class.contains(&student), "the class leads to the student's page: {class}");
            assert!(class.contains("1 / 1") && class.contains("0 / 1"), "{class}");
        }
    }
}
