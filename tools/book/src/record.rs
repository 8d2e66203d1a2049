//! Recordings: runs of the listings, kept in `book/runs` for the pages to show.
//!
//! [`record`] does what `book/runs.toml` asks for ([`plan`]): it finds the programs ([`programs`]), lets the
//! witness or the explorer watch them, or only keeps what they write ([`runs`]), or measures them ([`measure`]),
//! and notes on which machine ([`machine`]). [`changes`] makes recordings anew only to compare them with those that are
//! kept ([`same`]).
//!
//! # Invariants
//!
//! - Either all that was asked for is recorded, or nothing is written.
//! - No recording names a folder of the machine that it was made on ([`paths`]).

mod plan;
mod programs;
mod runs;
mod measure;
mod machine;
mod paths;
mod same;

use std::fs;
use std::io::Write;
use std::iter;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use witness::Report;
use witness::explore::Explored;
use witness::measured::Measurements;

use crate::scheduler;
use plan::{Kind, Plan, Run};
use programs::Programs;

pub use machine::Machine;
pub use plan::{PLAN, Shown, shown};

/// A recorded run. Of the last four, there is one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// What it is called.
    pub name: String,
    /// What a reader types for it.
    pub typed: String,
    /// Where and when.
    pub machine: Machine,
    /// What the witness saw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// What the explorer found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explored: Option<Explored>,
    /// What was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Output>,
    /// What was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Measurements>,
}

/// What a program wrote, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// To standard output.
    pub stdout: String,
    /// To standard error.
    pub stderr: String,
    /// The exit status; 128 and the number of the signal that ended it, as a shell has it.
    pub status: i32,
}

/// The recording of this name.
///
/// # Errors
///
/// When it is not there or not one.
pub fn read(root: &Path, name: &str) -> anyhow::Result<Recording> {
    let path = format!("book/runs/{name}.json");
    let text = fs::read_to_string(root.join(&path)).with_context(|| {
        format!("failed to read `{path}`; `cargo telar book record {name}` makes it")
    })?;
    serde_json::from_str(&text).with_context(|| {
        format!("`{path}` is no recording; `cargo telar book record {name}` makes it anew")
    })
}

/// What stands for all recordings of the figure in which the reader is the scheduler.
const SCHEDULER: &str = "scheduler";

/// Records anew what `book/runs.toml` lists: the runs of these names, or all, and then the
/// [`scheduler`]'s too. All of it is written, or nothing is.
///
/// The calling process must have called [`witness::serve_if_asked`] at its start.
///
/// # Errors
///
/// When a name is not in the list; when a program can't be built, run or watched, or does not end as it is
/// expected to: all that failed are told.
pub fn record(root: &Path, names: &[String]) -> anyhow::Result<()> {
    let plan = Plan::read(root)?;
    let (schedulers, names): (Vec<String>, Vec<String>) =
        names.iter().cloned().partition(|name| name == SCHEDULER);
    let asked = match (names.is_empty(), schedulers.is_empty()) {
        (true, false) => Vec::new(),
        _ => plan.choose(&names)?,
    };
    let programs = Programs::build(root, &asked)?;
    let (mut made, mut failed) = (Vec::new(), Vec::new());
    for run in asked {
        eprintln!("recording {}", run.name);
        match make(root, run, &programs) {
            Ok(recording) => made.push(recording),
            Err(error) => failed.push(format!("`{}`: {error:#}", run.name)),
        }
    }
    if !failed.is_empty() {
        bail!("nothing was written, because these failed:\n{}", failed.join("\n"));
    }
    if names.is_empty() {
        scheduler::record(root)?;
    }
    for recording in made {
        let text = format!("{}\n", serde_json::to_string(&recording)?);
        let path = kept_in(root, &recording.name);
        write(&path, &text).with_context(|| format!("failed to write `{}`", path.display()))?;
    }
    Ok(())
}

/// Runs anew what is recorded, and tells what is not as it was: the story of what was watched, the text
/// of what was written, finding and steps of what was explored. Of measurements, only that they are there.
///
/// # Errors
///
/// As for [`record`]; a run that fails is among what is told.
pub fn changes(root: &Path) -> anyhow::Result<Vec<String>> {
    let plan = Plan::read(root)?;
    let asked = plan.choose(&[])?;
    // What is measured is not run again, so it needs no program.
    let rerun: Vec<&Run> = asked.iter().copied().filter(|run| run.kind != Kind::Compare).collect();
    let programs = Programs::build(root, &rerun)?;
    let next = AtomicUsize::new(0);
    let look = || {
        let runs = iter::from_fn(|| asked.get(next.fetch_add(1, Ordering::Relaxed)));
        let changed = |run: &&Run| {
            let error = change(root, run, &programs).err()?;
            Some((run.name.clone(), format!("`{}`: {error:#}", run.name)))
        };
        runs.filter_map(changed).collect::<Vec<_>>()
    };
    let at_once = thread::available_parallelism().map_or(1, usize::from);
    let mut told: Vec<(String, String)> = thread::scope(|scope| {
        let lookers: Vec<_> = (0..at_once).map(|_| scope.spawn(look)).collect();
        lookers.into_iter().flat_map(|looker| looker.join().expect("it does not panic")).collect()
    });
    told.sort();
    Ok(told.into_iter().map(|(_, text)| text).collect())
}

fn change(root: &Path, run: &Run, programs: &Programs) -> anyhow::Result<()> {
    let kept = read(root, &run.name)?;
    if kept.typed != run.typed {
        bail!("`typed` was changed since it was recorded");
    }
    if run.kind == Kind::Compare {
        return same::shape(&kept);
    }
    same::same(run, &kept, &make(root, run, programs)?)
}

/// Makes a recording, and looks whether it shows what it should.
fn make(root: &Path, run: &Run, programs: &Programs) -> anyhow::Result<Recording> {
    let mut recording = Recording {
        name: run.name.clone(),
        typed: run.typed.clone(),
        machine: Machine::this(programs.python()),
        report: None,
        explored: None,
        output: None,
        figures: None,
    };
    match run.kind {
        Kind::Observe => recording.report = Some(runs::observe(root, run, programs)?),
        Kind::Output => recording.output = Some(runs::output(root, run, programs)?),
        Kind::Explore => recording.explored = Some(runs::explore(root, run, programs)?),
        Kind::Compare => recording.figures = Some(measure::measure(root, run, programs)?),
    }
    paths::hidden(&recording, root, programs)
}

fn kept_in(root: &Path, name: &str) -> PathBuf {
    root.join(format!("book/runs/{name}.json"))
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
