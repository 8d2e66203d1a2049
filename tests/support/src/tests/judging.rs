//! Judging real programs: small scripts, in a course of their own.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use course::verdict::{self, Record, Verdict};
use messages::Language;
use tempfile::TempDir;

use crate::exercise::Exercise;
use crate::program::Program;
use crate::run::Run;
use crate::stop::{Judged, Stop};

const REQUIREMENT: &str = "each_worker_is_a_thread";

const COURSE: &str = r#"
[[topic]]
name = "threading"
title = { en = "Threads", es = "Hilos" }

[[topic.exercise]]
name = "three-threads"
title = { en = "Three threads", es = "Tres hilos" }
goal = { en = "Start and wait.", es = "Lanzar y esperar." }
book = "threading.md#three-threads"
points = 10
requirements = ["each_worker_is_a_thread"]
hints = [{ en = "Read.", es = "Lee." }]
"#;

/// What the starter's `todo!` writes, and nothing else of it.
const TODO: &str = r#"
thread 'main' (4711) panicked at crates/threading/src/three_threads.rs:26:5:
not yet implemented: start a thread for each worker
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace"#;

/// Held while a script is written, and shared while one is run: a process that is started meanwhile by
/// another test would hold the half-written script open, and the kernel refuses to run such a file.
static WRITING: RwLock<()> = RwLock::new(());

/// A course with one exercise, and a script in the place of the student's program.
struct Room {
    root: TempDir,
    exercise: Exercise,
}

impl Room {
    fn new(script: &str) -> Self {
        let _writing = WRITING.write().unwrap_or_else(PoisonError::into_inner);
        let root = tempfile::tempdir().expect("there is room for a folder");
        let package = root.path().join("crates/threading");
        let program = root.path().join("threading");
        fs::create_dir_all(package.join("src")).expect("there is room for a folder");
        fs::write(root.path().join(course::FILE), COURSE).expect("there is room for a file");
        fs::write(package.join("src/three_threads.rs"), "// edited\n").expect("there is room");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("there is room for a file");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is ours");
        let exercise = Exercise {
            name: "three-threads",
            package: "threading",
            folder: leaked(&package),
            built: leaked(&program),
        };
        Self { root, exercise }
    }

    /// Judges the script; whether the requirement passed, and what is told.
    fn judge(&self, judge: impl FnOnce(&Program) -> Judged) -> (bool, String) {
        let _running = WRITING.read().unwrap_or_else(PoisonError::into_inner);
        let ended = self.exercise.judge(REQUIREMENT, Language::En, judge);
        (ended.passed, ended.told)
    }

    /// The one record that there is.
    fn record(&self) -> Record {
        let kept = verdict::load_all(&self.records()).expect("records are whole");
        let [record] = <[Record; 1]>::try_from(kept).expect("there is one record");
        record
    }

    fn records(&self) -> std::path::PathBuf {
        self.root.path().join("target/telar/verdicts")
    }
}

/// An exercise's fields are known when a grader is compiled; here they are made at run time.
fn leaked(path: &Path) -> &'static str {
    path.to_str().expect("temporary folders have plain names").to_owned().leak()
}

fn runs_well(program: &Program) -> Judged {
    program.run("--workers 1")?.succeeds()
}

#[test]
fn a_pass_is_kept_with_the_hash_of_the_source() {
    let room = Room::new("echo fine");
    let (passed, told) = room.judge(runs_well);
    assert!(passed, "{told}");
    let record = room.record();
    assert_eq!((record.verdict, record.message.as_str()), (Verdict::Pass, ""));
    assert_eq!(record.title, "Each worker is a thread of its own, besides main.");
    let file = room.root.path().join("crates/threading/src/three_threads.rs");
    assert_eq!(record.source, verdict::source_hash(&file).ok());
    assert!(record.source.is_some());
}

#[test]
fn a_source_that_is_newer_than_the_program_was_not_judged() {
    let room = Room::new("echo fine");
    let file = room.root.path().join("crates/threading/src/three_threads.rs");
    let later = SystemTime::now() + Duration::from_secs(60);
    let file = fs::File::options().append(true).open(file).expect("it is there");
    file.set_modified(later).expect("it is ours");
    assert!(room.judge(runs_well).0);
    assert_eq!(room.record().source, None);
}

#[test]
fn a_fail_is_kept_with_what_the_student_was_told() {
    let room = Room::new("exit 3");
    let (passed, told) = room.judge(runs_well);
    assert!(!passed);
    assert!(told.contains("The program ended with exit code 3; 0 is required."), "{told}");
    assert!(told.contains("Read: book/en/threading.md#wrong-turns"), "{told}");
    let record = room.record();
    assert_eq!(record.verdict, Verdict::Fail);
    assert!(told.contains(&record.message));
    assert_eq!(record.again.as_deref(), Some("cargo telar observe three-threads -- --workers 1"));
}

#[test]
fn a_todo_is_not_written_and_shows_its_sentence() {
    let room = Room::new(&format!("cat >&2 <<'END'\n{TODO}\nEND\nexit 101"));
    let (passed, told) = room.judge(runs_well);
    assert!(!passed);
    assert!(told.contains("Not written yet: crates/threading/src/three_threads.rs:26:5\n  start a thread for each worker\n"), "{told}");
    assert!(told.contains("cargo test -p threading three_threads::"), "{told}");
    assert_eq!(room.record().verdict, Verdict::NotWritten);
}

#[test]
fn a_program_cannot_forge_a_todo_on_standard_output() {
    let room = Room::new(&format!("cat <<'END'\n{TODO}\nEND\nexit 101"));
    assert!(!room.judge(runs_well).0);
    assert_eq!(room.record().verdict, Verdict::Fail);
}

/// The words alone are no panic message: they may be what a right program has to say.
#[test]
fn the_words_of_a_todo_alone_are_no_todo() {
    let room = Room::new("echo 'not yet implemented: this' >&2");
    assert!(room.judge(runs_well).0);
}

/// Not even a whole run of forged verdicts: what a program prints is evidence of printing.
#[test]
fn a_program_cannot_print_its_own_verdict() {
    let room = Room::new("echo 'test three_threads::each_worker_is_a_thread ... ok'; exit 3");
    assert!(!room.judge(runs_well).0);
    assert_eq!(room.record().verdict, Verdict::Fail);
}

#[test]
fn an_hour_is_an_hour_in_virtual_time_and_nobody_waits_for_it() {
    let room = Room::new("sleep 3600 & wait");
    let (passed, told) = room.judge(|program| {
        for run in program.in_virtual_time("")? {
            run.succeeds()?;
            let slept = Duration::from_nanos(run.duration_ns);
            assert!(
                slept.abs_diff(Duration::from_secs(3600)) < Duration::from_secs(1),
                "{slept:?}"
            );
        }
        Ok(())
    });
    assert!(passed, "{told}");
}

#[test]
fn what_the_machine_hides_is_inconclusive_and_never_a_pass() {
    let room = Room::new("echo fine");
    let (passed, told) = room.judge(|_| Err(Box::new(Stop::Inconclusive("no ptrace".into()))));
    assert!(!passed);
    assert!(told.contains("inconclusive: no ptrace"), "{told}");
    assert_eq!(room.record().verdict, Verdict::Inconclusive);
}

#[test]
fn without_a_verdict_no_older_one_stands() {
    let room = Room::new("echo fine");
    assert!(room.judge(runs_well).0);
    fs::remove_file(room.exercise.built).expect("it is there");
    let (passed, told) = room.judge(runs_well);
    assert!(!passed);
    assert!(told.starts_with("error: failed to start `"), "{told}");
    assert!(verdict::load_all(&room.records()).expect("nothing is there").is_empty());
}

#[test]
fn a_verdict_that_cannot_be_kept_is_still_told() {
    let room = Room::new("echo fine");
    fs::write(room.root.path().join("target"), "in the way").expect("there is room for a file");
    assert!(room.judge(runs_well).0);
    assert!(!room.judge(|program| program.run("")?.exits_with(1)).0);
}

#[test]
fn a_child_is_killed_at_each_of_its_steps() {
    let judge = |program: &Program| program.survives_every_kill("", Run::succeeds);
    // A shell in parentheses is a process of its own.
    let (passed, told) = Room::new("(:); echo fine").judge(judge);
    assert!(passed, "{told}");
    let (passed, told) = Room::new("(:) || exit 3; echo fine").judge(judge);
    assert!(!passed);
    assert!(told.contains("The program ended with exit code 3; 0 is required."), "{told}");
    assert!(told.contains("child 1 was killed"), "{told}");
}

#[test]
fn a_requirement_that_is_not_in_the_list_is_not_judged() {
    let room = Room::new("echo fine");
    let ended = room.exercise.judge("is_made_up", Language::En, runs_well);
    assert!(!ended.passed);
    assert!(ended.told.contains("`is_made_up` is not among the requirements"), "{}", ended.told);
}

#[test]
fn a_mistake_in_the_course_is_told_with_its_line() {
    let room = Room::new("echo fine");
    let broken = COURSE.replace("points = 10", "points = none");
    fs::write(room.root.path().join(course::FILE), broken).expect("there is room for a file");
    let (passed, told) = room.judge(runs_well);
    assert!(!passed);
    assert!(told.contains("course.toml:11:10: "), "{told}");
}

#[test]
fn each_requirement_has_an_empty_folder_and_a_plain_environment() {
    let room = Room::new(
        "ls; env | cut -d= -f1 | grep -v '^PATH$\\|^RUST_BACKTRACE$\\|^PWD$\\|^SHLVL$\\|^_$\\|^OLDPWD$'; touch left-behind; true",
    );
    for _ in 0..2 {
        let (passed, told) = room.judge(|program| {
            let run = program.run("")?;
            run.check(
                run.stdout().is_empty(),
                "three-threads-no-lines",
                crate::args! { worker: 0 },
            )?;
            run.succeeds()
        });
        assert!(passed, "{told}");
    }
}

#[test]
fn a_flood_is_ended_and_told() {
    let room = Room::new("exec yes");
    let (passed, told) = room.judge(runs_well);
    assert!(!passed);
    assert!(told.contains("The program wrote more than 16 MiB and was ended."), "{told}");
    assert_eq!(room.record().verdict, Verdict::Fail);
}

#[test]
fn the_recorded_story_is_the_answer() {
    let room = Room::new("echo fine");
    let answer = room.root.path().join("tests/snapshots/threading/three-threads.snap");
    let (passed, told) = room.judge(|program| program.tells_the_story(""));
    assert!(!passed);
    assert!(told.contains("record it with `cargo verify --bless`"), "{told}");

    fs::create_dir_all(answer.parent().expect("it is in a folder")).expect("there is room");
    let (passed, told) = room.judge(|program| {
        let story = witness::story(program.run("")?.report());
        fs::write(&answer, format!("---\nsource: here\n---\n{story}")).expect("there is room");
        program.tells_the_story("")
    });
    assert!(passed, "{told}");

    let other = fs::read_to_string(&answer).expect("it is there").replace("fine", "well");
    fs::write(&answer, other).expect("there is room for a file");
    let (passed, told) = room.judge(|program| program.tells_the_story(""));
    assert!(!passed);
    assert!(told.contains("out: well") && told.contains("out: fine"), "{told}");
    assert_eq!(room.record().verdict, Verdict::Fail);
}

#[test]
fn only_the_reference_can_have_its_story_recorded() {
    let room = Room::new("echo fine");
    let record = |exercise: &Exercise, stories: &[&str]| {
        let stories: Vec<String> = stories.iter().map(ToString::to_string).collect();
        let program = Program::new(exercise, room.root.path(), "threading", Language::En)
            .expect("there is room for a folder");
        program.record(&stories).expect_err("this must not be recorded")
    };
    let refusal = record(&room.exercise, &["one", "one"]);
    assert!(refusal.contains("only the reference's story"), "{refusal}");
    let reference = Exercise { package: "threading-solution", ..room.exercise };
    let refusal = record(&reference, &["one", "other"]);
    assert!(refusal.contains("depends on the order"), "{refusal}");
    assert!(!room.root.path().join("tests/snapshots").exists());
}

/// The environment is the whole process's, so this test runs itself as a process of its own.
#[test]
fn another_program_is_judged_when_the_environment_names_it_and_has_no_source_of_ours() {
    const OTHER: &str = "CARGO_BIN_EXE_threading";
    let room = Room::new("echo fine");
    if std::env::var_os(OTHER).is_some() {
        // What the environment names fails with code 3; what was built does not.
        assert!(room.judge(|program| program.run("")?.exits_with(3)).0);
        let record = room.record();
        assert_eq!((record.verdict, record.source), (Verdict::Pass, None));
        return;
    }
    let other = Room::new("exit 3");
    let _running = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    let output = std::process::Command::new(std::env::current_exe().expect("it is running"))
        .args(["--exact", std::thread::current().name().expect("tests have names")])
        .env(OTHER, other.exercise.built)
        .output()
        .expect("it can run again");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

/// Who writes first is a matter of the schedule: one is found in which it is the other one.
#[test]
fn what_a_judge_finds_under_a_schedule_is_told_in_its_own_words() {
    let room = Room::new("echo other & echo main; wait");
    let main_is_first = |run: &Run| {
        let first = run.stdout().first() == Some(&"main");
        run.check(first, "three-threads-no-lines", crate::args! { worker: 0 })
    };
    let (passed, told) =
        room.judge(|program| program.holds_under_every_schedule("", main_is_first));
    assert!(!passed);
    assert!(told.contains("No thread wrote a line of worker 0."), "{told}");
    let again = room.record().again.unwrap_or_default();
    assert!(again.starts_with("cargo telar replay "), "{again}");
}

/// A shell was built with optimisation, so that its every run went well proves nothing.
#[test]
fn a_judge_who_finds_nothing_decides_nothing_of_an_optimised_program() {
    let room = Room::new("echo main");
    let (passed, told) =
        room.judge(|program| program.holds_under_every_schedule("", |run| run.succeeds()));
    assert!(!passed);
    assert_eq!(room.record().verdict, Verdict::Inconclusive, "{told}");
}
