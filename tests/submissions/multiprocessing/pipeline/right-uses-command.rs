//! Starts the stages by `Command`, which sets SIGPIPE back and closes what is not used.

use std::error::Error;
use std::ffi::{CString, NulError, OsStr};
use std::fmt;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};

use nix::sys::signal::Signal;

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The pipeline: stages with `|` between them, words with spaces between them, and no quotes.
    #[arg(default_value = "seq 20 | grep 1 | wc -l", value_parser = parse)]
    pipeline: Pipeline,
}

/// What was asked for, stage by stage; there is at least one.
#[derive(Debug, Clone)]
struct Pipeline {
    stages: Vec<Stage>,
}

/// A command as `exec` wants it: the words, the program's name first. There is at least one.
#[derive(Debug, Clone)]
struct Stage {
    words: Vec<CString>,
}

/// How a stage ended. There is no third way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// By itself, with this exit code.
    Code(i32),
    /// By this signal.
    Signal(Signal),
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "exit code {code}"),
            Self::Signal(signal) => write!(f, "{signal}"),
        }
    }
}

/// The last stage did not end with exit code 0.
#[derive(Debug, thiserror::Error)]
#[error("the last stage failed")]
struct Failed;

/// Starts all stages, then waits for each, and tells how they ended.
///
/// # Errors
///
/// [`Failed`] when the last stage did; the system's error when a stage could not be started (those
/// before it are waited for all the same) or waited for.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let stages = &options.pipeline.stages;
    let mut children = Vec::new();
    let mut input = Stdio::inherit();
    for (index, stage) in stages.iter().enumerate() {
        let [program, arguments @ ..] = stage.words.as_slice() else { continue };
        let mut command = Command::new(OsStr::from_bytes(program.as_bytes()));
        command.args(arguments.iter().map(|word| OsStr::from_bytes(word.as_bytes())));
        command.stdin(input);
        input = Stdio::null();
        if index + 1 < stages.len() {
            let (read_end, write_end) = io::pipe()?;
            command.stdout(write_end);
            input = read_end.into();
        }
        let child = command.spawn();
        if let Err(error) = &child {
            eprintln!("{}: {error}", program.to_string_lossy());
        }
        children.push(child);
    }

    let mut ends = Vec::new();
    for child in children {
        ends.push(match child {
            Ok(mut child) => end_of(child.wait()?),
            Err(_) => End::Code(127),
        });
    }
    for (index, end) in ends.iter().enumerate() {
        eprintln!("stage {}: {end}", index + 1);
    }
    if ends.last() == Some(&End::Code(0)) { Ok(()) } else { Err(Failed.into()) }
}

/// A status is an exit code or a signal.
fn end_of(status: ExitStatus) -> End {
    let signal = status.signal().and_then(|number| Signal::try_from(number).ok());
    signal.map_or_else(|| End::Code(status.code().unwrap_or(0)), End::Signal)
}

/// Given: cuts the pipeline into stages, and each stage into words.
fn parse(text: &str) -> Result<Pipeline, String> {
    let stage = |text: &str| {
        let words = text.split_whitespace().map(CString::new);
        let words =
            words.collect::<Result<Vec<_>, NulError>>().map_err(|error| error.to_string())?;
        if words.is_empty() { Err("a stage is empty".into()) } else { Ok(Stage { words }) }
    };
    Ok(Pipeline { stages: text.split('|').map(stage).collect::<Result<_, String>>()? })
}
