//! The course as git has it: which files are its own, which revision it is, where others find it.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail, ensure};

/// Copies the course's own files, as they stand, without what was built or left lying about.
///
/// # Errors
///
/// When the course is no git checkout, or there is no room.
pub fn copy(root: &Path, to: &Path) -> anyhow::Result<()> {
    for path in ask(root, &["ls-files", "-z"])?.split('\0').filter(|path| !path.is_empty()) {
        let place = to.join(path);
        let copied = || -> io::Result<()> {
            fs::create_dir_all(place.parent().unwrap_or(to))?;
            if root.join(path).symlink_metadata()?.is_symlink() {
                return std::os::unix::fs::symlink(fs::read_link(root.join(path))?, &place);
            }
            fs::copy(root.join(path), &place).map(drop)
        };
        match copied() {
            // Whoever has removed a file does not want it in the copy.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            copied => copied.with_context(|| format!("failed to copy `{path}`"))?,
        }
    }
    Ok(())
}

/// The revision that is checked out.
///
/// # Errors
///
/// When the course is no git checkout, or is not as it was committed: others would grade something else.
pub fn revision(root: &Path) -> anyhow::Result<String> {
    let changed = ask(root, &["status", "--porcelain", "--untracked-files=no"])?;
    ensure!(
        changed.is_empty(),
        "the course has changes that are not committed, so GitHub would grade with something else; commit and push \
         them first"
    );
    Ok(ask(root, &["rev-parse", "HEAD"])?.trim().to_owned())
}

/// The repository on GitHub that the checkout came from, as `OWNER/NAME`.
///
/// # Errors
///
/// When it came from elsewhere.
pub fn repository(root: &Path) -> anyhow::Result<String> {
    let origin = ask(root, &["config", "--default", "", "--get", "remote.origin.url"])?;
    let name = origin.trim().split_once("github.com").map(|(_, name)| name);
    let name = name.map(|it| it.trim_start_matches([':', '/']).trim_end_matches(".git"));
    let name = name.context("the course was not cloned from GitHub; name its repository there with `--repository OWNER/NAME`")?;
    Ok(name.to_owned())
}

/// Takes what can be a repository's name on GitHub: it is written into a workflow.
///
/// # Errors
///
/// When it can't.
pub fn ensure_repository(name: &str) -> anyhow::Result<()> {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    match name.split_once('/') {
        Some((owner, name)) if is_word(owner) && is_word(name) => Ok(()),
        _ => bail!("`{}` is no repository on GitHub; give OWNER/NAME", name.escape_debug()),
    }
}

fn ask(root: &Path, words: &[&str]) -> anyhow::Result<String> {
    let output = Command::new("git").arg("-C").arg(root).args(words).output();
    let output = output.context("failed to start git")?;
    ensure!(
        output.status.success(),
        "`{}` is no git checkout, so nobody knows which files are the course's; clone it with git ({})",
        root.display(),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_a_workflow_is_a_name() {
        assert!(ensure_repository("a-school/telar.rs").is_ok());
        for wrong in ["", "telar", "/telar", "a/", "a/b/c", "a/b\n  run: x", "a/${{ x }}"] {
            assert!(ensure_repository(wrong).is_err(), "{wrong:?}");
        }
    }
}
