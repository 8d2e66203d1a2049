//! `cargo telar run`: the program itself, and nothing in between.

use predicates::prelude::*;
use predicates::str::contains;

use crate::fixture::{BROKEN, Fixture};

#[test]
fn the_programs_arguments_output_and_status_pass_through() {
    let fixture = Fixture::new();
    let words = ["run", "alpha", "--", "echo", "--lang", "xx", "two words"];
    fixture.telar(&words).assert().success().stdout("--lang xx two words\n").stderr("");
    fixture.telar(&["run", "alpha", "--", "exit", "42"]).assert().code(42).stdout("");
}

#[test]
fn the_reference_can_be_run_too() {
    let fixture = Fixture::new();
    fixture.beta(BROKEN);
    fixture.telar(&["run", "--solution", "beta"]).assert().success().stdout("holds: pass\n");
}

#[test]
fn an_exercise_that_does_not_compile_does_not_run() {
    let fixture = Fixture::new();
    fixture.alpha(BROKEN);
    let compiler = contains("error[E0308]").and(contains("alpha.rs:2:22"));
    fixture.telar(&["run", "alpha"]).assert().code(1).stdout("").stderr(compiler);
}
