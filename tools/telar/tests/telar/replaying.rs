//! `cargo telar replay`: a failure again, and what became of its program.

use std::fs;

use predicates::prelude::*;
use predicates::str::{contains, starts_with};

use crate::fixture::Fixture;
use crate::weaving::{TRANSFERS, Workshop};

const ENDS: &str = "fn main() {}\n";

#[test]
fn a_recording_fails_again_by_its_name_and_by_its_file() {
    let workshop = Workshop::new();
    let id = workshop.records();
    let file = workshop.path("state/telar/loom").join(&id).with_extension("json");
    for name in [id.as_str(), file.to_str().unwrap()] {
        let told = contains("fails again, in the same way and with the same steps.")
            .and(contains("(a deadlock)"))
            .and(contains("has changed").or(contains("as it was")).not());
        workshop.telar(&["replay", name]).assert().code(1).stdout(told);
    }
}

#[test]
fn it_draws_and_lists_every_step() {
    let workshop = Workshop::new();
    let id = workshop.records();
    let every = contains("Every step").and(contains("creates thread 2"));
    let words = ["replay", &id, "--log", "--timeline", "run.svg"];
    workshop.telar(&words).assert().code(1).stdout(every);
    assert!(fs::read_to_string(workshop.path("run.svg")).unwrap().starts_with("<svg"));
}

#[test]
fn of_a_program_that_has_changed_the_copy_is_replayed_and_the_new_one_explored() {
    let workshop = Workshop::new();
    let id = workshop.records();
    workshop.builds(ENDS);
    let told = starts_with("This is the program as it was when that was recorded.")
        .and(contains("fails again, in the same way and with the same steps."))
        .and(contains("transfers` has changed since that was recorded"))
        .and(contains("Nothing wrong was found."));
    workshop.telar(&["replay", &id]).assert().code(0).stdout(told);

    let json = workshop.json(&["replay", &id], 0);
    assert_eq!(json["finding"]["kind"], "deadlock");
    assert_eq!(json["recording"]["since"], "changed");
    assert_eq!(json["recording"]["same_steps"], true);
    assert!(json["recording"]["anew"]["failure"].is_null());

    workshop.builds("fn main() {\n    panic!();\n}\n");
    workshop.telar(&["replay", &id]).assert().code(1).stdout(contains("main panicked."));
}

#[test]
fn what_a_grader_has_found_is_not_taken_back_by_anybody_else() {
    let workshop = Workshop::new();
    let id = workshop.records();
    let file = workshop.path(&format!("state/telar/loom/{id}.json"));
    let mut recording: serde_json::Value =
        serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    recording["finding"] = serde_json::json!({ "kind": "judged", "told": "Too many." });
    fs::write(&file, recording.to_string()).unwrap();
    workshop.telar(&["replay", &id]).assert().code(1).stdout(contains("Found: Too many."));

    workshop.builds(ENDS);
    let told = contains("Found: Too many.")
        .and(contains("Only the grader knows whether it is right now"))
        .and(contains("Nothing wrong").not());
    workshop.telar(&["replay", &id]).assert().code(3).stdout(told);
    assert!(workshop.json(&["replay", &id], 3)["recording"]["anew"].is_null());
}

#[test]
fn a_program_that_is_gone_is_replayed_from_its_copy() {
    let workshop = Workshop::new();
    let id = workshop.records();
    fs::remove_file(workshop.path("transfers")).unwrap();
    let told = contains("fails again").and(contains("is not there any more; the copy"));
    workshop.telar(&["replay", &id]).assert().code(1).stdout(told);

    fs::remove_dir_all(workshop.path("state/telar/loom/programs")).unwrap();
    let way_out =
        contains("explore it again: `cargo telar explore -- ").and(contains("/transfers wrong`"));
    workshop.telar(&["replay", &id]).assert().code(2).stdout("").stderr(way_out);
}

#[test]
fn a_recording_that_does_not_fail_again_is_told_loudly() {
    let workshop = Workshop::new();
    let id = workshop.records();
    let file = workshop.path("state/telar/loom").join(&id).with_extension("json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"wrong\"", "\"right\"")).unwrap();
    let sentence = contains("does not fail again: something besides the program has changed");
    workshop.telar(&["replay", &id]).assert().code(2).stderr(sentence);

    // Of a program that has changed, this is no wonder, and says nothing.
    workshop.builds(ENDS);
    let told = starts_with("\n`").and(contains("transfers` has changed since that was recorded"));
    workshop.telar(&["replay", &id]).assert().code(0).stdout(told.and(contains("Nothing wrong")));
}

#[test]
fn a_file_that_the_program_is_given_is_looked_after() {
    let workshop = Workshop::new();
    let script = workshop.path("script.sh");
    fs::write(&script, "sleep 1000 | cat; exit $(( $(date +%s) > 0 ))\n").unwrap();
    let words =
        ["explore", "--expect", "exit=0", "--scheduler", "canonical", "--", "sh", "script.sh"];
    let id = workshop.json(&words, 1)["recording"].as_str().unwrap().to_owned();
    assert!(id.starts_with("sh-"), "{id}");
    workshop.telar(&["replay", &id]).assert().code(1).stdout(contains("fails again"));
    fs::write(&script, "true\n").unwrap();
    let told = contains("script.sh` has changed").and(contains("fails again").not());
    workshop.telar(&["replay", &id]).assert().code(0).stdout(told);
}

#[test]
fn the_schedule_of_a_seed_and_one_with_a_name_can_be_had() {
    let workshop = Workshop::new();
    let program = ["--", "./transfers", "wrong"];
    let replay = |words: &[&str]| workshop.telar(&[&["replay"], words, &program].concat()).assert();
    replay(&["first"]).success().stdout(contains("Under the schedule first nobody gets stuck"));
    replay(&["hold-and-wait"]).code(1).stdout(contains("(a deadlock)"));
    // Whatever a seed gives, exploring it alone gives the same.
    let seed = |seed: &str| {
        let alone = ["explore", "--schedules", "1", "--directed", "0", "--seed", seed];
        let found = workshop.json(&[&alone[..], &program].concat(), 1);
        let again = workshop.json(&[&["replay", seed][..], &program].concat(), 1);
        (found, again)
    };
    let fails = (0..64).map(|seed| seed.to_string()).find(|seed| {
        workshop.telar(&[&["replay", seed][..], &program].concat()).output().unwrap().status.code()
            == Some(1)
    });
    let (found, again) = seed(&fails.expect("some seed finds the deadlock"));
    assert_eq!(found["failure"]["finding"], again["finding"]);
}

#[test]
fn an_exercise_is_built_anew_before_it_is_said_to_be_the_same() {
    let fixture = Fixture::new();
    fixture.alpha(TRANSFERS);
    let found = fixture.telar(&["explore", "alpha"]).assert().code(1);
    let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
    let id = text.split_whitespace().next_back().unwrap();
    fixture.telar(&["replay", id]).assert().code(1).stdout(contains("has changed").not());

    fixture.alpha("pub fn run() {\n    println!(\"solved\");\n}\n");
    let told = contains("fails again").and(contains("has changed since"));
    fixture.telar(&["replay", id]).assert().code(0).stdout(told.and(contains("Nothing wrong")));
}

#[test]
fn what_cannot_be_replayed_has_a_way_out() {
    let workshop = Workshop::new();
    let complaint = |words: &[&str]| {
        let output = workshop.telar(words).assert().code(2).stdout("");
        String::from_utf8(output.get_output().stderr.clone()).unwrap()
    };
    assert!(complaint(&["replay", "17"]).contains("the schedule `17` of which program?"));
    assert!(
        complaint(&["replay", "x"]).contains("there is no recording `x`; `cargo telar explore`")
    );
    let last = complaint(&["replay", "last", "--", "./transfers"]);
    assert!(last.contains("`last` is no schedule of a program; give a seed"), "{last}");
    let id = workshop.records();
    assert!(complaint(&["replay", "x"]).contains(&format!("the newest is `{id}`")));
    fs::write(workshop.path("x.json"), "{}").unwrap();
    assert!(complaint(&["replay", "x.json"]).contains("is no recording that can be read"));
}

#[test]
fn the_reading_of_arguments_is_no_place_in_the_program() {
    let telar = env!("CARGO_BIN_EXE_telar");
    let workshop = Workshop::new();
    // Of this program, clap's macros wrote a part.
    let replay = workshop.telar(&["replay", "first", "--log", "--", telar, "list"]).assert();
    let of_macros = contains("augment_args").or(contains("from_arg_matches"));
    replay.success().stdout(contains("output.rs:").and(of_macros.not()));
}
