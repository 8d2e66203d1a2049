//! A small course of its own, so that no test depends on how far anybody is with the real one.
//!
//! Its programs print their own verdicts (`greets: pass`), and its grader records what they print: so
//! a test writes an exercise's file and thereby says how it is to be judged.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

const FILES: [(&str, &str); 8] = [
    ("course.toml", include_str!("fixture/course.toml")),
    ("Cargo.toml", include_str!("fixture/workspace.toml")),
    ("crates/small/Cargo.toml", include_str!("fixture/starter.toml")),
    ("crates/small/src/main.rs", include_str!("fixture/main.rs.txt")),
    ("solutions/small/Cargo.toml", include_str!("fixture/solution.toml")),
    ("solutions/small/src/main.rs", include_str!("fixture/main.rs.txt")),
    ("tests/small.rs", include_str!("fixture/grader.rs.txt")),
    ("crates/later/src/gamma.rs", "pub fn run() {}\n"),
];

/// An exercise's file whose program prints these verdicts.
pub fn says(verdicts: &str) -> String {
    format!("pub fn run() {{\n    println!({verdicts:?});\n}}\n")
}

/// What `alpha` must say to be right.
pub const RIGHT: &str = "greets: pass\nleaves: pass";

/// A file that no compiler takes.
pub const BROKEN: &str = "pub fn run() {\n    let number: u8 = \"seven\";\n}\n";

/// A course in a folder of its own, which goes away with it.
pub struct Fixture {
    folder: TempDir,
}

impl Fixture {
    /// The course with both exercises of its topic `small` solved.
    pub fn new() -> Self {
        let fixture = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in FILES {
            fixture.write(path, text);
        }
        for shelf in ["crates", "solutions"] {
            fixture.write(&format!("{shelf}/small/src/alpha.rs"), &says(RIGHT));
            fixture.write(&format!("{shelf}/small/src/beta.rs"), &says("holds: pass"));
        }
        fixture
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).unwrap();
    }

    /// The student's file of `alpha`.
    pub fn alpha(&self, text: &str) {
        self.write("crates/small/src/alpha.rs", text);
    }

    /// The student's file of `beta`.
    pub fn beta(&self, text: &str) {
        self.write("crates/small/src/beta.rs", text);
    }

    /// `telar` with these arguments, called in the course's folder.
    pub fn telar(&self, args: &[&str]) -> Command {
        let mut command = telar(args);
        command.current_dir(self.path());
        command
    }
}

/// `telar` with these arguments, in English, and knowing nothing of the cargo that runs the tests.
pub fn telar(args: &[&str]) -> Command {
    let mut command = Command::from_std(plain(args));
    command.env_remove("CLICOLOR_FORCE");
    command
}

/// As [`telar`], for tests that must arrange its streams themselves.
pub fn plain(args: &[&str]) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_telar"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        // A target folder that is set for the tests would be shared by all their courses.
        let ours = name == "CARGO_HOME" || !name.starts_with("CARGO");
        if !ours || name.starts_with("TELAR") {
            command.env_remove(name);
        }
    }
    command.env("CARGO", env!("CARGO")).env("TELAR_LANG", "en").args(args);
    command
}

/// As [`telar`], on a machine that refuses ptrace, as some containers do.
pub fn telar_without_ptrace(args: &[&str]) -> Command {
    use std::os::unix::process::CommandExt;

    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

    let refused = [(libc::SYS_ptrace, Vec::new())].into();
    let with = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter = SeccompFilter::new(refused, SeccompAction::Allow, with, TargetArch::x86_64);
    let filter: BpfProgram = filter.and_then(TryInto::try_into).unwrap();
    let mut command = plain(args);
    let refuse = move || seccompiler::apply_filter(&filter).map_err(std::io::Error::other);
    // SAFETY: between fork and exec, this makes two system calls with what was prepared before.
    unsafe { command.pre_exec(refuse) };
    Command::from_std(command)
}
