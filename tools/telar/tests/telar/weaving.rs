//! What `explore` and `replay` are tested on: a small program that can deadlock.

use std::fs;
use std::path::PathBuf;
use std::process;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use crate::fixture::telar;

/// An exercise's file, or a program's most part: `wrong` or `right`, as its last argument says.
pub const TRANSFERS: &str = include_str!("fixture/transfers.rs.txt");

/// A folder outside of any course, with the program in it.
pub struct Workshop {
    folder: TempDir,
}

impl Workshop {
    pub fn new() -> Self {
        let workshop = Self { folder: tempfile::tempdir().unwrap() };
        workshop.builds(&format!("{TRANSFERS}\nfn main() {{\n    run();\n}}\n"));
        workshop
    }

    /// Builds the program from this source, as a student's are: with line tables, unoptimised.
    pub fn builds(&self, source: &str) {
        let file = self.path("transfers.rs");
        fs::write(&file, source).unwrap();
        let mut rustc = process::Command::new("rustc");
        rustc.args(["--edition", "2024", "-C", "opt-level=0", "-C", "debuginfo=line-tables-only"]);
        let built = rustc.arg(file).arg("-o").arg(self.path("transfers")).status().unwrap();
        assert!(built.success());
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `telar` with these arguments, called in the folder; recordings are kept there, too.
    pub fn telar(&self, args: &[&str]) -> Command {
        let mut command = telar(args);
        command.current_dir(self.folder.path()).env("XDG_STATE_HOME", self.path("state"));
        command
    }

    /// What `telar` prints as JSON; `status` is its exit status.
    pub fn json(&self, args: &[&str], status: i32) -> Value {
        let (command, rest) = args.split_first().unwrap();
        let words = [&[*command, "--format", "json"], rest].concat();
        let output = self.telar(&words).assert().code(status);
        serde_json::from_slice(&output.get_output().stdout).unwrap()
    }

    /// Explores the wrong program; gives the name of the recording.
    pub fn records(&self) -> String {
        let found = self.json(&["explore", "--", "./transfers", "wrong"], 1);
        found["recording"].as_str().unwrap().to_owned()
    }
}
