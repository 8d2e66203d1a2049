//! What there is to do: each different file of each exercise, once.

use std::collections::{BTreeMap, BTreeSet};

use course::Course;

use crate::ingest::Submission;
use crate::ledger::{Found, Verdict};

/// A file of an exercise, to be judged once, however many have handed it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The topic.
    pub topic: String,
    /// The exercise.
    pub exercise: String,
    /// Its module.
    pub module: String,
    /// Its requirements.
    pub requirements: Vec<String>,
    /// The file's hash.
    pub hash: String,
    /// What it says.
    pub text: String,
    /// The other files that it was handed in with, by module: a program is compiled with them, if it can be.
    pub with: BTreeMap<String, String>,
}

impl Unit {
    /// What was found out about one of its requirements, without a title.
    pub fn found(&self, requirement: &str, verdict: Verdict, message: &str) -> Found {
        Found {
            file: self.hash.clone(),
            exercise: self.exercise.clone(),
            requirement: requirement.into(),
            verdict,
            title: String::new(),
            message: message.into(),
            again: None,
            picture: None,
            wall_ms: 0,
        }
    }

    /// The same of all its requirements.
    pub fn all(&self, verdict: Verdict, message: &str) -> Vec<Found> {
        self.requirements.iter().map(|it| self.found(it, verdict, message)).collect()
    }
}

/// All units of these submissions, sorted by exercise and hash. Of equal files, the first student's company counts.
pub fn units(course: &Course, submissions: &[Submission], chosen: &BTreeSet<String>) -> Vec<Unit> {
    let mut units: BTreeMap<(usize, String), Unit> = BTreeMap::new();
    for submission in submissions {
        for (index, (topic, exercise)) in course.exercises().enumerate() {
            let Some(file) = submission.files.get(&exercise.name) else { continue };
            if !chosen.contains(&exercise.name) {
                continue;
            }
            let others = topic.exercises.iter().filter(|other| other.name != exercise.name);
            let with = others.filter_map(|other| {
                let file = submission.files.get(&other.name)?;
                Some((other.module(), file.text.clone()))
            });
            units.entry((index, file.hash.clone())).or_insert_with(|| Unit {
                topic: topic.name.clone(),
                exercise: exercise.name.clone(),
                module: exercise.module(),
                requirements: exercise.requirements.clone(),
                hash: file.hash.clone(),
                text: file.text.clone(),
                with: with.collect(),
            });
        }
    }
    units.into_values().collect()
}

/// Which part of so many a hash belongs to, counted from 0: the same on every machine.
pub fn shard(hash: &str, parts: u64) -> u64 {
    let digits = &hash[..hash.len().min(15)];
    u64::from_str_radix(digits, 16).unwrap_or(0) % parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hash_belongs_to_one_part() {
        for number in 0..100 {
            let hash = crate::ingest::hash(&[number]);
            assert_eq!(shard(&hash, 1), 0);
            assert!(shard(&hash, 7) < 7);
            assert_eq!(shard(&hash, 7), shard(&hash, 7));
        }
        let used: BTreeSet<u64> =
            (0..100).map(|number| shard(&crate::ingest::hash(&[number]), 3)).collect();
        assert_eq!(used.len(), 3);
    }
}
