//! Builds the program of a topic, for one of its exercises.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cargo::{self, Build, Diagnostic};
use crate::room::{Place, Room};
use crate::voice::Voice;
use crate::{output, overlay};

/// What is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The student's program.
    Run,
    /// The student's program, and the grader that will judge it.
    Judge,
    /// The reference's program.
    Reference,
}

impl Purpose {
    /// To run the student's program, or the reference's.
    pub fn run(reference: bool) -> Self {
        if reference { Self::Reference } else { Self::Run }
    }
}

/// What came of it.
pub enum Built {
    /// A program in which the exercise can be run.
    Program(Program),
    /// The exercise's own file does not compile. The compiler's errors have been shown.
    DoesNotCompile,
}

/// A program that was built.
pub struct Program {
    /// Where it is.
    pub path: PathBuf,
    /// The grader, when one was asked for.
    pub grader: Option<Grader>,
}

/// A topic's grader: a test program that judges whatever program it is told to.
pub struct Grader {
    /// Where it is.
    pub path: PathBuf,
    /// The package that it was built in.
    pub package: String,
    /// That package's folder.
    pub folder: PathBuf,
}

/// Builds what is needed for this exercise. Says so when another exercise had to be left out.
pub fn build(room: &Room, place: Place, purpose: Purpose, voice: Voice) -> anyhow::Result<Built> {
    let Place { topic, exercise } = place;
    let package = match purpose {
        Purpose::Reference => reference(&topic.name),
        Purpose::Run | Purpose::Judge => topic.name.clone(),
    };
    // With its grader, also where nobody asks for one: without, cargo would choose other features of what
    // both depend on, and a program that nobody has edited would be another one.
    let mut build = build_grader(room, &package, voice)?;

    // Round by round, whatever stands in the way is left out, until the program compiles or only the
    // exercise itself is left to blame.
    let mut left_out = BTreeSet::new();
    while !build.done {
        let Some(blamed) = others_to_blame(&build, place, &left_out, purpose) else {
            output::aside(&complaints(&build, &exercise.file()));
            return Ok(Built::DoesNotCompile);
        };
        left_out.extend(blamed);
        build = overlay::build(room, topic, &left_out, voice)?;
    }
    for name in &left_out {
        let values = [("left-out", (*name).into()), ("exercise", exercise.name.clone().into())];
        output::aside(&format!("{}\n", voice.say("left-out", &values)));
    }
    output::aside(&about(&build, &exercise.file()).map(rendered).collect::<String>());

    let grader = match purpose {
        Purpose::Judge if left_out.is_empty() => Some(grader(room, &build, &package, "crates")?),
        // Cargo builds a package's tests only together with its program, so the student's package
        // has no grader now. The reference's is the same one.
        Purpose::Judge => {
            let package = reference(&topic.name);
            let build = build_grader(room, &package, voice)?;
            if !build.done {
                return Err(grader_does_not_compile(&build, voice));
            }
            Some(grader(room, &build, &package, "solutions")?)
        }
        Purpose::Run | Purpose::Reference => None,
    };
    Ok(Built::Program(Program { path: executable(&build, "bin")?, grader }))
}

fn reference(topic: &str) -> String {
    format!("{topic}-solution")
}

fn build_grader(room: &Room, package: &str, voice: Voice) -> anyhow::Result<Build> {
    let command = ["test", "--package", package, "--test", "grade", "--no-run"];
    let build = cargo::build(&room.root, &command, building(package, voice), voice)?;
    let is_programs = |it: &Diagnostic| it.is_error && it.kind == "bin";
    if !build.done && !build.diagnostics.iter().any(is_programs) {
        return Err(grader_does_not_compile(&build, voice));
    }
    Ok(build)
}

fn grader(room: &Room, build: &Build, package: &str, shelf: &str) -> anyhow::Result<Grader> {
    let topic = package.strip_suffix("-solution").unwrap_or(package);
    Ok(Grader {
        path: executable(build, "test")?,
        package: package.to_owned(),
        folder: room.root.join(shelf).join(topic),
    })
}

fn executable(build: &Build, kind: &str) -> anyhow::Result<PathBuf> {
    let path = build.executable(kind).map(Path::to_owned);
    path.ok_or_else(|| anyhow::anyhow!("cargo built no executable of kind `{kind}`"))
}

/// The exercises to leave out next, so that `place` may compile; `None` when it is itself to blame.
fn others_to_blame<'a>(
    build: &Build,
    place: Place<'a>,
    left_out: &BTreeSet<&str>,
    purpose: Purpose,
) -> Option<Vec<&'a str>> {
    let has_error = |file: &Path| about(build, file).any(|diagnostic| diagnostic.is_error);
    if purpose == Purpose::Reference || has_error(&place.exercise.file()) {
        return None;
    }
    let others = || {
        place.topic.exercises.iter().filter(|other| {
            other.name != place.exercise.name && !left_out.contains(other.name.as_str())
        })
    };
    let mut blamed: Vec<&str> = others()
        .filter(|other| has_error(&other.file()))
        .map(|other| other.name.as_str())
        .collect();
    if blamed.is_empty() {
        // The error shows in `main.rs`, because a file is missing or has lost its entry point.
        blamed = others().map(|other| other.name.as_str()).collect();
    }
    (!blamed.is_empty()).then_some(blamed)
}

fn about<'a>(build: &'a Build, file: &Path) -> impl Iterator<Item = &'a Diagnostic> {
    build.diagnostics.iter().filter(move |it| it.kind == "bin" && it.is_about(file))
}

/// What the compiler says about this file; if nothing, all its errors.
fn complaints(build: &Build, file: &Path) -> String {
    let own: String = about(build, file).map(rendered).collect();
    match own.is_empty() {
        false => own,
        true => build.diagnostics.iter().filter(|it| it.is_error).map(rendered).collect(),
    }
}

fn rendered(diagnostic: &Diagnostic) -> &str {
    &diagnostic.rendered
}

fn building(package: &str, voice: Voice) -> String {
    voice.say("building", &[("topic", package.into())])
}

fn grader_does_not_compile(build: &Build, voice: Voice) -> anyhow::Error {
    let errors = build.diagnostics.iter().filter(|it| it.is_error);
    output::aside(&errors.map(rendered).collect::<String>());
    voice.error("grader-does-not-compile", &[])
}
