//! `cargo telar observe`: any program, told and drawn.

use std::fs;

use predicates::ord::eq;
use predicates::str::{contains, starts_with};
use witness::{Order, Outcome, Report};

use crate::fixture::{BROKEN, Fixture, telar, telar_without_ptrace};

fn report(args: &[&str]) -> Report {
    let words = [&["observe", "--format", "json"], args].concat();
    let output = telar(&words).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_status_says_how_the_program_fared() {
    for (script, status) in [("exit 0", 0), ("exit 7", 1), ("kill -TERM $$", 1)] {
        telar(&["observe", "--", "sh", "-c", script]).assert().code(status).stderr("");
    }
    let hangs = ["observe", "--deadline", "0.2", "--", "sleep", "1000"];
    telar(&hangs).assert().code(1);
}

#[test]
fn a_machine_that_forbids_observing_leaves_the_answer_open() {
    let sentence = starts_with("error: no program can be observed here; ");
    telar_without_ptrace(&["observe", "--", "true"]).assert().code(3).stdout("").stderr(sentence);
}

#[test]
fn the_story_names_the_lines_of_the_program() {
    telar(&["observe", "--", "sh", "-c", "echo hello"])
        .assert()
        .success()
        .stdout(contains("hello"));
}

#[test]
fn the_report_is_json_for_programs() {
    let report = report(&["--order", "starve:3", "--", "sh", "-c", "echo hello; exit 7"]);
    assert_eq!(report.order, Order::Starve(3));
    assert_eq!(report.outcome, Outcome::Exited { code: 7 });
    assert_eq!(report.lines[0].text, "hello");
}

#[test]
fn the_program_reads_our_standard_input() {
    let mut telar = telar(&["observe", "--", "cat"]);
    telar.write_stdin("to be passed on\n").assert().success().stdout(contains("to be passed on"));
}

#[test]
fn the_environment_can_be_left_behind() {
    let script = "echo ${TELAR_LANG-nothing}";
    let text = |args: &[&str]| report(args).lines[0].text.clone();
    assert_eq!(text(&["--", "sh", "-c", script]), "en");
    assert_eq!(text(&["--clear-env", "--", "/bin/sh", "-c", script]), "nothing");
}

#[test]
fn pictures_and_traces_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let (svg, trace) = (folder.path().join("run.svg"), folder.path().join("run.json"));
    let mut telar = telar(&["observe", "--timeline"]);
    telar.arg(&svg).arg("--trace").arg(&trace).args(["--", "true"]).assert().success();
    assert!(fs::read_to_string(svg).unwrap().starts_with("<svg"));
    serde_json::from_slice::<serde_json::Value>(&fs::read(trace).unwrap()).unwrap();
}

#[test]
fn a_picture_that_cannot_be_written_is_found_out_before_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let ran = folder.path().join("ran");
    let mut telar = telar(&["observe", "--timeline", "/no/run.svg", "--", "touch"]);
    let sentence =
        eq("error: failed to write `/no/run.svg`: No such file or directory (os error 2)\n");
    telar.arg(&ran).assert().code(2).stdout("").stderr(sentence);
    assert!(!ran.exists());
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let sentence = contains("there is no program `no-such-program`; give its path");
    telar(&["observe", "--", "no-such-program"]).assert().code(2).stdout("").stderr(sentence);
}

#[test]
fn an_exercise_is_built_and_observed() {
    let fixture = Fixture::new();
    fixture.beta(BROKEN);
    let story = contains("greets: pass");
    fixture.telar(&["observe", "alpha"]).assert().success().stdout(story);
    fixture.telar(&["observe", "alpha", "--", "exit", "3"]).assert().code(1);
    fixture.telar(&["observe", "beta"]).assert().code(1).stdout("").stderr(contains("E0308"));
    let reference = contains("holds: pass");
    fixture.telar(&["observe", "--solution", "beta"]).assert().success().stdout(reference);
}

#[test]
fn an_exercise_is_observed_as_its_grader_runs_it() {
    let fixture = Fixture::new();
    fixture
        .alpha("pub fn run() {\n    println!(\"{:?}\", std::env::var(\"RUST_BACKTRACE\"));\n}\n");
    let mut telar = fixture.telar(&["observe", "alpha"]);
    telar.env("RUST_BACKTRACE", "full").assert().success().stdout(contains("Ok(\"0\")"));
}
