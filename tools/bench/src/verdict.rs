//! From saving a file to the verdict.

use std::fs::File;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::Context;

use crate::measure::{Contender, compare};

/// Compares `cargo build` of a package with grading one of its exercises, each after a fresh save of
/// the exercise's file.
pub fn run(package: &str, module: &str, rounds: usize) -> anyhow::Result<()> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let topic = package.strip_suffix("-solution");
    let folder = if topic.is_some() { "solutions" } else { "crates" };
    let file: PathBuf =
        [folder, topic.unwrap_or(package), "src", &format!("{module}.rs")].iter().collect();
    let filter = format!("{module}::");
    let contenders = [
        Contender::new("`cargo build`", &[&cargo, "build", "--package", package]),
        Contender::new("`cargo test`", &[&cargo, "test", "--package", package, "--", &filter]),
    ];
    let title = format!("save `{}`, then build it, or have it graded", file.display());
    compare(&title, &contenders, &[0], rounds, || {
        // A new time stamp is what cargo takes for a change; the text stays as it is.
        let save = || File::open(&file)?.set_modified(SystemTime::now());
        save().with_context(|| format!("failed to touch `{}`", file.display()))
    })
}
