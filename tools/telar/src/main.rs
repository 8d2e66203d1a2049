//! `telar`, the course's command: shows where the student stands, runs, observes, explores and tests
//! exercises.
//!
//! # How a call flows through the code
//!
//! [`cli`] reads the command line, with [`help`] and [`usage`] putting its help and its errors into
//! the student's language. Each command is one module with one function that returns a [`Status`]:
//! [`stand`] (no command), [`list`], [`run`], [`observe`], [`explore`], [`replay`], [`mod@test`]
//! and [`completions`]; those that are programs of their own are in [`tool`]. What is to be run is a [`subject`]; an exercise's program comes from [`program`], which
//! calls [`cargo`] and, when another exercise's file does not compile, builds around it in an
//! [`overlay`]. What the witness's explorer found is told and recorded by [`loom`]. Verdicts come from
//! [`grade`], and are never read from what a grader prints: only from the records that it stores.
//!
//! # Invariants
//!
//! - A requirement without a record is an error of ours, never a pass.
//! - Files are written whole or not at all ([`files`]).
//! - What is for programs to read (`--format json`, completions) contains nothing else.

mod cli;
mod stand;
mod list;
mod run;
mod observe;
mod explore;
mod replay;
mod test;
mod compare;
mod tool;
mod completions;
mod room;
mod progress;
mod tries;
mod subject;
mod program;
mod loom;
mod cargo;
mod overlay;
mod grade;
mod help;
mod usage;
mod voice;
mod status;
mod output;
mod files;
mod spinner;

use std::process::ExitCode;

use crate::cli::{Call, Command};
use crate::room::Room;
use crate::status::Status;
use crate::voice::Voice;

fn main() -> ExitCode {
    // First of all: started by `observe` or `explore` as its witness, this process goes no further.
    witness::serve_if_asked();

    let (voice, call) = cli::read(std::env::args_os());
    let status = match call {
        Call::Obey(command) => obey(command, voice),
        Call::Explain(help) => output::text(&help).map(|()| Status::Well),
        Call::Refuse(error) => Err(error),
    };
    match status {
        Ok(status) => status.into(),
        Err(error) => {
            output::error(&error);
            Status::of(&error).into()
        }
    }
}

fn obey(command: Option<Command>, voice: Voice) -> anyhow::Result<Status> {
    match command {
        None => stand::show(&Room::open(voice)?, voice),
        Some(Command::List(asked)) => list::show(&asked, &Room::open(voice)?, voice),
        Some(Command::Run(asked)) => run::become_program(&asked, &Room::open(voice)?, voice),
        Some(Command::Observe(asked)) => observe::tell(&asked, voice),
        Some(Command::Explore(asked)) => explore::tell(&asked, voice),
        Some(Command::Replay(asked)) => replay::tell(&asked, voice),
        Some(Command::Test(asked)) => test::judge(&asked, &Room::open(voice)?, voice),
        Some(Command::Compare(asked)) => compare::tell(&asked, &Room::open(voice)?, voice),
        Some(Command::Book(asked)) => tool::become_book(&asked, &Room::open(voice)?, voice),
        Some(Command::Grade(asked)) => become_grade("grade", &asked, voice),
        Some(Command::Regrade(asked)) => become_grade("regrade", &asked, voice),
        Some(Command::Merge(asked)) => become_grade("merge", &asked, voice),
        Some(Command::Report(asked)) => become_grade("report", &asked, voice),
        Some(Command::Similar(asked)) => become_grade("similar", &asked, voice),
        Some(Command::Autograder(asked)) => become_grade("autograder", &asked, voice),
        Some(Command::Doctor(asked)) => become_grade("doctor", &asked, voice),
        Some(Command::Box(asked)) => become_grade("box", &asked, voice),
        Some(Command::Completions(asked)) => completions::write(&asked, voice),
    }
}

fn become_grade(command: &str, asked: &cli::Words, voice: Voice) -> anyhow::Result<Status> {
    tool::become_grade(command, asked, &Room::open(voice)?, voice)
}
