//! A failure that was recorded, had again; and where its program has changed since, the new one explored.

use std::path::Path;

use course::Course;
use witness::explore::{Finding, Look, Recording, Session, Since, Woven};
use witness::{Job, show};

use super::{Page, Recorded, print, replaying, since};
use crate::cli::{Format, Replay};
use crate::files::Pending;
use crate::loom::{self, Outcome};
use crate::output;
use crate::room::Room;
use crate::spinner::Spinner;
use crate::status::Status;
use crate::subject::{Subject, unanswered};
use crate::voice::Voice;

/// Replays the recording and tells.
pub fn tell(asked: &Replay, timeline: Option<Pending>, voice: Voice) -> anyhow::Result<Status> {
    let folder = loom::folder(voice)?;
    let recording = Recording::open(&folder, &asked.what)
        .map_err(|error| loom::no_recording(error, None, voice))?;
    let Some(now) = job_now(&recording, voice)? else {
        return Ok(Status::Fail);
    };
    let became = recording.since(Path::new(&now.program));

    // A file that the program reads was not copied: if it has changed, the schedule fits no more.
    let others = match &became {
        Since::Changed(path) | Since::Gone(path) => *path != Path::new(&now.program),
        Since::Same => false,
    };
    let old = if others { None } else { Some(Again::of(&recording, voice)?) };
    let picture = match (&old, timeline) {
        (Some(old), Some(file)) => {
            file.write(&show::alone(&show::timeline(&old.woven.report, voice.language)))
        }
        _ => Ok(()),
    };
    // What a grader has found, only the grader can look for.
    let is_judged = matches!(recording.finding, Finding::Judged { .. });
    let changed = matches!(became, Since::Changed(_));
    let undecided = old.is_some() && is_judged && changed;
    let text = asked.format == Format::Text;
    if text {
        // Of a program that was put right since, its old failure must not look like a new one.
        match &old {
            Some(old) if changed && old.fails => {
                output::text(&format!("{}\n\n", voice.say("replay-before", &[])))?;
                output::text(&old.text(&recording, asked.log, voice))?;
            }
            Some(old) if !changed => output::text(&old.text(&recording, asked.log, voice))?,
            _ => {}
        }
        output::text(&became_of(&became, undecided, voice))?;
    }
    if let Some(old) = &old
        && !old.fails
        && !changed
    {
        // Nothing else that we could say about the program would be worth anything.
        if !text {
            old.page(&recording, &became, None)?;
        }
        return Err(voice.error("replay-differs", &[("id", recording.id().into())]));
    }
    let anew = match became {
        Since::Changed(_) if !undecided => {
            Some(Outcome::of(&now, &recording.plan, &recording.expectation, voice)?)
        }
        _ => None,
    };
    match (&anew, &old) {
        (Some(anew), _) if text => output::text(&format!("\n{}", anew.text(false, voice)))?,
        (anew, Some(old)) if !text => old.page(&recording, &became, anew.as_ref())?,
        (Some(anew), None) => {
            output::data(&format!("{}\n", serde_json::to_string_pretty(&anew.page())?))?;
        }
        _ => {}
    }
    picture?;
    Ok(match (anew, recording.doubtful) {
        (Some(anew), _) => anew.status(),
        (None, doubtful) if doubtful || undecided => Status::Inconclusive,
        (None, _) => Status::Fail,
    })
}

/// The recorded schedule, run again.
struct Again {
    job: Job,
    woven: Woven,
    fails: bool,
    same_steps: bool,
}

impl Again {
    fn of(recording: &Recording, voice: Voice) -> anyhow::Result<Self> {
        let job = recording
            .job()
            .map_err(|error| loom::no_recording(error, Some(&recording.job), voice))?;
        let _spinner = Spinner::new(replaying(&job, voice));
        let woven = Session::start(&job)
            .and_then(|mut session| session.run(&recording.schedule, Look::Closely))
            .map_err(|error| unanswered(error, &job, "not-explored", voice))?;
        let fails = recording.recurs(&woven);
        let same_steps = woven.fingerprint == recording.fingerprint;
        Ok(Self { job, woven, fails, same_steps })
    }

    fn text(&self, recording: &Recording, log: bool, voice: Voice) -> String {
        let language = voice.language;
        if !self.fails {
            return show::text(&self.woven.report, language);
        }
        let again = if self.same_steps { "replay-same-steps" } else { "replay-same-way" };
        let again = voice.say(again, &[("id", recording.id().into())]);
        let mut text = format!(
            "{again}\n\n{}",
            show::failure(&recording.failure(self.woven.clone()), language)
        );
        if log {
            text += &show::every_step(&self.woven, language);
        }
        text
    }

    fn page(
        &self,
        recording: &Recording,
        became: &Since,
        anew: Option<&Outcome>,
    ) -> anyhow::Result<()> {
        print(&Page {
            version: loom::VERSION,
            command: &loom::command(&self.job),
            recording: Some(Recorded {
                id: recording.id(),
                since: since(became),
                fails: self.fails,
                same_steps: self.same_steps,
                anew: anew.map(Outcome::page),
            }),
            origin: recording.origin,
            schedule: &recording.schedule,
            finding: self.fails.then_some(&recording.finding),
            doubtful: recording.doubtful,
            woven: &self.woven,
        })
    }
}

/// The recorded job with the program as it is now. An exercise is built anew first; `None` when it does
/// not compile.
fn job_now(recording: &Recording, voice: Voice) -> anyhow::Result<Option<Job>> {
    let job = &recording.job;
    let Some((name, solution)) =
        Room::open(voice).ok().and_then(|room| exercise(&room.course, job))
    else {
        return Ok(Some(job.clone()));
    };
    let subject = Subject { command: "replay", exercise: Some(&name), solution, words: &[] };
    let built = subject.job(voice)?;
    Ok(built.map(|built| Job { program: built.program, ..job.clone() }))
}

/// The exercise that the job runs, and whether it is the reference: known by the program's name, which is
/// its topic's, and by its first argument.
fn exercise(course: &Course, job: &Job) -> Option<(String, bool)> {
    let program = Path::new(&job.program).file_name()?.to_str()?;
    let (topic, exercise) = course.exercise(job.args.first()?).ok()?;
    let solution = program.strip_suffix("-solution");
    let is_topics = solution.unwrap_or(program) == topic.name;
    is_topics.then(|| (exercise.name.clone(), solution.is_some()))
}

/// What became of the program since; nothing when it is the same.
fn became_of(became: &Since, undecided: bool, voice: Voice) -> String {
    let (id, path) = match became {
        Since::Same => return String::new(),
        Since::Changed(path) if undecided => ("replay-changed-judged", path),
        Since::Changed(path) => ("replay-changed", path),
        Since::Gone(path) => ("replay-gone", path),
    };
    format!("\n{}\n", voice.say(id, &[("path", path.display().to_string().into())]))
}
