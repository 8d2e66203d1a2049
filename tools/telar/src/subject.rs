//! What is to be run: one of the exercises, or any program.

use std::io::ErrorKind;

use witness::Job;

use crate::program::{self, Built, Program, Purpose};
use crate::room::Room;
use crate::voice::Voice;

/// What was asked for on the command line.
pub struct Subject<'a> {
    /// The command that asks, as it is written before the dashes.
    pub command: &'a str,
    /// The exercise's name, if it is one.
    pub exercise: Option<&'a str>,
    /// The reference's program in place of the student's.
    pub solution: bool,
    /// The program and its arguments or, with an exercise, its arguments alone.
    pub words: &'a [String],
}

impl Subject<'_> {
    /// The job that runs it, with nothing else decided; `None` when it does not compile.
    pub fn job(&self, voice: Voice) -> anyhow::Result<Option<Job>> {
        let Some(name) = self.exercise else {
            let words = self.words.split_first();
            let nothing = || {
                let verb = self.command.split(' ').next().unwrap_or_default();
                voice.error(&format!("nothing-to-{verb}"), &[])
            };
            let (program, args) = words.ok_or_else(nothing)?;
            return Ok(Some(Job::new(program).args(args)));
        };
        let program = self.build(name, voice)?;
        Ok(program.map(|program| {
            let job = Job::new(program.path.display().to_string()).args([name]).args(self.words);
            // As the graders run it, so that whoever sees a run again sees the same one.
            Job { env: vec![("RUST_BACKTRACE".into(), "0".into())], ..job }
        }))
    }

    fn build(&self, exercise: &str, voice: Voice) -> anyhow::Result<Option<Program>> {
        let room = Room::open(voice)?;
        let place = match room.course.exercise(exercise) {
            // Nothing like an exercise: probably a program, written without the dashes.
            Err(unknown) if unknown.nearest.is_none() => {
                let values = [("name", exercise.into()), ("command", self.command.into())];
                return Err(voice.error("no-such-exercise-for-a-program", &values));
            }
            _ => room.place(exercise, voice)?,
        };
        match program::build(&room, place, Purpose::run(self.solution), voice)? {
            Built::Program(program) => Ok(Some(program)),
            Built::DoesNotCompile => Ok(None),
        }
    }
}

/// Why the witness gave no answer about the job's program; `otherwise` is the sentence for what has none
/// of its own.
pub fn unanswered(
    error: witness::Error,
    job: &Job,
    otherwise: &str,
    voice: Voice,
) -> anyhow::Error {
    let program = || [("program", job.program.clone().into())];
    match error {
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
        error => anyhow::Error::new(error).context(voice.say(otherwise, &program())),
    }
}
