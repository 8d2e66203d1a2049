//! Why the book is not built.

use std::fmt;
use std::path::PathBuf;

use crate::page::Page;

/// Something in the book that must not be published: where, what, and the way out, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// From the folder of the workspace.
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and what to do about it.
    pub problem: String,
}

impl Refusal {
    /// A refusal of a page.
    pub fn new(page: &Page, line: usize, problem: impl Into<String>) -> Self {
        Self { file: page.file.clone(), line, problem: problem.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.problem)
    }
}
