//! `cargo telar compare`: what is measured and drawn. How fast anything is, no test says.

use std::fs;

use predicates::prelude::*;
use predicates::str::contains;
use witness::measured::{MEASURED_VERSION, Measurements, With, Work, Written};

use crate::fixture::{Fixture, telar};

/// The course with two programs that take the arguments of the real ones and have nothing to do.
fn fixture() -> Fixture {
    let fixture = Fixture::new();
    fixture.write("book/listings/python/compare.py", "import sys\nassert len(sys.argv) == 4\n");
    let program = "fn main() {\n    assert_eq!(std::env::args().count(), 4);\n}\n";
    fixture.write("book/listings/src/bin/compare.rs", program);
    let manifest = "[package]\nname = \"listings\"\nedition.workspace = true\n";
    fixture.write("book/listings/Cargo.toml", manifest);
    let workspace = include_str!("fixture/workspace.toml");
    let members = workspace.replacen("members = [", "members = [\"book/listings\", ", 1);
    fixture.write("Cargo.toml", &members);
    fixture
}

#[test]
fn all_ways_are_measured_in_every_round() {
    let words = ["compare", "--rounds", "2", "--workers", "3", "--format", "json"];
    let output = fixture().telar(&words).assert().success();
    let measured: Measurements = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!(measured.version, MEASURED_VERSION);
    assert!(measured.python.is_some_and(|version| version.starts_with("Python 3")));
    let mut ways: Vec<(Written, With, Work)> = Vec::new();
    for one in &measured.contenders {
        assert_eq!((one.workers, one.in_a_row.len(), one.at_once.len()), (3, 2, 2));
        let way = (one.written, one.with, one.work);
        assert!(!ways.contains(&way));
        ways.push(way);
    }
    assert_eq!(ways.len(), 8);
}

#[test]
fn the_table_comes_first_and_then_each_run_as_strips() {
    let fixture = fixture();
    let shown = contains("workers at once").and(contains("times faster")).and(contains("█ ran"));
    fixture.telar(&["compare", "--rounds", "1"]).assert().success().stdout(shown);
    let shown = contains("veces más rápido").and(contains("\nRust, 2 procesos, esperar\n"));
    let words = ["compare", "--rounds", "1", "--workers", "2", "--lang", "es"];
    fixture.telar(&words).assert().success().stdout(shown);
}

#[test]
fn each_run_is_drawn_into_the_folder() {
    let fixture = fixture();
    let words = ["compare", "--rounds", "1", "--format", "json", "--timelines", "new/pictures"];
    fixture.telar(&words).assert().success();
    let mut names = Vec::new();
    for entry in fs::read_dir(fixture.path().join("new/pictures")).unwrap() {
        let entry = entry.unwrap();
        assert!(fs::read_to_string(entry.path()).unwrap().starts_with("<svg"));
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort();
    assert_eq!(names.len(), 8, "{names:?}");
    assert_eq!(names[0], "python-processes-cpu.svg");
}

#[test]
fn without_a_python_rust_is_compared_alone_and_the_way_out_told() {
    let shown = contains("no Python `no-such-python`")
        .and(contains("install python3"))
        .and(contains("Rust, "))
        .and(contains("Python, ").not());
    let words = ["compare", "--rounds", "1", "--python", "no-such-python"];
    fixture().telar(&words).assert().success().stdout(shown);
}

#[test]
fn a_program_that_does_not_compile_or_fails_is_told() {
    let fixture = fixture();
    let words = ["compare", "--rounds", "1"];
    fixture.write("book/listings/python/compare.py", "import sys\nsys.exit(3)\n");
    let sentence = contains("failed to measure").and(contains("exit status: 3"));
    fixture.telar(&words).assert().code(2).stdout("").stderr(sentence);
    fixture.write("book/listings/src/bin/compare.rs", "fn main() { let number: u8 = \"\"; }\n");
    fixture.telar(&words).assert().code(1).stdout("").stderr(contains("E0308"));
}

#[test]
fn only_numbers_above_zero_are_rounds() {
    let sentence = contains("`--rounds <N>` cannot be `0`");
    telar(&["compare", "--rounds", "0"]).assert().code(2).stderr(sentence);
}
