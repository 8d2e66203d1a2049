//! Compares what a grader answered with what it was asked.
//!
//! Three lists must be one: the requirements in `course.toml`, the test functions in the grader, and
//! the verdicts that a run left behind. A test that was deleted, renamed or filtered away would else
//! be a requirement that everybody passes.

use std::collections::BTreeMap;

use course::verdict::{Record, Verdict};

use crate::grader::Said;
use crate::workspace::Lesson;

/// What is wrong with the grader's list of tests; `listed` has the exercise's tests, without the
/// module's name.
pub fn compare_lists(required: &[String], listed: &[String]) -> Vec<String> {
    let mut problems = Vec::new();
    if required.is_empty() {
        problems.push("course.toml lists no requirement".to_string());
    }
    for requirement in required {
        match listed.iter().filter(|name| *name == requirement).count() {
            0 => problems.push(format!(
                "`{requirement}` stands in course.toml but the grader has no such test; write it, or \
                 take it out of course.toml and of the submissions that break it"
            )),
            1 => {}
            // Cargo would refuse two functions of one name; the list itself may repeat one.
            _ => problems.push(format!("the grader lists `{requirement}` twice")),
        }
    }
    let mut seen = BTreeMap::new();
    for requirement in required {
        *seen.entry(requirement).or_insert(0) += 1;
    }
    for (requirement, _) in seen.iter().filter(|(_, times)| **times > 1) {
        problems.push(format!("course.toml lists `{requirement}` twice"));
    }
    for name in listed.iter().filter(|name| !required.contains(name)) {
        problems.push(format!(
            "the grader tests `{name}`, which course.toml does not list; add it to the exercise's \
             `requirements`"
        ));
    }
    problems
}

/// The verdicts of a run by requirement, or why they can't be relied on.
pub fn verdicts(lesson: &Lesson, said: &Said) -> Result<BTreeMap<String, Verdict>, Vec<String>> {
    let required = &lesson.requirements;
    let mut problems = Vec::new();
    if required.is_empty() {
        problems.push("no requirement ran, because course.toml lists none".to_string());
    }
    let mut verdicts = BTreeMap::new();
    for record in &said.records {
        let Record { exercise, requirement, .. } = record;
        if *exercise != lesson.exercise || !required.contains(requirement) {
            problems.push(format!("a verdict on `{exercise}: {requirement}`: nobody asked for it"));
        } else if verdicts.insert(requirement.clone(), record.verdict).is_some() {
            problems.push(format!("two verdicts on `{requirement}`"));
        }
    }
    for requirement in required {
        if !verdicts.contains_key(requirement) {
            problems.push(format!("no verdict on `{requirement}`: it did not run to its end"));
        }
    }
    // The exit status comes from libtest, the records from our own code: one of them alone could
    // be wrong unnoticed.
    let all_passed = verdicts.values().all(|verdict| *verdict == Verdict::Pass);
    match said.exit_code {
        Some(0) if all_passed => {}
        Some(101) if !all_passed => {}
        Some(code) if problems.is_empty() => problems.push(format!(
            "the grader ended with exit status {code}, which does not fit its verdicts"
        )),
        Some(_) => {}
        None => problems.push("the grader was killed, by a signal or for taking too long".into()),
    }
    if problems.is_empty() {
        Ok(verdicts)
    } else {
        // Each problem stands for a verdict; what the grader said about it stands with the last.
        if let Some(last) = problems.last_mut() {
            for error in &said.errors {
                last.push_str(&format!("\n    the grader printed: {error}"));
            }
        }
        Err(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| name.to_string()).collect()
    }

    fn said(records: &[(&str, Verdict)], exit_code: Option<i32>) -> Said {
        let records = records.iter().map(|(requirement, verdict)| Record {
            version: course::verdict::VERSION,
            package: "threading-solution".into(),
            topic: "threading".into(),
            exercise: "three-threads".into(),
            requirement: requirement.to_string(),
            verdict: *verdict,
            title: String::new(),
            message: String::new(),
            again: None,
            source: None,
            picture: None,
        });
        Said { records: records.collect(), exit_code, errors: Vec::new() }
    }

    #[test]
    fn deleting_a_test_from_the_grader_is_noticed() {
        let required = names(&["join", "overlap"]);
        assert_eq!(compare_lists(&required, &names(&["overlap", "join"])), names(&[]));
        assert_eq!(compare_lists(&required, &names(&["join"])).len(), 1);
        assert_eq!(compare_lists(&required, &names(&[])).len(), 2);
    }

    #[test]
    fn deleting_a_requirement_from_course_toml_is_noticed() {
        assert_eq!(compare_lists(&names(&["join"]), &names(&["join", "overlap"])).len(), 1);
        assert_eq!(compare_lists(&names(&["join", "join"]), &names(&["join"])).len(), 1);
        assert!(
            !compare_lists(&[], &[]).is_empty(),
            "an exercise without requirements proves nothing"
        );
    }

    fn lesson(requirements: &[&str]) -> Lesson {
        Lesson {
            topic: "threading".into(),
            exercise: "three-threads".into(),
            module: "three_threads".into(),
            requirements: names(requirements),
        }
    }

    #[test]
    fn a_requirement_that_did_not_run_is_noticed() {
        use Verdict::{Fail, Pass};
        let asked = lesson(&["join", "overlap"]);
        let whole = said(&[("join", Pass), ("overlap", Pass)], Some(0));
        assert_eq!(verdicts(&asked, &whole).unwrap().len(), 2);
        for broken in [
            // Filtered away, or the grader ended early with a status that looks well.
            said(&[("join", Pass)], Some(0)),
            said(&[], Some(0)),
            // A verdict too many, or twice.
            said(&[("join", Pass), ("overlap", Pass), ("more", Pass)], Some(0)),
            said(&[("join", Pass), ("overlap", Pass), ("join", Pass)], Some(0)),
            // The exit status and the records disagree.
            said(&[("join", Pass), ("overlap", Fail)], Some(0)),
            said(&[("join", Pass), ("overlap", Pass)], Some(101)),
            said(&[("join", Pass), ("overlap", Fail)], Some(1)),
            said(&[("join", Pass), ("overlap", Pass)], None),
        ] {
            assert!(verdicts(&asked, &broken).is_err(), "{broken:?}");
        }
        let mut stray = said(&[("join", Pass), ("overlap", Pass)], Some(0));
        stray.records[0].exercise = "counter".into();
        assert!(verdicts(&asked, &stray).is_err(), "a verdict on another exercise");
        assert!(verdicts(&lesson(&[]), &said(&[], Some(0))).is_err());
    }
}
