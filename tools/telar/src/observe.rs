//! `cargo telar observe`: runs a program under the witness and tells what it did.

use std::io::ErrorKind;

use witness::{Input, Job, Limits, Outcome, Report, show};

use crate::cli::{Format, Observe};
use crate::files::Pending;
use crate::output;
use crate::program::{self, Built, Program, Purpose};
use crate::room::Room;
use crate::spinner::Spinner;
use crate::status::Status;
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
    let picture = timeline.map(|file| file.write(&show::timeline(&report, voice.language)));
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
    let job = match &asked.exercise {
        Some(name) => match build(name, asked.solution, voice)? {
            Some(program) => {
                Job::new(program.path.display().to_string()).args([name]).args(&asked.command)
            }
            None => return Ok(None),
        },
        None => {
            let words = asked.command.split_first();
            let (program, args) = words.ok_or_else(|| voice.error("nothing-to-observe", &[]))?;
            Job::new(program).args(args)
        }
    };
    Ok(Some(Job {
        clear_env: asked.clear_env,
        input: Input::Inherited,
        detail: asked.detail,
        order: asked.order,
        limits: Limits { deadline: asked.deadline, ..job.limits },
        ..job
    }))
}

/// The program of this exercise; `None` when it does not compile.
fn build(exercise: &str, solution: bool, voice: Voice) -> anyhow::Result<Option<Program>> {
    let room = Room::open(voice)?;
    let place = match room.course.exercise(exercise) {
        // Nothing like an exercise: probably a program, written without the dashes.
        Err(unknown) if unknown.nearest.is_none() => {
            return Err(voice.error("no-such-exercise-to-observe", &[("name", exercise.into())]));
        }
        _ => room.place(exercise, voice)?,
    };
    match program::build(&room, place, Purpose::run(solution), voice)? {
        Built::Program(program) => Ok(Some(program)),
        Built::DoesNotCompile => Ok(None),
    }
}

fn observe(job: &Job, voice: Voice) -> anyhow::Result<Report> {
    let watching = [
        ("program", job.program.clone().into()),
        ("seconds", job.limits.deadline.as_secs_f64().to_string().into()),
    ];
    let _spinner = Spinner::new(voice.say("observing", &watching));
    let program = || [("program", job.program.clone().into())];
    witness::observe(job).map_err(|error| match error {
        witness::Error::Start { source, .. } => {
            let id = match source.kind() {
                ErrorKind::NotFound => "no-such-program",
                ErrorKind::PermissionDenied => "not-executable",
                _ => "cannot-start",
            };
            anyhow::Error::new(source).context(voice.say(id, &program()))
        }
        error @ witness::Error::NotPermitted { .. } => {
            anyhow::Error::new(error).context(voice.say("not-permitted", &[]))
        }
        error => anyhow::Error::new(error).context(voice.say("not-observed", &program())),
    })
}

fn output_report(report: &Report, format: Format, voice: Voice) -> anyhow::Result<()> {
    match format {
        Format::Text => output::text(&show::text(report, voice.language)),
        Format::Json => output::data(&format!("{}\n", serde_json::to_string_pretty(report)?)),
    }
}
