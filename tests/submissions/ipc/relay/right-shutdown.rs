//! Right, with a `shutdown` of one direction where the reference closes its end, and with all of the
//! result printed at once, after the conversation.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::thread;

use nix::errno::Errno;
use nix::libc;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// What carries the words.
    #[arg(long, value_enum, default_value_t = Over::Pipe)]
    over: Over,
    /// Say nothing at all: the conversation ends before it begins.
    #[arg(long, conflicts_with = "messages")]
    silent: bool,
    /// What the near side says, one line each.
    #[arg(value_name = "MESSAGE", value_parser = one_line,
        default_values = ["hola", "¿quién está ahí?", "una tubería"])]
    messages: Vec<String>,
}

/// What carries the words between the two sides.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Over {
    /// Two pipes between a parent and its child.
    Pipe,
    /// One socketpair between a parent and its child.
    Socketpair,
    /// Two pipes between two threads of one process.
    Threads,
}

/// Leads the conversation over what was asked for, then prints it.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let messages: &[String] = if options.silent { &[] } else { &options.messages };
    let answers = match options.over {
        Over::Pipe => {
            let (far_hears, near_speaks) = io::pipe()?;
            let (near_hears, far_speaks) = io::pipe()?;
            // Each side is a closure that owns its ends; whichever is not called drops them.
            with_a_child(
                move || near_side(messages, near_hears, near_speaks, drop),
                move || far_side(far_hears, far_speaks),
            )?
        }
        Over::Socketpair => {
            let (near, far) = UnixStream::pair()?;
            let near_too = near.try_clone()?;
            let finish = |speaks: UnixStream| speaks.shutdown(Shutdown::Write).unwrap_or_default();
            with_a_child(
                move || near_side(messages, near, near_too, finish),
                move || far_side(&far, &far),
            )?
        }
        Over::Threads => {
            let (far_hears, near_speaks) = io::pipe()?;
            let (near_hears, far_speaks) = io::pipe()?;
            thread::scope(|scope| {
                let far = scope.spawn(move || far_side(far_hears, far_speaks));
                let answers = near_side(messages, near_hears, near_speaks, drop);
                far.join().expect("the far side does not panic")?;
                answers
            })?
        }
    };
    let mut lines = String::new();
    for (message, answer) in messages.iter().zip(answers) {
        writeln!(lines, "{message} -> {answer}")?;
    }
    io::stdout().write_all(lines.as_bytes())?;
    Ok(())
}

/// Runs `near` here and `far` in a child, which is waited for.
fn with_a_child(
    near: impl FnOnce() -> io::Result<Vec<String>>,
    far: impl FnOnce() -> io::Result<()>,
) -> io::Result<Vec<String>> {
    // SAFETY: this process has one thread, so the child finds everything in order.
    match unsafe { fork() }? {
        ForkResult::Child => {
            drop(near);
            let code = if far().is_ok() { 0 } else { 1 };
            // SAFETY: `_exit` touches no memory of ours and does not return.
            unsafe { libc::_exit(code) }
        }
        ForkResult::Parent { child } => {
            drop(far);
            let answers = near();
            let status = loop {
                match waitpid(child, None) {
                    Err(Errno::EINTR) => {}
                    status => break status?,
                }
            };
            match status {
                WaitStatus::Exited(_, 0) => answers,
                _ => Err(io::Error::other("the far side failed")),
            }
        }
    }
}

/// Says each message and hears its answer; `finish` tells the far side that there are no more, and
/// then the far side's end of file is waited for.
fn near_side<W: Write>(
    messages: &[String],
    hears: impl Read,
    speaks: W,
    finish: impl FnOnce(W),
) -> io::Result<Vec<String>> {
    let mut speaks = BufWriter::new(speaks);
    let mut heard = BufReader::new(hears).lines();
    let mut answers = Vec::new();
    for message in messages {
        writeln!(speaks, "{message}")?;
        // Nobody answers what still waits in our own buffer.
        speaks.flush()?;
        let hung_up = || io::Error::other("the far side hung up");
        answers.push(heard.next().ok_or_else(hung_up)??);
    }
    finish(speaks.into_inner()?);
    match heard.next() {
        None => Ok(answers),
        Some(more) => Err(io::Error::other(format!("an answer to nothing: {:?}", more?))),
    }
}

/// Answers each line in upper case, until end of file.
fn far_side(hears: impl Read, speaks: impl Write) -> io::Result<()> {
    let mut hears = BufReader::new(hears);
    let mut speaks = BufWriter::new(speaks);
    let mut line = String::new();
    while hears.read_line(&mut line)? > 0 {
        // The newline is the same in upper case.
        speaks.write_all(line.to_uppercase().as_bytes())?;
        speaks.flush()?;
        line.clear();
    }
    Ok(())
}

/// Given: a message as it can be said: without a newline, which would make two messages of it.
fn one_line(message: &str) -> Result<String, String> {
    if message.contains('\n') {
        return Err("a message is one line".into());
    }
    Ok(message.to_owned())
}
