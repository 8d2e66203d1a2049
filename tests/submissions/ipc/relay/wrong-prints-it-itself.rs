//! Prints exactly the right text; there is no far side, and nothing is said to anybody.
//!
//! Breaks: pipes_carry_the_words
//! Also breaks: a_socketpair_carries_the_words, two_threads_talk_through_pipes, end_of_file_ends_the_conversation, the_far_side_is_waited_for, tells_the_story

use std::error::Error;
use std::io::{self, Write};

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
    for message in messages {
        writeln!(io::stdout(), "{message} -> {}", message.to_uppercase())?;
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
