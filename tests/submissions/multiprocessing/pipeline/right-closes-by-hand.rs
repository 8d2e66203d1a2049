//! Makes all pipes beforehand, without `O_CLOEXEC`, and closes every end by hand, in each process.

use std::convert::Infallible;
use std::error::Error;
use std::ffi::{CString, NulError};
use std::fmt;
use std::os::fd::OwnedFd;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, close, dup2_stdin, dup2_stdout, execvp, fork, pipe};

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
    let started = start_all(&options.pipeline.stages, &mut children);

    let ends = children.into_iter().map(wait_for).collect::<nix::Result<Vec<_>>>()?;
    // Only now: when there could be no further stage, those before it still had to be waited for.
    started?;
    for (index, end) in ends.iter().enumerate() {
        eprintln!("stage {}: {end}", index + 1);
    }
    if ends.last() == Some(&End::Code(0)) { Ok(()) } else { Err(Failed.into()) }
}

/// Makes all the pipes, starts all the stages, closes all the pipes.
fn start_all(stages: &[Stage], children: &mut Vec<Pid>) -> nix::Result<()> {
    let mut pipes = Vec::new();
    for _ in 1..stages.len() {
        pipes.push(pipe()?);
    }
    for (index, stage) in stages.iter().enumerate() {
        // SAFETY: this process has one thread.
        match unsafe { fork() }? {
            ForkResult::Parent { child } => children.push(child),
            ForkResult::Child => {
                let Err(errno) = become_stage(stage, index, pipes);
                give_up(stage, errno)
            }
        }
    }
    Ok(())
}

/// Puts two ends in place, closes all the pipes by hand, and becomes the stage.
fn become_stage(
    stage: &Stage,
    index: usize,
    pipes: Vec<(OwnedFd, OwnedFd)>,
) -> nix::Result<Infallible> {
    if let Some((read_end, _)) = index.checked_sub(1).and_then(|before| pipes.get(before)) {
        dup2_stdin(read_end)?;
    }
    if let Some((_, write_end)) = pipes.get(index) {
        dup2_stdout(write_end)?;
    }
    for (read_end, write_end) in pipes {
        close(read_end)?;
        close(write_end)?;
    }
    let default = SigAction::new(SigHandler::SigDfl, SaFlags::empty(), SigSet::empty());
    // SAFETY: no handler of ours is installed here, only the system's own behaviour.
    unsafe { sigaction(Signal::SIGPIPE, &default) }?;
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
