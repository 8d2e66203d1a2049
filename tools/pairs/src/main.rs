//! Concurrent programs in pairs: one with a bug, and its twin without.
//!
//! ```text
//! pairs NAME wrong|right    runs one of the two programs
//! pairs list                prints each pair's name and the kind of its bug, a pair per line
//! ```
//!
//! They are what an explorer of schedules is judged by. The wrong twin of a pair has at least one
//! legal schedule that shows its bug in the way that its [`Kind`] tells, though most show it rarely
//! when left to chance. The right twin ends by itself with exit code 0 and leaves nothing behind,
//! whatever a legal system does to it: wake-ups in any order or for no reason, reads that bring a
//! single byte, clocks that run ahead of everybody's work.

mod helpers;
mod locks;
mod updates;
mod atomics;
mod stack;
mod conditions;
mod meetings;
mod channels;
mod pipes;
mod sockets;
mod time;
mod processes;
mod leftovers;
mod signals;
mod progress;

use std::fmt;
use std::process::ExitCode;

/// A program with a bug and one without, as much alike as that allows.
struct Pair {
    name: &'static str,
    kind: Kind,
    wrong: fn(),
    right: fn(),
}

impl Pair {
    const fn new(name: &'static str, kind: Kind, wrong: fn(), right: fn()) -> Self {
        Self { name, kind, wrong, right }
    }
}

/// How a bug shows.
#[derive(Clone, Copy)]
enum Kind {
    /// Some or all wait, and nobody will ever wake them.
    Deadlock,
    /// Something that must hold doesn't: exit code 101.
    Panic,
    /// The program ends by itself with another exit code than 0.
    Exit,
    /// The program ends well but leaves somebody behind: a thread cut off, a zombie, an orphan.
    Untidy,
    /// The program runs for ever.
    Endless,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Deadlock => "deadlock",
            Self::Panic => "panic",
            Self::Exit => "exit",
            Self::Untidy => "untidy",
            Self::Endless => "endless",
        })
    }
}

const GROUPS: [&[Pair]; 14] = [
    locks::PAIRS,
    updates::PAIRS,
    atomics::PAIRS,
    stack::PAIRS,
    conditions::PAIRS,
    meetings::PAIRS,
    channels::PAIRS,
    pipes::PAIRS,
    sockets::PAIRS,
    time::PAIRS,
    processes::PAIRS,
    leftovers::PAIRS,
    signals::PAIRS,
    progress::PAIRS,
];

/// What was asked for does not exist.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut pairs = GROUPS.into_iter().flatten();
    let program = match arguments[..] {
        ["list"] => {
            pairs.for_each(|pair| println!("{} {}", pair.name, pair.kind));
            return ExitCode::SUCCESS;
        }
        [name, "wrong"] => pairs.find(|pair| pair.name == name).map(|pair| pair.wrong),
        [name, "right"] => pairs.find(|pair| pair.name == name).map(|pair| pair.right),
        _ => None,
    };
    match program {
        Some(program) => {
            program();
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("usage: pairs NAME wrong|right, with a name from `pairs list`");
            ExitCode::from(MISUSED)
        }
    }
}
