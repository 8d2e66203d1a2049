//! Where the course lies, and the list of its exercises.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, anyhow, bail, ensure};
use serde::Deserialize;

/// One exercise as far as the proof is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The topic, which is also the starter's package.
    pub topic: String,
    /// As the student types it: `three-threads`.
    pub exercise: String,
    /// As the files and the grader's modules are called: `three_threads`.
    pub module: String,
    /// The names of the grader's test functions, as `course.toml` lists them.
    pub requirements: Vec<String>,
}

impl Lesson {
    /// The package of the topic's reference solutions.
    pub fn solution(&self) -> String {
        format!("{}-solution", self.topic)
    }

    /// The starter, the file that the student edits; relative to the root.
    pub fn starter_file(&self) -> PathBuf {
        format!("crates/{}/src/{}.rs", self.topic, self.module).into()
    }

    /// The reference; relative to the root.
    pub fn reference_file(&self) -> PathBuf {
        format!("solutions/{}/src/{}.rs", self.topic, self.module).into()
    }

    /// Its grader; relative to the root.
    pub fn grader_file(&self) -> PathBuf {
        format!("tests/{}/{}.rs", self.topic, self.module).into()
    }

    /// The folder of the submissions; relative to the root.
    pub fn corpus_folder(&self) -> PathBuf {
        format!("tests/submissions/{}/{}", self.topic, self.module).into()
    }

    /// The story that a right run tells; relative to the root.
    pub fn snapshot_file(&self) -> PathBuf {
        format!("tests/snapshots/{}/{}.snap", self.topic, self.exercise).into()
    }
}

/// The folder that the proof is about.
#[derive(Debug)]
pub struct Workspace {
    /// Where `Cargo.toml` and `course.toml` lie.
    pub root: PathBuf,
    /// Where cargo builds.
    pub target: PathBuf,
    /// The packages that stand in the workspace.
    pub members: Vec<Member>,
    /// What `course.toml` says.
    pub course: course::Course,
    /// Every exercise of the course, in its order.
    pub lessons: Vec<Lesson>,
}

/// A package of the workspace.
#[derive(Debug, Deserialize)]
pub struct Member {
    /// Its name in the manifest.
    pub name: String,
    /// What cargo's messages call it.
    pub id: String,
    /// Its `Cargo.toml`.
    pub manifest_path: PathBuf,
}

/// The part of `cargo metadata` that is read here.
#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
    packages: Vec<Member>,
}

impl Workspace {
    /// Asks cargo where things lie and reads `course.toml`.
    pub fn find() -> anyhow::Result<Workspace> {
        let output = cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .context("failed to start `cargo metadata`")?;
        ensure!(
            output.status.success(),
            "`cargo metadata` failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        let metadata: Metadata = serde_json::from_slice(&output.stdout)
            .context("failed to understand `cargo metadata`")?;
        let root = metadata.workspace_root;
        let course = course::Course::load(&root)?;
        let lessons = course.exercises().map(|(topic, exercise)| Lesson {
            topic: topic.name.clone(),
            exercise: exercise.name.clone(),
            module: exercise.module(),
            requirements: exercise.requirements.clone(),
        });
        let lessons: Vec<Lesson> = lessons.collect();
        ensure!(!lessons.is_empty(), "course.toml lists no exercise, so there is nothing to prove");
        Ok(Workspace {
            root,
            target: metadata.target_directory,
            members: metadata.packages,
            course,
            lessons,
        })
    }

    /// The exercises that were asked for.
    pub fn lessons(
        &self,
        topic: Option<&str>,
        exercise: Option<&str>,
    ) -> anyhow::Result<Vec<Lesson>> {
        // Said as the course says it, with the name that was probably meant.
        let exercise = exercise.map(|name| self.course.exercise(name)).transpose()?;
        let chosen = |lesson: &&Lesson| {
            topic.is_none_or(|topic| lesson.topic == topic)
                && exercise.is_none_or(|(_, exercise)| lesson.exercise == exercise.name)
        };
        let chosen: Vec<Lesson> = self.lessons.iter().filter(chosen).cloned().collect();
        if chosen.is_empty() {
            let topics = self.course.topics.iter().map(|topic| topic.name.as_str());
            bail!(
                "no such exercise in the topic `{}`; the topics are {}",
                topic.unwrap_or_default(),
                topics.collect::<Vec<_>>().join(", ")
            );
        }
        Ok(chosen)
    }

    /// The member that has this name.
    pub fn member(&self, name: &str) -> anyhow::Result<&Member> {
        self.members
            .iter()
            .find(|member| member.name == name)
            .ok_or_else(|| anyhow!("the workspace has no package `{name}`"))
    }

    /// Where everything that a proof writes lies; deleting it loses nothing.
    pub fn scratch(&self) -> PathBuf {
        self.target.join("verify")
    }

    /// Waits until no other proof writes to the same folder. The lock ends with the returned file.
    pub fn lock(&self) -> anyhow::Result<File> {
        let scratch = self.scratch();
        fs::create_dir_all(&scratch)
            .with_context(|| format!("failed to create `{}`", scratch.display()))?;
        let path = scratch.join("lock");
        let file = File::create(&path)
            .with_context(|| format!("failed to create `{}`", path.display()))?;
        if file.try_lock().is_err() {
            eprintln!("waiting for another `cargo verify` in this folder to end");
            file.lock().with_context(|| format!("failed to lock `{}`", path.display()))?;
        }
        Ok(file)
    }
}

impl Member {
    /// The folder of the package.
    pub fn folder(&self) -> &Path {
        self.manifest_path.parent().expect("a manifest lies in a folder")
    }
}

/// The cargo that runs us, so that a proof never mixes two toolchains.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
