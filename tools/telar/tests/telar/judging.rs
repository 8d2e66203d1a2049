//! `cargo telar test`: verdicts with their evidence, whatever else is broken.

use std::fs;

use predicates::prelude::*;
use predicates::str::{contains, starts_with};

use crate::fixture::{BROKEN, Fixture, RIGHT, says};

#[test]
fn an_exercise_that_is_right_passes_and_the_next_one_is_named() {
    let output = Fixture::new().telar(&["test", "alpha"]).assert().success().stderr("");
    insta::assert_snapshot!(String::from_utf8_lossy(&output.get_output().stdout));
}

#[test]
fn what_does_not_hold_is_shown_with_evidence_and_hint() {
    let fixture = Fixture::new();
    fixture.alpha(&says("greets: pass\nleaves: fail"));
    let output = fixture.telar(&["test", "alpha"]).assert().code(1);
    insta::assert_snapshot!(String::from_utf8_lossy(&output.get_output().stdout));
}

#[test]
fn the_first_requirement_that_does_not_hold_comes_with_all_its_evidence() {
    let fixture = Fixture::new();
    fixture.alpha(&says("greets: fail\nleaves: inconclusive"));
    let shown = |args: &[&str]| {
        let output = fixture.telar(args).assert().code(1);
        String::from_utf8_lossy(&output.get_output().stdout).matches("and its end").count()
    };
    assert_eq!(shown(&["test", "alpha"]), 1);
    assert_eq!(shown(&["test", "--all", "alpha"]), 2);
}

#[test]
fn each_failed_try_earns_a_hint_and_the_same_file_again_does_not() {
    let fixture = Fixture::new();
    let hints = |file: &str, hints: usize| {
        fixture.alpha(&says(file));
        let output = fixture.telar(&["test", "alpha"]).assert().code(1);
        let output = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
        assert_eq!(output.matches("Hint ").count(), hints, "{output}");
    };
    hints("greets: not-written\nleaves: not-written", 0);
    hints("greets: pass\nleaves: fail", 1);
    hints("greets: pass\nleaves: fail", 1);
    hints("greets: fail\nleaves: fail", 2);
    hints("greets: fail\nleaves: pass", 2);
}

#[test]
fn what_is_not_written_yet_is_said_once() {
    let fixture = Fixture::new();
    fixture.alpha(&says("greets: not-written\nleaves: not-written"));
    let once = contains("not written yet").count(1);
    fixture.telar(&["test", "alpha"]).assert().code(1).stdout(once);
}

#[test]
fn what_the_machine_cannot_tell_has_a_status_of_its_own() {
    let fixture = Fixture::new();
    fixture.alpha(&says("greets: pass\nleaves: inconclusive"));
    fixture.telar(&["test", "alpha"]).assert().code(3).stdout(contains("? It leaves."));
    // A fail is certain, even where something else is not.
    fixture.alpha(&says("greets: fail\nleaves: inconclusive"));
    fixture.telar(&["test", "alpha"]).assert().code(1);
}

#[test]
fn a_requirement_without_a_record_is_our_error_and_no_pass() {
    let fixture = Fixture::new();
    fixture.alpha(&says("greets: pass"));
    let ours = contains("(missing: leaves)").and(contains("the grader is at a loss"));
    fixture.telar(&["test", "alpha"]).assert().code(2).stderr(ours);
    fixture.telar(&[]).assert().success().stdout(contains("· alpha"));
}

#[test]
fn verdicts_are_not_read_from_what_is_printed() {
    let fixture = Fixture::new();
    fixture.alpha(&says("test alpha::greets ... ok\ntest alpha::leaves ... ok"));
    fixture.telar(&["test", "alpha"]).assert().code(2);
}

#[test]
fn a_record_from_an_earlier_run_does_not_stand_in() {
    let fixture = Fixture::new();
    fixture.telar(&["test", "alpha"]).assert().success();
    fixture.alpha(&says("greets: pass"));
    fixture.telar(&["test", "alpha"]).assert().code(2);
}

#[test]
fn a_topic_stands_for_its_exercises() {
    let fixture = Fixture::new();
    fixture.beta(&says("holds: fail"));
    let both = contains("alpha · The first").and(contains("beta · The second"));
    fixture.telar(&["test", "small"]).assert().code(1).stdout(both);
    let one = contains("beta · The second").and(contains("alpha · The first").not());
    fixture.telar(&["test", "beta", "beta"]).assert().code(1).stdout(one);
}

#[test]
fn the_exercises_own_errors_are_rustcs() {
    let fixture = Fixture::new();
    fixture.alpha(BROKEN);
    fixture
        .telar(&["test", "alpha"])
        .assert()
        .code(1)
        .stderr(contains("error[E0308]").and(contains("crates/small/src/alpha.rs:2:22")))
        .stdout(contains("alpha.rs does not compile"));
}

#[test]
fn another_exercise_that_does_not_compile_does_not_stand_in_the_way() {
    // A type error, a syntax error, a lost entry point, a missing file.
    let breakages: [&dyn Fn(&Fixture); 4] = [
        &|it| it.beta(BROKEN),
        &|it| it.beta("pub fn run( {"),
        &|it| it.beta("pub fn go() {}"),
        &|it| it.remove("crates/small/src/beta.rs"),
    ];
    let fixture = Fixture::new();
    for breakage in breakages {
        breakage(&fixture);
        let note = "note: the file of `beta` does not compile; `alpha` was built without it.\n";
        fixture.alpha(&says(RIGHT));
        fixture.telar(&["test", "alpha"]).assert().success().stderr(note);
        fixture.telar(&[]).assert().success().stdout(contains("✓ alpha"));
        // It is the student's file that is judged there, not the reference's.
        fixture.alpha(&says("greets: fail\nleaves: pass"));
        fixture.telar(&["test", "alpha"]).assert().code(1).stdout(contains("✗ It greets."));
        // Nor does the reference's file pass for the broken one.
        fixture.telar(&["test", "beta"]).assert().code(1).stderr(starts_with("error"));
    }
}

#[test]
fn of_two_files_that_do_not_compile_the_one_asked_for_is_shown() {
    let fixture = Fixture::new();
    fixture.alpha(BROKEN);
    fixture.beta(BROKEN);
    let own = contains("src/beta.rs:2").and(contains("alpha.rs").not());
    fixture.telar(&["test", "beta"]).assert().code(1).stderr(own);
}

#[test]
fn errors_and_panics_name_the_students_file_even_when_built_around_another() {
    let fixture = Fixture::new();
    fixture.beta(BROKEN);
    fixture.alpha("pub fn run() {\n    panic!(\"here\")\n}\n");
    let place = contains("panicked at crates/small/src/alpha.rs:2:5");
    fixture.telar(&["run", "alpha"]).assert().code(101).stderr(place);
}

#[test]
fn warnings_about_the_exercises_own_file_are_shown() {
    let fixture = Fixture::new();
    fixture.alpha(&format!("{}fn unused() {{}}\n", says(RIGHT)));
    fixture.beta(&format!("{}fn idle() {{}}\n", says("holds: pass")));
    let own = contains("`unused` is never used").and(contains("idle").not());
    fixture.telar(&["test", "alpha"]).assert().success().stderr(own);
}

#[test]
fn a_grader_that_does_not_compile_is_not_the_students_fault() {
    let fixture = Fixture::new();
    fixture.write("tests/small.rs", "#[test]\nfn broken( {");
    let ours = contains("the grader does not compile").and(contains("tests/small.rs:2"));
    fixture.telar(&["test", "alpha"]).assert().code(2).stderr(ours);
}

#[test]
fn verdicts_that_cannot_be_kept_are_shown_all_the_same() {
    let fixture = Fixture::new();
    fixture.write("not-a-folder", "");
    let verdicts = fixture.path().join("not-a-folder/verdicts");
    fixture
        .telar(&["test", "alpha"])
        .env("TELAR_VERDICTS", &verdicts)
        .assert()
        .code(2)
        .stdout(contains("2 of 2 requirements hold."))
        .stderr(contains("failed to keep the verdict"));
}

#[test]
fn what_was_counted_before_may_be_damaged_or_gone() {
    let fixture = Fixture::new();
    fixture.alpha(&says("greets: fail\nleaves: fail"));
    fixture.telar(&["test", "alpha"]).assert().code(1);
    let tries = fixture.path().join("target/telar/tries/small/alpha.json");
    fs::write(&tries, "{").unwrap();
    fixture.telar(&["test", "alpha"]).assert().code(1).stdout(contains("Hint 1 of 2: a nudge"));
}
