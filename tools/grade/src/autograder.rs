//! Folders that make a platform grade by itself, with the same graders: scripts, settings and a copy of the course.
//!
//! The scripts are templates in `platforms/`; they do little, for `grade one` does the rest. A name between two `@` in a
//! template is one of [`Filled`]'s.

mod checkout;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::Args;
use course::Course;
use messages::Language;

use crate::choice::Choice;
use crate::compile::recorded;
use crate::one;
use crate::report::{Platform, put};
use crate::voice::MESSAGES;

/// What is written where.
#[derive(Debug, Args)]
pub struct Autograder {
    /// The platform.
    #[arg(value_enum)]
    platform: Platform,
    /// The folder to be made.
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// For GitHub: the course's repository there, OWNER/NAME; unless said, the one that `origin` names.
    #[arg(long)]
    repository: Option<String>,
}

/// A file of the folder: its path, the template, and whether it is a program.
type File = (&'static str, &'static str, bool);

macro_rules! template {
    ($path:literal) => {
        include_str!(concat!("../platforms/", $path))
    };
}

const GRADESCOPE: [File; 5] = [
    ("setup.sh", template!("setup.sh"), true),
    ("run_autograder", template!("gradescope/run_autograder"), true),
    ("grade.sh", template!("grade.sh"), true),
    ("settings.sh", template!("settings.sh"), false),
    ("Dockerfile", template!("gradescope/Dockerfile"), false),
];

const PRAIRIELEARN: [File; 6] = [
    ("setup.sh", template!("setup.sh"), true),
    ("run.sh", template!("prairielearn/run.sh"), true),
    ("grade.sh", template!("grade.sh"), true),
    ("settings.sh", template!("settings.sh"), false),
    ("Dockerfile", template!("prairielearn/Dockerfile"), false),
    ("info.json", template!("prairielearn/info.json"), false),
];

const GITHUB: [File; 1] =
    [(".github/workflows/classroom.yml", template!("github/classroom.yml"), false)];

/// Writes the folder, whole or not at all.
///
/// # Errors
///
/// When there is something in the folder already, the course has no such exercise, or is no git checkout.
pub fn write(asked: &Autograder, root: &Path, language: Language) -> anyhow::Result<ExitCode> {
    let out = &asked.out;
    let is_free = fs::read_dir(out).map_or(!out.exists(), |mut it| it.next().is_none());
    ensure!(is_free, "there is something in `{}` already; name another folder", out.display());
    asked.choice.exercises(&Course::load(root)?)?;
    let out = std::path::absolute(out)?;
    let parent = out.parent().context("the folder has to be in another one")?;
    fs::create_dir_all(parent)
        .with_context(|| format!("failed to make the folder `{}`", parent.display()))?;
    let whole = tempfile::Builder::new().prefix(".autograder-").tempdir_in(parent)?;
    fill(asked, root, whole.path(), language)?;
    fs::set_permissions(whole.path(), fs::Permissions::from_mode(0o755))?;
    fs::rename(whole.path(), &out)
        .with_context(|| format!("failed to make the folder `{}`", out.display()))?;
    let values =
        [("platform", asked.platform.name().into()), ("folder", out.display().to_string().into())];
    println!("{}", MESSAGES.say(language, "autograder-written", &values));
    Ok(ExitCode::SUCCESS)
}

fn fill(asked: &Autograder, root: &Path, to: &Path, language: Language) -> anyhow::Result<()> {
    let reason = MESSAGES.say(language, "one-stopped", &[]);
    let first = asked.platform.refusal(&one::nothing(&reason, language));
    let mut values = vec![
        ("@CHOICE@", asked.choice.words().join(" ")),
        ("@LANG@", language.to_string()),
        ("@RUST@", toolchain(&recorded::version()?)),
    ];
    let files: &[File] = match asked.platform {
        Platform::Gradescope => &GRADESCOPE,
        Platform::Prairielearn => &PRAIRIELEARN,
        Platform::Github => &GITHUB,
    };
    if asked.platform == Platform::Github {
        let said = asked.repository.clone();
        let repository = said.map_or_else(|| checkout::repository(root), Ok)?;
        checkout::ensure_repository(&repository)?;
        values.push(("@REPOSITORY@", repository));
        values.push(("@REF@", checkout::revision(root)?));
        let first: serde_json::Value = serde_json::from_slice(&first)?;
        // In YAML, a quotation mark within quotation marks is doubled.
        values.push(("@FIRST@", first.to_string().replace('\'', "''")));
    } else {
        put(&to.join("first-results.json"), &first)?;
        checkout::copy(root, &to.join("course"))?;
    }
    let readme = ("README.md", readme(asked.platform, language), false);
    for (path, template, is_program) in files.iter().chain([&readme]) {
        let text = values
            .iter()
            .fold((*template).to_owned(), |text, (name, value)| text.replace(name, value));
        put(&to.join(path), text.as_bytes())?;
        if *is_program {
            fs::set_permissions(to.join(path), fs::Permissions::from_mode(0o755))?;
        }
    }
    Ok(())
}

fn readme(platform: Platform, language: Language) -> &'static str {
    match (platform, language) {
        (Platform::Gradescope, Language::En) => template!("gradescope/README.en.md"),
        (Platform::Gradescope, Language::Es) => template!("gradescope/README.es.md"),
        (Platform::Prairielearn, Language::En) => template!("prairielearn/README.en.md"),
        (Platform::Prairielearn, Language::Es) => template!("prairielearn/README.es.md"),
        (Platform::Github, Language::En) => template!("github/README.en.md"),
        (Platform::Github, Language::Es) => template!("github/README.es.md"),
    }
}

/// The name by which rustup knows a compiler that says this of its version: a release by its number, what is none by
/// `stable`.
fn toolchain(version: &str) -> String {
    let number = version.split_whitespace().nth(1).unwrap_or_default();
    let is_release =
        number.split('.').count() == 3 && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_release { number.to_owned() } else { "stable".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_release_is_named_by_its_number() {
        assert_eq!(toolchain("rustc 1.95.0 (abc 2026-01-01)"), "1.95.0");
        assert_eq!(toolchain("rustc 1.97.0-nightly (abc 2026-01-01)"), "stable");
        assert_eq!(toolchain(""), "stable");
    }
}
