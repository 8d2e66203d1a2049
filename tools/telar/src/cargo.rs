//! Calls of cargo, and what its JSON says about them.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::Context;
use serde::Deserialize;

use crate::spinner::Spinner;
use crate::voice::Voice;

/// What came of a build.
pub struct Build {
    /// Whether everything asked for was built.
    pub done: bool,
    /// What can be executed.
    pub executables: Vec<Executable>,
    /// What the compiler had to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// A program or a test that was built.
pub struct Executable {
    /// Cargo's kind of it: `bin` or `test`.
    pub kind: String,
    /// Where it is.
    pub path: PathBuf,
}

/// An error or a warning.
pub struct Diagnostic {
    /// Cargo's kind of what was compiled: `bin`, `test`, `lib`.
    pub kind: String,
    /// Whether nothing is built because of it.
    pub is_error: bool,
    /// The sentence alone.
    pub message: String,
    /// As the compiler shows it, with colours.
    pub rendered: String,
    /// The files it is about.
    files: Vec<PathBuf>,
}

impl Diagnostic {
    /// Whether it is about this file; `file` may be the end of the path, such as `src/main.rs`.
    pub fn is_about(&self, file: &Path) -> bool {
        self.files.iter().any(|about| about.ends_with(file))
    }
}

/// Runs a cargo command that builds something, in the folder `root`.
pub fn build(root: &Path, command: &[&str], doing: String, voice: Voice) -> anyhow::Result<Build> {
    // Options for cargo stand before `--`, behind which rustc's own begin.
    let (ours, theirs) = match command.iter().position(|&word| word == "--") {
        Some(dashes) => command.split_at(dashes),
        None => (command, &[][..]),
    };
    let mut cargo = Command::new(program())
        .args(ours)
        .args(["--quiet", "--message-format=json-diagnostic-rendered-ansi"])
        .args(theirs)
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| no_cargo(voice))?;
    let stdout = cargo.stdout.take().expect("stdout is piped");
    let mut stderr = cargo.stderr.take().expect("stderr is piped");
    // Read beside stdout: a pipe that nobody empties would stop cargo.
    let complaint = thread::spawn(move || {
        let mut text = Vec::new();
        stderr.read_to_end(&mut text).map(|_| String::from_utf8_lossy(&text).into_owned())
    });

    let spinner = Spinner::new(doing);
    let mut build = Build { done: false, executables: Vec::new(), diagnostics: Vec::new() };
    for line in BufReader::new(stdout).lines() {
        build.take(&line.with_context(|| no_cargo(voice))?);
    }
    let status = cargo.wait().with_context(|| no_cargo(voice))?;
    drop(spinner);
    let complaint = complaint.join().expect("reading does not panic").unwrap_or_default();

    build.done = status.success();
    let mut errors = build.diagnostics.iter().filter(|it| it.is_error).peekable();
    if !build.done && errors.clone().all(|error| error.files.is_empty()) {
        // What is about no file is about nobody's code: a manifest, a full disk, no linker.
        let complaint = errors.peek().map_or(complaint.as_str(), |error| &error.message);
        return Err(voice.error("cargo-failed", &[("complaint", in_a_line(complaint).into())]));
    }
    Ok(build)
}

/// The folder that cargo builds into.
pub fn target_folder(root: &Path, voice: Voice) -> anyhow::Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let output = Command::new(program())
        .args(["metadata", "--no-deps", "--format-version=1", "--quiet"])
        .current_dir(root)
        .output()
        .with_context(|| no_cargo(voice))?;
    if !output.status.success() {
        let complaint = in_a_line(&String::from_utf8_lossy(&output.stderr));
        return Err(voice.error("cargo-failed", &[("complaint", complaint.into())]));
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout)
        .context("failed to understand what `cargo metadata` said")?;
    Ok(metadata.target_directory)
}

/// Cargo's own form of an error with its causes, in our form of one.
fn in_a_line(complaint: &str) -> String {
    let lines = complaint.trim().trim_start_matches("error: ").lines().map(str::trim);
    lines.filter(|line| !matches!(*line, "" | "Caused by:")).collect::<Vec<_>>().join(": ")
}

/// The cargo that called us; else the one in `PATH`.
fn program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn no_cargo(voice: Voice) -> String {
    let program = program().to_string_lossy().into_owned();
    voice.say("no-cargo", &[("program", program.into())])
}

impl Build {
    /// The executable of this kind.
    pub fn executable(&self, kind: &str) -> Option<&Path> {
        let found = self.executables.iter().find(|executable| executable.kind == kind);
        found.map(|executable| executable.path.as_path())
    }

    /// Takes note of one line of cargo's JSON.
    fn take(&mut self, line: &str) {
        // A build script or a wrapper may print lines of its own.
        match serde_json::from_str(line) {
            Ok(Message::Artifact { target, executable: Some(path) }) => {
                self.executables.push(Executable { kind: target.kind(), path });
            }
            Ok(Message::Diagnostic { target, message }) => {
                self.diagnostics.push(Diagnostic {
                    kind: target.kind(),
                    is_error: message.level.starts_with("error"),
                    message: message.message,
                    rendered: message.rendered.unwrap_or_default(),
                    files: message.spans.into_iter().map(Span::outermost_file).collect(),
                });
            }
            _ => {}
        }
    }
}

/// What cargo reports, as far as it matters here.
#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-artifact")]
    Artifact { target: Target, executable: Option<PathBuf> },
    #[serde(rename = "compiler-message")]
    Diagnostic { target: Target, message: CompilerMessage },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

impl Target {
    fn kind(self) -> String {
        self.kind.into_iter().next().unwrap_or_default()
    }
}

#[derive(Deserialize)]
struct CompilerMessage {
    level: String,
    message: String,
    rendered: Option<String>,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: PathBuf,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

impl Span {
    /// The file in which somebody wrote it: a macro's expansion is blamed on the macro's user.
    fn outermost_file(self) -> PathBuf {
        match self.expansion {
            Some(expansion) => expansion.span.outermost_file(),
            None => self.file_name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(line: &str) -> Build {
        let mut build = Build { done: false, executables: Vec::new(), diagnostics: Vec::new() };
        build.take(line);
        build
    }

    #[test]
    fn an_error_within_a_macro_is_about_the_file_that_uses_the_macro() {
        let line = r#"{"reason":"compiler-message","target":{"kind":["bin"]},"message":{"level":"error",
            "message":"no","rendered":"no","spans":[{"file_name":"/rust/macros.rs","expansion":
            {"span":{"file_name":"crates/t/src/a.rs","expansion":null}}}]}}"#;
        let build = taken(line);
        assert!(build.diagnostics[0].is_error);
        assert!(build.diagnostics[0].is_about(Path::new("src/a.rs")));
        assert!(!build.diagnostics[0].is_about(Path::new("src/macros.rs")));
        assert!(!build.diagnostics[0].is_about(Path::new("src/aa.rs")));
    }

    #[test]
    fn a_complaint_of_cargos_becomes_one_line() {
        let complaint = "error: failed to write `x`\n\nCaused by:\n  No space left on device\n";
        assert_eq!(in_a_line(complaint), "failed to write `x`: No space left on device");
    }

    #[test]
    fn what_is_not_cargos_json_is_passed_over() {
        for line in ["", "hello", r#"{"reason":"something-new"}"#, "{}"] {
            let build = taken(line);
            assert!(build.diagnostics.is_empty() && build.executables.is_empty());
        }
    }
}
