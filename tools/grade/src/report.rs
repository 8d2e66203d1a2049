//! Reports: each is a function of the gradebook alone.

mod columns;
mod junit;
mod platforms;
mod summary;

use std::io::Write;
use std::path::Path;

use anyhow::Context;

use crate::gradebook::Gradebook;

pub use summary::summary;

/// Writes all reports into the folder of grades, each whole or not at all.
///
/// # Errors
///
/// When there is no room.
pub fn write(gradebook: &Gradebook, folder: &Path) -> anyhow::Result<()> {
    let mut json = serde_json::to_vec_pretty(gradebook)?;
    json.push(b'\n');
    put(&folder.join("gradebook.json"), &json)?;
    put(&folder.join("moodle.csv"), &columns::moodle(gradebook)?)?;
    put(&folder.join("canvas.csv"), &columns::canvas(gradebook)?)?;
    put(&folder.join("junit.xml"), junit::of(gradebook)?.as_bytes())?;
    for (index, student) in gradebook.students.iter().enumerate() {
        // Names may hold anything; a number and what of the name is harmless make one that no file system refuses.
        let name = format!("{:04}-{}", index + 1, harmless(&student.name));
        let folder = folder.join("students").join(name);
        let gradescope = platforms::gradescope(student);
        put(&folder.join("gradescope.json"), &serde_json::to_vec_pretty(&gradescope)?)?;
        let prairielearn = platforms::prairielearn(student);
        put(&folder.join("prairielearn.json"), &serde_json::to_vec_pretty(&prairielearn)?)?;
    }
    Ok(())
}

fn harmless(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || "-_@".contains(c) { c } else { '_' };
    name.chars().map(kept).take(60).collect()
}

/// Writes a file whole, or leaves it as it was.
fn put(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let write = || -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
        file.as_file().sync_data()?;
        file.persist(path)?;
        Ok(())
    };
    write().with_context(|| format!("failed to write `{}`", path.display()))
}
