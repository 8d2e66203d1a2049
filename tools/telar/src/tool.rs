//! Commands that are programs of their own: `cargo telar book` is the program `book`; `grade`, `report`,
//! `autograder`, `doctor`, `box` and others are the program `grade`.
//!
//! Those programs take a minute to compile, because much of what others have written is in them; so each is built when it
//! is first asked for, and nobody who only wants to be judged waits for it.

use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::Context;

use crate::cli::Words;
use crate::room::Room;
use crate::status::Status;
use crate::voice::Voice;
use crate::{cargo, output};

/// Builds the program `book` and becomes it, in the course's folder.
pub fn become_book(asked: &Words, room: &Room, voice: Voice) -> anyhow::Result<Status> {
    become_program("book", &asked.words, room, voice, |program| {
        program.current_dir(&room.root);
    })
}

/// Builds the program `grade` and becomes it, for one of its commands.
pub fn become_grade(
    command: &str,
    asked: &Words,
    room: &Room,
    voice: Voice,
) -> anyhow::Result<Status> {
    let own = [command.into(), "--lang".into(), voice.language.to_string().into()];
    let words: Vec<OsString> = own.into_iter().chain(asked.words.iter().cloned()).collect();
    become_program("grade", &words, room, voice, |_| {})
}

/// Streams, signals and exit status are the program's own. Returns only when there is none to become.
fn become_program(
    package: &str,
    words: &[OsString],
    room: &Room,
    voice: Voice,
    change: impl FnOnce(&mut Command),
) -> anyhow::Result<Status> {
    let tool = || ("tool", package.into());
    let doing = voice.say("building-tool", &[tool()]);
    let build = cargo::build(&room.root, &["build", "--package", package], doing, voice)?;
    let Some(program) = build.executable("bin").filter(|_| build.done) else {
        let errors = build.diagnostics.iter().filter(|it| it.is_error);
        output::aside(&errors.map(|it| it.rendered.as_str()).collect::<String>());
        return Err(voice.error("tool-does-not-compile", &[tool()]));
    };
    let mut command = Command::new(program);
    command.args(words);
    change(&mut command);
    let error = command.exec();
    let path = program.display().to_string();
    Err(error).with_context(|| voice.say("cannot-start", &[("program", path.into())]))
}
