//! What a student or a tool sees of `course.toml`.

use std::fs;

use course::{Course, Error, find_root};

const COURSE: &str = r#"
[[topic]]
name = "threading"
title = { en = "Threads", es = "Hilos" }

[[topic.exercise]]
name = "three-threads"
title = { en = "Three threads", es = "Tres hilos" }
goal = { en = "Start and wait.", es = "Lanzar y esperar." }
book = "threading.md#three-threads"
points = 10
requirements = ["each_worker_is_a_thread"]
hints = [{ en = "Read.", es = "Lee." }]

[[topic.exercise]]
name = "counter"
title = { en = "Counter", es = "Contador" }
goal = { en = "Lock data.", es = "Proteger datos." }
book = "threading.md#counter"
points = 10
requirements = ["the_sum_is_right"]
hints = [{ en = "Read.", es = "Lee." }]
"#;

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    fs::write(folder.path().join(course::FILE), text).expect("there is room for a file");
    folder
}

#[test]
fn the_root_is_found_from_any_folder_below_it() {
    let root = folder_with(COURSE);
    let below = root.path().join("crates/threading/src");
    fs::create_dir_all(&below).expect("there is room for a folder");
    assert_eq!(find_root(&below).expect("the root is above"), root.path());
    assert_eq!(find_root(root.path()).expect("it is the root itself"), root.path());
}

#[test]
fn outside_of_the_course_the_way_out_is_told() {
    let elsewhere = tempfile::tempdir().expect("there is room for a folder");
    let error = find_root(elsewhere.path()).expect_err("no course is there");
    assert!(matches!(error, Error::NoCourse { .. }));
    assert!(error.to_string().ends_with("go to the course's folder first"), "{error}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let elsewhere = tempfile::tempdir().expect("there is room for a folder");
    let error = Course::load(elsewhere.path()).expect_err("no course is there");
    let path = elsewhere.path().join("course.toml");
    assert_eq!(error.to_string(), format!("failed to read `{}`", path.display()));
}

#[test]
fn a_mistake_names_file_and_line() {
    let root = folder_with(
        &COURSE
            .replace("points = 10\nrequirements = [\"the", "points = ten\nrequirements = [\"the"),
    );
    let error = Course::load(root.path()).expect_err("`ten` is no number");
    let path = root.path().join("course.toml");
    assert!(error.to_string().starts_with(&format!("{}:20:", path.display())), "{error}");
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest_one() {
    let root = folder_with(COURSE);
    let course = Course::load(root.path()).expect("the course is good");
    let (topic, exercise) = course.exercise("three-threads").expect("it is in the course");
    assert_eq!((topic.name.as_str(), exercise.points), ("threading", 10));
    for (typed, nearest) in [
        ("three-thread", Some("three-threads")),
        ("three_threads", Some("three-threads")),
        ("Counter", Some("counter")),
        ("conter", Some("counter")),
        ("zzz", None),
        ("", None),
    ] {
        let unknown = course.exercise(typed).expect_err("there is none of this name");
        assert_eq!(unknown.nearest.as_deref(), nearest, "{typed}");
    }
    let unknown = course.exercise("conter").expect_err("there is none of this name");
    assert_eq!(unknown.to_string(), "no exercise is called `conter`; did you mean `counter`?");
}

#[test]
fn the_course_of_this_repository_has_no_mistake() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = find_root(here).expect("this crate stands within the course");
    let course = Course::load(&root).unwrap_or_else(|error| panic!("{error}"));
    assert!(course.exercises().count() > 0, "the course has no exercise");
}

/// Whoever hands in what is right is not to be told that it can't be decided.
#[test]
fn nothing_right_has_a_blind_spot() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = find_root(here).expect("this crate stands within the course");
    let course = Course::load(&root).expect("the course can be read");
    let mut seen = 0;
    for (topic, exercise) in course.exercises() {
        let module = exercise.module();
        let reference =
            root.join("solutions").join(&topic.name).join("src").join(format!("{module}.rs"));
        let corpus = root.join("tests/submissions").join(&topic.name).join(&module);
        let entries = std::fs::read_dir(corpus).expect("each exercise has a corpus");
        let files = entries.map(|entry| entry.expect("it can be listed").path());
        let is_right = |path: &std::path::PathBuf| {
            path.file_name().is_some_and(|it| it.to_string_lossy().starts_with("right-"))
        };
        for file in files.filter(is_right).chain([reference]) {
            let source = std::fs::read_to_string(&file).expect("it can be read");
            assert_eq!(course::scan(&source), [], "{}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 40, "only {seen} files were looked at");
}
