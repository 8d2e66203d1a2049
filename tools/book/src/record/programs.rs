//! The programs that are recorded: built by cargo, or found on the machine.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde::Deserialize;

use super::plan::{Kind, Run};

/// Where each program is that a run may name.
pub(super) struct Programs {
    /// By the word that names it, such as `listing:hello-thread`; apart for each profile.
    built: BTreeMap<(String, Profile), PathBuf>,
    /// The folder that cargo builds into.
    pub(super) target: PathBuf,
    /// Python's own program. What `PATH` leads to may be a script that starts a dozen others before.
    pub(super) interpreter: Option<PathBuf>,
}

/// How a program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Profile {
    /// As graders build it: with points that the explorer can stop at.
    Dev,
    /// As one builds it to be fast.
    Release,
}

impl Profile {
    /// What is measured is built to be fast.
    fn of(run: &Run) -> Self {
        if run.kind == Kind::Compare { Self::Release } else { Self::Dev }
    }
}

impl Programs {
    /// Builds all programs that these runs name.
    pub(super) fn build(root: &Path, runs: &[&Run]) -> anyhow::Result<Self> {
        let mut wanted = BTreeSet::new();
        for run in runs {
            for word in &run.command {
                if let Some((package, target)) = named(word) {
                    wanted.insert((word.clone(), Profile::of(run), package, target));
                }
            }
            if run.kind == Kind::Compare && run.command.is_empty() {
                let telar = || "telar".to_owned();
                wanted.insert(("tool:telar".into(), Profile::Release, telar(), telar()));
            }
        }
        let mut programs =
            Self { built: BTreeMap::new(), target: target(root)?, interpreter: interpreter() };
        for profile in [Profile::Dev, Profile::Release] {
            let mut of_profile: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
            for (word, of, package, target) in &wanted {
                if *of == profile {
                    of_profile.entry(package).or_default().push((word, target));
                }
            }
            // One package after the other: together, cargo would give them one set of features.
            for (package, targets) in of_profile {
                let names: Vec<&str> = targets.iter().map(|(_, target)| *target).collect();
                let mut found = cargo_build(root, package, &names, profile)?;
                for (word, target) in targets {
                    let path = found
                        .remove(target)
                        .with_context(|| format!("cargo did not build `{word}`"))?;
                    programs.built.insert((word.to_owned(), profile), path);
                }
            }
        }
        Ok(programs)
    }

    /// The command with each word for a program replaced by the program's path.
    pub(super) fn command(&self, run: &Run) -> anyhow::Result<Vec<String>> {
        let path = |path: &Path| path.to_str().map(str::to_owned).context("a path is not UTF-8");
        let word = |(place, word): (usize, &String)| {
            match named(word) {
            Some(_) => {
                let built = self.built.get(&(word.clone(), Profile::of(run)));
                path(built.with_context(|| format!("`{word}` was not built"))?)
            }
            None if place == 0 && word == "python3" => path(self.interpreter.as_deref().context(
                "there is no `python3`; install it (Debian: `apt install python3`) and record again",
            )?),
            None => Ok(word.clone()),
        }
        };
        run.command.iter().enumerate().map(word).collect()
    }

    /// The command itself, built to be fast.
    pub(super) fn telar(&self) -> anyhow::Result<&Path> {
        let built = self.built.get(&("tool:telar".to_owned(), Profile::Release));
        built.map(PathBuf::as_path).context("`telar` was not built")
    }

    /// What Python calls its version.
    pub(super) fn python(&self) -> Option<String> {
        said(Command::new(self.interpreter.as_ref()?).arg("--version"))
    }

    /// `PATH` with the interpreter's own folder first, for shells that start it.
    pub(super) fn path(&self) -> OsString {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let own = self.interpreter.as_deref().and_then(Path::parent).map(Path::to_owned);
        let all = own.into_iter().chain(std::env::split_paths(&folders));
        std::env::join_paths(all).unwrap_or(folders)
    }
}

/// Package and target of a word that names a program of ours.
fn named(word: &str) -> Option<(String, String)> {
    let (kind, name) = word.split_once(':')?;
    match kind {
        "listing" => Some(("listings".into(), name.into())),
        "solution" => Some((format!("{name}-solution"), format!("{name}-solution"))),
        "tool" => Some((name.into(), name.into())),
        _ => None,
    }
}

/// What a command says on its standard output, if it succeeds.
pub(super) fn said(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !text.is_empty()).then_some(text)
}

fn interpreter() -> Option<PathBuf> {
    let program = "import sys; print(sys.executable)";
    said(Command::new("python3").args(["-c", program])).map(PathBuf::from)
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn target(root: &Path) -> anyhow::Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let asked = ["metadata", "--no-deps", "--format-version=1", "--quiet"];
    let output = cargo().args(asked).current_dir(root).output().context("failed to run cargo")?;
    let metadata: Metadata = serde_json::from_slice(&output.stdout)
        .context("failed to understand what `cargo metadata` said")?;
    Ok(metadata.target_directory)
}

/// Builds these programs of a package, and says where each is.
fn cargo_build(
    root: &Path,
    package: &str,
    names: &[&str],
    profile: Profile,
) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    #[derive(Deserialize)]
    struct Artifact {
        target: Target,
        executable: Option<PathBuf>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
    }
    let mut command = cargo();
    command.args(["build", "--quiet", "--message-format=json-render-diagnostics"]);
    command.args(["--package", package]);
    for name in names {
        command.args(["--bin", name]);
    }
    if profile == Profile::Release {
        command.arg("--release");
    }
    let command = command.current_dir(root).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().context("failed to run cargo")?;
    if !output.status.success() {
        bail!("`{package}` does not compile");
    }
    let text = String::from_utf8_lossy(&output.stdout);
    // Lines of other kinds have no executable.
    let artifacts = text.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    Ok(artifacts.filter_map(|it| Some((it.target.name, it.executable?))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_a_kind_name_programs_of_ours() {
        let pair = |package: &str, target: &str| Some((package.to_owned(), target.to_owned()));
        assert_eq!(named("listing:hello"), pair("listings", "hello"));
        assert_eq!(named("solution:ipc"), pair("ipc-solution", "ipc-solution"));
        assert_eq!(named("tool:telar"), pair("telar", "telar"));
        assert_eq!(named("python3"), None);
        assert_eq!(named("a:b"), None);
    }
}
