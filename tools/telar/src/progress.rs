//! How far the student is, by what the graders last said of the present files.

use std::collections::HashMap;

use course::verdict::{self, Record, Verdict};

use crate::output::{BAD, FAINT, GOOD, OPEN};
use crate::room::{Place, Room};

/// Where one exercise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Every requirement holds.
    Solved,
    /// A requirement does not hold; so many do.
    Failed { held: usize },
    /// No requirement is known to fail, but the machine could not decide all of them.
    Undecided { held: usize },
    /// No requirement is known to fail, but not all were judged.
    Begun { held: usize },
    /// Nothing is known of the present file.
    Untried,
    /// What is known is about an older version of the file.
    Changed,
}

impl State {
    /// One sign for it, with its colour.
    pub fn mark(self) -> String {
        let (style, sign) = match self {
            Self::Solved => (GOOD, "✓"),
            Self::Failed { .. } => (BAD, "✗"),
            Self::Undecided { .. } => (OPEN, "?"),
            Self::Begun { .. } | Self::Untried | Self::Changed => (FAINT, "·"),
        };
        format!("{style}{sign}{style:#}")
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::Failed { .. } => "failed",
            Self::Undecided { .. } => "inconclusive",
            Self::Begun { .. } => "begun",
            Self::Untried => "untried",
            Self::Changed => "changed",
        }
    }
}

/// What is known of every exercise.
pub struct Progress {
    /// By package, exercise and requirement.
    records: HashMap<(String, String, String), Record>,
}

impl Progress {
    /// Reads what the graders last said.
    pub fn load(room: &Room) -> anyhow::Result<Self> {
        let records = verdict::load_all(&room.verdicts())?;
        let key = |it: &Record| (it.package.clone(), it.exercise.clone(), it.requirement.clone());
        Ok(Self { records: records.into_iter().map(|record| (key(&record), record)).collect() })
    }

    /// Where this exercise stands.
    pub fn state(&self, room: &Room, place: Place) -> State {
        // The package of the student's work is named after its topic.
        let known = place.exercise.requirements.iter().map(|requirement| {
            let package = place.topic.name.clone();
            self.records.get(&(package, place.exercise.name.clone(), requirement.clone()))
        });
        // A file that cannot be read matches no record; the build will say what is wrong with it.
        let source = verdict::source_hash(&room.root.join(place.file())).ok();
        judge(&known.collect::<Vec<_>>(), source.as_deref())
    }
}

/// The state of an exercise whose file has the hash `source`, with a record or none for each of its
/// requirements.
fn judge(known: &[Option<&Record>], source: Option<&str>) -> State {
    if known.iter().all(Option::is_none) {
        return State::Untried;
    }
    let present = |record: &&&Record| source.is_some() && record.source.as_deref() == source;
    let verdicts: Vec<Verdict> =
        known.iter().flatten().filter(present).map(|record| record.verdict).collect();
    if verdicts.is_empty() {
        return State::Changed;
    }
    let held = verdicts.iter().filter(|&&verdict| verdict == Verdict::Pass).count();
    if verdicts.iter().any(|verdict| matches!(verdict, Verdict::Fail | Verdict::NotWritten)) {
        State::Failed { held }
    } else if verdicts.contains(&Verdict::Inconclusive) {
        State::Undecided { held }
    } else if held < known.len() {
        State::Begun { held }
    } else {
        State::Solved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(verdict: Verdict, source: &str) -> Record {
        Record {
            version: verdict::VERSION,
            package: "topic".into(),
            topic: "topic".into(),
            exercise: "exercise".into(),
            requirement: "holds".into(),
            verdict,
            title: String::new(),
            message: String::new(),
            again: None,
            source: Some(source.into()),
            picture: None,
        }
    }

    #[test]
    fn solved_means_that_every_requirement_of_the_present_file_holds() {
        let pass = record(Verdict::Pass, "now");
        let old = record(Verdict::Pass, "before");
        let fail = record(Verdict::Fail, "now");
        let todo = record(Verdict::NotWritten, "now");
        let unsure = record(Verdict::Inconclusive, "now");
        let state = |known: &[Option<&Record>]| judge(known, Some("now"));

        assert_eq!(state(&[Some(&pass), Some(&pass)]), State::Solved);
        assert_eq!(state(&[Some(&pass), None]), State::Begun { held: 1 });
        assert_eq!(state(&[Some(&pass), Some(&old)]), State::Begun { held: 1 });
        assert_eq!(state(&[Some(&pass), Some(&fail)]), State::Failed { held: 1 });
        assert_eq!(state(&[Some(&todo), Some(&unsure)]), State::Failed { held: 0 });
        assert_eq!(state(&[Some(&pass), Some(&unsure)]), State::Undecided { held: 1 });
        assert_eq!(state(&[Some(&old), None]), State::Changed);
        assert_eq!(state(&[None, None]), State::Untried);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_solved() {
        let mut unknown = record(Verdict::Pass, "");
        unknown.source = None;
        assert_eq!(judge(&[Some(&unknown)], None), State::Changed);
    }
}
