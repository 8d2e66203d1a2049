//! Keeps its own copies of all the ends until the stages have ended. So no reader ever meets end of file.
//!
//! Breaks: no_spare_end_stays_open
//! Also breaks: pipes_join_the_stages, the_bytes_are_the_shells
//! Also breaks: a_writer_without_a_reader_dies_of_sigpipe
//! Also breaks: every_end_is_told, a_kill_at_any_step_is_survived, is_right_under_every_schedule
//! Also breaks: tells_the_story

use std::convert::Infallible;
use std::error::Error;
use std::ffi::{CString, NulError};
use std::fmt;
use std::os::fd::OwnedFd;

use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::libc;
use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, dup2_stdin, dup2_stdout, execvp, fork, pipe2};

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
    let mut children = Vec::new();
    let mut pipes = Vec::new();
    let started = start_all(&options.pipeline, &mut pipes, &mut children);

    let ends = children.into_iter().map(wait_for).collect::<nix::Result<Vec<_>>>()?;
    // Only now: when there could be no further stage, those before it still had to be waited for.
    started?;
    for (index, end) in ends.iter().enumerate() {
        eprintln!("stage {}: {end}", index + 1);
    }
    if ends.last() == Some(&End::Code(0)) { Ok(()) } else { Err(Failed.into()) }
}

/// Starts the stages from left to right and adds their process numbers to `children`, with a pipe
/// between each two. The pipes stay in `pipes`.
///
/// # Errors
///
/// The system's error when there can be no further pipe or process; `children` has those started.
fn start_all(
    pipeline: &Pipeline,
    pipes: &mut Vec<(OwnedFd, OwnedFd)>,
    children: &mut Vec<Pid>,
) -> nix::Result<()> {
    let last = pipeline.stages.len() - 1;
    for (index, stage) in pipeline.stages.iter().enumerate() {
        if index < last {
            pipes.push(pipe2(OFlag::O_CLOEXEC)?);
        }
        let input = index.checked_sub(1).map(|before| &pipes[before].0);
        let output = pipes.get(index).map(|pipe| &pipe.1);
        children.push(start(stage, input, output)?);
    }
    Ok(())
}

/// Starts one stage, which reads from `input` and writes to `output`; `None` means: where the parent
/// does. Returns its process number, to the parent alone.
///
/// # Errors
///
/// The system's error when there can be no further process.
fn start(stage: &Stage, input: Option<&OwnedFd>, output: Option<&OwnedFd>) -> nix::Result<Pid> {
    // SAFETY: this process has one thread, so the child finds no lock held and no data half
    // written by a thread that it does not have.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            let Err(errno) = become_stage(stage, input, output);
            give_up(stage, errno)
        }
    }
}

/// Puts the ends where the program will look for them, and the program in this one's place.
///
/// # Errors
///
/// The system's error. When all goes well, this function never returns.
fn become_stage(
    stage: &Stage,
    input: Option<&OwnedFd>,
    output: Option<&OwnedFd>,
) -> nix::Result<Infallible> {
    if let Some(input) = input {
        dup2_stdin(input)?;
    }
    if let Some(output) = output {
        dup2_stdout(output)?;
    }
    // SAFETY: no handler of ours is installed here, only the system's own behaviour.
    unsafe { signal(Signal::SIGPIPE, SigHandler::SigDfl) }?;
    execvp(&stage.words[0], &stage.words)
}

/// Waits until `child` has ended; how it did.
///
/// # Errors
///
/// The system's error, except for `EINTR`: then a signal came in between, and it waits again.
fn wait_for(child: Pid) -> nix::Result<End> {
    loop {
        match waitpid(child, None) {
            Ok(WaitStatus::Exited(_, code)) => return Ok(End::Code(code)),
            Ok(WaitStatus::Signaled(_, signal, _)) => return Ok(End::Signal(signal)),
            // Stopped children are reported only on request.
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Given: ends a child that can't become its stage, with the message and the exit code of a shell.
fn give_up(stage: &Stage, errno: Errno) -> ! {
    eprintln!("{}: {}", stage.words[0].to_string_lossy(), errno.desc());
    let code = if errno == Errno::ENOENT { 127 } else { 126 };
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
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
