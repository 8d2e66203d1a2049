//! What is wrong with a run.

use serde::{Deserialize, Serialize};

use super::woven::Woven;
use crate::report::{Fate, Note, Outcome};
use crate::story::story;

/// What every run is expected to be. A deadlock and a run without end are always failures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectation {
    /// How the program ends.
    pub exit: Exit,
    /// Threads may panic.
    pub panics: bool,
    /// Nothing is left behind: no zombie, no orphan, no thread that is cut off.
    pub tidy: bool,
    /// The story of every run is that of the first.
    pub same_story: bool,
}

impl Default for Expectation {
    /// What holds of any right program: it ends as it did the first time, and nobody panics.
    fn default() -> Self {
        Self { exit: Exit::Same, panics: false, tidy: false, same_story: false }
    }
}

/// How a program is expected to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exit {
    /// As in the first run.
    Same,
    /// With this exit code.
    Code(i32),
    /// In any way.
    Any,
}

/// What is wrong with a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Finding {
    /// Nobody can go on.
    Deadlock,
    /// It goes on and on.
    Endless,
    /// A thread panicked.
    Panic {
        /// Which ones.
        threads: Vec<usize>,
    },
    /// The program ended in another way than expected.
    Exit {
        /// As expected.
        expected: String,
        /// As it did.
        seen: String,
    },
    /// A child that nobody reaped.
    Zombie {
        /// Which process.
        process: usize,
    },
    /// A process whose parent ended before it.
    Orphan {
        /// Which process.
        process: usize,
    },
    /// A thread that was at work when its process ended.
    CutOff {
        /// Which thread.
        thread: usize,
    },
    /// The story is not that of the first run.
    Story {
        /// The first line that differs, as it was in the first run.
        expected: String,
        /// As it was in this one.
        seen: String,
    },
    /// The program used more than it may.
    Limit,
    /// Something that the caller judged.
    Judged {
        /// In the caller's words.
        told: String,
    },
}

/// What keeps to the real clock, or is left out, when it is not modelled.
const OUT_OF_TIME: [&str; 5] =
    ["timerfd_settime", "timer_create", "timer_settime", "setitimer", super::step::STOPPING];

impl Finding {
    /// Whether both are failures of one kind, so that one run may stand for the other.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Exit { seen: one, .. }, Self::Exit { seen: other, .. }) => one == other,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Whether the failure hangs on something that the explorer does not model, or on the real clock, so
    /// that it proves nothing.
    pub fn is_doubtful(&self, woven: &Woven) -> bool {
        let unmodelled = || {
            woven.report.notes.iter().filter_map(|note| match note {
                Note::Unmodelled { call } => Some(call.as_str()),
                _ => None,
            })
        };
        match (self, &woven.report.outcome) {
            // A circle of locks is one, whatever else the program does.
            (Self::Deadlock, Outcome::Stuck { waiting }) => {
                unmodelled().count() > 0 && waiting.iter().all(|stuck| stuck.held_by.is_none())
            }
            (Self::Limit, Outcome::Deadline) => true,
            // What such a program was waiting for came too early or late, or never.
            _ => unmodelled().any(|call| OUT_OF_TIME.contains(&call)),
        }
    }
}

impl Expectation {
    /// What is wrong with a run, if anything; `first` is the first run of the program.
    pub fn finds(&self, woven: &Woven, first: Option<&Woven>) -> Option<Finding> {
        let report = &woven.report;
        match &report.outcome {
            Outcome::Stuck { .. } => return Some(Finding::Deadlock),
            Outcome::Endless { .. } => return Some(Finding::Endless),
            Outcome::Deadline | Outcome::OutputLimit | Outcome::TaskLimit => {
                return Some(Finding::Limit);
            }
            Outcome::Exited { .. } | Outcome::Signaled { .. } => {}
        }
        if !self.panics && !woven.panics.is_empty() {
            return Some(Finding::Panic { threads: woven.panics.clone() });
        }
        let seen = ending(&report.outcome);
        let expected = match self.exit {
            Exit::Any => seen.clone(),
            Exit::Code(code) => ending(&Outcome::Exited { code }),
            Exit::Same => first.map_or_else(|| seen.clone(), |first| ending(&first.report.outcome)),
        };
        if seen != expected {
            return Some(Finding::Exit { expected, seen });
        }
        if self.tidy
            && let Some(left) = left_behind(woven)
        {
            return Some(left);
        }
        if self.same_story
            && let Some(first) = first
        {
            return other_story(&story(&first.report), &story(report));
        }
        None
    }
}

fn ending(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Exited { code } => format!("exit code {code}"),
        Outcome::Signaled { signal } => signal.clone(),
        _ => "no end".into(),
    }
}

fn left_behind(woven: &Woven) -> Option<Finding> {
    for (process, record) in woven.report.processes.iter().enumerate() {
        match record.fate {
            Fate::Zombie => return Some(Finding::Zombie { process }),
            Fate::Orphan => return Some(Finding::Orphan { process }),
            _ => {}
        }
        if let Some(&thread) = record.cut_off.first() {
            return Some(Finding::CutOff { thread });
        }
    }
    None
}

fn other_story(first: &str, seen: &str) -> Option<Finding> {
    let mut lines = first.lines();
    let mut others = seen.lines();
    loop {
        match (lines.next(), others.next()) {
            (None, None) => return None,
            (one, other) if one == other => {}
            (one, other) => {
                let told = |line: Option<&str>| line.unwrap_or("").to_owned();
                return Some(Finding::Story { expected: told(one), seen: told(other) });
            }
        }
    }
}
