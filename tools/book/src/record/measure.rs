//! Measurements: by `cargo telar compare`, or of one program with different numbers of workers.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use witness::measured::{
    Contender, MEASURED_VERSION, Measurements, ROUNDS, With, Work, Written, alternating,
};

use super::plan::Run;
use super::programs::Programs;

/// Where the number of workers stands in a command.
const WORKERS: &str = "{workers}";

/// Measures as the run says.
pub(super) fn measure(root: &Path, run: &Run, programs: &Programs) -> anyhow::Result<Measurements> {
    if run.command.is_empty() {
        return compare(root, run, programs);
    }
    let words = programs.command(run)?;
    let program = &words[0];
    let command = |workers: &usize| {
        let mut command = Command::new(program);
        let words = words[1..].iter().map(|word| word.replace(WORKERS, &workers.to_string()));
        command.args(words).current_dir(root.join("book"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit());
        command
    };
    let mut commands: Vec<Command> = run.workers.iter().map(command).collect();
    let rounds = run.rounds.unwrap_or(ROUNDS);
    let measured = alternating(&mut commands, rounds, &mut |_| {})
        .with_context(|| format!("failed to measure `{program}`"))?;
    let Some(base) = measured.first().cloned() else {
        bail!("it says with how many `workers` to measure, the base first");
    };
    let is_python = run.command.first().is_some_and(|program| program == "python3");
    let contender = |(workers, at_once): (&usize, _)| Contender {
        written: if is_python { Written::Python } else { Written::Rust },
        with: run.with.unwrap_or(With::Threads),
        work: run.work.unwrap_or(Work::Cpu),
        workers: *workers,
        in_a_row: base.clone(),
        at_once,
    };
    let contenders = run.workers.iter().zip(measured).map(contender).collect();
    let python = is_python.then(|| programs.python()).flatten();
    Ok(Measurements { version: MEASURED_VERSION, python, contenders })
}

/// The comparison that a reader can run, too.
fn compare(root: &Path, run: &Run, programs: &Programs) -> anyhow::Result<Measurements> {
    let mut command = Command::new(programs.telar()?);
    command.args(["compare", "--format", "json"]).current_dir(root);
    if let Some(rounds) = run.rounds {
        command.args(["--rounds", &rounds.to_string()]);
    }
    if let Some(interpreter) = &programs.interpreter {
        command.arg("--python").arg(interpreter);
    }
    let done = command.stderr(Stdio::inherit()).output().context("failed to start `telar`")?;
    if !done.status.success() {
        bail!("`cargo telar compare` failed");
    }
    serde_json::from_slice(&done.stdout).context("`cargo telar compare` wrote no measurements")
}
