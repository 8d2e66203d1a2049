//! Why a run does not come to an end: who waits in vain, and who goes on and on.

use serde::{Deserialize, Serialize};

use super::WaitOn;

/// A thread that waits in vain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stuck {
    /// Which thread.
    pub thread: usize,
    /// What it waits for.
    pub on: WaitOn,
    /// For a pipe or socket that it reads or writes: the processes that still hold its other end open.
    pub held_open_by: Vec<usize>,
    /// For a lock: the thread that holds it, when that is known.
    #[serde(default)]
    pub held_by: Option<usize>,
    /// Where in the source the holder took the lock.
    #[serde(default)]
    pub held_since: Option<Place>,
    /// Where in the source it waits.
    #[serde(default)]
    pub at: Option<Place>,
}

impl Stuck {
    /// Of which only is known what it waits for.
    pub(crate) fn at_rest(thread: usize, on: WaitOn, held_open_by: Vec<usize>) -> Self {
        Self { thread, on, held_open_by, held_by: None, held_since: None, at: None }
    }
}

/// A thread that goes on and on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Busy {
    /// Which thread.
    pub thread: usize,
    /// What it did last, for instance `try-lock lock 1`.
    pub doing: String,
    /// Where in the source.
    pub at: Option<Place>,
}

/// A line of the program's source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The function, by its path.
    pub function: String,
    /// The file, as the compiler was given it.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
}
