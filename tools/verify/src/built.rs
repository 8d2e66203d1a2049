//! Has cargo build programs and graders, and says where they lie.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::Context as _;
use serde::Deserialize;

use crate::Part;
use crate::subjects::may_be_skipped;
use crate::tally::{Check, Tally};
use crate::workspace::{Lesson, Workspace, cargo};

/// What the build left behind.
#[derive(Debug, Default)]
pub struct Built {
    /// Programs by name; a program is named after its package, or `submissions-<topic>`.
    programs: BTreeMap<String, PathBuf>,
    /// Graders by the package that they were built for.
    graders: BTreeMap<String, PathBuf>,
}

impl Built {
    /// The program of this name, if it could be built.
    pub fn program(&self, name: &str) -> Option<&Path> {
        self.programs.get(name).map(PathBuf::as_path)
    }

    /// This package's grader, if it could be built.
    pub fn grader(&self, package: &str) -> Option<&Path> {
        self.graders.get(package).map(PathBuf::as_path)
    }
}

/// One line of `cargo build --message-format=json`, as far as it is read here.
#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-artifact")]
    Artifact { package_id: String, target: Target, executable: Option<PathBuf> },
    #[serde(rename = "compiler-message")]
    Diagnosed { package_id: String, message: Diagnostic },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    rendered: Option<String>,
}

/// Builds what these parts of the proof need; a package that warns or does not compile is a failed
/// check.
///
/// Warnings are read from cargo's messages, which repeat them for packages built long ago. Setting
/// `-D warnings` instead would change the flags, and every dependency would be built twice.
pub fn build(
    workspace: &Workspace,
    lessons: &[Lesson],
    parts: &BTreeSet<Part>,
    tally: &mut Tally,
) -> anyhow::Result<Built> {
    let topics: BTreeSet<&str> = lessons.iter().map(|lesson| lesson.topic.as_str()).collect();
    let mut packages = Vec::new();
    for topic in topics {
        if parts.contains(&Part::Starters) {
            packages.push(topic.to_string());
        }
        // The corpus too is judged by the grader of the reference's package: a starter that a
        // student is in the middle of editing need not compile.
        if parts.contains(&Part::References) || parts.contains(&Part::Corpus) {
            packages.push(format!("{topic}-solution"));
        }
    }
    if parts.contains(&Part::Corpus) {
        packages.push("submissions".to_string());
    }

    // `--keep-going`, so that one broken program does not hide what can be said of the others.
    let mut command = cargo();
    command.current_dir(&workspace.root);
    command.args(["build", "--bins", "--tests", "--keep-going", "--message-format=json"]);
    command.args(packages.iter().flat_map(|package| ["--package", package]));
    let mut child =
        command.stdout(Stdio::piped()).spawn().context("failed to start `cargo build`")?;
    let stdout = child.stdout.take().expect("standard output is piped");

    let mut built = Built::default();
    // Cargo reports a diagnostic of the shared grader once per package; the text is kept once.
    let mut complaints: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in BufReader::new(stdout).lines() {
        let line = line.context("failed to read cargo's messages")?;
        let name = |id: &str| {
            workspace
                .members
                .iter()
                .find(|member| member.id == id)
                .map(|member| member.name.clone())
        };
        // A build script's own output may stand between cargo's lines; it is not JSON.
        match serde_json::from_str(&line).unwrap_or(Message::Other) {
            Message::Artifact { package_id, target, executable: Some(path) } => {
                if let Some(package) = name(&package_id) {
                    match target.kind.first().map(String::as_str) {
                        Some("bin") => built.programs.insert(target.name, path),
                        Some("test") if target.name == "grade" => {
                            built.graders.insert(package, path)
                        }
                        _ => None,
                    };
                }
            }
            Message::Diagnosed { package_id, message } => {
                let concerns = matches!(message.level.as_str(), "warning" | "error");
                if let (Some(package), true) = (name(&package_id), concerns) {
                    let text = message.rendered.unwrap_or(message.level);
                    complaints.entry(package).or_default().insert(text);
                }
            }
            _ => {}
        }
    }
    let finished = child.wait().context("failed to wait for `cargo build`")?.success();

    for package in packages {
        let complaints = complaints.remove(&package).unwrap_or_default();
        let part = Part::of_package(&package);
        let check = Check::new(part, format!("{package} builds without a warning"));
        let edited =
            |lesson: &Lesson| lesson.topic == package && may_be_skipped(&workspace.root, lesson);
        if !complaints.is_empty() && part == Part::Starters && lessons.iter().any(edited) {
            tally.add(check.skip("edited, and not finished"));
        } else {
            tally.add(check.of(complaints));
        }
    }
    // What is left concerns the crates that the graders use.
    for (package, complaints) in complaints {
        tally.add(
            Check::new(Part::Tools, format!("{package} builds without a warning")).of(complaints),
        );
    }
    if !finished && tally.failed() + tally.skipped() == 0 {
        anyhow::bail!("`cargo build` failed; its own words stand above");
    }
    Ok(built)
}

impl Part {
    /// The part of the proof that needs this package most.
    fn of_package(package: &str) -> Part {
        match package {
            "submissions" => Part::Corpus,
            solution if solution.ends_with("-solution") => Part::References,
            _ => Part::Starters,
        }
    }
}
