//! One submission, graded where a platform hands it over: its results are always there and always can be read.
//!
//! What keeps us from grading is no student's fail; the results then say what it was, and how to mend it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::Args;
use confine::doctor;
use course::Course;
use messages::Language;

use crate::batch::Batch;
use crate::choice::Choice;
use crate::compile::recorded;
use crate::report::{Evidence, Platform, Told, write_refusal, write_results};
use crate::seed::Seed;
use crate::visibility::Audience;
use crate::voice::MESSAGES;
use crate::{gradebook, ledger, processors, root};

/// The status when nothing was graded; the results say why.
const NOTHING: u8 = 2;

/// What is graded, for which platform.
#[derive(Debug, Args)]
pub struct One {
    /// The folder of what was handed in.
    submission: PathBuf,
    /// The platform.
    #[arg(long = "for", value_enum)]
    platform: Platform,
    /// The folder for results.json; for GitHub, for summary.md too.
    #[arg(long)]
    results: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// Draws the schedules by what this file says, so that nobody can know them beforehand.
    #[arg(long)]
    secret_seed: Option<PathBuf>,
    /// Trusts everybody's code: no box. The results say so.
    #[arg(long)]
    unboxed: bool,
}

/// Grades, and writes results.
///
/// # Errors
///
/// When there is no room for results.
pub fn grade(asked: &One, language: Language) -> anyhow::Result<ExitCode> {
    let graded = match trouble(asked, language) {
        Some(trouble) => Err(trouble),
        None => judge(asked, language).map_err(|error| format!("{error:#}")),
    };
    match graded {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(reason) => {
            eprintln!("error: {reason}");
            write_refusal(asked.platform, &nothing(&reason, language), &asked.results)?;
            Ok(ExitCode::from(NOTHING))
        }
    }
}

/// Builds what grading these exercises needs.
///
/// # Errors
///
/// When the course has no such exercise, or does not compile.
pub fn prepare(choice: &Choice, root: &Path) -> anyhow::Result<ExitCode> {
    let course = Course::load(root)?;
    let chosen = choice.exercises(&course)?;
    let is_chosen = |it: &course::Exercise| chosen.is_empty() || chosen.contains(&it.name);
    let topics = course.topics.iter().filter(|topic| topic.exercises.iter().any(is_chosen));
    let topics: Vec<&str> = topics.map(|topic| topic.name.as_str()).collect();
    recorded::record(root, &topics)?;
    recorded::graders(root, &topics)?;
    Ok(ExitCode::SUCCESS)
}

/// The sentence that nothing was graded, for this reason.
pub fn nothing(reason: &str, language: Language) -> String {
    MESSAGES.say(language, "one-nothing", &[("reason", reason.into())])
}

/// Why there can be no box, if there has to be one.
fn trouble(asked: &One, language: Language) -> Option<String> {
    if asked.unboxed {
        return None;
    }
    let trouble = doctor::troubles().into_iter().next()?;
    let settings = match asked.platform {
        Platform::Gradescope | Platform::Prairielearn => "settings.sh",
        Platform::Github => ".github/workflows/classroom.yml",
    };
    let values = [("trouble", trouble.as_str().into()), ("settings", settings.into())];
    Some(MESSAGES.say(language, "one-no-box", &values))
}

fn judge(asked: &One, language: Language) -> anyhow::Result<()> {
    ensure!(asked.submission.is_dir(), "`{}` is no folder", asked.submission.display());
    let root = root()?;
    let out = tempfile::tempdir().context("failed to make a folder for the grades")?;
    let batch = Batch {
        exercises: asked.choice.exercises(&Course::load(&root)?)?,
        visibility: asked.choice.visibility.clone(),
        root,
        submissions: asked.submission.clone(),
        student: Some("student".into()),
        out: out.path().to_owned(),
        jobs: processors(),
        shard: (0, 1),
        known: None,
        class: None,
        late: None,
        seed: asked.secret_seed.as_deref().map(Seed::read).transpose()?,
        language,
        boxed: !asked.unboxed,
    };
    batch.grade()?;
    let lines = ledger::read(out.path())?;
    let gradebook = gradebook::of(&lines)?;
    let student = gradebook.students.first().context("the ledger names no submission")?;
    let evidence = Evidence::of(&lines);
    let told = Told { student, graded: &gradebook.graded, evidence: &evidence, language };
    write_results(asked.platform, &told, &asked.results)?;
    let points = ("points", language.decimal(student.points, 2).into());
    println!("{}", MESSAGES.say(language, "one-done", &[points, ("most", student.most.into())]));
    // Only Gradescope keeps from students what a grader prints.
    if asked.platform == Platform::Gradescope {
        println!("\n{}", evidence.told(student, Audience::Instructor, language));
    }
    Ok(())
}
