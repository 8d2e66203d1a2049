//! Reports: each is a function of the gradebook alone.

mod columns;
mod junit;
mod pages;
mod platforms;
mod summary;

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use messages::Language;

use crate::gradebook::{Gradebook, Student};
use crate::ledger::{Found, Line, Verdict};

pub use summary::summary;

/// Writes all reports into the folder of grades, each whole or not at all. The evidence comes from the ledger's own lines.
///
/// # Errors
///
/// When there is no room.
pub fn write(
    gradebook: &Gradebook,
    lines: &[Line],
    folder: &Path,
    language: Language,
) -> anyhow::Result<()> {
    let mut json = serde_json::to_vec_pretty(gradebook)?;
    json.push(b'\n');
    put(&folder.join("gradebook.json"), &json)?;
    put(&folder.join("moodle.csv"), &columns::moodle(gradebook)?)?;
    put(&folder.join("canvas.csv"), &columns::canvas(gradebook)?)?;
    put(&folder.join("junit.xml"), junit::of(gradebook)?.as_bytes())?;
    let evidence = evidence(lines);
    for (index, student) in gradebook.students.iter().enumerate() {
        let folder = folder.join(folder_of(index, student));
        put(&folder.join("evidence.txt"), told(student, &evidence).as_bytes())?;
        let gradescope = platforms::gradescope(student);
        put(&folder.join("gradescope.json"), &serde_json::to_vec_pretty(&gradescope)?)?;
        let prairielearn = platforms::prairielearn(student);
        put(&folder.join("prairielearn.json"), &serde_json::to_vec_pretty(&prairielearn)?)?;
    }
    pages::write(gradebook, &evidence, folder, language)
}

/// A student's folder within that of the grades. Names may hold anything; a number and what of the name is harmless make
/// one that no file system refuses.
fn folder_of(index: usize, student: &Student) -> String {
    format!("students/{:04}-{}", index + 1, harmless(&student.name))
}

/// What was said, with its evidence, by exercise, file and requirement.
type Evidence<'a> = HashMap<(&'a str, &'a str, &'a str), &'a Found>;

fn evidence(lines: &[Line]) -> Evidence<'_> {
    let verdicts = lines.iter().filter_map(|line| match line {
        Line::Verdict(it) => {
            Some(((it.exercise.as_str(), it.file.as_str(), it.requirement.as_str()), it))
        }
        _ => None,
    });
    verdicts.collect()
}

/// All that the graders have said of a student's files, with what they have seen.
fn told(student: &Student, evidence: &Evidence<'_>) -> String {
    let mut text = String::new();
    for exercise in &student.exercises {
        let Some(file) = exercise.file.as_deref() else { continue };
        for requirement in &exercise.requirements {
            let Some(it) = evidence.get(&(&exercise.exercise, file, &requirement.name)) else {
                continue;
            };
            if it.verdict != Verdict::Pass {
                let title = if it.title.is_empty() { &it.requirement } else { &it.title };
                text += &format!("{}: {title}\n\n{}\n\n", it.exercise, it.message.trim());
            }
        }
    }
    text
}

fn harmless(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || "-_@".contains(c) { c } else { '_' };
    name.chars().map(kept).take(60).collect()
}

/// Writes a file whole, or leaves it as it was. Not synced: of thousands, that takes minutes, and a report that a machine
/// has lost with its power is made again from the ledger, which is.
fn put(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let write = || -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
        file.persist(path)?;
        Ok(())
    };
    write().with_context(|| format!("failed to write `{}`", path.display()))
}
