//! The programs that the course grew from, in Python, under the same witness as the references in Rust.
//!
//! `tests/python/` holds them as they were printed. They lack `import time`; with it, they do what the
//! chapter says, and tell the very story that is the answer key of our exercises.

// Linked for its constructor, by which this binary becomes the witness when it is started as one.
use support as _;

use std::fs;
use std::path::Path;
use std::process::Command;

use witness::{Detail, Job, Outcome, Report, Stream};

/// The interpreter itself: the `python3` of the search path may be a script that starts it.
fn interpreter() -> String {
    let output = Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output();
    let output = output.expect("python3 is installed; the README says how");
    String::from_utf8(output.stdout).expect("a path of plain letters").trim().to_owned()
}

/// Runs an original, with `first_line` before its own first line, and these options of the interpreter.
fn run(name: &str, first_line: &str, options: &[&str]) -> Report {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python").join(name);
    let text = fs::read_to_string(&path).expect("the originals are part of the repository");
    let folder = tempfile::tempdir().expect("there is room for a small file");
    let program = folder.path().join(name);
    fs::write(&program, format!("{first_line}{text}")).expect("there is room for a small file");
    let program = program.to_str().expect("a path of plain letters");
    let mut job = Job::new(interpreter()).args(options.iter().copied()).args([program]);
    job.clear_env = true;
    job.limits.deadline = std::time::Duration::from_secs(120);
    witness::observe(&job).expect("the machine permits observing")
}

/// The recorded story of an exercise.
fn answer_key(exercise: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../snapshots")
        .join(exercise)
        .with_extension("snap");
    let snapshot = fs::read_to_string(path).expect("each exercise has its story recorded");
    let (_, story) = snapshot.split_once("\n---\n").expect("a snapshot has a head");
    story.trim_end().to_owned()
}

#[test]
fn three_threads_tell_the_story_of_our_reference() {
    let report = run("hilos.py", "import time\n", &["-u"]);
    assert_eq!(witness::story(&report).trim_end(), answer_key("threading/three-threads"));
    assert_eq!(report.peak_threads, 4);
}

#[test]
fn three_processes_tell_the_story_of_our_reference() {
    let report = run("procesos.py", "import time\n", &["-u"]);
    assert_eq!(witness::story(&report).trim_end(), answer_key("multiprocessing/three-processes"));
    assert_eq!(report.peak_processes, 4);
}

#[test]
fn buffered_output_makes_main_the_author_of_every_line() {
    // Without `-u`, and with no terminal, Python keeps what is printed until the program ends.
    let report = run("hilos.py", "import time\n", &[]);
    assert_eq!(report.detail, Detail::Full);
    assert_eq!(report.lines.len(), 21);
    assert!(report.lines.iter().all(|line| line.thread == 0));
    assert_ne!(witness::story(&report).trim_end(), answer_key("threading/three-threads"));
}

#[test]
fn as_printed_every_worker_dies_and_the_program_says_that_all_is_well() {
    for name in ["hilos.py", "procesos.py"] {
        let report = run(name, "", &["-u"]);
        assert_eq!(report.outcome, Outcome::Exited { code: 0 }, "{name}");
        let written = report.lines.iter().filter(|line| line.stream == Stream::Stdout).count();
        assert_eq!(written, 6, "{name}: two lines of each worker");
        let errors = report.lines.iter().filter(|line| line.text.starts_with("NameError")).count();
        assert_eq!(errors, 3, "{name}");
    }
}
