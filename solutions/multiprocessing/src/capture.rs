//! A command, both of whose output streams are captured whole; and how the command ended.
//!
//! What a command writes to its standard output and to its standard error comes through two pipes.
//! A pipe has room for a certain number of bytes, usually 65,536. When it is full, the writer waits
//! until somebody reads. So whoever reads one pipe to its end before it looks at the other may wait
//! for a command that waits for *it*: both streams have to be read while the command runs.
//!
//! The standard library has this ready made: [`std::process::Command::output`]. Here you write what
//! it does.
//!
//! # What is asked
//!
//! All arguments of the program are the command and its arguments, as they are. The command runs in
//! a child process; nothing of what it writes appears anywhere but in its two pipes. When it has
//! ended, the parent prints three lines, here for `sh -c 'echo out; echo err >&2; exit 3'`:
//!
//! ```text
//! stdout: 4 bytes, sum db8c80b452225d4f
//! stderr: 4 bytes, sum b1cd6f606f7fd772
//! exit code: 3
//! ```
//!
//! or, in place of the last one, `signal: SIGKILL` for a command that a signal ended. Both are
//! answers, so the program itself ends with exit code 0. [`described`] makes the first two lines'
//! words, and [`Ending`] those of the last.
//!
//! # What is looked at
//!
//! Which command the child runs, and that nothing besides it is started; that each stream has every
//! byte, also 1 MiB on both, in whichever order they are written; that 137 is an exit code and
//! SIGKILL a signal; that the child is reaped, and the command has no pipe open besides its own two.
//! And the child is killed, at each of its steps in turn: what it wrote before counts.
//!
//! # Traps
//!
//! - **Read one, then the other**: hangs as soon as the other pipe is full. Either a thread reads
//!   one of them, or [`nix::poll::poll`] tells which of them has something.
//! - **Wait, then read**: hangs as soon as any pipe is full. Read to the end of both, then wait.
//! - **End of file needs all write ends closed**, the parent's own copies too.
//! - **Bytes are not text.** [`String::from_utf8_lossy`] changes what is not UTF-8.
//! - **`fork` while you are the only thread**; threads come afterwards, in the parent alone.
//! - **A descriptor without close-on-exec goes on into the command.** [`std::io::pipe`] sets it on
//!   both ends, [`nix::unistd::pipe`] does not.
//!
//! # What to read
//!
//! [`std::io::pipe`], [`std::io::Read::read_to_end`], [`std::thread::scope`],
//! [`nix::unistd::fork`], [`nix::sys::wait::WaitStatus`], pipe(7).

use std::error::Error;
use std::ffi::CString;
use std::fmt;
use std::io::{self, PipeReader, PipeWriter, Read};
use std::thread;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, dup2_stderr, dup2_stdout, execvp, fork};

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The command and its arguments.
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        default_values = ["sh", "-c", "echo out; echo err >&2; exit 3"]
    )]
    command: Vec<String>,
}

/// A command that was started.
struct Child {
    /// Its process number; ours to wait for.
    pid: Pid,
    /// The pipe's end from which its standard output comes.
    stdout: PipeReader,
    /// The pipe's end from which its standard error comes.
    stderr: PipeReader,
}

/// How a command ended: there are two ways, and no number stands for both.
enum Ending {
    /// By itself, with this exit code.
    Exited(i32),
    /// By this signal.
    Signaled(Signal),
}

/// Starts the command, captures what it writes, and prints what that was and how the command ended.
///
/// # Errors
///
/// The system's error when the command could not be started, read from or waited for.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let Child { pid, stdout, stderr } = start(&options.command)?;
    let captured = drain(stdout, stderr);
    // In any case: a child that could not be read from stays a zombie too until it is waited for.
    let ending = wait_for(pid)?;
    let (stdout, stderr) = captured?;
    println!("stdout: {}", described(&stdout));
    println!("stderr: {}", described(&stderr));
    println!("{ending}");
    Ok(())
}

/// Starts the command in a child, with a pipe for each of its streams, and returns it to the parent
/// alone: the child ends in here, or becomes the command.
///
/// # Errors
///
/// The system's error when there can be no further pipe or process.
fn start(command: &[String]) -> io::Result<Child> {
    let (stdout, stdout_writer) = io::pipe()?;
    let (stderr, stderr_writer) = io::pipe()?;
    // SAFETY: this process has one thread, so the child finds no lock held and no data half
    // written by a thread that it does not have.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => {
            // The command must be the last to hold these: only then is its end their end of file.
            drop((stdout_writer, stderr_writer));
            Ok(Child { pid: child, stdout, stderr })
        }
        ForkResult::Child => become_command(command, &stdout_writer, &stderr_writer),
    }
}

/// Reads both streams to their ends, at the same time, whichever of them has something to read.
///
/// # Errors
///
/// The system's error when one of them can't be read.
fn drain(stdout: PipeReader, stderr: PipeReader) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let to_its_end = |mut stream: PipeReader| -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    thread::scope(|scope| {
        let errors = scope.spawn(move || to_its_end(stderr));
        // Meanwhile, in this thread.
        let output = to_its_end(stdout);
        let errors = errors.join().expect("reading does not panic");
        Ok((output?, errors?))
    })
}

/// Waits until `child` has ended, and returns how it did.
///
/// # Errors
///
/// The system's error, except for `EINTR`: then a signal came in between, and it waits again.
fn wait_for(child: Pid) -> nix::Result<Ending> {
    loop {
        match waitpid(child, None) {
            Ok(WaitStatus::Exited(_, code)) => return Ok(Ending::Exited(code)),
            Ok(WaitStatus::Signaled(_, signal, _)) => return Ok(Ending::Signaled(signal)),
            // No other status is reported unless it is asked for.
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Given: puts the command in this process's place, with these ends of pipes as its standard output
/// and standard error.
///
/// The copies that `dup2` makes stay open in the command. All other ends have close-on-exec, so they
/// are gone by then. A command that can't be started ends as in a shell, with exit code 127.
fn become_command(command: &[String], stdout: &PipeWriter, stderr: &PipeWriter) -> ! {
    let words: Result<Vec<_>, _> = command.iter().map(|word| CString::new(word.as_str())).collect();
    if let Ok(words) = words
        && dup2_stdout(stdout).is_ok()
        && dup2_stderr(stderr).is_ok()
    {
        // Rust ignores SIGPIPE, and what is ignored stays ignored in a command.
        // SAFETY: the default action is no function of ours that could be called.
        let _ = unsafe { signal(Signal::SIGPIPE, SigHandler::SigDfl) };
        // It returns only when it fails.
        let _ = execvp(&words[0], &words);
    }
    // SAFETY: `_exit` takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(127) }
}

/// Given: how many bytes there are, and a sum in which each of them, and its place, counts (FNV-1a).
fn described(bytes: &[u8]) -> String {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{} bytes, sum {sum:016x}", bytes.len())
}

/// Given: the last line's words.
impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exited(code) => write!(f, "exit code: {code}"),
            Self::Signaled(signal) => write!(f, "signal: {signal}"),
        }
    }
}
