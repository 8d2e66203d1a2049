//! Reports: each is a function of the gradebook alone.

mod platforms;
mod github;
mod pages;
mod columns;
mod junit;
mod summary;
mod evidence;
mod bounded;

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use messages::Language;

use crate::gradebook::{Gradebook, Student};
use crate::ledger::Line;
use crate::visibility::Audience;

pub use evidence::Evidence;
pub use pages::STYLE;
pub use platforms::{Platform, Told};
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
    let evidence = Evidence::of(lines);
    for (index, student) in gradebook.students.iter().enumerate() {
        let name = folder_of(index, student);
        let told = Told { student, graded: &gradebook.graded, evidence: &evidence, language };
        let own = folder.join("students").join(&name);
        let text = evidence.told(student, Audience::Student, language);
        put(&own.join("evidence.txt"), text.as_bytes())?;
        for platform in [Platform::Gradescope, Platform::Prairielearn, Platform::Github] {
            let file = format!("{}.json", platform.name());
            put(&own.join(file), &platform.results(&told))?;
        }
        put(&own.join("summary.md"), &github::summary(&told))?;
        if has_hidden(student) {
            let text = evidence.told(student, Audience::Instructor, language);
            put(&folder.join("evidence").join(format!("{name}.txt")), text.as_bytes())?;
        }
    }
    pages::write(gradebook, &evidence, folder, language)
}

/// Writes what a platform reads, of one student, into its folder of results.
///
/// # Errors
///
/// When there is no room.
pub fn write_results(platform: Platform, told: &Told<'_>, folder: &Path) -> anyhow::Result<()> {
    if platform == Platform::Github {
        put(&folder.join("summary.md"), &github::summary(told))?;
    }
    put(&folder.join("results.json"), &platform.results(told))
}

/// The same when nothing was graded, with the reason.
///
/// # Errors
///
/// When there is no room.
pub fn write_refusal(platform: Platform, why: &str, folder: &Path) -> anyhow::Result<()> {
    if platform == Platform::Github {
        put(&folder.join("summary.md"), &github::refused(why))?;
    }
    put(&folder.join("results.json"), &platform.refusal(why))
}

/// Whether something is kept from this student, so that the instructor needs a text of his own.
fn has_hidden(student: &Student) -> bool {
    let mut requirements = student.exercises.iter().flat_map(|it| &it.requirements);
    requirements.any(|it| Audience::Student.is_kept_from(it.visibility))
}

/// The name of a student's folder. Names may hold anything; a number and what of the name is harmless make
/// one that no file system refuses.
fn folder_of(index: usize, student: &Student) -> String {
    format!("{:04}-{}", index + 1, harmless(&student.name))
}

fn harmless(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || "-_@".contains(c) { c } else { '_' };
    name.chars().map(kept).take(60).collect()
}

/// Writes a file whole, or leaves it as it was. Not synced: of thousands, that takes minutes, and a report that a machine
/// has lost with its power is made again from the ledger, which is.
pub fn put(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
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
