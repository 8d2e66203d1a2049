//! Why judging a requirement ended before the requirement was found to hold.

use ::messages::Value;

use crate::not_written::NotWritten;
use crate::run::Run;

/// What a grader's closure returns. `Err` is boxed because it carries a whole run as evidence.
pub type Judged<T = ()> = Result<T, Box<Stop>>;

/// Why judging a requirement ended before the requirement was found to hold.
///
/// The first two are verdicts about the program, and so is the third: that it can't be told. The others are
/// not: they say that there is none.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a failure carries its run; `Judged` boxes the whole"
)]
pub enum Stop {
    /// The program did something else than what was required.
    Failed(Failure),
    /// The program met a `todo!`.
    NotWritten(NotWritten),
    /// Whether the program meets the requirement can't be told, because of something in the program: the message
    /// with this name, and its values, say of what.
    Undecided(&'static str, Vec<(&'static str, Value)>),
    /// This machine does not let us see enough to tell.
    Inconclusive(String),
    /// The grader itself failed.
    OurFault(String),
}

/// What the program did instead of what was required.
#[derive(Debug)]
pub struct Failure {
    /// The message that says what the program did, by its name in the topic's messages. The message
    /// `<id>-cause` says why programs do that.
    pub id: String,
    /// The values of both messages.
    pub values: Vec<(&'static str, Value)>,
    /// A closer look than the run's story, when there is one: a difference, line by line.
    pub difference: Option<String>,
    /// The run in which it did.
    pub run: Run,
}
