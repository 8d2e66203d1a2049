//! `cargo telar explore`: runs a program under many schedules, and tells what is wrong with the first
//! that fails.

use witness::Job;

use crate::cli::{Explore, Format};
use crate::loom::{self, Outcome};
use crate::output;
use crate::status::Status;
use crate::subject::Subject;
use crate::voice::Voice;

/// Explores the program and tells.
pub fn tell(asked: &Explore, voice: Voice) -> anyhow::Result<Status> {
    let subject = Subject {
        command: "explore",
        exercise: asked.exercise.as_deref(),
        solution: asked.solution,
        words: &asked.command,
    };
    let Some(job) = subject.job(voice)? else {
        return Ok(Status::Fail);
    };
    let job = Job { input: loom::input(voice)?, ..asked.conditions.of(job) };
    let expectation = asked.conditions.expectation(asked.exercise.is_some());
    let outcome = Outcome::of(&job, &asked.plan(), &expectation, voice)?;
    match asked.format {
        Format::Text => output::text(&outcome.text(asked.log, voice))?,
        Format::Json => {
            output::data(&format!("{}\n", serde_json::to_string_pretty(&outcome.page())?))?;
        }
    }
    Ok(outcome.status())
}
