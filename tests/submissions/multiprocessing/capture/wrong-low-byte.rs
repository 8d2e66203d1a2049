//! Takes the lowest byte of the raw wait status for the exit code; it is the signal's.
//!
//! Breaks: exit_code_and_signal_are_told_apart
//! Also breaks: both_streams_are_captured, a_mebibyte_on_each_does_not_hang, a_kill_at_any_step_is_told, tells_the_story

use std::error::Error;
use std::ffi::CString;
use std::fmt;
use std::io::{self, PipeReader, PipeWriter, Read};
use std::thread;

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::{SigHandler, Signal, signal};
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

/// How a command ended.
struct Ending(i32);

/// Starts the command, captures what it writes, and prints what that was and how the command ended.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let Child { pid, stdout, stderr } = start(&options.command)?;
    let captured = drain(stdout, stderr);
    let ending = wait_for(pid)?;
    let (stdout, stderr) = captured?;
    println!("stdout: {}", described(&stdout));
    println!("stderr: {}", described(&stderr));
    println!("{ending}");
    Ok(())
}

/// Starts the command in a child, with a pipe for each of its streams.
fn start(command: &[String]) -> io::Result<Child> {
    let (stdout, stdout_writer) = io::pipe()?;
    let (stderr, stderr_writer) = io::pipe()?;
    // SAFETY: this process has one thread.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => {
            drop((stdout_writer, stderr_writer));
            Ok(Child { pid: child, stdout, stderr })
        }
        ForkResult::Child => become_command(command, &stdout_writer, &stderr_writer),
    }
}

/// Reads both streams to their ends, at the same time.
fn drain(stdout: PipeReader, stderr: PipeReader) -> io::Result<(Vec<u8>, Vec<u8>)> {
    thread::scope(|scope| {
        let errors = scope.spawn(move || read_all(stderr));
        let output = read_all(stdout);
        let errors = errors.join().expect("reading does not panic");
        Ok((output?, errors?))
    })
}

/// Reads to the end of file.
fn read_all(mut stream: PipeReader) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Waits until `child` has ended, and returns what is left of how it did.
fn wait_for(child: Pid) -> nix::Result<Ending> {
    let mut status = 0;
    loop {
        // SAFETY: `status` is ours and has room for the kernel's answer.
        match unsafe { libc::waitpid(child.as_raw(), &raw mut status, 0) } {
            -1 if Errno::last() == Errno::EINTR => {}
            -1 => return Err(Errno::last()),
            _ => return Ok(Ending(status & 0xff)),
        }
    }
}

/// Given: puts the command in this process's place.
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

/// The last line's words.
impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit code: {}", self.0)
    }
}
