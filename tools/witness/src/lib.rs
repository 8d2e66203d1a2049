//! The witness: runs any program and reports what it did, without the program's help.
//!
//! [`observe`] takes a [`Job`] and gives a [`Report`]. The program is an ordinary one, in any language;
//! it is watched from outside, with ptrace and a seccomp filter.
//!
//! # The rooms, in reading order
//!
//! - `job`, `report`: what is asked, and what is answered;
//! - `serve`: the two processes that talk about it;
//! - `calls`, `filter`: which system calls the kernel stops at; `launch`: starting the program, `enclosure`: in a box;
//! - `tracer`: the loop; `acts`: what each call means; `births`: who is new; `world`: who lives, and where each one stands;
//! - `holding`, `leaving`, `stillness`, `skim`: the four things that take thought, each in its own file;
//! - `channels`, `output`, `account`: what is counted; `sys`, `procfs`,
//!   `ticker`: asking the kernel;
//! - `query`, `story`, `show`: reading a report; `measured`: what takes no looking, only a clock.

mod job;
mod report;

mod serve;

mod calls;
mod filter;
mod enclosure;
mod launch;

mod tracer;
mod acts;
mod births;
mod world;

mod holding;
mod leaving;
mod skim;
mod stillness;

mod account;
mod channels;
mod output;
mod procfs;
mod sys;
mod ticker;

pub mod explore;

mod query;
mod escape;
mod story;
pub mod measured;
pub mod show;

pub use enclosure::Enclosure;
pub use job::{Detail, Input, Job, Limits, Order, UnknownOrder};
pub use report::{
    Busy, Channel, ChannelKind, Descriptor, End, Fate, Impatience, Line, Note, Outcome, Place,
    Process, Report, Stream, Stuck, Thread, Traffic, VERSION, Wait, WaitOn,
};
pub use serve::{observe, serve_if_asked};
pub use story::story;

/// Why there is no report. Never the fault of the program that was to be watched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such program, or it may not be executed.
    #[error("failed to start `{program}`")]
    Start {
        /// As it was asked for.
        program: String,
        /// What the kernel said.
        source: std::io::Error,
    },
    /// The program can't be started in the folder that was asked for.
    #[error("failed to enter the folder `{}`", folder.display())]
    Folder {
        /// As it was asked for.
        folder: std::path::PathBuf,
        /// What the kernel said.
        source: std::io::Error,
    },
    /// The machine does not let the witness look.
    #[error("this machine does not let one process observe another ({reason})")]
    NotPermitted {
        /// What was refused.
        reason: String,
    },
    /// The witness itself failed.
    #[error("the witness failed: {reason}")]
    Witness {
        /// In which way.
        reason: String,
    },
}
