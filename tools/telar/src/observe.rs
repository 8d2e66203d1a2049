//! `cargo telar observe`: runs a program under the witness and tells what it did.

use witness::{Input, Job, Limits, Outcome, Report, show};

use crate::cli::{Format, Observe};
use crate::files::Pending;
use crate::output;
use crate::spinner::Spinner;
use crate::status::Status;
use crate::subject::{Subject, unanswered};
use crate::voice::Voice;

/// Runs the program and tells.
pub fn tell(asked: &Observe, voice: Voice) -> anyhow::Result<Status> {
    let pending =
        |path: &Option<_>| path.as_deref().map(|it| Pending::create(it, voice)).transpose();
    let (timeline, trace) = (pending(&asked.timeline)?, pending(&asked.trace)?);
    let Some(job) = job(asked, voice)? else {
        return Ok(Status::Fail);
    };
    let report = observe(&job, voice)?;

    output_report(&report, asked.format, voice)?;
    // Each is tried, even when another one cannot be written.
    let picture = || show::alone(&show::timeline(&report, voice.language));
    let picture = timeline.map(|file| file.write(&picture()));
    let traced = trace.map(|file| file.write(&show::trace(&report)));
    picture.transpose()?;
    traced.transpose()?;
    Ok(match report.outcome {
        Outcome::Exited { code: 0 } => Status::Well,
        _ => Status::Fail,
    })
}

/// What to run; `None` when it does not compile.
fn job(asked: &Observe, voice: Voice) -> anyhow::Result<Option<Job>> {
    let subject = Subject {
        command: "observe",
        exercise: asked.exercise.as_deref(),
        solution: asked.solution,
        words: &asked.command,
    };
    Ok(subject.job(voice)?.map(|job| Job {
        clear_env: asked.clear_env,
        input: Input::Inherited,
        detail: asked.detail,
        order: asked.order,
        limits: Limits { deadline: asked.deadline, ..job.limits },
        ..job
    }))
}

fn observe(job: &Job, voice: Voice) -> anyhow::Result<Report> {
    let watching = [
        ("program", job.program.clone().into()),
        ("seconds", voice.language.number(job.limits.deadline.as_secs_f64()).into()),
    ];
    let _spinner = Spinner::new(voice.say("observing", &watching));
    witness::observe(job).map_err(|error| unanswered(error, job, "not-observed", voice))
}

fn output_report(report: &Report, format: Format, voice: Voice) -> anyhow::Result<()> {
    match format {
        Format::Text => output::text(&show::text(report, voice.language)),
        Format::Json => output::data(&format!("{}\n", serde_json::to_string_pretty(report)?)),
    }
}
