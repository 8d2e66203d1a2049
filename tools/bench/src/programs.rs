//! The programs that are measured: built first, then found beside this one.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

/// Builds these programs of a package, unoptimised whatever this one is; gives the folder that they
/// are in.
pub fn build(package: &str, programs: &[&str]) -> anyhow::Result<PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--package", package]);
    for program in programs {
        command.args(["--bin", program]);
    }
    let status = command.status().context("failed to start cargo")?;
    ensure!(status.success(), "`{package}` does not build");
    // This program lies in the folder of its own profile, beside that of unoptimised ones.
    let own = std::env::current_exe().context("failed to find this program's own folder")?;
    let target = own.ancestors().nth(2).context("this program lies where cargo never puts one")?;
    Ok(target.join("debug"))
}

/// A pair of programs, one with a bug and one without; see `tools/pairs`.
pub struct Pair {
    /// What to call it by.
    pub name: String,
    /// How the bug shows, in one word.
    pub kind: String,
}

/// Builds the pairs; gives the program that they all are, and those of these names, or all of them.
pub fn pairs(names: &[String]) -> anyhow::Result<(PathBuf, Vec<Pair>)> {
    let program = build("pairs", &["pairs"])?.join("pairs");
    let listed = listed(&program)?;
    for name in names {
        ensure!(listed.iter().any(|pair| pair.name == *name), "there is no pair `{name}`");
    }
    let asked = |pair: &Pair| names.is_empty() || names.contains(&pair.name);
    Ok((program, listed.into_iter().filter(asked).collect()))
}

fn listed(program: &Path) -> anyhow::Result<Vec<Pair>> {
    let mut command = Command::new(program);
    let output = command.arg("list").stdin(Stdio::null()).output();
    let output = output.with_context(|| format!("failed to start `{}`", program.display()))?;
    let list = String::from_utf8(output.stdout).context("the list of pairs is not UTF-8")?;
    let pair = |line: &str| {
        let (name, kind) = line.split_once(' ')?;
        Some(Pair { name: name.to_owned(), kind: kind.to_owned() })
    };
    list.lines().map(|line| pair(line).with_context(|| format!("no pair: `{line}`"))).collect()
}
