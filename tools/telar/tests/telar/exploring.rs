//! `cargo telar explore`: what it finds, says and keeps.

use predicates::prelude::*;
use predicates::str::{contains, starts_with};

use crate::fixture::{BROKEN, Fixture, telar_without_ptrace};
use crate::weaving::{TRANSFERS, Workshop};

#[test]
fn a_deadlock_is_found_named_and_can_be_had_again() {
    let workshop = Workshop::new();
    let told = contains("Found: nobody can go on any more (a deadlock).")
        .and(contains("held by thread 2 since transfers.rs:"))
        .and(contains("thread 1 → thread 2 → thread 1"))
        .and(contains("It came to light under the schedule `hold-and-wait`: "))
        .and(contains("asks for lock 1").and(contains("(save)")))
        .and(contains("Show it again: cargo telar replay transfers-"));
    workshop.telar(&["explore", "--", "./transfers", "wrong"]).assert().code(1).stdout(told);
}

#[test]
fn a_right_program_has_nothing_wrong() {
    let workshop = Workshop::new();
    let told = contains("Nothing wrong was found.").and(contains("What this cannot tell"));
    let words = ["explore", "--schedules", "8", "--", "./transfers", "right"];
    workshop.telar(&words).assert().success().stdout(told);
    assert!(!workshop.path("state").exists(), "there is nothing to record");
}

#[test]
fn it_speaks_spanish() {
    let workshop = Workshop::new();
    let told = contains("Encontrado: ya nadie puede seguir (un interbloqueo).")
        .and(contains("pide el cerrojo 1"))
        .and(contains("Para verlo otra vez: cargo telar replay"));
    let words = ["explore", "--lang", "es", "--", "./transfers", "wrong"];
    workshop.telar(&words).assert().code(1).stdout(told);
}

#[test]
fn the_same_call_finds_the_same() {
    let workshop = Workshop::new();
    let found = || {
        let found = workshop.json(&["explore", "--", "./transfers", "wrong"], 1);
        assert_eq!(found["version"], 1);
        assert_eq!(found["command"][1], "wrong");
        assert_eq!(found["failure"]["finding"]["kind"], "deadlock");
        let failure = &found["failure"];
        (
            found["recording"].clone(),
            failure["woven"]["fingerprint"].clone(),
            failure["woven"]["log"].clone(),
        )
    };
    let first = found();
    assert!(first.2.as_array().is_some_and(|log| log.len() > 5));
    assert_eq!(found(), first);
}

#[test]
fn seeds_alone_can_be_asked_for_and_left_out() {
    let workshop = Workshop::new();
    let runs = |options: &[&str]| {
        let words = [&["explore"], options, &["--", "./transfers", "right"]].concat();
        workshop.json(&words, 0)["runs"].as_u64().unwrap()
    };
    let canonical = runs(&["--scheduler", "canonical"]);
    assert!(canonical > 8);
    let none = ["--schedules", "0", "--directed", "0"];
    assert_eq!(runs(&none), canonical);
    let seeds = ["--schedules", "7", "--directed", "0", "--scheduler", "pct:3", "--seed", "1000"];
    assert_eq!(runs(&seeds), canonical + 7);
}

#[test]
fn what_is_expected_decides() {
    let workshop = Workshop::new();
    workshop.builds("fn main() {\n    std::process::exit(7);\n}\n");
    let explore = |options: &[&str]| {
        let quick = ["explore", "--scheduler", "canonical"];
        workshop.telar(&[&quick, options, &["--", "./transfers"]].concat()).assert()
    };
    // A program that fails each time does as it did the first time.
    explore(&[]).success();
    explore(&["--expect", "exit=7"]).success();
    explore(&["--expect", "exit=0,any-exit"]).success();
    let sentence = contains("Found: it ended with exit code 7, where exit code 0 was expected.");
    explore(&["--expect", "exit=0"]).code(1).stdout(sentence);

    workshop.builds("fn main() {\n    panic!(\"so be it\");\n}\n");
    let told = contains("main panicked.").and(contains("! so be it"));
    explore(&[]).code(1).stdout(told);
    explore(&["--expect", "panic"]).success();

    workshop.builds(
        "use std::sync::atomic::{AtomicU8, Ordering::SeqCst};\n\nfn main() {\n    \
         let next = AtomicU8::new(0);\n    let next = || next.fetch_add(1, SeqCst);\n    \
         std::thread::scope(|s| {\n        s.spawn(|| println!(\"a {}\", next()));\n        \
         s.spawn(|| println!(\"b {}\", next()));\n    });\n}\n",
    );
    let told = contains("did not do the same").and(contains("`--expect tidy` does not compare"));
    explore(&["--expect", "same-story"]).code(1).stdout(told);
    explore(&["--expect", "tidy"]).success().stdout(contains("does not compare").not());
}

#[test]
fn a_program_without_end_is_told_from_a_deadlock() {
    let workshop = Workshop::new();
    workshop.builds("fn main() {\n    loop {\n        std::thread::yield_now();\n    }\n}\n");
    let words = ["explore", "--steps", "500", "--", "./transfers"];
    let told = contains("after 500 steps it had not ended").and(contains("Only main goes on"));
    workshop.telar(&words).assert().code(1).stdout(told);
}

#[test]
fn what_hangs_on_the_real_clock_proves_nothing() {
    let workshop = Workshop::new();
    workshop.builds("fn main() {\n    loop {}\n}\n");
    let words = ["explore", "--deadline", "0.2", "--", "./transfers"];
    workshop.telar(&words).assert().code(3).stdout(contains("This proves nothing: "));
    let id = workshop.json(&words, 3)["recording"].as_str().unwrap().to_owned();
    workshop.telar(&["replay", &id]).assert().code(3);
}

#[test]
fn the_input_is_read_once_and_given_to_each_run() {
    let workshop = Workshop::new();
    let source = "fn main() {\n    let mut line = String::new();\n    \
        std::io::stdin().read_line(&mut line).unwrap();\n    assert_eq!(line, \"again\\n\");\n}\n";
    workshop.builds(source);
    let mut explore = workshop.telar(&["explore", "--scheduler", "canonical", "--", "./transfers"]);
    explore.write_stdin("again\n").assert().success();
}

#[test]
fn an_exercise_is_built_and_more_is_expected_of_it() {
    let fixture = Fixture::new();
    fixture.alpha(TRANSFERS);
    let told = contains("(a deadlock)").and(contains("alpha.rs:"));
    fixture.telar(&["explore", "alpha"]).assert().code(1).stdout(told);
    let quick = ["explore", "--scheduler", "canonical"];
    fixture.alpha(&TRANSFERS.replace("word == ", "word != "));
    fixture.telar(&[&quick[..], &["alpha"]].concat()).assert().success();

    fixture.alpha("pub fn run() {\n    std::thread::spawn(std::thread::park);\n}\n");
    let told = contains("Found: thread 1 was cut off when its process ended");
    fixture.telar(&["explore", "alpha"]).assert().code(1).stdout(told);

    fixture.alpha(BROKEN);
    fixture.telar(&["explore", "alpha"]).assert().code(1).stdout("").stderr(contains("E0308"));
    fixture.telar(&[&quick[..], &["--solution", "alpha"]].concat()).assert().success();
}

#[test]
fn a_machine_that_forbids_observing_leaves_the_answer_open() {
    let sentence = starts_with("error: no program can be observed here; ");
    telar_without_ptrace(&["explore", "--", "true"]).assert().code(3).stdout("").stderr(sentence);
}

#[test]
fn a_failure_that_cannot_be_recorded_is_told_all_the_same() {
    let workshop = Workshop::new();
    std::fs::write(workshop.path("state"), "a file in the place of the folder").unwrap();
    let mut explore = workshop.telar(&["explore", "--", "./transfers", "wrong"]);
    let told = contains("(a deadlock)").and(contains("cargo telar replay").not());
    explore.assert().code(1).stdout(told).stderr(contains("could not be recorded: "));
}
