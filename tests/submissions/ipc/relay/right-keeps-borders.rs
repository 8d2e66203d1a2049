//! Speaks over a socketpair that keeps the borders between messages, and reads with room for any of them;
//! elsewhere it puts lines together from pieces.

use std::error::Error;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process;
use std::thread;

use nix::errno::Errno;
use nix::sys::socket::{AddressFamily, SockFlag, SockType, socketpair};
use nix::sys::wait::{WaitStatus, wait};
use nix::unistd::{ForkResult, fork, pipe, read, write};

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

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Leads the conversation over what was asked for.
pub fn run(options: &Options) -> Outcome<()> {
    let messages: &[String] = if options.silent { &[] } else { &options.messages };
    match options.over {
        Over::Pipe => {
            let (words, answers) = (pipe()?, pipe()?);
            between_processes(messages, (answers.0, words.1), (words.0, answers.1))
        }
        Over::Socketpair => {
            let (near, far) =
                socketpair(AddressFamily::Unix, SockType::SeqPacket, None, SockFlag::empty())?;
            let (near_too, far_too) = (near.try_clone()?, far.try_clone()?);
            between_processes(messages, (near, near_too), (far, far_too))
        }
        Over::Threads => {
            let (words, answers) = (pipe()?, pipe()?);
            thread::scope(|scope| {
                let far = scope.spawn(|| {
                    let ends = (words.0, answers.1);
                    far_side(ends.0.as_fd(), ends.1.as_fd()).map_err(|error| error.to_string())
                });
                let said = near_side(messages, answers.0.as_fd(), words.1.as_fd());
                drop(words.1);
                far.join().expect("the far side does not panic")?;
                said
            })
        }
    }
}

/// A parent that has the near ends, and a child that has the far ones; first what it reads from.
fn between_processes(
    messages: &[String],
    near: (OwnedFd, OwnedFd),
    far: (OwnedFd, OwnedFd),
) -> Outcome<()> {
    // SAFETY: this process has one thread, so the child finds everything in order.
    if let ForkResult::Child = unsafe { fork() }? {
        drop(near);
        let well = far_side(far.0.as_fd(), far.1.as_fd()).is_ok();
        process::exit(if well { 0 } else { 1 });
    }
    drop(far);
    let said = near_side(messages, near.0.as_fd(), near.1.as_fd());
    drop(near);
    loop {
        match wait() {
            Err(Errno::EINTR) => {}
            Ok(WaitStatus::Exited(_, 0)) => return said,
            other => return Err(format!("the far side: {other:?}").into()),
        }
    }
}

fn near_side(messages: &[String], hears: BorrowedFd, speaks: BorrowedFd) -> Outcome<()> {
    let mut heard = Vec::new();
    for message in messages {
        write_line(speaks, message)?;
        let answer = read_line(hears, &mut heard)?.ok_or("the far side hung up")?;
        println!("{message} -> {answer}");
    }
    Ok(())
}

fn far_side(hears: BorrowedFd, speaks: BorrowedFd) -> Outcome<()> {
    let mut heard = Vec::new();
    while let Some(message) = read_line(hears, &mut heard)? {
        write_line(speaks, &message.to_uppercase())?;
    }
    Ok(())
}

/// Writes a line, in as many pieces as the kernel likes.
fn write_line(to: BorrowedFd, line: &str) -> Outcome<()> {
    let line = format!("{line}\n");
    let mut rest = line.as_bytes();
    while !rest.is_empty() {
        match write(to, rest) {
            Err(Errno::EINTR) => {}
            written => rest = &rest[written?..],
        }
    }
    Ok(())
}

/// The next line; `None` at end of file. `heard` keeps what was read beyond it.
fn read_line(from: BorrowedFd, heard: &mut Vec<u8>) -> Outcome<Option<String>> {
    let mut bytes = [0; 64 << 10];
    loop {
        if let Some(newline) = heard.iter().position(|&byte| byte == b'\n') {
            let mut line: Vec<u8> = heard.drain(..=newline).collect();
            line.pop();
            return Ok(Some(String::from_utf8(line)?));
        }
        match read(from, &mut bytes) {
            Err(Errno::EINTR) => {}
            Ok(0) => return Ok(None),
            length => heard.extend_from_slice(&bytes[..length?]),
        }
    }
}

/// Given: a message as it can be said: without a newline, which would make two messages of it.
fn one_line(message: &str) -> Result<String, String> {
    if message.contains('\n') {
        return Err("a message is one line".into());
    }
    Ok(message.to_owned())
}
