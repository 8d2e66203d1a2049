//! A folder as `grade autograder` writes it, and what a platform puts beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub fn root() -> PathBuf {
    course::find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("it is in the course")
}

/// A written folder, and room for what a platform puts beside it.
pub struct Written {
    pub room: tempfile::TempDir,
}

impl Written {
    pub fn new(platform: &str, options: &[&str]) -> Self {
        let room = tempfile::tempdir().unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_grade"))
            .current_dir(root())
            .args(["autograder", platform, "--exercise", "counter", "--lang", "en"])
            .args(options)
            .arg("--out")
            .arg(room.path().join("source"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self { room }
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.room.path().join(inside)
    }

    pub fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).unwrap_or_else(|error| panic!("{inside}: {error}"))
    }

    /// Puts what was handed in into this folder, instead of what was there.
    pub fn hand_in(&self, folder: &str, handed: &Handed) {
        let folder = self.path(folder);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        match handed {
            Handed::Corpus(file) => {
                let file = root().join("tests/submissions/threading/counter").join(file);
                fs::copy(file, folder.join("counter.rs")).map(drop).unwrap();
            }
            Handed::Text(text) => fs::write(folder.join("counter.rs"), text).unwrap(),
            Handed::Nothing => fs::write(folder.join("notes.txt"), "sorry").unwrap(),
        }
    }

    /// A script of the folder, with the course and the program that are here already.
    pub fn script(&self, script: &Path) -> Command {
        let mut command = Command::new("bash");
        command
            .arg(script)
            .current_dir(self.room.path())
            .env("TELAR_BASE", self.room.path())
            .env("TELAR_COURSE", root())
            .env("TELAR_GRADE", env!("CARGO_BIN_EXE_grade"))
            .stdin(Stdio::null());
        command
    }

    /// Grades, and gives the text of `results/results.json` and what was printed.
    pub fn results(&self, command: &mut Command) -> (String, String) {
        let _ = fs::remove_dir_all(self.path("results"));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", words(&output));
        let left: Vec<_> = fs::read_dir(self.path("results")).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "there is more than results.json: {left:?}");
        (self.read("results/results.json"), words(&output))
    }
}

/// What a student has handed in.
pub enum Handed {
    Corpus(&'static str),
    Text(&'static str),
    Nothing,
}

pub const RIGHT: Handed = Handed::Corpus("right-atomic.rs");
pub const WRONG: Handed = Handed::Corpus("wrong-load-then-store.rs");
/// It does not compile, and what the compiler says of it has everything in it that a platform could obey.
pub const BROKEN: Handed =
    Handed::Text("fn run( // </pre><script>x</script>\n\n::error::x\n# Full marks\n");

pub fn words(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it)).concat()
}
