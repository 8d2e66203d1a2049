//! What the command says about itself.

use predicates::prelude::*;
use predicates::str::contains;

use crate::fixture::{Fixture, telar};

fn help(args: &[&str]) -> String {
    let output = telar(args).assert().success().stderr("");
    String::from_utf8(output.get_output().stdout.clone()).unwrap()
}

#[test]
fn help_is_a_screenful_with_examples_and_exit_statuses() {
    insta::assert_snapshot!(help(&["--help"]));
}

#[test]
fn help_is_spanish_where_that_is_asked_for() {
    insta::assert_snapshot!(help(&["observe", "--help", "--lang", "es"]));
}

#[test]
fn every_command_documents_its_exit_status() {
    for command in ["run", "observe", "explore", "replay", "test", "compare", "book"] {
        let help = help(&[command, "-h"]);
        assert!(help.to_lowercase().contains("exit status"), "{help}");
    }
}

#[test]
fn the_version_is_the_packages() {
    telar(&["--version"]).assert().success().stdout(concat!(
        "telar ",
        env!("CARGO_PKG_VERSION"),
        "\n"
    ));
}

#[test]
fn completions_know_the_exercises() {
    let fixture = Fixture::new();
    for shell in ["bash", "zsh"] {
        let names = contains("alpha").and(contains("gamma")).and(contains("observe"));
        fixture.telar(&["completions", shell]).assert().success().stdout(names);
    }
}

#[test]
fn completions_are_written_outside_of_a_course_too() {
    let elsewhere = tempfile::tempdir().unwrap();
    let mut command = telar(&["completions", "bash"]);
    command.current_dir(&elsewhere).assert().success().stdout(contains("observe"));
}
