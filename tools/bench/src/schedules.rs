//! How many schedules there are in a second.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use witness::Job;
use witness::explore::{Expectation, Look, Plan, Schedule, explore};

use crate::measure::{side_by_side, spread, with_processor_time};
use crate::programs;
use crate::sessions::{SESSIONS, started};

/// A program to be explored, and the same with its pauses left out, to be run as it is.
struct Subject {
    name: &'static str,
    explored: Vec<String>,
    native: Vec<String>,
}

/// What one round gave.
struct Round {
    /// What one session did.
    alone: Work,
    /// What all sessions did, side by side.
    together: Work,
    /// What native runs did, one after the other.
    native: Work,
}

/// What was done in some time.
#[derive(Default)]
struct Work {
    /// Schedules, or native runs.
    runs: u64,
    /// Steps of all schedules.
    steps: u64,
    /// How long it took, in seconds.
    seconds: f64,
    /// How much processor time it took, in seconds.
    processor: f64,
}

impl Work {
    /// This work, with its processor time.
    fn measured(work: impl FnOnce() -> anyhow::Result<Self>) -> anyhow::Result<Self> {
        let (work, processor) = with_processor_time(work)?;
        Ok(Self { processor, ..work })
    }

    fn runs_per_second(&self) -> f64 {
        self.runs as f64 / self.seconds
    }

    fn runs_per_processor_second(&self) -> f64 {
        self.runs as f64 / self.processor
    }
}

/// Prints how many schedules of some right programs there are in a second. Each round has so many
/// seconds for schedules in one session, for schedules in two sessions at once, and for native runs.
pub fn run(seconds: f64, rounds: usize) -> anyhow::Result<()> {
    ensure!(seconds > 0.0 && rounds > 0, "some time is needed");
    let time = Duration::from_secs_f64(seconds);
    println!(
        "| program | schedules/s in one session (min–max) | schedules per second of processor time \
         | steps/s | a schedule ÷ a native run, processor time (min–max) | two sessions ÷ one \
         (min–max) | default budget, if nothing is found |"
    );
    println!("|---|{}", "---|".repeat(6));
    for subject in subjects()? {
        let told = subject.measured(time, rounds);
        println!("{}", told.with_context(|| format!("failed on {}", subject.name))?);
    }
    Ok(())
}

impl Subject {
    fn new(name: &'static str, explored: &[&str], native: &[&str]) -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self { name, explored: owned(explored), native: owned(native) }
    }

    /// Something without pauses.
    fn same(name: &'static str, words: &[&str]) -> Self {
        Self::new(name, words, words)
    }

    fn job(&self) -> Job {
        Job::new(&self.explored[0]).args(&self.explored[1..])
    }

    fn measured(&self, time: Duration, rounds: usize) -> anyhow::Result<String> {
        let mut all = Vec::with_capacity(rounds);
        for round in 0..=rounds {
            let measured = self.round(time)?;
            if round > 0 {
                all.push(measured);
            }
        }
        let of = |figure: fn(&Round) -> f64| spread(all.iter().map(figure).collect());
        let (slowest, rate, fastest) = of(|round| round.alone.runs_per_second());
        let (_, undisturbed, _) = of(|round| round.alone.runs_per_processor_second());
        let (_, steps, _) = of(|round| round.alone.steps as f64 / round.alone.seconds);
        let (least, overhead, most) = of(|round| {
            round.native.runs_per_processor_second() / round.alone.runs_per_processor_second()
        });
        let (worst, gain, best) =
            of(|round| round.together.runs_per_second() / round.alone.runs_per_second());
        Ok(format!(
            "| {} | {rate:.0} ({slowest:.0}–{fastest:.0}) | {undisturbed:.0} | {steps:.0} | \
             {overhead:.1} ({least:.1}–{most:.1}) | {gain:.2} ({worst:.2}–{best:.2}) | {} |",
            self.name,
            self.budget()?,
        ))
    }

    fn round(&self, time: Duration) -> anyhow::Result<Round> {
        let alone = Work::measured(|| self.sessions(time, 1))?;
        let together = Work::measured(|| self.sessions(time, SESSIONS))?;
        let native = Work::measured(|| self.native_runs(time))?;
        Ok(Round { alone, together, native })
    }

    /// Explores in so many sessions at once, each of which runs the seeds from 0 on. The time that it
    /// takes to start them is not counted, nor that of each one's first run, in which files are read; but
    /// their processor time is.
    fn sessions(&self, time: Duration, sessions: usize) -> anyhow::Result<Work> {
        let job = self.job();
        let all_ready = Barrier::new(sessions);
        let session = || {
            let ready = started(&job);
            // Even if it is not: the others wait here.
            all_ready.wait();
            let (mut session, length) = ready?;
            let begin = Instant::now();
            let mut work = Work::default();
            while begin.elapsed() < time {
                let schedule = Schedule::of_seed(work.runs, length);
                work.steps += session.run(&schedule, Look::Quick)?.steps;
                work.runs += 1;
            }
            work.seconds = begin.elapsed().as_secs_f64();
            Ok(work)
        };
        let parts = side_by_side(sessions, session)?;
        Ok(Work {
            runs: parts.iter().map(|part| part.runs).sum(),
            steps: parts.iter().map(|part| part.steps).sum(),
            seconds: parts.iter().map(|part| part.seconds).fold(0.0, f64::max),
            ..Work::default()
        })
    }

    fn native_runs(&self, time: Duration) -> anyhow::Result<Work> {
        let (program, arguments) = self.native.split_first().context("it has a program")?;
        let begin = Instant::now();
        let mut work = Work::default();
        while begin.elapsed() < time {
            let mut command = Command::new(program);
            command.args(arguments).stdin(Stdio::null());
            command.stdout(Stdio::null()).stderr(Stdio::null());
            let status = command.status();
            let status = status.with_context(|| format!("failed to start `{program}`"))?;
            ensure!(status.success(), "`{}` failed: {status}", self.native.join(" "));
            work.runs += 1;
        }
        work.seconds = begin.elapsed().as_secs_f64();
        Ok(work)
    }

    /// What the default budget comes to, with the start of the session.
    fn budget(&self) -> anyhow::Result<String> {
        let work = Work::measured(|| {
            let begin = Instant::now();
            let explored =
                explore(&self.job(), &Plan::default(), &Expectation::default(), &mut |_| None)?;
            let seconds = begin.elapsed().as_secs_f64();
            ensure!(explored.failure.is_none(), "a right program fails");
            let runs = u64::from(explored.runs);
            Ok(Work { runs, steps: explored.steps, seconds, ..Work::default() })
        })?;
        let Work { runs, seconds, processor, .. } = work;
        Ok(format!("{runs} schedules in {seconds:.2} s; processor time {processor:.2} s"))
    }
}

fn subjects() -> anyhow::Result<Vec<Subject>> {
    let text = |path: PathBuf| path.to_string_lossy().into_owned();
    let folder = programs::build("threading-solution", &["threading-solution"])?;
    let threading = text(folder.join("threading-solution"));
    let pairs = text(programs::build("pairs", &["pairs"])?.join("pairs"));
    let python = python()?;
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/support/tests/python/hilos.py");
    let script = std::fs::read_to_string(&script)
        .with_context(|| format!("failed to read `{}`", script.display()))?;
    let with_pauses = format!("import time\n{script}");
    let without = format!("import time\ntime.sleep = lambda _: None\n{script}");
    let right = |name| Subject::same(name, &[&pairs, name, "right"]);
    Ok(vec![
        Subject::new(
            "three-threads, the reference, with its pauses of 1 s",
            &[&threading, "three-threads"],
            &[&threading, "three-threads", "--pause-ms", "0"],
        ),
        Subject::new(
            "the same in Python",
            &[&python, "-u", "-c", &with_pauses],
            &[&python, "-u", "-c", &without],
        ),
        Subject::same(
            "`seq 100 \\| sort -rn \\| head -3`",
            &["sh", "-c", "seq 100 | sort -rn | head -3"],
        ),
        right("load-then-store"),
        right("abba-silent"),
        right("if-for-while"),
        right("undrained-pool"),
        right("wait-before-drain"),
        right("tcp-one-read"),
        right("shared-memory"),
    ])
}

/// The interpreter itself: what is called `python3` may be a script that starts it.
fn python() -> anyhow::Result<String> {
    let mut command = Command::new("python3");
    let output = command.args(["-c", "import sys; print(sys.executable)"]).output();
    let output = output.context("failed to start `python3`")?;
    Ok(String::from_utf8(output.stdout).context("its path is not UTF-8")?.trim().to_owned())
}
