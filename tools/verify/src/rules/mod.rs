//! The house rules: what the files of this repository have in common, and how to keep it so.
//!
//! Each rule is a function from the tree to the breaches found in it, and each has tests that break
//! it. A rule that a newcomer trips over must tell how to comply; that is what `comply` is for.

mod face;
mod starters;
mod rooms;
mod sources;
mod manifests;
mod text;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::Part;
use crate::subjects::may_be_skipped;
use crate::tally::{Check, Tally};
use crate::workspace::{Lesson, Workspace};

/// What the rules read.
#[derive(Debug)]
pub struct Tree {
    /// The folder that the paths below start from.
    pub root: PathBuf,
    /// Every file that is or would be committed, relative to the root and sorted.
    pub files: Vec<PathBuf>,
    /// The exercises of the course.
    pub lessons: Vec<Lesson>,
    /// Those of them whose starter is still as the course gives it.
    pub untouched: Vec<Lesson>,
}

impl Tree {
    /// The text of a file; nothing if there is no such file or it is no text.
    pub fn read(&self, path: impl AsRef<Path>) -> Option<String> {
        fs::read_to_string(self.root.join(path)).ok()
    }

    /// Whether there is such a file.
    pub fn has(&self, path: impl AsRef<Path>) -> bool {
        self.root.join(path).is_file()
    }

    /// The files whose name ends in this, with their texts.
    pub fn texts<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a Path, String)> {
        self.files
            .iter()
            .filter(move |path| path.to_string_lossy().ends_with(ending))
            .filter_map(|path| Some((path.as_path(), self.read(path)?)))
    }

    /// The topics, each once.
    pub fn topics(&self) -> Vec<&str> {
        let mut topics: Vec<&str> = self.lessons.iter().map(|lesson| &*lesson.topic).collect();
        topics.dedup();
        topics
    }
}

/// A rule of this house.
struct Rule {
    /// As a sentence that holds.
    name: &'static str,
    /// What to do if it doesn't.
    comply: &'static str,
    /// The breaches; each names the file.
    breaches: fn(&Tree) -> Vec<String>,
}

const RULES: &[Rule] = &[
    Rule {
        name: "starter and reference show the same face",
        comply: "give both files the same items: names, documentation, signatures, attributes. Only \
                 bodies, `use` lines, the starter's `#![expect]` and the reference's private helpers \
                 may differ",
        breaches: face::breaches,
    },
    Rule {
        name: "each topic's `main.rs` is the same for starter and reference",
        comply: "copy one over the other; only the package's name may differ",
        breaches: face::mains,
    },
    Rule {
        name: "every `todo!` in a starter holds a sentence",
        comply: "write `todo!(\"what the student is to do here\")`; the grader shows it",
        breaches: starters::todos,
    },
    Rule {
        name: "every starter opens with its `#![expect]`",
        comply: "write `#![expect(…, clippy::todo, reason = \"starter code: delete this attribute \
                 when no `todo!` is left\")]` below the file's first comment",
        breaches: starters::attributes,
    },
    Rule {
        name: "every exercise has all its rooms",
        comply: "an exercise needs a starter, a reference, a module in the grader, submissions, and a \
                 snapshot (`cargo verify --bless`); CONTRIBUTING.md leads through it",
        breaches: rooms::missing,
    },
    Rule {
        name: "nothing stands for an exercise that course.toml does not list",
        comply: "list the exercise in course.toml, or delete the file",
        breaches: rooms::strays,
    },
    Rule {
        name: "every requirement has its sentence in both languages",
        comply: "add the message `<exercise>-<requirement-with-dashes>` to \
                 tests/support/messages/<topic>/<exercise>.en.ftl and <exercise>.es.ftl",
        breaches: rooms::messages,
    },
    Rule {
        name: "every Rust file opens by saying what it is",
        comply: "let its first line be `//! …`",
        breaches: sources::openings,
    },
    Rule {
        name: "no Rust file is longer than 400 lines",
        comply: "make two rooms of it, each of which does one thing",
        breaches: sources::lengths,
    },
    Rule {
        name: "no test sleeps",
        comply: "wait for what must happen, or make it happen; a sleep makes a test slow on a good day \
                 and wrong on a busy one",
        breaches: sources::sleeps,
    },
    Rule {
        name: "every version stands once, in the workspace's manifest",
        comply: "write `name.workspace = true`, and the version into `[workspace.dependencies]`",
        breaches: manifests::versions,
    },
    Rule {
        name: "every package takes the workspace's lints",
        comply: "add `[lints]` with `workspace = true`",
        breaches: manifests::lints,
    },
    Rule {
        name: "a plain `cargo test` grades the student's own work and nothing else",
        comply: "let `default-members` be the folders `crates/<topic>`, in the order of course.toml",
        breaches: manifests::default_members,
    },
    Rule {
        name: "no file names a folder of somebody's machine, or a registry's host",
        comply: "write a relative path, `~`, or the package's name",
        breaches: text::machine_paths,
    },
    Rule {
        name: "CI runs what the README says",
        comply: "the README names `cargo telar` and `cargo verify`, and .ci/run calls `cargo verify`",
        breaches: text::commands,
    },
];

/// Reads the tree by every rule.
pub fn check(workspace: &Workspace, tally: &mut Tally) -> anyhow::Result<()> {
    let tree = Tree {
        root: workspace.root.clone(),
        files: files(&workspace.root, &workspace.target)?,
        lessons: workspace.lessons.clone(),
        untouched: workspace
            .lessons
            .iter()
            .filter(|lesson| !may_be_skipped(&workspace.root, lesson))
            .cloned()
            .collect(),
    };
    for rule in RULES {
        let mut breaches = (rule.breaches)(&tree);
        if let Some(last) = breaches.last_mut() {
            last.push_str(&format!("\nto comply: {}", rule.comply));
        }
        tally.add(Check::new(Part::Rules, rule.name).of(breaches));
    }
    Ok(())
}

/// What git has or would take; without git, every file outside of the build's folder.
fn files(root: &Path, target: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let git = Command::new("git")
        .current_dir(root)
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output();
    let mut files: Vec<PathBuf> = match git {
        Ok(output) if output.status.success() => output
            .stdout
            .split(|byte| *byte == 0)
            .filter(|name| !name.is_empty())
            .map(|name| PathBuf::from(String::from_utf8_lossy(name).into_owned()))
            // A file that was deleted but not yet committed.
            .filter(|path| root.join(path).is_file())
            .collect(),
        _ => {
            let mut found = Vec::new();
            walk(root, root, target, &mut found).context("failed to list the files")?;
            found
        }
    };
    files.sort();
    Ok(files)
}

fn walk(root: &Path, folder: &Path, target: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let failed = || format!("failed to read `{}`", folder.display());
    for entry in fs::read_dir(folder).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        let path = entry.path();
        let kind = entry.file_type().with_context(failed)?;
        if kind.is_dir() && path != target && entry.file_name() != ".git" {
            walk(root, &path, target, files)?;
        } else if kind.is_file() {
            let relative = path.strip_prefix(root).expect("it was found below the root");
            files.push(relative.to_path_buf());
        }
    }
    Ok(())
}

/// Trees that break rules.
#[cfg(test)]
pub mod fixture {
    use super::*;

    /// A folder with these files, and one exercise: `threading three-threads`.
    pub fn tree(files: &[(&str, &str)]) -> (tempfile::TempDir, Tree) {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let lesson = Lesson {
            topic: "threading".into(),
            exercise: "three-threads".into(),
            module: "three_threads".into(),
            requirements: vec!["main_waits".into()],
        };
        let root = folder.path().to_path_buf();
        let files = super::files(&root, &root.join("target")).unwrap();
        (folder, Tree { root, files, lessons: vec![lesson.clone()], untouched: vec![lesson] })
    }

    /// The breaches of a rule in a folder with these files.
    pub fn breaches(rule: fn(&Tree) -> Vec<String>, files: &[(&str, &str)]) -> Vec<String> {
        let (_folder, tree) = tree(files);
        rule(&tree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_keeps_its_rules() {
        let workspace = Workspace::find().unwrap();
        let mut tally = Tally::default();
        check(&workspace, &mut tally).unwrap();
        assert_eq!(tally.failed(), 0, "the rules that are broken stand above");
        assert_eq!(tally.passed(), RULES.len());
    }

    #[test]
    fn files_are_found_without_git() {
        let (_folder, tree) = fixture::tree(&[("a.rs", ""), ("b/c.rs", ""), ("target/d.rs", "")]);
        assert_eq!(tree.files, [PathBuf::from("a.rs"), PathBuf::from("b/c.rs")]);
    }
}
