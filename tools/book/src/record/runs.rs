//! One run: watched, explored, or only listened to.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, bail};
use witness::explore::{Expectation, Explored, Plan, explore as explore_job};
use witness::{Input, Job, Order, Report};

use super::Output;
use super::plan::{Expect, Run};
use super::programs::Programs;

/// Runs it under the witness.
pub(super) fn observe(root: &Path, run: &Run, programs: &Programs) -> anyhow::Result<Report> {
    let order = match &run.order {
        None => Order::Natural,
        Some(name) => name.parse()?,
    };
    let mut report = witness::observe(&Job { order, ..job(root, run, programs)? })?;
    // As it was asked for: where the program lies is nobody's business.
    report.command.clone_from(&run.command);
    if let Some((_, name)) = report.command.first().and_then(|word| word.split_once(':')) {
        report.command[0] = name.to_owned();
    }
    if report.command.first().is_some_and(|program| program == "sh") {
        // A shell that only prepares the program's streams is not what is shown.
        report.command.clone_from(&report.processes[0].command);
    }
    Ok(report)
}

/// Runs it under many schedules, as `cargo telar explore` does.
pub(super) fn explore(root: &Path, run: &Run, programs: &Programs) -> anyhow::Result<Explored> {
    let mut job = job(root, run, programs)?;
    // Each folder that is searched is a step, and so a choice of the schedule.
    job.env.push(("PATH".into(), Job::search_path()));
    let expectation =
        Expectation { tidy: run.tidy, same_story: run.same_story, ..Expectation::default() };
    let explored = explore_job(&job, &Plan::default(), &expectation, &mut |_| None)?;
    match (run.expect, &explored.failure) {
        (Some(Expect::Fail), None) => bail!("no schedule failed"),
        (Some(Expect::Pass), Some(failure)) => bail!("a schedule failed: {:?}", failure.finding),
        _ => Ok(explored),
    }
}

/// Runs it with nobody watching, and keeps what it writes.
pub(super) fn output(root: &Path, run: &Run, programs: &Programs) -> anyhow::Result<Output> {
    let words = programs.command(run)?;
    let program = &words[0];
    let mut child = Command::new(program)
        .args(&words[1..])
        .current_dir(root.join("book"))
        .env("PATH", programs.path())
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("failed to start `{program}`"))?;
    let mut stdin = child.stdin.take().context("stdin is piped")?;
    let mut stderr = child.stderr.take().context("stderr is piped")?;
    // Beside stdout: a pipe that nobody empties would stop the program.
    let complaints = thread::spawn(move || {
        let mut bytes = Vec::new();
        stderr.read_to_end(&mut bytes).map(|_| bytes)
    });
    // A program that reads nothing may have ended already.
    let _ = stdin.write_all(run.input.as_bytes());
    drop(stdin);
    let done = child.wait_with_output()?;
    let complaints = complaints.join().expect("reading does not panic")?;
    let signal = || done.status.signal().map(|signal| 128 + signal);
    Ok(Output {
        stdout: text(&done.stdout),
        stderr: text(&complaints),
        status: done
            .status
            .code()
            .or_else(signal)
            .context("it has neither ended nor been killed")?,
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn job(root: &Path, run: &Run, programs: &Programs) -> anyhow::Result<Job> {
    let words = programs.command(run)?;
    let path = programs.path().into_string().ok().context("`PATH` is not UTF-8")?;
    Ok(Job {
        folder: Some(root.join("book")),
        // A backtrace would be most of what a program writes that panics.
        env: vec![("PATH".into(), path), ("RUST_BACKTRACE".into(), "0".into())],
        input: match run.input.as_str() {
            "" => Input::Nothing,
            input => Input::Bytes(input.into()),
        },
        ..Job::new(&words[0]).args(&words[1..])
    })
}
