//! A small book in a folder of its own, so that no test depends on what the real one says.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use book::serve;
use book::site::{self, Built};
use book::sources::Sources;
use book::translations;
use tempfile::TempDir;

/// The book of `tests/fixture` with the real one's theme and settings. It goes away with the value.
pub struct Sample {
    folder: TempDir,
}

impl Sample {
    /// A book without a fault, whose texts are agreed on.
    pub fn new() -> Self {
        let sample = Self { folder: tempfile::tempdir().unwrap() };
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&here.join("tests/fixture"), sample.root());
        let real = here.join("../../book");
        copy(&real.join("theme"), &sample.root().join("book/theme"));
        fs::copy(real.join("book.toml"), sample.root().join("book/book.toml")).unwrap();
        sample.agree();
        sample
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces `from` by `to` in a file, once.
    pub fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "`{path}` has no `{from}` to be changed");
        fs::write(self.path(path), text.replacen(from, to, 1)).unwrap();
    }

    /// The same in both editions.
    pub fn change_both(&self, page: &str, from: &str, to: &str) {
        for edition in ["en", "es"] {
            self.change(&format!("book/{edition}/{page}"), from, to);
        }
    }

    /// Notes that all texts belong together, where the editions have the same sections.
    pub fn agree(&self) {
        let (sources, _) = Sources::read(self.root()).unwrap();
        let _ = translations::agree(&sources, None);
    }

    pub fn build(&self) -> Built {
        site::build(self.root()).unwrap()
    }

    /// Serves the book as long as this process lives, and says at which address.
    pub fn serve(&self) -> String {
        let (said, address) = mpsc::channel();
        let root = self.root().to_owned();
        thread::spawn(move || {
            let began = |address: &str| said.send(address.to_owned()).unwrap();
            serve::serve(&root, 0, began, |_| {}).unwrap();
        });
        address.recv().expect("the book is served")
    }

    /// What is refused, as it is told.
    pub fn refused(&self) -> Vec<String> {
        match self.build() {
            Built::Done(_) => Vec::new(),
            Built::Refused(refusals) => refusals.iter().map(ToString::to_string).collect(),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        match from.is_dir() {
            true => copy(&from, &to),
            false => drop(fs::copy(&from, &to).unwrap()),
        }
    }
}
