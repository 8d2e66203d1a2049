//! `cargo telar run`: runs an exercise plainly, without anybody watching.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::Context;

use crate::cli::Run;
use crate::program::{self, Built, Purpose};
use crate::room::Room;
use crate::status::Status;
use crate::voice::Voice;

/// Builds the exercise's program and becomes it: streams, signals and exit status are the program's
/// own. Returns only when there is no program to become.
pub fn become_program(asked: &Run, room: &Room, voice: Voice) -> anyhow::Result<Status> {
    let place = room.place(&asked.exercise, voice)?;
    let Built::Program(program) = program::build(room, place, Purpose::run(asked.solution), voice)?
    else {
        return Ok(Status::Fail);
    };
    let error = Command::new(&program.path).arg(&place.exercise.name).args(&asked.args).exec();
    let path = program.path.display().to_string();
    Err(error).with_context(|| voice.say("cannot-start", &[("program", path.into())]))
}
