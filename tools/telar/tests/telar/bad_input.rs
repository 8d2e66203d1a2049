//! Bad input: one clear sentence with the way out, and the right exit status.

use std::fs::OpenOptions;
use std::process::Stdio;

use predicates::prelude::*;
use predicates::str::contains;

use crate::fixture::{Fixture, plain, telar};

/// What `telar` complains of; it must be one line on standard error, and nothing on standard output.
fn complaint(fixture: &Fixture, args: &[&str]) -> String {
    let output = fixture.telar(args).assert().code(2).stdout("");
    let complaint = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
    complaint
}

#[test]
fn an_unknown_exercise_is_answered_with_the_nearest() {
    let fixture = Fixture::new();
    for command in ["run", "observe", "explore", "test"] {
        let complaint = complaint(&fixture, &[command, "alhpa"]);
        assert!(complaint.contains("did you mean `alpha`?"), "{complaint}");
    }
    let topic = complaint(&fixture, &["test", "smal"]);
    assert!(topic.contains("did you mean `small`?"), "{topic}");
    let complaint = complaint(&fixture, &["test", "alpha", "zzz"]);
    assert!(complaint.contains("no exercise `zzz`; `cargo telar list` shows all"), "{complaint}");
}

#[test]
fn a_program_without_its_dashes_is_answered_with_them() {
    for words in [&["observe", "zzz"][..], &["explore", "zzz"], &["replay", "7", "zzz"]] {
        let complaint = complaint(&Fixture::new(), words);
        let (name, call) = words.split_last().unwrap();
        let right = format!("`cargo telar {} -- {name}`", call.join(" "));
        assert!(complaint.contains(&right), "{complaint}");
    }
}

#[test]
fn a_command_line_that_is_wrong_is_answered_with_what_is_right() {
    let fixture = Fixture::new();
    let cases: [(&[&str], &str); 19] = [
        (&["tset"], "there is no command `tset`; did you mean `test`?"),
        (&["frobnicate"], "there is no command `frobnicate`; `cargo telar --help` shows all"),
        (&["list", "--fromat", "json"], "did you mean `--format`?"),
        (&["run", "alpha", "--workers"], "stands behind ` -- `"),
        (&["list", "--format", "xml"], "cannot be `xml`; it can be: text, json"),
        (&["list", "--format"], "needs a value; `--help` shows which"),
        (&["--lang", "fr"], "cannot be `fr`; it can be: en, es"),
        (
            &["observe", "--order", "random", "--", "true"],
            "it can be: natural, creator-first, starve:0",
        ),
        (&["observe", "--deadline", "soon", "--", "true"], "it can be: 0.5, 60, …"),
        (&["observe"], "say what to observe: an exercise, or `--` and a program"),
        (&["run"], "something is missing: <EXERCISE>"),
        (&["explore"], "say what to explore: an exercise, or `--` and a program"),
        (&["explore", "--seed", "x", "--", "true"], "it can be: 0, 1, 64"),
        (&["explore", "--scheduler", "pct", "--", "true"], "it can be: random, pct:3"),
        (&["explore", "--adversary", "kil", "--", "true"], "none, short-reads, spurious"),
        (&["explore", "--expect", "exit", "--", "true"], "it can be: exit=0, any-exit"),
        (&["replay", "--scheduler", "canonical", "1"], "random, pct:3, sticky, steered"),
        (&["replay"], "something is missing: <SEED|RECORDING>"),
        (&["list", "--format", "text", "--format", "text"], "is given twice"),
    ];
    for (args, sentence) in cases {
        let complaint = complaint(&fixture, args);
        assert!(complaint.contains(sentence), "{complaint}");
    }
}

#[test]
fn complaints_are_spanish_where_that_is_asked_for() {
    let fixture = Fixture::new();
    let complaint = |args| complaint(&fixture, args);
    assert!(complaint(&["tset", "--lang", "es"]).contains("¿querías decir `test`?"));
    assert!(complaint(&["--lang=es", "test", "alhpa"]).contains("¿querías decir `alpha`?"));
}

#[test]
fn outside_of_the_course_it_says_where_to_go() {
    let elsewhere = tempfile::tempdir().unwrap();
    for args in [&[][..], &["list"], &["test", "alpha"], &["run", "alpha"]] {
        let sentence = contains("there is no `course.toml` in").and(contains("change to"));
        telar(args).current_dir(&elsewhere).assert().code(2).stdout("").stderr(sentence);
    }
}

#[test]
fn inside_a_folder_of_the_course_it_works_too() {
    let fixture = Fixture::new();
    let folder = fixture.path().join("crates/small/src");
    fixture.telar(&["test", "alpha"]).current_dir(folder).assert().success();
}

#[test]
fn a_mistake_in_the_list_of_exercises_has_a_file_and_a_line() {
    let fixture = Fixture::new();
    fixture.write("course.toml", "[[topic]]\nname = \"small\"\ntitel = 1\n");
    let complaint = complaint(&fixture, &["list"]);
    assert!(complaint.contains("course.toml:3:"), "{complaint}");
    assert!(complaint.contains("titel"), "{complaint}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let fixture = Fixture::new();
    for args in
        [&[][..], &["list"], &["list", "--format", "json"], &["--help"], &["completions", "zsh"]]
    {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = plain(args)
            .current_dir(fixture.path())
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .and_then(std::process::Child::wait_with_output)
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn a_full_disk_is_told() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = plain(&["list"])
        .current_dir(Fixture::new().path())
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .and_then(std::process::Child::wait_with_output)
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("error: failed to write to standard output: No space"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_cargo_that_is_not_there_is_named() {
    let fixture = Fixture::new();
    let mut telar = fixture.telar(&["test", "alpha"]);
    let sentence = contains("failed to run `/no/cargo`; the variable `CARGO`");
    telar.env("CARGO", "/no/cargo").assert().code(2).stderr(sentence);
}

#[test]
fn a_target_folder_that_cannot_be_written_is_named_and_no_students_fault() {
    let fixture = Fixture::new();
    fixture.write("target", "a file in the place of the folder");
    let sentence = contains("error: cargo cannot build here: ").and(contains("target"));
    fixture.telar(&["test", "alpha"]).assert().code(2).stderr(sentence);
}

#[test]
fn a_damaged_record_is_named_with_the_way_out() {
    let fixture = Fixture::new();
    fixture.write("target/telar/verdicts/small/alpha/greets.json", "{");
    let complaint = complaint(&fixture, &[]);
    assert!(complaint.contains("greets.json` is damaged; delete it"), "{complaint}");
}
