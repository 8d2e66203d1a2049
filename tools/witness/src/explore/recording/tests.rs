//! What is kept of a failure, and for how long.

use std::fs;
use std::time::{Duration, SystemTime};

use tempfile::{TempDir, tempdir};

use super::*;
use crate::explore::{Adversaries, Canonical, Scheduler};
use crate::report::Outcome;

/// A folder with a program in it.
fn program(text: &str) -> (TempDir, Job) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("bank.v2");
    fs::write(&path, text).unwrap();
    let mut job = Job::new(path.to_string_lossy()).args(["transfers"]);
    job.folder = Some(folder.path().to_owned());
    (folder, job)
}

fn failure(seed: u64) -> Failure {
    let report = serde_json::from_str(
        r#"{"version":1,"command":[],"detail":"full","order":"natural","outcome":{"kind":"deadline"},
        "duration_ns":0,"cpu_ns":0,"peak_threads":0,"peak_processes":0,"processes":[],"threads":[],
        "lines":[],"waits":[],"channels":[],"notes":[]}"#,
    );
    let woven = Woven {
        report: report.unwrap(),
        steps: 0,
        points: 0,
        decisions: Vec::new(),
        alternatives: Vec::new(),
        fingerprint: u64::MAX,
        log: Vec::new(),
        panics: Vec::new(),
        inversions: Vec::new(),
        weak_orderings: 0,
        points_in_program: true,
    };
    let scheduler = Scheduler::Canonical(Canonical::First);
    let schedule = Schedule { scheduler, seed, adversaries: Adversaries::LEGAL, length: 3 };
    let finding = Finding::Exit { expected: "exit code 0".into(), seen: "exit code 7".into() };
    Failure { origin: Origin::Seed(seed), schedule, finding, doubtful: false, woven }
}

fn keep(folder: &Path, job: &Job, failure: &Failure) -> Recording {
    Recording::keep(folder, job, &Plan::default(), &Expectation::default(), failure).unwrap()
}

#[test]
fn what_was_kept_is_had_again() {
    let (home, job) = program("one");
    let folder = home.path().join("loom");
    let kept = keep(&folder, &job, &failure(7));
    assert!(kept.id().starts_with("bank-v2-"), "{}", kept.id());
    let opened = Recording::open(&folder, kept.id()).unwrap();
    assert_eq!(opened, kept);
    let by_path = folder.join(kept.id()).with_extension("json");
    assert_eq!(Recording::open(Path::new("/"), by_path.to_str().unwrap()).unwrap(), kept);
    assert_eq!(opened.job().unwrap().program, job.program, "as long as it is the same");
    assert_eq!(keep(&folder, &job, &failure(7)).id(), kept.id(), "the same failure");
    assert_ne!(keep(&folder, &job, &failure(8)).id(), kept.id());
}

#[test]
fn a_program_that_has_changed_is_known_and_its_copy_is_run() {
    let (home, job) = program("one");
    let folder = home.path().join("loom");
    let kept = keep(&folder, &job, &failure(7));
    let path = Path::new(&job.program);
    assert_eq!(kept.since(path), Since::Same);

    fs::write(path, "two").unwrap();
    assert_eq!(kept.since(path), Since::Changed(path.to_owned()));
    let copy = PathBuf::from(kept.job().unwrap().program);
    assert_eq!(copy.file_name(), path.file_name());
    assert_eq!(fs::read_to_string(&copy).unwrap(), "one");

    fs::remove_file(path).unwrap();
    assert_eq!(kept.since(path), Since::Gone(path.to_owned()));
    fs::write(&copy, "damaged").unwrap();
    assert!(matches!(kept.job(), Err(RecordingError::ProgramGone { .. })));
}

#[test]
fn files_that_are_given_by_name_are_looked_after() {
    let (home, job) = program("one");
    let data = home.path().join("data");
    fs::write(&data, "one").unwrap();
    let job = job.args(["data", "no-file"]);
    let kept = keep(&home.path().join("loom"), &job, &failure(7));
    assert_eq!(kept.files.len(), 1);
    fs::write(&data, "two").unwrap();
    assert_eq!(kept.since(Path::new(&job.program)), Since::Changed(data));
}

#[test]
fn the_oldest_recordings_make_way_and_so_do_their_programs() {
    let (home, job) = program("one");
    let folder = home.path().join("loom");
    let first = keep(&folder, &job, &failure(0));
    let long_ago = SystemTime::now() - Duration::from_secs(7200);
    let age = |path: PathBuf| fs::File::open(path).unwrap().set_modified(long_ago).unwrap();
    age(folder.join(first.id()).with_extension("json"));
    age(folder.join("programs").join(&first.hash));

    fs::write(&job.program, "two").unwrap();
    for seed in 1..=MOST as u64 {
        keep(&folder, &job, &failure(seed));
    }
    let kept = fs::read_dir(&folder).unwrap().count();
    assert_eq!(kept, MOST + 1, "the recordings, and the folder of programs");
    assert!(matches!(
        Recording::open(&folder, first.id()),
        Err(RecordingError::Unknown { newest: Some(_), .. })
    ));
    let programs: Vec<_> = fs::read_dir(folder.join("programs")).unwrap().collect();
    assert_eq!(programs.len(), 1, "only the one that is needed");
}

#[test]
fn a_run_fails_again_when_its_log_is_the_same_or_its_end() {
    let (home, job) = program("one");
    let kept = keep(home.path(), &job, &failure(7));
    let mut woven = failure(7).woven;
    assert!(kept.recurs(&woven), "the same log");
    woven.fingerprint = 0;
    for (outcome, recurs) in [
        (Outcome::Exited { code: 7 }, true),
        (Outcome::Exited { code: 0 }, false),
        (Outcome::Signaled { signal: "SIGSEGV".into() }, false),
        (Outcome::Deadline, false),
    ] {
        woven.report.outcome = outcome;
        assert_eq!(kept.recurs(&woven), recurs, "{:?}", woven.report.outcome);
    }
}

#[test]
fn what_cannot_be_kept_or_had_is_named() {
    let (home, job) = program("one");
    let keep = |job: &Job| {
        let (plan, expectation) = (Plan::default(), Expectation::default());
        Recording::keep(home.path(), job, &plan, &expectation, &failure(7)).unwrap_err()
    };
    let read = Job { input: Input::Inherited, ..job };
    assert!(matches!(keep(&read), RecordingError::Input));
    let missing = keep(&Job::new("/no/program"));
    assert_eq!(missing.to_string(), "failed to read `/no/program`");
    let unknown = Recording::open(home.path(), "x").unwrap_err();
    assert_eq!(unknown.to_string(), "there is no recording `x`");
    fs::write(home.path().join("x.json"), "{").unwrap();
    let damaged = Recording::open(home.path(), "x").unwrap_err();
    assert!(matches!(damaged, RecordingError::Damaged { .. }));
}
