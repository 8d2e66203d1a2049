//! Running a program as it is, as often as the machine can.

use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use witness::Job;

use super::Tally;
use crate::measure::{side_by_side, with_processor_time};

/// How many run at once: two on each processor, so that none is idle while a process is made, and
/// threads are interrupted more often than with one.
const AT_ONCE: usize = 4;

/// Who runs for longer is put aside, and others are run meanwhile: who hangs takes no computing time.
const PATIENCE: Duration = Duration::from_millis(10);

/// Who has not ended after this long hangs. Programs without a pause take a few milliseconds.
const DEADLINE: Duration = Duration::from_secs(1);

/// Runs the job's program again and again for so long. A run that ends badly or not at all is a hit.
pub fn run(job: &Job, time: Duration) -> anyhow::Result<Tally> {
    let work = || side_by_side(AT_ONCE, || one_at_a_time(job, time));
    let (parts, processor) = with_processor_time(work)?;
    Ok(Tally { processor, ..parts.iter().sum() })
}

fn one_at_a_time(job: &Job, time: Duration) -> anyhow::Result<Tally> {
    let begin = Instant::now();
    let mut tally = Tally::default();
    let mut aside = Vec::new();
    while begin.elapsed() < time {
        let mut child = start(job)?;
        tally.tries += 1;
        if ends_within(&child, PATIENCE)? {
            tally.hits += u64::from(!child.wait()?.success());
        } else {
            aside.push((child, Instant::now()));
        }
        let mut waiting = Vec::with_capacity(aside.len());
        for (child, since) in aside {
            if since.elapsed() < DEADLINE && !ends_within(&child, Duration::ZERO)? {
                waiting.push((child, since));
            } else {
                tally.hits += u64::from(is_hit(child)?);
            }
        }
        aside = waiting;
    }
    for (child, since) in aside {
        let left = DEADLINE.saturating_sub(since.elapsed());
        ends_within(&child, left)?;
        tally.hits += u64::from(is_hit(child)?);
    }
    Ok(tally)
}

/// Starts the program in a process group of its own.
fn start(job: &Job) -> anyhow::Result<Child> {
    let mut command = Command::new(&job.program);
    command.args(&job.args).envs(job.env.iter().cloned());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.process_group(0).spawn().with_context(|| format!("failed to start `{}`", job.program))
}

/// Whether the program ends in this time: then nobody has its standard output any more.
fn ends_within(child: &Child, time: Duration) -> anyhow::Result<bool> {
    let output = child.stdout.as_ref().context("it was asked for")?;
    // The end of all writers is told unasked.
    let mut waiting = [PollFd::new(output.as_fd(), PollFlags::empty())];
    let time = PollTimeout::try_from(time).unwrap_or(PollTimeout::MAX);
    Ok(poll(&mut waiting, time).context("failed to wait for a program")? > 0)
}

/// Whether a program that has had its time has hung or ended badly. It is gone afterwards.
fn is_hit(mut child: Child) -> anyhow::Result<bool> {
    let hangs = !ends_within(&child, Duration::ZERO)?;
    if hangs {
        killpg(Pid::from_raw(child.id() as i32), Signal::SIGKILL)
            .context("failed to kill a program")?;
    }
    Ok(!child.wait()?.success())
}
