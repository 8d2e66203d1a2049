//! What is to be recorded: `book/runs.toml`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;

/// From the folder of the workspace.
pub const PLAN: &str = "book/runs.toml";

/// What a page shows of a run above what came of it, and what was run.
#[derive(Debug, Clone)]
pub struct Shown {
    /// As a reader types it.
    pub typed: String,
    /// As in [`PLAN`]; empty for `cargo telar compare`.
    pub command: Vec<String>,
    /// Where in [`PLAN`] it stands what is typed.
    pub line: usize,
}

/// The commands of all runs; none where nothing is planned.
///
/// # Errors
///
/// When [`PLAN`] cannot be read or used.
pub fn shown(root: &Path) -> anyhow::Result<Vec<Shown>> {
    if !root.join(PLAN).exists() {
        return Ok(Vec::new());
    }
    let text = read(root)?;
    let lines = text.lines().zip(1..).filter(|(line, _)| line.starts_with("typed"));
    let runs = Plan::of(&text).context(UNUSABLE)?.runs.into_iter();
    let both = runs.zip(lines.map(|(_, number)| number));
    Ok(both.map(|(run, line)| Shown { typed: run.typed, command: run.command, line }).collect())
}

const UNUSABLE: &str = "`book/runs.toml` cannot be used";

fn read(root: &Path) -> anyhow::Result<String> {
    fs::read_to_string(root.join(PLAN)).with_context(|| format!("failed to read `{PLAN}`"))
}

/// All runs that the book shows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    /// In the order of the pages.
    #[serde(default, rename = "run")]
    runs: Vec<Run>,
}

/// A run to be recorded.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Run {
    /// The recording's file is `book/runs/NAME.json`.
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The program and its arguments, in the folder `book`. A word `listing:NAME`, `solution:TOPIC` or
    /// `tool:NAME` stands for a program that cargo builds. None compares as `cargo telar compare` does.
    #[serde(default)]
    pub(super) command: Vec<String>,
    /// What a reader types.
    pub(super) typed: String,
    /// Who goes first, as for `cargo telar observe --order`.
    #[serde(default)]
    pub(super) order: Option<String>,
    /// What the explorer finds.
    #[serde(default)]
    pub(super) expect: Option<Expect>,
    /// Also a failure when explored: somebody is left behind.
    #[serde(default)]
    pub(super) tidy: bool,
    /// Also a failure when explored: a run tells another story than the first.
    #[serde(default)]
    pub(super) same_story: bool,
    /// What is not the same in every run, and so is not compared.
    #[serde(default)]
    pub(super) varies: Option<Varies>,
    /// What the program reads.
    #[serde(default)]
    pub(super) input: String,
    /// How many workers to measure with, in place of the word `{workers}`; the first one is what the others
    /// are compared with.
    #[serde(default)]
    pub(super) workers: Vec<usize>,
    /// What these workers are.
    #[serde(default)]
    pub(super) with: Option<witness::measured::With>,
    /// What these workers do, if not compute.
    #[serde(default)]
    pub(super) work: Option<witness::measured::Work>,
    /// How many rounds are measured.
    #[serde(default)]
    pub(super) rounds: Option<usize>,
}

/// What is kept of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// What the witness saw.
    Observe,
    /// What it wrote.
    #[default]
    Output,
    /// What the explorer found.
    Explore,
    /// How long it took.
    Compare,
}

/// How an exploration ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Expect {
    /// With a schedule that fails.
    Fail,
    /// Without one.
    Pass,
}

/// What may differ from run to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Varies {
    /// Numbers: times, addresses.
    Numbers,
    /// The order of the lines.
    Order,
    /// Everything but how it ends.
    All,
}

impl Plan {
    pub(super) fn read(root: &Path) -> anyhow::Result<Self> {
        Self::of(&read(root)?).context(UNUSABLE)
    }

    fn of(text: &str) -> anyhow::Result<Self> {
        let plan: Self = toml::from_str(text)?;
        let mut names = BTreeSet::new();
        for run in &plan.runs {
            let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            if run.name.is_empty() || !run.name.chars().all(plain) {
                bail!("`{}` cannot be the name of a file", run.name);
            }
            if !names.insert(&run.name) {
                bail!("there are two runs `{}`", run.name);
            }
            if run.command.is_empty() && run.kind != Kind::Compare {
                bail!("`{}` has no command", run.name);
            }
            if run.expect.is_some() != (run.kind == Kind::Explore) {
                bail!(
                    "`{}`: what is explored says what it expects, and nothing else does",
                    run.name
                );
            }
        }
        Ok(plan)
    }

    /// The runs of these names; without any name, all.
    pub(super) fn choose(&self, names: &[String]) -> anyhow::Result<Vec<&Run>> {
        if names.is_empty() {
            return Ok(self.runs.iter().collect());
        }
        let find = |name: &String| {
            let found = self.runs.iter().find(|run| run.name == *name);
            found.with_context(|| format!("`book/runs.toml` has no run `{name}`"))
        };
        names.iter().map(find).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELLO: &str =
        "[[run]]\nname = \"a\"\nkind = \"output\"\ncommand = [\"x\"]\ntyped = \"x\"\n";

    #[test]
    fn runs_are_found_by_their_names() {
        let plan = Plan::of(&format!("{HELLO}{}", HELLO.replace("\"a\"", "\"b\""))).unwrap();
        let names = |asked: &[&str]| {
            let asked: Vec<_> = asked.iter().map(ToString::to_string).collect();
            let chosen = plan.choose(&asked)?;
            anyhow::Ok(chosen.iter().map(|run| run.name.clone()).collect::<Vec<_>>())
        };
        assert_eq!(names(&[]).unwrap(), ["a", "b"]);
        assert_eq!(names(&["b"]).unwrap(), ["b"]);
        assert!(names(&["c"]).unwrap_err().to_string().contains("no run `c`"));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let refused = [
            format!("{HELLO}{HELLO}"),
            HELLO.replace("\"a\"", "\"../a\""),
            HELLO.replace("[\"x\"]", "[]"),
            HELLO.replace("output", "explore"),
            HELLO.replace("output", "guess"),
            format!("{HELLO}expect = \"fail\"\n"),
            format!("{HELLO}colour = \"red\"\n"),
        ];
        for text in refused {
            assert!(Plan::of(&text).is_err(), "{text}");
        }
    }
}
