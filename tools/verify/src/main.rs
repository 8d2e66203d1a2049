//! `cargo verify`: proves the course.
//!
//! A grader that says "well done" to everybody would please everybody, and nobody would notice. So
//! the graders are graded: every reference must pass, every starter must be "not written yet", every
//! wrong submission must fail by exactly the requirements that its file names, every right one must
//! pass. Then come the tests of the tools, and the rules that the files of this repository keep.
//!
//! # How one proof goes
//!
//! 1. [`built`] has cargo build programs and graders, and refuses a warning in any of them.
//! 2. [`corpus`] reads what each submission claims about itself; [`subjects`] pairs each program and
//!    exercise with what must come out; [`proof`] runs the graders, a few at a time.
//! 3. [`count`] compares what was answered with what `course.toml` asks. A requirement that did not
//!    run is an error, so that nobody deletes one unnoticed.
//! 4. [`tools`] runs the tools' tests, [`rules`] reads the files.
//! 5. [`tally`] counts, prints, and chooses the exit status.
//!
//! # Invariants
//!
//! - A verdict is never read from a stream that the judged program can write to. It is read from the
//!   records that the grader stores, and must agree with the grader's exit status.
//! - What could not be proved counts as failed. The exit status is 0 only if all that was asked for
//!   was proved.

mod workspace;
mod built;
mod corpus;
mod subjects;
mod proof;
mod grader;
mod count;
mod load;
mod tools;
mod rules;
mod bless;
mod tally;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use clap::Parser;

use crate::load::Cores;
use crate::tally::Tally;
use crate::workspace::{Lesson, Workspace};

/// Proves the course: references pass, untouched starters are "not written yet", wrong submissions
/// fail by the requirement they name, right ones pass; the tools' tests and the house rules hold.
///
/// Without arguments, all of it. The exit status is 0 when all is proved, 1 when something failed, 2
/// for a mistake in the call or a failure of this program, 3 when the machine did not let the
/// witness look.
#[derive(Debug, Parser)]
#[command(name = "cargo verify", bin_name = "cargo verify", version, max_term_width = 100)]
struct Arguments {
    /// Only these parts, separated by commas.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PART")]
    only: Vec<Part>,
    /// Only this topic's exercises.
    #[arg(long)]
    topic: Option<String>,
    /// Only this exercise.
    #[arg(long)]
    exercise: Option<String>,
    /// Only the submissions whose name begins with this: `right`, `wrong-no-join`.
    #[arg(long, value_name = "NAME")]
    submission: Option<String>,
    /// Judges every program this many times; each time must end the same.
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = at_least_one)]
    repeat: usize,
    /// Keeps every core busy with other work meanwhile.
    #[arg(long)]
    stress: bool,
    /// How many cores the judged programs may use: a number or `all`.
    #[arg(long, default_value = "all", value_name = "N")]
    cores: Cores,
    /// How many programs to judge at once; by default one more than cores, as some of them wait.
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    jobs: Option<usize>,
    /// Records the snapshots anew, from the references, and then proves the references five times.
    #[arg(long, conflicts_with_all = ["only", "repeat"])]
    bless: bool,
    /// Does nothing but keep one core busy, for as long as this process lives (see `--stress`).
    #[arg(long, hide = true, value_name = "PID")]
    spin_for: Option<i32>,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "a number from 1 up".into())
}

/// A part of the proof that can be asked for alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Part {
    /// The reference solutions pass every requirement.
    References,
    /// The untouched starters fail every requirement with "not written yet".
    Starters,
    /// Wrong submissions fail by what they name, right ones pass.
    Corpus,
    /// The tests of the tools.
    Tools,
    /// The rules that the files of this repository keep.
    Rules,
}

impl Part {
    const ALL: [Part; 5] =
        [Part::Rules, Part::References, Part::Starters, Part::Corpus, Part::Tools];
}

/// A requirement failed, a test failed, a rule was broken.
const FAILED: u8 = 1;
/// The call was wrong, or this program could not do its work.
const ERROR: u8 = 2;
/// Nothing failed, but the machine did not let the witness look.
const INCONCLUSIVE: u8 = 3;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(owner) = arguments.spin_for {
        load::spin_for(owner);
    }
    match prove(&arguments) {
        Ok(tally) => match (tally.failed(), tally.inconclusive()) {
            (0, _) => ExitCode::SUCCESS,
            (failed, inconclusive) if failed == inconclusive => ExitCode::from(INCONCLUSIVE),
            _ => ExitCode::from(FAILED),
        },
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(ERROR)
        }
    }
}

fn prove(arguments: &Arguments) -> anyhow::Result<Tally> {
    let start = Instant::now();
    let workspace = Workspace::find().context("failed to read the workspace")?;
    let lessons = workspace.lessons(arguments.topic.as_deref(), arguments.exercise.as_deref())?;
    let parts: BTreeSet<Part> = match (arguments.bless, arguments.only.as_slice()) {
        (true, _) => [Part::References].into(),
        (false, []) => Part::ALL.into(),
        (false, only) => only.iter().copied().collect(),
    };
    let _lock = workspace.lock()?;
    let mut tally = Tally::default();

    // The rules first: they cost nothing, and what they say explains many a failure further down.
    if parts.contains(&Part::Rules) {
        rules::check(&workspace, &mut tally)?;
    }
    if parts.iter().any(|part| matches!(part, Part::References | Part::Starters | Part::Corpus)) {
        judge(arguments, &workspace, &lessons, &parts, &mut tally)?;
    }
    if parts.contains(&Part::Tools) {
        tools::test(&workspace, &mut tally)?;
    }
    tally.finish(&lessons, start.elapsed());
    Ok(tally)
}

/// Builds what is to be judged and runs the graders on it.
fn judge(
    arguments: &Arguments,
    workspace: &Workspace,
    lessons: &[Lesson],
    parts: &BTreeSet<Part>,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let built = built::build(workspace, lessons, parts, tally)?;
    let mut repeat = arguments.repeat;
    if arguments.bless {
        bless::record(workspace, lessons, &built, tally)?;
        // A story that only one schedule tells must not become the answer key.
        repeat = 5;
    }
    let mut subjects = subjects::subjects(workspace, lessons, parts, &built, tally)?;
    if let Some(name) = &arguments.submission {
        subjects.retain(|subject| subject.part != Part::Corpus || subject.name.starts_with(name));
        anyhow::ensure!(
            subjects.iter().any(|subject| subject.part == Part::Corpus),
            "no submission's name begins with `{name}`"
        );
    }
    let way = proof::Way { repeat, cores: arguments.cores, jobs: arguments.jobs };
    let _load = arguments.stress.then(load::Load::start).transpose()?;
    proof::run(workspace, &subjects, way, tally)
}
