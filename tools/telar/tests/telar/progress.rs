//! `cargo telar` and `cargo telar list`: where the student stands.

use predicates::prelude::*;
use predicates::str::contains;

use crate::fixture::{BROKEN, Fixture, RIGHT, says};

fn stand(fixture: &Fixture) -> String {
    let output = fixture.telar(&[]).assert().success();
    String::from_utf8(output.get_output().stdout.clone()).unwrap()
}

#[test]
fn a_new_course_shows_every_exercise_and_the_command_for_the_first() {
    insta::assert_snapshot!(stand(&Fixture::new()));
}

#[test]
fn it_speaks_spanish() {
    let output = Fixture::new().telar(&["--lang", "es"]).assert().success();
    insta::assert_snapshot!(String::from_utf8_lossy(&output.get_output().stdout));
}

#[test]
fn what_is_solved_counts_until_the_file_changes() {
    let fixture = Fixture::new();
    fixture.telar(&["test", "alpha"]).assert().success();
    let solved = stand(&fixture);
    assert!(solved.starts_with("1 of 3 exercises solved, 10 of 35 points."), "{solved}");
    assert!(solved.contains("✓ alpha") && solved.contains("Next: beta"), "{solved}");

    fixture.alpha(&(says(RIGHT) + "// One more thought.\n"));
    let changed = stand(&fixture);
    assert!(changed.contains("· alpha  The first, changed since it was judged"), "{changed}");
    assert!(changed.contains("Next: alpha"), "{changed}");

    fixture.alpha(&says(RIGHT));
    assert_eq!(stand(&fixture), solved, "the file is again what was judged");
}

#[test]
fn what_does_not_hold_is_shown_as_that() {
    let fixture = Fixture::new();
    fixture.alpha(&says("greets: pass\nleaves: fail"));
    fixture.telar(&["test", "alpha"]).assert().code(1);
    let failed = stand(&fixture);
    assert!(failed.contains("✗ alpha  The first, 1 of 2 requirements hold"), "{failed}");
}

#[test]
fn a_file_that_no_longer_compiles_is_no_longer_solved() {
    let fixture = Fixture::new();
    fixture.telar(&["test", "alpha"]).assert().success();
    fixture.alpha(BROKEN);
    fixture.telar(&["test", "alpha"]).assert().code(1);
    assert!(stand(&fixture).contains("· alpha  The first, changed since it was judged"));
}

#[test]
fn the_list_has_a_line_for_each_exercise() {
    let expected =
        "· alpha  small · The first\n· beta   small · The second\n· gamma  later · The last\n";
    Fixture::new().telar(&["list"]).assert().success().stdout(expected);
}

#[test]
fn the_list_as_json_says_the_same_to_programs() {
    let fixture = Fixture::new();
    fixture.telar(&["test", "beta"]).assert().success();
    let output = fixture.telar(&["list", "--format", "json", "--lang=es"]).assert().success();
    let list: serde_json::Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!(list["version"], 1);
    let beta = &list["exercises"][1];
    assert_eq!(beta["exercise"], "beta");
    assert_eq!(beta["title"], "El segundo");
    assert_eq!(beta["file"], "crates/small/src/beta.rs");
    assert_eq!(beta["requirements"], serde_json::json!(["holds"]));
    assert_eq!(beta["state"], "solved");
    assert_eq!(list["exercises"][2]["state"], "untried");
}

#[test]
fn colours_are_for_terminals() {
    let fixture = Fixture::new();
    let escape = contains("\u{1b}");
    fixture.telar(&[]).assert().stdout(escape.clone().not());
    fixture.telar(&[]).env("CLICOLOR_FORCE", "1").assert().stdout(escape.clone());
    let mut forced_off = fixture.telar(&[]);
    forced_off.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").assert().stdout(escape.not());
}
