//! The folder of recordings: `<id>.json`, and `programs/<hash>/<name>`.

use std::fs::{self, File, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Recording, RecordingError, read};
use crate::job::Job;

/// How many recordings a folder keeps; the oldest make way.
pub const MOST: usize = 50;

/// How long a program is kept for which there is no recording: somebody may be about to write it.
const PATIENCE: Duration = Duration::from_secs(3600);

/// The longest part of a program's name that is used to name a recording.
const LONGEST_NAME: usize = 24;

/// How many digits of a hash tell one recording from another.
const DIGITS: usize = 8;

/// The file that is executed for the job's program by one who stands in `folder`.
pub fn find(job: &Job, folder: &Path) -> PathBuf {
    if job.program.contains('/') {
        return folder.join(&job.program);
    }
    let given = job.env.iter().rev().find(|(name, _)| name == "PATH").map(|(_, path)| path.into());
    let path = given.or_else(|| std::env::var_os("PATH")).unwrap_or_default();
    let places = std::env::split_paths(&path).map(|place| folder.join(place).join(&job.program));
    let mut found = places.filter(|file| {
        fs::metadata(file).is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
    });
    found.next().unwrap_or_else(|| folder.join(&job.program))
}

/// Where the copy of a program is.
pub fn copy(folder: &Path, hash: &str, program: &Path) -> PathBuf {
    folder.join("programs").join(hash).join(program.file_name().unwrap_or_default())
}

/// The SHA-256 of a file, in hexadecimal.
pub fn hash(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    each_part(path, |part| {
        hash.update(part);
        Ok(())
    })?;
    Ok(hex(&hash.finalize()))
}

/// Copies a program into the folder; gives its hash.
pub fn keep_program(folder: &Path, program: &Path) -> Result<String, RecordingError> {
    let programs = folder.join("programs");
    let mut copied = begin(&programs).map_err(|source| write(&programs, source))?;
    let mut hash = Sha256::new();
    // Hashed while it is copied: should it be built anew meanwhile, the hash is still the copy's own.
    let mut failed = None;
    each_part(program, |part| {
        hash.update(part);
        copied.write_all(part).map_err(|source| {
            failed = Some(write(&programs, source));
            io::ErrorKind::Other.into()
        })
    })
    .map_err(|source| failed.unwrap_or_else(|| read(program, source)))?;
    let hash = hex(&hash.finalize());
    let place = copy(folder, &hash, program);
    let finish = || -> io::Result<()> {
        let own = place.parent().expect("it is in the folder of its hash");
        fs::create_dir_all(own)?;
        if place.is_file() {
            // It is needed again, and so not old.
            return File::open(own)?.set_modified(SystemTime::now());
        }
        copied.as_file().set_permissions(Permissions::from_mode(0o755))?;
        copied.as_file().sync_data()?;
        copied.persist(&place)?;
        Ok(())
    };
    finish().map_err(|source| write(&place, source))?;
    Ok(hash)
}

/// Writes a recording; gives the name that it is kept under.
pub fn keep(
    folder: &Path,
    program: &Path,
    recording: &Recording,
) -> Result<String, RecordingError> {
    let mut text =
        serde_json::to_vec_pretty(recording).map_err(|source| write(folder, source.into()))?;
    text.push(b'\n');
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let plain = |one: char| if one.is_ascii_alphanumeric() { one } else { '-' };
    let name: String = name.chars().map(plain).take(LONGEST_NAME).collect();
    let id = format!("{name}-{}", &hex(&Sha256::digest(&text))[..DIGITS]);
    let place = folder.join(&id).with_extension("json");
    let finish = || -> io::Result<()> {
        let mut file = begin(folder)?;
        file.write_all(&text)?;
        file.as_file().sync_data()?;
        file.persist(&place)?;
        Ok(())
    };
    finish().map_err(|source| write(&place, source))?;
    // Should it fail, there is more than there needs to be, and nothing else.
    let _ = make_room(folder);
    Ok(id)
}

/// The name of the recording that was kept last.
pub fn newest(folder: &Path) -> Option<String> {
    let newest = recordings(folder).ok()?.into_iter().next()?;
    Some(newest.file_stem()?.to_string_lossy().into_owned())
}

/// Removes the oldest recordings above [`MOST`], and programs that no recording needs.
fn make_room(folder: &Path) -> io::Result<()> {
    #[derive(Deserialize)]
    struct Needs {
        hash: String,
    }
    let mut kept = recordings(folder)?;
    for old in kept.split_off(kept.len().min(MOST)) {
        fs::remove_file(old)?;
    }
    let needs = |path: &PathBuf| serde_json::from_slice::<Needs>(&fs::read(path).ok()?).ok();
    let needed: Vec<Needs> = kept.iter().filter_map(needs).collect();
    for entry in fs::read_dir(folder.join("programs"))? {
        let entry = entry?;
        let name = entry.file_name();
        let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
        if age > PATIENCE && !needed.iter().any(|it| name == it.hash.as_str()) {
            // What was left by a copy that was broken off is a file.
            match entry.file_type()?.is_dir() {
                true => fs::remove_dir_all(entry.path())?,
                false => fs::remove_file(entry.path())?,
            }
        }
    }
    Ok(())
}

/// The files of all recordings, the newest first.
fn recordings(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "json") {
            found.push((fs::metadata(&path)?.modified()?, path));
        }
    }
    found.sort_by(|one, other| other.cmp(one));
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// A new file, under a name that nobody looks for.
fn begin(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    fs::create_dir_all(folder)?;
    tempfile::Builder::new().prefix(".").suffix(".tmp").tempfile_in(folder)
}

fn each_part(path: &Path, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut part = vec![0; 1 << 16];
    loop {
        match file.read(&mut part) {
            Ok(0) => return Ok(()),
            Ok(read) => take(&part[..read])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes everything");
        text
    })
}

fn write(path: &Path, source: io::Error) -> RecordingError {
    RecordingError::Write { path: path.to_owned(), source }
}
