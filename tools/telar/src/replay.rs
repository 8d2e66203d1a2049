//! `cargo telar replay`: one schedule again, that of a seed or one that failed and was recorded.

mod recorded;

use serde::Serialize;
use witness::explore::{
    Canonical, Failure, Finding, Look, Origin, Schedule, Session, Since, Woven,
};
use witness::{Job, show};

use crate::cli::{self, Format, Replay, Single};
use crate::files::Pending;
use crate::loom;
use crate::output;
use crate::spinner::Spinner;
use crate::status::Status;
use crate::subject::{Subject, unanswered};
use crate::voice::Voice;

/// Runs the schedule and tells.
pub fn tell(asked: &Replay, voice: Voice) -> anyhow::Result<Status> {
    let timeline = asked.timeline.as_deref().map(|it| Pending::create(it, voice)).transpose()?;
    let what = || [("what", asked.what.clone().into())];
    let has_program = asked.exercise.is_some() || !asked.command.is_empty();
    match (has_program, cli::single(&asked.what)) {
        (true, Some(single)) => one_schedule(asked, single, timeline, voice),
        (true, None) => Err(voice.error("no-such-schedule", &what())),
        (false, Some(_)) => Err(voice.error("schedule-of-what", &what())),
        (false, None) => recorded::tell(asked, timeline, voice),
    }
}

/// A run that was made again: what `--format json` prints.
#[derive(Serialize)]
struct Page<'a> {
    version: u32,
    command: &'a [String],
    /// Of a recording only.
    recording: Option<Recorded<'a>>,
    origin: Origin,
    schedule: &'a Schedule,
    finding: Option<&'a Finding>,
    doubtful: bool,
    woven: &'a Woven,
}

/// How a run stands to its recording.
#[derive(Serialize)]
struct Recorded<'a> {
    id: &'a str,
    /// `same`, `changed` or `gone`: what became of the program since.
    since: &'static str,
    /// Whether it fails in the same way.
    fails: bool,
    /// Whether every step is the same.
    same_steps: bool,
    /// What came of exploring the program as it is now, where it has changed.
    anew: Option<loom::Page<'a>>,
}

fn since(since: &Since) -> &'static str {
    match since {
        Since::Same => "same",
        Since::Changed(_) => "changed",
        Since::Gone(_) => "gone",
    }
}

/// One schedule of a program that was given.
fn one_schedule(
    asked: &Replay,
    single: Single,
    timeline: Option<Pending>,
    voice: Voice,
) -> anyhow::Result<Status> {
    let called = format!("replay {}", asked.what);
    let subject = Subject {
        command: &called,
        exercise: asked.exercise.as_deref(),
        solution: asked.solution,
        words: &asked.command,
    };
    let Some(job) = subject.job(voice)? else {
        return Ok(Status::Fail);
    };
    let job = Job { input: loom::input(voice)?, ..asked.conditions.of(job) };
    let run = |session: &mut Session, schedule: &Schedule, look| {
        session.run(schedule, look).map_err(|error| unanswered(error, &job, "not-explored", voice))
    };
    let spinner = Spinner::new(replaying(&job, voice));
    let mut session =
        Session::start(&job).map_err(|error| unanswered(error, &job, "not-explored", voice))?;
    let first = run(&mut session, &Schedule::canonical(Canonical::First), Look::Quick)?;
    let schedule = asked.schedule(single, first.points);
    let woven = run(&mut session, &schedule, Look::Closely)?;
    drop(spinner);

    let expectation = asked.conditions.expectation(asked.exercise.is_some());
    let finding = expectation.finds(&woven, Some(&first));
    let origin = match single {
        Single::Seed(seed) => Origin::Seed(seed),
        Single::Canonical(canonical) => Origin::Canonical(canonical),
    };
    let picture = || show::alone(&show::timeline(&woven.report, voice.language));
    let picture = timeline.map(|file| file.write(&picture()));
    let failure = finding.map(|finding| {
        let doubtful = finding.is_doubtful(&woven);
        Failure { origin, schedule: schedule.clone(), finding, doubtful, woven: woven.clone() }
    });
    match asked.format {
        Format::Json => print(&Page {
            version: loom::VERSION,
            command: &loom::command(&job),
            recording: None,
            origin,
            schedule: &schedule,
            finding: failure.as_ref().map(|failure| &failure.finding),
            doubtful: failure.as_ref().is_some_and(|failure| failure.doubtful),
            woven: &woven,
        })?,
        Format::Text => {
            let mut text = match &failure {
                Some(failure) => show::failure(failure, voice.language),
                None => {
                    let fine = voice.say("replay-fine", &[("what", asked.what.clone().into())]);
                    format!("{}\n{fine}\n", show::text(&woven.report, voice.language))
                }
            };
            if asked.log {
                text += &show::every_step(&woven, voice.language);
            }
            output::text(&text)?;
        }
    }
    picture.transpose()?;
    Ok(failure.as_ref().map_or(Status::Well, loom::status))
}

fn replaying(job: &Job, voice: Voice) -> String {
    voice.say("replaying", &[("program", job.program.clone().into())])
}

fn print(page: &Page) -> anyhow::Result<()> {
    output::data(&format!("{}\n", serde_json::to_string_pretty(page)?))
}
