//! A pipeline, as a shell runs it: `seq 20 | grep 1 | wc -l`, each stage a program of its own.
//!
//! A *pipe* has a write end and a read end; what goes into the one comes out of the other. A program
//! in a pipeline knows nothing of it. It reads descriptor 0 and writes descriptor 1, as ever; whoever
//! starts it has put the ends of pipes there before, by `dup2`, and `exec` leaves them in place.
//!
//! Nobody tells a stage that the data is over. It reads *end of file* when every write end of its
//! input is closed, and who writes to a pipe of which every read end is closed is sent SIGPIPE,
//! of which it dies. Each descriptor counts, in whichever process it is; and `fork` copies them all.
//!
//! # What is asked
//!
//! The parent starts the stages from left to right, each as a child of its own that runs the
//! command. The first one reads what the parent itself would read, the last one writes where the
//! parent would write, and a pipe is between each two neighbours. All stages live at once. When the
//! last of them is started, the parent waits for all, and tells on standard error how each ended:
//!
//! ```text
//! stage 1: SIGPIPE
//! stage 2: exit code 0
//! ```
//!
//! This is `yes | head -n 1`: `yes` writes without end, and dies of SIGPIPE once `head` has gone. As
//! in a shell, the last stage decides how the pipeline went: when it didn't end with exit code 0,
//! the error is [`Failed`]. The parent neither reads nor writes any of the bytes.
//!
//! The grader compares the bytes with those of the shell, looks at who holds which end of which
//! pipe, and kills stages at any moment: the others come to their end, and the report is right.
//!
//! # Traps
//!
//! - **A spare write end.** While anybody holds one, the parent or the reader itself, there is no end
//!   of file. Close the parent's copies before the next fork, or the next child has them too.
//! - **A spare read end.** The writer has one as well, inherited: with it, it is never sent SIGPIPE,
//!   and fills a pipe that nobody reads. `O_CLOEXEC` closes a descriptor when its holder calls
//!   `exec`; the copy that `dup2` makes stays open.
//! - **An ignored signal stays ignored over `exec`**, and every Rust program begins by ignoring
//!   SIGPIPE. The stage would inherit that.
//! - **Start all, then wait.** A pipe holds 64 KiB. A stage that nobody reads from yet gets stuck in
//!   its write, and with it a parent that waits for it.
//! - **Fork while you are the only thread**, and let the child end: a stage that can't be run ends by
//!   [`give_up`], or it would go on as a second parent.
//!
//! # What to read
//!
//! [`nix::unistd::pipe2`], [`nix::unistd::dup2_stdin`], [`nix::unistd::dup2_stdout`],
//! [`nix::unistd::execvp`], [`nix::sys::signal::signal`], [`nix::sys::wait::waitpid`];
//! `man 7 pipe`. To see who held what, run `cargo telar observe pipeline -- 'yes | head -n 1'`.

#![expect(
    unused_variables,
    dead_code,
    clippy::ptr_arg,
    clippy::todo,
    reason = "starter code: delete this attribute when no `todo!` is left"
)]

use std::convert::Infallible;
use std::error::Error;
use std::ffi::{CString, NulError};
use std::fmt;
use std::os::fd::OwnedFd;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::Signal;
use nix::unistd::Pid;

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
    todo!("start all stages, wait for each, tell how they ended, and let the last one decide")
}

/// Starts the stages from left to right and adds their process numbers to `children`, with a pipe
/// between each two. When it returns, the parent holds no end of any.
///
/// # Errors
///
/// The system's error when there can be no further pipe or process; `children` has those started.
fn start_all(pipeline: &Pipeline, children: &mut Vec<Pid>) -> nix::Result<()> {
    todo!("start one stage after the other, with a pipe between each two, and keep no end of any")
}

/// Starts one stage, which reads from `input` and writes to `output`; `None` means: where the parent
/// does. Returns its process number, to the parent alone, whose copies of both ends are closed then.
///
/// # Errors
///
/// The system's error when there can be no further process.
fn start(stage: &Stage, input: Option<OwnedFd>, output: Option<OwnedFd>) -> nix::Result<Pid> {
    todo!("fork: the parent gets the number, the child becomes its stage or gives up")
}

/// Puts the ends where the program will look for them, and the program in this one's place.
///
/// # Errors
///
/// The system's error. When all goes well, this function never returns.
fn become_stage(
    stage: &Stage,
    input: Option<OwnedFd>,
    output: Option<OwnedFd>,
) -> nix::Result<Infallible> {
    todo!("put both ends in place, undo what Rust did to SIGPIPE, and call `execvp`")
}

/// Waits until `child` has ended; how it did.
///
/// # Errors
///
/// The system's error, except for `EINTR`: then a signal came in between, and it waits again.
fn wait_for(child: Pid) -> nix::Result<End> {
    todo!("wait for the child and tell how it ended; on `EINTR`, wait again")
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
