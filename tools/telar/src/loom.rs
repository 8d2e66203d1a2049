//! Exploring a program, telling what came of it, and keeping the failure: what `explore` does, and
//! `replay` where a program has changed.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use serde::Serialize;
use witness::explore::{
    Canonical, Expectation, Explored, Failure, Finding, Plan, Recording, RecordingError, explore,
};
use witness::{Input, Job, show};

use crate::output;
use crate::spinner::Spinner;
use crate::status::Status;
use crate::subject::unanswered;
use crate::voice::Voice;

/// The version of what `--format json` prints; docs/explore-report.md documents it.
pub const VERSION: u32 = 1;

/// What came of exploring a program.
pub struct Outcome {
    command: Vec<String>,
    plan: Plan,
    expectation: Expectation,
    explored: Explored,
    time: Duration,
    /// The failure as it was kept; `None` when there is none, or it could not be.
    recording: Option<Recording>,
}

/// What `--format json` prints.
#[derive(Serialize)]
pub struct Page<'a> {
    version: u32,
    command: &'a [String],
    plan: &'a Plan,
    expectation: &'a Expectation,
    elapsed_ns: u64,
    recording: Option<&'a str>,
    #[serde(flatten)]
    explored: &'a Explored,
}

impl Outcome {
    /// Explores the job's program, and keeps the failure, if there is one.
    pub fn of(
        job: &Job,
        plan: &Plan,
        expectation: &Expectation,
        voice: Voice,
    ) -> anyhow::Result<Self> {
        let begin = Instant::now();
        let explored = {
            let doing = voice.say("exploring", &[("program", job.program.clone().into())]);
            let most = Canonical::ALL.len() + plan.seeds as usize + plan.directed as usize;
            let spinner = Spinner::steps(most, doing);
            // It judges nothing; it is asked about each run, and so knows how far we are.
            let mut count = |_: &_| {
                spinner.step();
                None
            };
            explore(job, plan, expectation, &mut count)
                .map_err(|error| unanswered(error, job, "not-explored", voice))?
        };
        let time = begin.elapsed();
        let recording = explored.failure.as_ref().and_then(|failure| {
            let kept = folder(voice)
                .and_then(|folder| Ok(Recording::keep(&folder, job, plan, expectation, failure)?));
            // The failure is told all the same.
            kept.inspect_err(|error| {
                let not_kept = voice.say("not-kept", &[]);
                output::aside(&format!("{not_kept}: {error:#}\n"));
            })
            .ok()
        });
        Ok(Self {
            command: command(job),
            plan: plan.clone(),
            expectation: expectation.clone(),
            explored,
            time,
            recording,
        })
    }

    /// Whether a failure was found, and proves something.
    pub fn status(&self) -> Status {
        self.explored.failure.as_ref().map_or(Status::Well, status)
    }

    /// The text for people.
    pub fn text(&self, log: bool, voice: Voice) -> String {
        let mut text = show::explored_within(&self.explored, self.time, voice.language);
        let failure = self.explored.failure.as_ref();
        if let Some(Finding::Story { .. }) = failure.map(|failure| &failure.finding) {
            text += &format!("\n{}\n", voice.say("may-differ", &[]));
        }
        if let Some(failure) = failure.filter(|_| log) {
            text += &show::every_step(&failure.woven, voice.language);
        }
        if let Some(recording) = &self.recording {
            let again = format!("cargo telar replay {}", recording.id());
            text += &format!("\n{}\n", voice.say("replay-it", &[("command", again.into())]));
        }
        text
    }

    /// The whole of it, for programs.
    pub fn page(&self) -> Page<'_> {
        Page {
            version: VERSION,
            command: &self.command,
            plan: &self.plan,
            expectation: &self.expectation,
            elapsed_ns: u64::try_from(self.time.as_nanos()).unwrap_or(u64::MAX),
            recording: self.recording.as_ref().map(Recording::id),
            explored: &self.explored,
        }
    }
}

/// The status of a call that shows this failure.
pub fn status(failure: &Failure) -> Status {
    if failure.doubtful { Status::Inconclusive } else { Status::Fail }
}

/// The program and its arguments.
pub fn command(job: &Job) -> Vec<String> {
    std::iter::once(&job.program).chain(&job.args).cloned().collect()
}

/// The folder of recordings: the course's, or outside of one, the user's.
pub fn folder(voice: Voice) -> anyhow::Result<PathBuf> {
    let here = std::env::current_dir().with_context(|| voice.say("no-current-folder", &[]))?;
    if let Ok(root) = course::find_root(&here) {
        return Ok(root.join("target/telar/loom"));
    }
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let state = absolute("XDG_STATE_HOME")
        .or_else(|| Some(absolute("HOME")?.join(".local/state")))
        .ok_or_else(|| voice.error("no-home", &[]))?;
    Ok(state.join("telar/loom"))
}

/// What our own standard input holds, for each run to read anew; nothing when that is a terminal.
pub fn input(voice: Voice) -> anyhow::Result<Input> {
    let mut stdin = std::io::stdin().lock();
    if stdin.is_terminal() {
        return Ok(Input::Nothing);
    }
    let mut bytes = Vec::new();
    stdin.read_to_end(&mut bytes).with_context(|| voice.say("no-input", &[]))?;
    Ok(if bytes.is_empty() { Input::Nothing } else { Input::Bytes(bytes) })
}

/// Why there is nothing to replay, with the way out.
pub fn no_recording(error: RecordingError, job: Option<&Job>, voice: Voice) -> anyhow::Error {
    let path = |path: &Path| ("path", path.display().to_string().into());
    match error {
        RecordingError::Unknown { name, newest: Some(newest) } => {
            let values = [("name", name.into()), ("newest", newest.into())];
            voice.error("no-such-recording-but", &values)
        }
        RecordingError::Unknown { name, newest: None } => {
            voice.error("no-such-recording", &[("name", name.into())])
        }
        RecordingError::Damaged { path: file, source } => {
            anyhow::Error::new(source).context(voice.say("damaged-recording", &[path(&file)]))
        }
        RecordingError::ProgramGone { id, .. } => {
            let again = job.map(|job| command(job).join(" ")).unwrap_or_default();
            let again = format!("cargo telar explore -- {again}");
            voice.error("program-gone", &[("id", id.into()), ("command", again.into())])
        }
        other => other.into(),
    }
}
