//! Every exercise has all its rooms, and no room stands empty.

use std::path::{Path, PathBuf};

use super::Tree;
use crate::bless::STORY;

/// Files that an exercise lacks.
pub fn missing(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for lesson in &tree.lessons {
        let mut need = |path: PathBuf, what: &str| {
            if !tree.has(&path) {
                breaches.push(format!("{} has no {what}: {}", lesson.exercise, path.display()));
            }
        };
        need(lesson.starter_file(), "starter");
        need(lesson.reference_file(), "reference");
        need(lesson.snapshot_file(), "snapshot");
        need(lesson.grader_file(), "grader");
        let grader = format!("tests/{}/main.rs", lesson.topic);
        let text = tree.read(&grader).unwrap_or_default();
        let module = format!("mod {};", lesson.module);
        if !text.lines().any(|line| line == module) {
            breaches.push(format!("{} has no `{module}` in {grader}", lesson.exercise));
        }
        if !tree.files.iter().any(|file| file.starts_with(lesson.corpus_folder())) {
            let folder = lesson.corpus_folder();
            breaches.push(format!("{} has no submissions: {}", lesson.exercise, folder.display()));
        }
        if !lesson.requirements.iter().any(|requirement| requirement == STORY) {
            breaches.push(format!("{} does not require `{STORY}`", lesson.exercise));
        }
    }
    breaches
}

/// Exercise files, graders, messages, submissions and snapshots that belong to no exercise.
pub fn strays(tree: &Tree) -> Vec<String> {
    let belongs = |topic: &str, name: &str| {
        let mut lessons = tree.lessons.iter().filter(|lesson| lesson.topic == topic);
        lessons.any(|lesson| name == lesson.module || name == lesson.exercise)
    };
    let mut breaches = Vec::new();
    for file in &tree.files {
        let parts: Vec<&str> = file.iter().filter_map(|part| part.to_str()).collect();
        let (topic, name) = match parts.as_slice() {
            ["crates" | "solutions", _, "src", "main.rs"] | ["tests", _, "main.rs"] => continue,
            ["tests", "submissions" | "support", _] => continue,
            ["crates" | "solutions", topic, "src", name] => (*topic, *name),
            ["tests", "submissions", topic, name, _] => (*topic, *name),
            ["tests", "snapshots", topic, name] => (*topic, *name),
            ["tests", "support", "messages", topic, name] => (*topic, *name),
            ["tests", topic, name] => (*topic, *name),
            _ => continue,
        };
        let ends = [".rs", ".snap", ".en.ftl", ".es.ftl"];
        let name = ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        if !belongs(topic, name) {
            breaches.push(format!("{} belongs to no exercise", file.display()));
        }
    }
    breaches
}

/// Requirements without a sentence in one of the languages.
pub fn messages(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for lesson in &tree.lessons {
        for language in ["en", "es"] {
            let folder = format!("tests/support/messages/{}", lesson.topic);
            let file = format!("{folder}/{}.{language}.ftl", lesson.exercise);
            let Some(text) = tree.read(Path::new(&file)) else {
                breaches.push(format!("{file} is missing"));
                continue;
            };
            for requirement in &lesson.requirements {
                let id = format!("{}-{}", lesson.exercise, requirement.replace('_', "-"));
                let is_it = |line: &str| {
                    line.strip_prefix(&id).is_some_and(|rest| rest.trim_start().starts_with('='))
                };
                if !text.lines().any(is_it) {
                    breaches.push(format!("{file} has no message `{id}`"));
                }
            }
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::{self, breaches};

    const ROOMS: [(&str, &str); 6] = [
        ("crates/threading/src/three_threads.rs", ""),
        ("solutions/threading/src/three_threads.rs", ""),
        ("tests/threading/main.rs", "mod three_threads;"),
        ("tests/threading/three_threads.rs", ""),
        ("tests/submissions/threading/three_threads/right-a.rs", ""),
        ("tests/snapshots/threading/three-threads.snap", ""),
    ];

    #[test]
    fn every_missing_room_is_named() {
        let missing_in = |files: &[(&str, &str)]| {
            let (_folder, mut tree) = fixture::tree(files);
            tree.lessons[0].requirements.push(STORY.into());
            missing(&tree)
        };
        assert_eq!(missing_in(&ROOMS), Vec::<String>::new());
        for (index, (left_out, _)) in ROOMS.iter().enumerate() {
            let mut files = ROOMS.to_vec();
            files.remove(index);
            assert_eq!(missing_in(&files).len(), 1, "without {left_out}");
        }
        // This tree's exercise does not ask for the story.
        assert_eq!(breaches(missing, &ROOMS).len(), 1);
    }

    #[test]
    fn files_of_no_exercise_are_strays() {
        assert!(breaches(strays, &ROOMS).is_empty());
        for stray in [
            "crates/threading/src/counter.rs",
            "crates/weaving/src/loom.rs",
            "tests/threading/counter.rs",
            "tests/support/messages/threading/counter.en.ftl",
            "solutions/threading/src/helper.rs",
            "tests/submissions/threading/counter/wrong-a.rs",
            "tests/snapshots/threading/counter.snap",
            "tests/snapshots/threading/three-threads.snap.new",
        ] {
            assert_eq!(breaches(strays, &[(stray, "")]).len(), 1, "{stray}");
        }
    }

    #[test]
    fn both_languages_have_a_sentence_for_each_requirement() {
        let [english, spanish] = [
            "tests/support/messages/threading/three-threads.en.ftl",
            "tests/support/messages/threading/three-threads.es.ftl",
        ];
        let whole = "three-threads-main-waits = Main waits.";
        assert!(breaches(messages, &[(english, whole), (spanish, whole)]).is_empty());
        assert_eq!(breaches(messages, &[(english, whole)]).len(), 1);
        let longer = "three-threads-main-waits-long = Main waits.";
        assert_eq!(breaches(messages, &[(english, whole), (spanish, longer)]).len(), 1);
    }
}
