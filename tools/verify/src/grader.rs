//! Runs a grader, which is a test binary of cargo's usual kind, on one program and one exercise.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use course::verdict::Record;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::workspace::{Lesson, Workspace};

/// How long one run of a grader may take. The witness has its own, much shorter deadlines; this one
/// only keeps a grader that hangs itself from holding up everything.
pub const DEADLINE: Duration = Duration::from_secs(600);

/// What a grader said about one program.
#[derive(Debug)]
pub struct Said {
    /// The verdicts that it stored.
    pub records: Vec<Record>,
    /// How it ended; nothing if a signal ended it.
    pub exit_code: Option<i32>,
    /// The errors that it printed, which are no verdicts but say why there is none.
    pub errors: Vec<String>,
}

/// A grader and where it may leave its traces.
#[derive(Debug)]
pub struct Call<'a> {
    /// The test binary.
    pub grader: &'a Path,
    /// The package that it was built for; cargo would run it in this package's folder.
    pub package: &'a str,
    /// The program to judge.
    pub program: &'a Path,
    /// The folder for the verdicts; whatever lies there is deleted first.
    pub verdicts: PathBuf,
    /// The file for what libtest prints.
    pub log: PathBuf,
}

/// The names of a grader's tests, `module::requirement`.
pub fn list(grader: &Path) -> anyhow::Result<Vec<String>> {
    let output = Command::new(grader)
        .args(["--list", "--format", "terse"])
        .env_remove("INSTA_UPDATE")
        .env_remove("INSTA_FORCE_PASS")
        .output()
        .with_context(|| format!("failed to start `{}`", grader.display()))?;
    ensure!(
        output.status.success(),
        "`{} --list` failed: {}",
        grader.display(),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    let text = String::from_utf8(output.stdout).context("a test's name is not UTF-8")?;
    Ok(text.lines().filter_map(|line| line.strip_suffix(": test")).map(String::from).collect())
}

/// The command that judges with these variables, as cargo would set them.
pub fn command(workspace: &Workspace, call: &Call<'_>) -> anyhow::Result<Command> {
    let folder = workspace.member(call.package)?.folder();
    let mut command = Command::new(call.grader);
    command
        .current_dir(folder)
        .env("CARGO_MANIFEST_DIR", folder)
        .env(format!("CARGO_BIN_EXE_{}", call.package), call.program)
        .env("TELAR_VERDICTS", &call.verdicts)
        .env("TELAR_LANG", "en")
        // Else each grader would start cargo to find the snapshots.
        .env("INSTA_WORKSPACE_ROOT", &workspace.root);
    // What is set where the proof is started must not change a verdict.
    for variable in
        ["INSTA_UPDATE", "INSTA_FORCE_PASS", "TELAR_BLESS", "RUST_TEST_THREADS", "RUST_BACKTRACE"]
    {
        command.env_remove(variable);
    }
    Ok(command)
}

/// Has the grader judge one program by the requirements of one exercise.
pub fn judge(workspace: &Workspace, lesson: &Lesson, call: &Call<'_>) -> anyhow::Result<Said> {
    fresh(&call.verdicts)?;
    let mut command = command(workspace, call)?;
    // Named one by one and exactly: a filter such as `threads::` would choose the tests of
    // `three_threads` as well. One at a time, because `proof` runs several graders side by side.
    command.args(["--exact", "--test-threads", "1"]);
    command.args(lesson.requirements.iter().map(|name| format!("{}::{name}", lesson.module)));
    let status = run(&mut command, &call.log, DEADLINE)?;
    let records = course::verdict::load_all(&call.verdicts)
        .with_context(|| format!("failed to read the verdicts in `{}`", call.verdicts.display()))?;
    let printed = fs::read(&call.log).unwrap_or_default();
    let printed = String::from_utf8_lossy(&printed);
    let errors = printed.lines().filter(|line| line.starts_with("error: "));
    let mut errors: Vec<String> = errors.map(String::from).collect();
    errors.dedup();
    Ok(Said { records, exit_code: status.and_then(|status| status.code()), errors })
}

/// Runs a command with its output in a file, and kills it at the deadline.
///
/// A file instead of a pipe: a process that outlived the grader could hold a pipe open, and the
/// reader would wait for it.
pub fn run(
    command: &mut Command,
    log: &Path,
    deadline: Duration,
) -> anyhow::Result<Option<ExitStatus>> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("failed to create `{}`", folder.display()))?;
    }
    let failed = || format!("failed to write `{}`", log.display());
    let file = File::create(log).with_context(failed)?;
    let child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone().with_context(failed)?)
        .stderr(file)
        .spawn()
        .with_context(|| format!("failed to start `{}`", command.get_program().display()))?;
    wait(child, deadline)
}

/// Waits for a child, which is killed if it takes too long; nothing is returned then.
fn wait(mut child: Child, deadline: Duration) -> anyhow::Result<Option<ExitStatus>> {
    let pid = Pid::from_raw(i32::try_from(child.id()).context("a process number out of range")?);
    let (done, waited) = mpsc::channel::<()>();
    let status = thread::scope(|scope| {
        scope.spawn(move || {
            // Dropping `done` ends this wait at once. The child cannot have been reaped before the
            // signal is sent, unless it ended in this very moment; then there is nothing to kill.
            if waited.recv_timeout(deadline) == Err(mpsc::RecvTimeoutError::Timeout) {
                let _ = kill(pid, Signal::SIGKILL);
            }
        });
        let status = child.wait();
        drop(done);
        status
    });
    let status = status.context("failed to wait for a child")?;
    Ok(status.code().map(|_| status))
}

/// Makes sure that there is an empty folder here.
pub fn fresh(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => bail!("failed to empty `{}`: {error}", folder.display()),
    }
    fs::create_dir_all(folder).with_context(|| format!("failed to create `{}`", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_hangs_is_killed_at_the_deadline() {
        let child = Command::new("sh").args(["-c", "while :; do :; done"]).spawn().unwrap();
        assert!(wait(child, Duration::from_millis(50)).unwrap().is_none());
        let child = Command::new("sh").args(["-c", "exit 7"]).spawn().unwrap();
        let status = wait(child, DEADLINE).unwrap().expect("it ends by itself");
        assert_eq!(status.code(), Some(7));
    }
}
