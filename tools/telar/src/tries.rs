//! How often an exercise was tried in vain: each further try earns a further hint.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use course::verdict::{Record, Verdict};
use serde::{Deserialize, Serialize};

use crate::room::{Place, Room};

/// The failed tries since the exercise was last solved.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// How many different files failed.
    pub failed: usize,
    /// The hash of the last one: judging it again is no new try.
    source: Option<String>,
}

impl Tries {
    /// What is known of this exercise; no tries when nothing is, or nothing that can be read.
    pub fn load(room: &Room, place: Place) -> Self {
        let bytes = fs::read(file(room, place)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Counts this judgement of the file with the hash `source`.
    #[must_use]
    pub fn after(self, records: &[Record], source: Option<&str>) -> Self {
        let any = |verdict| records.iter().any(|record| record.verdict == verdict);
        if records.iter().all(|record| record.verdict == Verdict::Pass) {
            Self::default()
        } else if !any(Verdict::Fail) || (self.failed > 0 && self.source.as_deref() == source) {
            // What is not written yet was not tried yet.
            self
        } else {
            Self { failed: self.failed + 1, source: source.map(str::to_owned) }
        }
    }

    /// Keeps it for the next time.
    pub fn store(&self, room: &Room, place: Place) -> anyhow::Result<()> {
        let path = file(room, place);
        let folder = path.parent().expect("the file is in its topic's folder");
        let write = || -> anyhow::Result<()> {
            fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            serde_json::to_writer(&mut file, self)?;
            file.persist(&path)?;
            Ok(())
        };
        write().with_context(|| format!("failed to write `{}`", path.display()))
    }
}

fn file(room: &Room, place: Place) -> PathBuf {
    let folder = room.own_folder().join("tries").join(&place.topic.name);
    folder.join(place.exercise.module()).with_extension("json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(verdicts: &[Verdict]) -> Vec<Record> {
        let record = |&verdict| Record {
            version: course::verdict::VERSION,
            package: String::new(),
            topic: String::new(),
            exercise: String::new(),
            requirement: String::new(),
            verdict,
            title: String::new(),
            message: String::new(),
            again: None,
            source: None,
            picture: None,
        };
        verdicts.iter().map(record).collect()
    }

    #[test]
    fn only_another_file_that_fails_is_another_try() {
        let fail = records(&[Verdict::Pass, Verdict::Fail]);
        let tries = Tries::default().after(&fail, Some("first"));
        assert_eq!(tries.failed, 1);
        let tries = tries.after(&fail, Some("first"));
        assert_eq!(tries.failed, 1, "the same file");
        let tries = tries.after(&fail, Some("second"));
        assert_eq!(tries.failed, 2);
        let unsure = records(&[Verdict::Inconclusive]);
        assert_eq!(tries.clone().after(&unsure, Some("third")).failed, 2);
        let solved = records(&[Verdict::Pass]);
        assert_eq!(tries.after(&solved, Some("fourth")), Tries::default());
    }

    #[test]
    fn a_starter_is_no_try() {
        let todo = records(&[Verdict::NotWritten, Verdict::NotWritten]);
        assert_eq!(Tries::default().after(&todo, Some("first")).failed, 0);
    }
}
