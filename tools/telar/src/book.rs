//! `cargo telar book`: builds the course's book, by the program `book`.
//!
//! That program takes a minute to compile, because mdBook is in it; so it is built when it is first asked
//! for, and nobody who only wants to be judged waits for it.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::Context;

use crate::cli::Book;
use crate::room::Room;
use crate::status::Status;
use crate::voice::Voice;
use crate::{cargo, output};

/// Builds the program `book` and becomes it: streams, signals and exit status are its own. Returns only
/// when there is no such program to become.
pub fn become_builder(asked: &Book, room: &Room, voice: Voice) -> anyhow::Result<Status> {
    let doing = voice.say("building-book", &[]);
    let build = cargo::build(&room.root, &["build", "--package", "book"], doing, voice)?;
    let Some(program) = build.executable("bin").filter(|_| build.done) else {
        let errors = build.diagnostics.iter().filter(|it| it.is_error);
        output::aside(&errors.map(|it| it.rendered.as_str()).collect::<String>());
        return Err(voice.error("book-does-not-compile", &[]));
    };
    let error = Command::new(program).args(&asked.words).current_dir(&room.root).exec();
    let path = program.display().to_string();
    Err(error).with_context(|| voice.say("cannot-start", &[("program", path.into())]))
}
