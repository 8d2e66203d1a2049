//! Verdicts are kept whole or not at all.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use course::verdict::{self, Error, Record, Verdict};

fn record(requirement: &str, verdict: Verdict) -> Record {
    Record {
        version: verdict::VERSION,
        package: "threading".into(),
        topic: "threading".into(),
        exercise: "three-threads".into(),
        requirement: requirement.into(),
        verdict,
        title: "Each worker is a thread".into(),
        message: "No thread was started.\n".into(),
        again: Some("cargo telar observe three-threads".into()),
        source: None,
        picture: None,
    }
}

fn path(folder: &Path, requirement: &str) -> std::path::PathBuf {
    folder.join(format!("threading/three_threads/{requirement}.json"))
}

#[test]
fn what_was_kept_is_read_again() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let (b, a) = (record("b", Verdict::NotWritten), record("a", Verdict::Pass));
    verdict::store(folder.path(), &b).expect("there is room for a record");
    verdict::store(folder.path(), &a).expect("there is room for a record");
    let kept = fs::read_to_string(path(folder.path(), "b")).expect("the record is kept here");
    assert!(kept.contains(r#""verdict": "not-written""#), "{kept}");
    assert_eq!(verdict::load_all(folder.path()).expect("both are whole"), [a, b]);
}

#[test]
fn a_newer_verdict_takes_the_place_of_the_older() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for verdict in [Verdict::Fail, Verdict::Inconclusive, Verdict::Pass] {
        verdict::store(folder.path(), &record("a", verdict)).expect("there is room for a record");
    }
    let kept = verdict::load_all(folder.path()).expect("it is whole");
    assert_eq!(kept, [record("a", Verdict::Pass)]);
    verdict::forget(folder.path(), "threading", "three-threads", "a").expect("it can be removed");
    verdict::forget(folder.path(), "threading", "three-threads", "a").expect("it is gone already");
    assert_eq!(verdict::load_all(folder.path()).expect("nothing is there"), []);
}

#[test]
fn without_a_folder_there_are_no_records() {
    assert_eq!(verdict::load_all(Path::new("/nowhere/at/all")).expect("that is no mistake"), []);
}

/// A folder in the record's place stands in for a disk that refuses the last step: unlike a missing
/// permission, it also stops whoever may do everything.
#[test]
fn what_cannot_be_kept_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let taken = path(folder.path(), "a");
    fs::create_dir_all(taken.join("in the way")).expect("there is room for a folder");
    let error = verdict::store(folder.path(), &record("a", Verdict::Pass))
        .expect_err("a folder is in the way");
    assert!(matches!(error, Error::Store { .. }), "{error}");
    assert!(error.to_string().contains("a.json"), "{error}");
    let left: Vec<_> = fs::read_dir(taken.parent().expect("it has a folder"))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").file_name())
        .collect();
    assert_eq!(left, ["a.json"], "a temporary file was left behind");
}

#[test]
fn a_temporary_file_is_no_record() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    verdict::store(folder.path(), &record("a", Verdict::Pass)).expect("there is room for a record");
    let half = path(folder.path(), "a").with_file_name(".half.tmp");
    fs::write(half, "{ \"version\"").expect("there is room for a file");
    assert_eq!(verdict::load_all(folder.path()).expect("one is whole").len(), 1);
}

#[test]
fn a_damaged_record_is_named_and_another_version_is_passed_over() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    verdict::store(folder.path(), &record("a", Verdict::Pass)).expect("there is room for a record");
    fs::write(path(folder.path(), "b"), r#"{"version": 2, "new": true}"#).expect("there is room");
    assert_eq!(verdict::load_all(folder.path()).expect("version 2 is not ours").len(), 1);
    fs::write(path(folder.path(), "c"), r#"{"version": 1}"#).expect("there is room");
    let error = verdict::load_all(folder.path()).expect_err("a record says more than its version");
    assert!(error.to_string().ends_with("c.json` is damaged; delete it and test again"), "{error}");
}

#[test]
fn a_record_can_be_read_by_its_owner_and_replaced() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    verdict::store(folder.path(), &record("a", Verdict::Pass)).expect("there is room for a record");
    let mode = fs::metadata(path(folder.path(), "a")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o600, 0o600);
}

#[test]
fn a_source_is_known_by_its_sha256() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("three_threads.rs");
    fs::write(&file, "abc").expect("there is room for a file");
    assert_eq!(
        verdict::source_hash(&file).expect("it can be read"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
}

#[test]
fn commands_name_the_exercise_and_not_a_program_in_some_folder() {
    let spoken = |verdict, again: &str| {
        let mut record = Record {
            version: verdict::VERSION,
            package: "small".into(),
            topic: "small".into(),
            exercise: "alpha".into(),
            requirement: "greets".into(),
            verdict,
            title: String::new(),
            message: format!("Again: {again}\n"),
            again: Some(again.into()),
            source: None,
            picture: None,
        };
        record.speak_of_the_exercise(Path::new("/deep/small-overlay"));
        assert_eq!(record.message, format!("Again: {}\n", record.again.as_deref().unwrap()));
        record.again.unwrap()
    };
    let observed = |again| spoken(Verdict::Fail, again);
    assert_eq!(
        observed("cargo telar observe --order starve:1 -- /deep/small-overlay alpha --workers 3"),
        "cargo telar observe --order starve:1 alpha -- --workers 3"
    );
    assert_eq!(
        observed("cargo telar observe -- /deep/small-overlay alpha"),
        "cargo telar observe alpha"
    );
    assert_eq!(
        observed("cargo telar observe alpha -- --workers 3"),
        "cargo telar observe alpha -- --workers 3"
    );
    assert_eq!(
        spoken(Verdict::NotWritten, "cargo test -p small-solution alpha::"),
        "cargo telar test alpha"
    );
}
