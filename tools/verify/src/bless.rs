//! Records the answer key: the story that each reference tells, as a snapshot.
//!
//! The graders refuse to write a snapshot unless `TELAR_BLESS` is set, and this is the only place
//! that sets it, for references alone. What was recorded is proved right after, several times.

use std::fs;

use anyhow::bail;

use crate::Part;
use crate::built::Built;
use crate::grader::{self, Call};
use crate::tally::{Check, Tally};
use crate::workspace::{Lesson, Workspace};

/// The requirement that compares a run's story with its snapshot; every exercise has it.
pub const STORY: &str = "tells_the_story";

/// Has the graders write the references' stories.
pub fn record(
    workspace: &Workspace,
    lessons: &[Lesson],
    built: &Built,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    for lesson in lessons {
        let package = lesson.solution();
        let (Some(grader), Some(program)) = (built.grader(&package), built.program(&package))
        else {
            bail!("`{package}` does not build, so there is no reference to record");
        };
        let place = workspace.scratch().join("bless").join(&lesson.topic);
        let call = Call {
            grader,
            package: &package,
            program,
            verdicts: place.join(&lesson.module),
            log: place.join(format!("{}.log", lesson.module)),
        };
        grader::fresh(&call.verdicts)?;
        let snapshot = workspace.root.join(lesson.snapshot_file());
        let before = fs::read(&snapshot).ok();
        let mut command = grader::command(workspace, &call)?;
        command.env("TELAR_BLESS", "1");
        command.args(["--exact", &format!("{}::{STORY}", lesson.module)]);
        let status = grader::run(&mut command, &call.log, grader::DEADLINE)?;
        let after = fs::read(&snapshot).ok();
        let what = match (&before, &after) {
            (_, None) => "has no snapshot",
            (None, Some(_)) => "has a new snapshot",
            (before, after) if before == after => "keeps its snapshot",
            _ => "has a changed snapshot; look at the difference before you commit it",
        };
        let complaint = if after.is_some() && status.is_some_and(|status| status.success()) {
            None
        } else {
            Some(format!("recording failed; what the grader printed: {}", call.log.display()))
        };
        let title = format!("{} {} {what}", lesson.topic, lesson.exercise);
        tally.add(Check::new(Part::References, title).about(lesson).of(complaint));
    }
    Ok(())
}
