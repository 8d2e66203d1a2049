//! Every sentence exists in both languages, and every one that a grader needs exists.

use std::collections::BTreeSet;
use std::path::Path;

use course::Course;

use crate::messages::{SOURCES, has};

/// The names of the sentences in a Fluent text.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    text.lines().filter(begins).filter_map(|line| Some(line.split_once(" =")?.0))
}

fn course() -> Course {
    let root =
        course::find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("this is in a course");
    Course::load(&root).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn both_languages_say_the_same() {
    for (topic, en, es) in SOURCES {
        messages::parity(en, es).unwrap_or_else(|difference| panic!("{topic}: {difference}"));
    }
}

#[test]
fn each_requirement_has_its_sentence() {
    for (topic, exercise) in course().exercises() {
        for requirement in &exercise.requirements {
            let id = format!("{}-{}", exercise.name, requirement.replace('_', "-"));
            let file = format!("tests/support/messages/{}/{}.*.ftl", topic.name, exercise.name);
            assert!(has(&id), "{file} lack `{id}`");
        }
    }
}

/// What a program did without a word on why leaves a student where they were.
#[test]
fn each_finding_has_its_likely_cause() {
    let course = course();
    let titles: BTreeSet<String> = (course.exercises())
        .flat_map(|(_, exercise)| {
            let title = |name: &String| format!("{}-{}", exercise.name, name.replace('_', "-"));
            exercise.requirements.iter().map(title)
        })
        .collect();
    // What every explanation is made of, and no finding.
    let frame = [
        "common-required",
        "common-run",
        "common-virtual",
        "common-creator-first",
        "common-starve",
        "common-oversleep",
        "common-likely-cause",
        "common-read",
        "common-again",
        "common-more-lines",
        "common-not-written",
        "common-write-it",
        "common-inconclusive",
    ];
    for (topic, en, _) in SOURCES {
        // What can't be decided has no cause to be guessed at.
        let is_frame = |id: &&str| frame.contains(id) || id.starts_with("common-undecided");
        for id in ids(en).filter(|id| !is_frame(id) && !titles.contains(*id)) {
            let said = id.ends_with("-cause") || has(&format!("{id}-cause"));
            assert!(said, "{topic}: `{id}` has no `{id}-cause`, and names no requirement");
        }
    }
}

#[test]
fn each_sentence_belongs_to_the_exercise_of_its_file() {
    let course = course();
    for (name, en, _) in SOURCES.iter().filter(|(name, ..)| *name != "common") {
        let mut all = course.exercises();
        let owner = all.find(|(topic, it)| *name == format!("{}/{}", topic.name, it.name));
        let (_, exercise) = owner.unwrap_or_else(|| panic!("{name} is no topic and its exercise"));
        for id in ids(en) {
            let begins = id.starts_with(&format!("{}-", exercise.name));
            assert!(begins, "{name}: `{id}` does not begin with the exercise's name");
        }
    }
}
