//! "Be the scheduler": the figure in which the reader decides which of two threads takes the next step.
//!
//! # Theory of operation
//!
//! The programs are listings that the reader can run. The explorer runs one under every schedule that its
//! two threads can have ([`walk`]); of each run are kept the steps that the two take on what they share, and
//! how it ended. Schedules that begin alike share their beginning, so they make a tree ([`kept`]), which is
//! written to `book/runs/scheduler-NAME.json`. When the book is built, a small model of atomics and
//! mutexes tells for each place in the tree what the threads have seen and hold ([`model`]), and the
//! figure is made of both ([`told`], [`page`]). In the browser, `book/theme/scheduler.js` walks through the tree.
//!
//! # Invariants
//!
//! - The reader can do nothing that was not recorded: every button is a branch of the tree.
//! - The model agrees with the recording: a thread that waits takes no step, and each run ends as the
//!   model says; else there is neither a recording nor a figure.

mod walk;
mod kept;
mod model;
mod words;
mod told;
mod page;

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use messages::Language;

use self::kept::Kept;

/// The programs that there is a figure of, in the order in which the book shows them.
pub const PROGRAMS: [Program; 4] = [
    Program { name: "lost-update", prints: "2" },
    Program { name: "lost-update-mended", prints: "2" },
    Program { name: "abba", prints: "110 90" },
    Program { name: "abba-mended", prints: "110 90" },
];

/// A listing whose schedules are recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Program {
    /// The listing and its figure.
    pub name: &'static str,
    /// What a run prints in which nothing went wrong.
    pub prints: &'static str,
}

/// Runs every program under all of its schedules anew, and keeps them in `book/runs`: all or none.
///
/// `root` is the folder of the workspace. The calling process must have called
/// [`witness::serve_if_asked`] at its start.
///
/// # Errors
///
/// When a program can't be built or run, has too many schedules, or does what the model does not expect.
pub fn record(root: &Path) -> anyhow::Result<()> {
    let mut recorded = Vec::new();
    for program in PROGRAMS {
        recorded.push((kept_in(root, program), text(&walked(root, program)?)?));
    }
    for (path, text) in recorded {
        write(&path, &text).with_context(|| format!("failed to write `{}`", path.display()))?;
    }
    Ok(())
}

/// The figure of the program of this name, as HTML without a blank line, so that it can stand in a page
/// of Markdown.
///
/// # Errors
///
/// When there is no such program, or its recording is missing or does not fit its listing.
pub fn figure(name: &str, language: Language, root: &Path) -> anyhow::Result<String> {
    let program = PROGRAMS
        .into_iter()
        .find(|program| program.name == name)
        .with_context(|| format!("there is no schedule of `{name}`"))?;
    let path = kept_in(root, program);
    let told = || format!("`{}`; `cargo telar book record` makes it anew", path.display());
    let text = fs::read_to_string(&path).with_context(told)?;
    let kept: Kept = serde_json::from_str(&text).with_context(told)?;
    page::figure(program, &kept, &listing(root, program)?, language).with_context(told)
}

/// The recording of a program as it would be made now.
fn walked(root: &Path, program: Program) -> anyhow::Result<Kept> {
    let name = program.name;
    let executable = walk::build(root, name)?;
    let schedules = walk::walk(&executable, &file(program), &listing(root, program)?)
        .with_context(|| format!("failed to walk through the schedules of `{name}`"))?;
    let kept = Kept::fold(name, &schedules);
    model::check(&kept)
        .with_context(|| format!("the schedules of `{name}` are not what they should be"))?;
    Ok(kept)
}

/// What is written of a recording.
fn text(kept: &Kept) -> anyhow::Result<String> {
    Ok(format!("{}\n", serde_json::to_string(kept)?))
}

/// A listing, from the folder of the workspace.
fn file(program: Program) -> String {
    format!("book/listings/src/bin/{}.rs", program.name)
}

fn listing(root: &Path, program: Program) -> anyhow::Result<String> {
    let path = root.join(file(program));
    fs::read_to_string(&path).with_context(|| format!("failed to read `{}`", path.display()))
}

fn kept_in(root: &Path, program: Program) -> PathBuf {
    root.join(format!("book/runs/scheduler-{}.json", program.name))
}

/// Writes a file as a whole: whoever reads it finds the old text or the new one.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().context("it is in no folder")?;
    fs::create_dir_all(folder)?;
    // Such files are the owner's alone unless told otherwise.
    let permissions = fs::Permissions::from_mode(0o644);
    let mut new = tempfile::Builder::new().permissions(permissions).tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests;
