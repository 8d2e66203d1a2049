//! What the graders share: they run a program under the witness, judge what it did, and explain.
//!
//! # How one requirement is judged
//!
//! ```text
//! tests/threading/          EXERCISE.requires("main_waits_for_every_worker", |program| …)
//!   └ Exercise              checks the list, forgets the last verdict
//!       └ Program::run      starts the witness, which starts the student's program   (a process each)
//!           └ Run           the witness's report; `check` compares it with what was required
//!       ┌ Stop              why judging ended early: failed, not written, inconclusive, or our fault
//!   ┌ explain               in words: required, seen, evidence, likely cause, where to read
//! the verdict's record, and what the test prints
//! ```
//!
//! # Invariants
//!
//! - The program judged never runs inside the process that judges it, and no verdict is read from
//!   what it prints about itself: a grader compares *who* wrote a line, and lines are evidence only
//!   together with their author.
//! - What keeps us from an answer is never a pass and never a student's fail ([`Stop`]).
//! - Recorded stories are written by the references alone, and only when asked to (`TELAR_BLESS=1`).
//!
//! A grader needs `use support::prelude::*;` and one [`Exercise`], made by [`exercise!`].

mod exercise;
mod folder;

mod holds;
mod program;
mod run;
mod schedules;
mod seed;
mod virtual_time;
mod stop;

mod not_written;
mod story;

mod explain;
mod reading;
mod messages;

mod guard;

pub use exercise::Exercise;
pub use not_written::NotWritten;
pub use program::{Args, Program};
pub use run::Run;
pub use seed::drawn;
pub use stop::{Failure, Judged, Stop};

/// What [`args!`] makes values of.
#[doc(hidden)]
pub use ::messages::Value;

/// What a grader uses.
pub mod prelude {
    pub use crate::{Exercise, Judged, Program, Run, Stop, args, drawn, exercise};
    pub use witness::{
        Channel, ChannelKind, Detail, End, Fate, Input, Job, Line, Note, Order, Outcome, Stream,
        Wait, WaitOn,
    };
}

/// The exercise of this name, judged in the package that the grader is compiled for.
///
/// One grader file is compiled for the starter and for the reference; which program it judges follows
/// from the package, so it is taken from the environment that cargo compiles the grader in.
#[macro_export]
macro_rules! exercise {
    ($name:literal) => {
        $crate::Exercise {
            name: $name,
            package: env!("CARGO_PKG_NAME"),
            folder: env!("CARGO_MANIFEST_DIR"),
            built: env!(concat!("CARGO_BIN_EXE_", env!("CARGO_PKG_NAME"))),
        }
    };
}

/// The values of a message: `args!{ required: 3, seen: threads.len() }`.
#[macro_export]
macro_rules! args {
    ($($name:ident: $value:expr),* $(,)?) => {
        vec![$((stringify!($name), $crate::Value::from($value))),*]
    };
}

#[cfg(test)]
mod tests;
