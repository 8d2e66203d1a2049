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

/// A recorded failure is compared with the program as it is now; so both commands must make one program.
#[test]
fn what_is_run_is_what_the_grader_judges() {
    let fixture = Fixture::new();
    let manifest = "[package]\nname = \"spice\"\nedition = \"2024\"\n[features]\nhot = []\n";
    fixture.write("crates/spice/Cargo.toml", manifest);
    let library = "pub fn is_hot() -> bool {\n    cfg!(feature = \"hot\")\n}\n";
    fixture.write("crates/spice/src/lib.rs", library);
    let small = std::fs::read_to_string(fixture.path().join("crates/small/Cargo.toml")).unwrap();
    // The grader needs more of what both depend on.
    let needs = "[dependencies]\nspice.path = \"../spice\"\n\n[dev-dependencies]\nspice = { path = \"../spice\", features = [\"hot\"] }\n";
    fixture.write("crates/small/Cargo.toml", &format!("{small}\n{needs}"));
    fixture.alpha("pub fn run() {\n    println!(\"{}\", spice::is_hot());\n}\n");
    fixture.telar(&["run", "alpha"]).assert().success().stdout("true\n");
}
