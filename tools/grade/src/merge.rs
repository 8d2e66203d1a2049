//! Several ledgers into one: those of the parts that several machines have graded.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::ledger::{self, Handed, Ledger, Line, Start, Verdict};

/// Writes the lines of these ledgers into the one in `out`, each once, in an order that does not depend on who was
/// graded first or where. What is in `out` already stays.
///
/// # Errors
///
/// When one of them can't be read, or is of another course or other options than the first, or than what is in
/// `out` already.
pub fn merge(out: &Path, grades: &[PathBuf]) -> anyhow::Result<()> {
    std::fs::create_dir_all(out)
        .with_context(|| format!("failed to make the folder `{}`", out.display()))?;
    let mut start: Option<(Start, &Path)> = None;
    let mut handed: BTreeMap<String, Handed> = BTreeMap::new();
    let mut verdicts = BTreeMap::new();
    let mut add = |folder, lines: Vec<Line>| -> anyhow::Result<()> {
        for line in lines {
            match line {
                Line::Start(it) => match &start {
                    None => start = Some((it, folder)),
                    Some((first, of)) => ensure!(
                        *first == it,
                        "the grades in `{}` and in `{}` were made by different courses or with different options; name \
                         another folder",
                        of.display(),
                        folder.display()
                    ),
                },
                Line::Submission(it) => drop(handed.insert(it.key(), it)),
                Line::Verdict(it) => {
                    let key = (it.exercise.clone(), it.file.clone(), it.requirement.clone());
                    // That a grader said nothing here is of no interest once one has spoken there.
                    if it.verdict != Verdict::BoxError || !verdicts.contains_key(&key) {
                        verdicts.insert(key, it);
                    }
                }
            }
        }
        Ok(())
    };
    let mut parts = Vec::new();
    for folder in grades {
        parts.push((folder, ledger::read(folder)?));
    }
    let (mut ledger, before) = Ledger::open(out)?;
    let known: HashSet<String> = before.iter().map(text).collect::<Result<_, _>>()?;
    add(out, before)?;
    for (folder, lines) in parts {
        add(folder, lines)?;
    }
    let (start, _) = start.context("there is nothing to merge: the ledgers are empty")?;
    let lines = std::iter::once(Line::Start(start))
        .chain(handed.into_values().map(Line::Submission))
        .chain(verdicts.into_values().map(Line::Verdict));
    let is_new = |line: &Line| text(line).is_ok_and(|line| !known.contains(&line));
    Ok(ledger.append(&lines.filter(is_new).collect::<Vec<_>>())?)
}

/// A line as it stands in a ledger.
fn text(line: &Line) -> serde_json::Result<String> {
    serde_json::to_string(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Exercise, Found};
    use crate::visibility::Visibility;

    fn start(course: &str) -> Line {
        Line::Start(Start {
            v: ledger::VERSION,
            telar: "1".into(),
            rustc: "1".into(),
            course: course.into(),
            language: "en".into(),
            boxed: true,
            visibility: Visibility::Visible,
            exercises: vec![Exercise {
                topic: "t".into(),
                name: "e".into(),
                title: "E".into(),
                points: 10,
                requirements: vec!["a".into(), "b".into()],
                visibility: BTreeMap::new(),
            }],
            late: None,
            seed: None,
        })
    }

    fn said(requirement: &str, verdict: Verdict) -> Line {
        Line::Verdict(Found {
            file: "f".into(),
            exercise: "e".into(),
            requirement: requirement.into(),
            verdict,
            title: String::new(),
            message: String::new(),
            again: None,
            picture: None,
            wall_ms: 0,
        })
    }

    fn folder(lines: &[Line]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        Ledger::open(folder.path()).unwrap().0.append(lines).unwrap();
        folder
    }

    #[test]
    fn parts_become_a_whole_in_whatever_order_they_are_named() {
        let one = folder(&[start("c"), said("a", Verdict::Pass), said("b", Verdict::BoxError)]);
        let two = folder(&[start("c"), said("b", Verdict::Fail)]);
        let parts = [one.path().to_owned(), two.path().to_owned()];
        let merged = |parts: &[PathBuf]| {
            let out = tempfile::tempdir().unwrap();
            merge(out.path(), parts).unwrap();
            ledger::read(out.path()).unwrap()
        };
        let expected = [start("c"), said("a", Verdict::Pass), said("b", Verdict::Fail)];
        assert_eq!(merged(&parts), expected);
        assert_eq!(merged(&[parts[1].clone(), parts[1].clone(), parts[0].clone()]), expected);
    }

    #[test]
    fn what_was_found_later_is_added() {
        let whole = folder(&[start("c"), said("a", Verdict::Pass)]);
        let part = folder(&[start("c"), said("a", Verdict::Pass), said("b", Verdict::Fail)]);
        for _ in 0..2 {
            merge(whole.path(), &[part.path().to_owned()]).unwrap();
            let expected = [start("c"), said("a", Verdict::Pass), said("b", Verdict::Fail)];
            assert_eq!(ledger::read(whole.path()).unwrap(), expected);
        }
    }

    #[test]
    fn grades_of_different_courses_are_not_merged() {
        let (one, two) = (folder(&[start("c")]), folder(&[start("d")]));
        let out = tempfile::tempdir().unwrap();
        let parts = [one.path().to_owned(), two.path().to_owned()];
        assert!(merge(out.path(), &parts).unwrap_err().to_string().contains("different courses"));
        assert!(
            merge(one.path(), &parts[1..]).unwrap_err().to_string().contains("different courses")
        );
    }
}
