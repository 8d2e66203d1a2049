//! One thread of one process says the words into a pipe, and hears and answers them itself.
//!
//! Breaks: pipes_carry_the_words
//! Also breaks: a_socketpair_carries_the_words, two_threads_talk_through_pipes, end_of_file_ends_the_conversation, the_far_side_is_waited_for, tells_the_story

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;

/// What the program can be asked for.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// What carries the words.
    #[arg(long, value_enum, default_value_t = Over::Pipe)]
    over: Over,
    /// Say nothing at all: the conversation ends as soon as both sides are there.
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

/// Leads the conversation over what was asked for.
///
/// # Errors
///
/// When there can be no conversation, or when one of the two sides fails. The far side has been
/// waited for all the same, if it was started.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let messages = if options.silent { &[] } else { options.messages.as_slice() };
    match options.over {
        Over::Pipe | Over::Threads => over_pipes(messages),
        Over::Socketpair => over_a_socketpair(messages),
    }
}

/// Says each message, hears it, answers it, hears the answer and prints both.
///
/// # Errors
///
/// When something can't be said, heard or printed.
fn talk_to_oneself(
    messages: &[String],
    near_hears: impl Read,
    mut near_speaks: impl Write,
    far_hears: impl Read,
    mut far_speaks: impl Write,
) -> Result<(), Box<dyn Error>> {
    let mut far = BufReader::new(far_hears).lines();
    let mut near = BufReader::new(near_hears).lines();
    for message in messages {
        near_speaks.write_all(format!("{message}\n").as_bytes())?;
        let heard = far.next().expect("it has just been said")?;
        far_speaks.write_all(format!("{}\n", heard.to_uppercase()).as_bytes())?;
        let answer = near.next().expect("it has just been answered")?;
        writeln!(io::stdout(), "{message} -> {answer}")?;
    }
    Ok(())
}

/// The conversation between a parent and its child, over two pipes.
///
/// # Errors
///
/// See [`run`].
fn over_pipes(messages: &[String]) -> Result<(), Box<dyn Error>> {
    let (far_hears, near_speaks) = io::pipe()?;
    let (near_hears, far_speaks) = io::pipe()?;
    talk_to_oneself(messages, near_hears, near_speaks, far_hears, far_speaks)
}

/// The conversation between a parent and its child, over one socketpair.
///
/// # Errors
///
/// See [`run`].
fn over_a_socketpair(messages: &[String]) -> Result<(), Box<dyn Error>> {
    let (near, far) = UnixStream::pair()?;
    talk_to_oneself(messages, &near, &near, &far, &far)
}

/// Given: a message as it can be said: without a newline, which would make two messages of it.
fn one_line(message: &str) -> Result<String, String> {
    if message.contains('\n') {
        return Err("a message is one line".into());
    }
    Ok(message.to_owned())
}
