//! Which files of a class are alike: fingerprints of what they say, without names, numbers and layout.
//!
//! The way is that of winnowing (Schleimer, Wilkerson, Aiken: "Winnowing: Local Algorithms for Document Fingerprinting",
//! SIGMOD 2003), on tokens instead of letters. [`tokens`] reads a file, [`fingerprints`] chooses what stands for it, and
//! [`pairs`] finds who has much in common. What the starter says counts for nobody, nor does what many have: that is how the
//! thing is done. The cost is linear in the class; the report is of the likest pairs.
//!
//! A likeness is a reason to look, never a proof, and each page says so. Nothing leaves the machine.

mod fingerprints;
mod pages;
mod pairs;
mod tokens;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;
use course::Course;
use messages::Language;
use serde::Serialize;

use self::pairs::{File, Pair};
use crate::choice::Choice;
use crate::ingest;
use crate::voice::MESSAGES;

/// What is to be compared.
#[derive(Debug, Args)]
pub struct Similar {
    /// A folder with an entry for each student, as for `grade`.
    submissions: PathBuf,
    /// The folder for similarity.html, similarity.json, and a page for each pair.
    #[arg(long)]
    out: PathBuf,
    /// Only this topic; may be said several times.
    #[arg(long)]
    topic: Vec<String>,
    /// Only this exercise; may be said several times.
    #[arg(long)]
    exercise: Vec<String>,
    /// Of how many pairs there is a page.
    #[arg(long, default_value_t = 20)]
    pairs: usize,
}

/// What came of comparing.
#[derive(Debug, Serialize)]
struct Compared {
    /// Files that are equal to the letter, and whose they are.
    equal: Vec<Equal>,
    /// The likest pairs of others, the likest first.
    pairs: Vec<Pair>,
}

/// Students who handed in the same file.
#[derive(Debug, Serialize)]
struct Equal {
    exercise: String,
    students: Vec<String>,
}

/// Compares what was handed in, and writes the report.
///
/// # Errors
///
/// When the submissions can't be read, or the report not be written.
pub fn similar(asked: &Similar, root: &Path, language: Language) -> anyhow::Result<()> {
    let course = Course::load(root)?;
    let choice = Choice {
        topic: asked.topic.clone(),
        exercise: asked.exercise.clone(),
        ..Choice::default()
    };
    let chosen = choice.exercises(&course)?;
    let submissions = ingest::all(&asked.submissions, &course)?;
    ensure!(!submissions.is_empty(), "there is nothing in `{}`", asked.submissions.display());
    let mut compared = Compared { equal: Vec::new(), pairs: Vec::new() };
    let mut files: BTreeMap<String, Vec<File>> = BTreeMap::new();
    for (topic, exercise) in course.exercises() {
        if !chosen.is_empty() && !chosen.contains(&exercise.name) {
            continue;
        }
        let starter = format!("crates/{}/src/{}.rs", topic.name, exercise.module());
        let starter = std::fs::read_to_string(root.join(&starter))
            .with_context(|| format!("failed to read the starter `{starter}`"))?;
        let mut different: BTreeMap<&str, File> = BTreeMap::new();
        for submission in &submissions {
            let Some(file) = submission.files.get(&exercise.name) else { continue };
            let entry = different.entry(&file.hash).or_insert_with(|| File::new(&file.text));
            entry.students.push(submission.student.clone());
        }
        let all: Vec<File> = different.into_values().collect();
        // Whoever hands in the starter has copied from nobody.
        let several = all.iter().filter(|file| file.students.len() > 1 && file.text() != starter);
        compared.equal.extend(several.map(|file| Equal {
            exercise: exercise.name.clone(),
            students: file.students.clone(),
        }));
        compared.pairs.extend(pairs::find(&exercise.name, &all, &starter));
        files.insert(exercise.name.clone(), all);
    }
    compared.pairs.sort_by(|a, b| {
        b.share.total_cmp(&a.share).then_with(|| a.tokens.cmp(&b.tokens).reverse())
    });
    compared.pairs.truncate(asked.pairs);
    pages::write(&compared, &files, &asked.out, language)?;
    let folder = ("folder", asked.out.display().to_string().into());
    println!(
        "{}",
        MESSAGES.say(language, "similar", &[folder, ("pairs", compared.pairs.len().into())])
    );
    Ok(())
}
