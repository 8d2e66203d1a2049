//! `grade`: grades a folder of submissions that nobody vouches for. `cargo telar grade` starts it.
//!
//! # How a grade comes about
//!
//! [`ingest`] reads what was handed in, [`plan`] says what is to be judged, [`compile`] compiles it in a box, [`judge`] has
//! the graders judge it in one, and [`batch`] keeps all of that going. What was found out is in the [`ledger`]; the
//! [`gradebook`] is a function of the ledger, and each [`report`] one of the gradebook. [`one`] does all of that for a single
//! submission, where a platform hands it over; [`autograder`] writes the folder with which a platform calls it.
//!
//! # Invariants
//!
//! - Nothing of a submission is run, linked or followed outside of a box.
//! - What is finished is in the ledger and on the disk; what is missing there is graded by the same command.
//! - A verdict is read from records alone, never from a stream that a student's program can write.
//! - That a grader gave no verdict is never a student's fail.

mod autograder;
mod batch;
mod choice;
mod compile;
mod difference;
mod engine;
mod gradebook;
mod ingest;
mod judge;
mod late;
mod ledger;
mod merge;
mod one;
mod patience;
mod plan;
mod report;
mod roster;
mod seed;
mod similarity;
mod visibility;
mod voice;

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::{Args, Parser, Subcommand, ValueEnum};
use confine::{Confinement, Group, Limits, doctor};
use messages::Language;

use crate::batch::Batch;
use crate::choice::Choice;
use crate::engine::Array;
use crate::voice::MESSAGES;

/// Grades submissions that nobody vouches for.
#[derive(Debug, Parser)]
#[command(name = "grade", bin_name = "cargo telar", version)]
struct Cli {
    /// The language: en or es.
    #[arg(long, global = true)]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Grades a folder of submissions; what is graded already stays so.
    Grade(Grade),
    /// Grades anew into another folder, and says what has changed for whom.
    Regrade(Regrade),
    /// Makes one folder of grades of several: of the parts that several machines have graded.
    Merge(Merge),
    /// Says which files of a class are alike, with both side by side.
    Similar(similarity::Similar),
    /// Writes the reports anew from the ledger.
    Report(Report),
    /// Writes a folder that makes a platform grade by itself.
    Autograder(autograder::Autograder),
    /// Builds what grading needs, so that grading itself needs no network. Autograders call it.
    Prepare(Choice),
    /// Grades one submission for a platform, and always leaves results that it can read. Autograders call it.
    One(one::One),
    /// Says what this machine can enforce on programs that nobody vouches for.
    Doctor,
    /// Runs one program in a box, to try it.
    Box(InBox),
}

/// Who grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// This machine.
    Here,
    /// Slurm, by an array of jobs.
    Slurm,
}

#[derive(Debug, Args)]
struct Grade {
    /// A folder with an entry for each student: a folder, a zip, a tar.gz.
    submissions: PathBuf,
    /// The folder for ledger and reports.
    #[arg(long)]
    out: PathBuf,
    /// How many exercises are judged at the same time; as many as there are processors, unless said.
    #[arg(long)]
    jobs: Option<usize>,
    /// Only the K-th of N parts, such as 1/4; which part a file is in depends on what it says alone.
    #[arg(long, value_parser = part, default_value = "1/1")]
    shard: (u64, u64),
    /// Where it is graded: here, or by a cluster's jobs.
    #[arg(long, value_enum, default_value_t = Engine::Here)]
    engine: Engine,
    /// A folder of grades whose verdicts need not be found again.
    #[arg(long)]
    known: Option<PathBuf>,
    #[command(flatten)]
    choice: Choice,
    /// The class, as a table in CSV with a head, such as Moodle and Canvas export.
    #[arg(long)]
    roster: Option<PathBuf>,
    /// When work is due, such as 2026-12-01T23:59, or 2026-12-01T23:59+01:00.
    #[arg(long)]
    due: Option<String>,
    /// What each begun day costs who is late, such as "10%/day" or "10%/day,3 grace".
    #[arg(long, requires = "due")]
    late: Option<String>,
    /// Draws the schedules by what this file says, so that nobody can know them beforehand.
    #[arg(long)]
    secret_seed: Option<PathBuf>,
    /// Trusts everybody's code: no box. The gradebook says so.
    #[arg(long)]
    unboxed: bool,
}

impl Grade {
    fn policy(&self) -> anyhow::Result<Option<late::Policy>> {
        let policy = |due: &String| late::Policy::parse(due, self.late.as_deref());
        self.due.as_ref().map(policy).transpose()
    }
}

#[derive(Debug, Args)]
struct Regrade {
    /// The folder of the grades that there are.
    before: PathBuf,
    #[command(flatten)]
    grade: Grade,
}

#[derive(Debug, Args)]
struct Merge {
    /// The folder to be made.
    out: PathBuf,
    /// The folders of the parts.
    #[arg(required = true)]
    grades: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct Report {
    /// The folder that `grade --out` has filled.
    grades: PathBuf,
}

#[derive(Debug, Args)]
struct InBox {
    /// The program and its arguments. The current folder can be seen, and not written.
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<OsString>,
}

fn main() -> ExitCode {
    witness::serve_if_asked();
    confine::serve_if_asked();
    compile::recorded::become_compiler_if_asked();

    let cli = Cli::parse();
    let language = Language::choose(cli.lang);
    match obey(cli.command, language) {
        Ok(status) => status,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn obey(command: Command, language: Language) -> anyhow::Result<ExitCode> {
    match command {
        Command::Grade(asked) => grade(&asked, language),
        Command::Regrade(asked) => regrade(&asked, language),
        Command::Merge(asked) => {
            merge::merge(&asked.out, &asked.grades)?;
            tell(&asked.out, language).map(|()| ExitCode::SUCCESS)
        }
        Command::Similar(asked) => {
            similarity::similar(&asked, &root()?, language).map(|()| ExitCode::SUCCESS)
        }
        Command::Report(asked) => tell(&asked.grades, language).map(|()| ExitCode::SUCCESS),
        Command::Autograder(asked) => autograder::write(&asked, &root()?, language),
        Command::Prepare(choice) => one::prepare(&choice, &root()?),
        Command::One(asked) => one::grade(&asked, language),
        Command::Doctor => Ok(examine(language)),
        Command::Box(asked) => run_in_box(&asked.command),
    }
}

fn grade(asked: &Grade, language: Language) -> anyhow::Result<ExitCode> {
    let root = root()?;
    let batch = Batch {
        exercises: asked.choice.exercises(&course::Course::load(&root)?)?,
        visibility: asked.choice.visibility.clone(),
        root,
        student: None,
        submissions: asked.submissions.clone(),
        out: asked.out.clone(),
        jobs: asked.jobs.unwrap_or_else(processors),
        shard: asked.shard,
        known: asked.known.clone(),
        class: asked.roster.as_deref().map(roster::read).transpose()?,
        late: asked.policy()?,
        seed: asked.secret_seed.as_deref().map(seed::Seed::read).transpose()?,
        language,
        boxed: !asked.unboxed,
    };
    if asked.engine == Engine::Slurm {
        return submit(&batch);
    }
    batch.grade()?;
    if batch.shard.1 == 1 {
        tell(&asked.out, language)?;
    } else {
        // Reports of a part would be taken for those of the whole.
        let folder = ("folder", asked.out.display().to_string().into());
        println!("{}", MESSAGES.say(language, "graded-part", &[folder]));
    }
    Ok(ExitCode::SUCCESS)
}

/// Has a cluster grade what is left; what it has found since the last time comes first.
fn submit(batch: &Batch) -> anyhow::Result<ExitCode> {
    let parts = engine::unmerged(&batch.out);
    let left = batch.prepare()?;
    if !parts.is_empty() {
        merge::merge(&batch.out, &parts)?;
    }
    let left = if parts.is_empty() { left } else { batch.prepare()? };
    if left == 0 {
        tell(&batch.out, batch.language)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut words = engine::passed_on(std::env::args_os().skip(1));
    words.extend(["--lang".into(), batch.language.to_string().into()]);
    let array = Array { root: &batch.root, out: &batch.out, left, jobs: batch.jobs, words };
    let submitted = array.submit()?;
    let values = [
        ("array", submitted.array.into()),
        ("merge", submitted.merge.into()),
        ("parts", submitted.parts.into()),
        ("folder", batch.out.display().to_string().into()),
    ];
    println!("{}", MESSAGES.say(batch.language, "submitted", &values));
    Ok(ExitCode::SUCCESS)
}

/// The course that the current folder is in.
fn root() -> anyhow::Result<PathBuf> {
    let here = std::env::current_dir().context("failed to find the current folder")?;
    Ok(course::find_root(&here)?)
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn regrade(asked: &Regrade, language: Language) -> anyhow::Result<ExitCode> {
    let before = gradebook::of(&ledger::read(&asked.before)?)?;
    grade(&asked.grade, language)?;
    let after = gradebook::of(&ledger::read(&asked.grade.out)?)?;
    let changes = difference::between(&before, &after, language);
    if changes.is_empty() {
        println!("{}", MESSAGES.say(language, "regraded-same", &[]));
    }
    changes.iter().for_each(|line| println!("{line}"));
    Ok(ExitCode::SUCCESS)
}

/// Writes the reports, and says what is in them.
fn tell(folder: &Path, language: Language) -> anyhow::Result<()> {
    let lines = ledger::read(folder)?;
    let gradebook = gradebook::of(&lines)?;
    report::write(&gradebook, &lines, folder, language)?;
    print!("{}", report::summary(&gradebook, language));
    let folder = ("folder", folder.display().to_string().into());
    println!("{}", MESSAGES.say(language, "graded", &[folder]));
    Ok(())
}

fn examine(language: Language) -> ExitCode {
    let findings = doctor::examine();
    for finding in &findings {
        let what = format!("doctor-{:?}", finding.what).to_lowercase();
        let what = ("what", MESSAGES.say(language, &what, &[]).into());
        let line = match &finding.trouble {
            None => MESSAGES.say(language, "doctor-well", &[what]),
            Some(it) => {
                let id = if finding.what.is_needed() { "doctor-trouble" } else { "doctor-without" };
                MESSAGES.say(language, id, &[what, ("trouble", it.as_str().into())])
            }
        };
        println!("{line}");
    }
    let well = findings.iter().all(|it| it.trouble.is_none() || !it.what.is_needed());
    if well { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn run_in_box(words: &[OsString]) -> anyhow::Result<ExitCode> {
    let here = std::env::current_dir().context("failed to find the current folder")?;
    let mut confinement = Confinement::new(Limits::PROGRAM)?;
    confinement.readable.push(here.clone());
    let (program, args) = words.split_first().context("there is no program to run")?;
    let group = Group::new(&confinement.limits).ok();
    let mut command = confinement.run(Path::new(program), &here, group.as_ref())?;
    let run = command.args(args).env_clear().env("PATH", "/usr/bin:/bin").status();
    let status = run.context("failed to start bubblewrap")?;
    // As shells have it for whoever is ended by a signal.
    let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or_default());
    Ok(ExitCode::from(code.to_le_bytes()[0]))
}

/// `K/N`, with K from 1 to N; gives K counted from 0.
fn part(text: &str) -> Result<(u64, u64), String> {
    let parse = || -> anyhow::Result<(u64, u64)> {
        let (own, of) = text.split_once('/').context("a part is K/N")?;
        let (own, of): (u64, u64) = (own.parse()?, of.parse()?);
        ensure!((1..=of).contains(&own), "K is a number from 1 to N");
        Ok((own - 1, of))
    };
    parse().map_err(|error| format!("{error}; such as 2/4, the second of four parts"))
}
