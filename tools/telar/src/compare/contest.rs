//! Who is compared with whom, and how fast each is.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Context;
use witness::measured::{Contender, With, Work, Written, alternating};
use witness::{Job, Limits};

use super::python::Python;
use crate::room::Room;
use crate::spinner::Spinner;
use crate::voice::Voice;
use crate::{cargo, output};

/// Longest that a program is observed.
const DEADLINE: Duration = Duration::from_secs(60);

/// A program and one of its ways to work.
#[derive(Clone)]
pub struct Contest {
    written: Written,
    with: With,
    work: Work,
    workers: usize,
    /// The program, and what comes before the arguments that both programs understand.
    program: Vec<String>,
}

impl Contest {
    /// `python-threads-cpu`.
    pub fn name(&self) -> String {
        let written = match self.written {
            Written::Python => "python",
            Written::Rust => "rust",
        };
        format!("{written}-{}-{}", self.with_word(), self.work_word())
    }

    /// To be observed.
    pub fn job(&self) -> Job {
        let words = self.words(self.with_word());
        let limits = Limits { deadline: DEADLINE, ..Limits::default() };
        Job { limits, ..Job::new(&words[0]).args(&words[1..]) }
    }

    fn with_word(&self) -> &'static str {
        match self.with {
            With::Threads => "threads",
            With::Processes => "processes",
        }
    }

    fn work_word(&self) -> &'static str {
        match self.work {
            Work::Cpu => "cpu",
            Work::Wait => "wait",
        }
    }

    fn words(&self, way: &str) -> Vec<String> {
        let workers = self.workers.to_string();
        let args = [way, self.work_word(), &workers].map(str::to_owned);
        self.program.iter().cloned().chain(args).collect()
    }

    fn command(&self, way: &str) -> Command {
        let words = self.words(way);
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::null());
        command
    }
}

/// Builds the Rust program, to be fast; `None` when it does not compile.
pub fn build(room: &Room, voice: Voice) -> anyhow::Result<Option<PathBuf>> {
    let command = ["build", "--release", "--package", "listings", "--bin", "compare"];
    let doing = voice.say("building", &[("topic", "compare".into())]);
    let build = cargo::build(&room.root, &command, doing, voice)?;
    if !build.done {
        let errors = build.diagnostics.iter().filter(|it| it.is_error);
        output::aside(&errors.map(|error| error.rendered.as_str()).collect::<String>());
        return Ok(None);
    }
    Ok(build.executable("bin").map(Path::to_owned))
}

/// All that take part; both ways to work of one language and kind of work stand next to each other.
pub fn contestants(
    room: &Room,
    rust: &Path,
    python: Option<&Python>,
    workers: usize,
) -> Vec<Contest> {
    let script = room.root.join("book/listings/python/compare.py");
    let word = |path: &Path| path.display().to_string();
    let python = python.map(|it| (Written::Python, vec![word(&it.program), word(&script)]));
    let rust = (Written::Rust, vec![word(rust)]);
    let mut contests = Vec::new();
    for work in [Work::Cpu, Work::Wait] {
        for (written, program) in python.iter().chain([&rust]) {
            for with in [With::Threads, With::Processes] {
                let (written, program) = (*written, program.clone());
                contests.push(Contest { written, with, work, workers, program });
            }
        }
    }
    contests
}

/// Measures all of them by turns, and the same work done one part after the other.
pub fn measure(
    contests: &[Contest],
    rounds: usize,
    voice: Voice,
) -> anyhow::Result<Vec<Contender>> {
    let mut commands = Vec::new();
    for pair in contests.chunks(2) {
        // In a row there is no difference between threads and processes.
        commands.push(pair[0].command("sequential"));
        commands.extend(pair.iter().map(|contest| contest.command(contest.with_word())));
    }
    let spinner = Spinner::steps(commands.len() * (rounds + 1), voice.say("comparing", &[]));
    let mut about_to = |number: usize| {
        if number > 0 {
            spinner.step();
        }
    };
    let measured = alternating(&mut commands, rounds, &mut about_to)
        .with_context(|| voice.say("not-measured", &[]))?;
    let mut contenders = Vec::new();
    for (pair, measured) in contests.chunks(2).zip(measured.chunks(3)) {
        for (contest, at_once) in pair.iter().zip(&measured[1..]) {
            contenders.push(Contender {
                written: contest.written,
                with: contest.with,
                work: contest.work,
                workers: contest.workers,
                in_a_row: measured[0].clone(),
                at_once: at_once.clone(),
            });
        }
    }
    Ok(contenders)
}
