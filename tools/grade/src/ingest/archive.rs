//! Reading a submission that is an archive. Nothing is unpacked: the exercises' files are read, the rest is listed.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::find::Found;
use super::folder::{bounded, open_regular};
use super::{LARGEST_ARCHIVE, Problem};

/// What the names of archives end with.
pub const ENDINGS: [&str; 4] = [".zip", ".tar.gz", ".tgz", ".tar"];

/// Whether this is an archive's name.
pub fn is_one(name: &str) -> bool {
    ENDINGS.iter().any(|ending| name.to_lowercase().ends_with(ending))
}

pub fn read(path: &Path, found: &mut Found) -> Result<(), Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let Some(file) = open_regular(path) else { return Err(Problem::NotRegular(name)) };
    if let Ok(about) = file.metadata() {
        found.written(&about);
    }
    if name.ends_with(".zip") {
        zip(file, found)
    } else if name.ends_with(".tar") {
        tar(file, found)
    } else if is_one(&name) {
        tar(flate2::read::GzDecoder::new(file), found)
    } else {
        // A single file is a submission too.
        found.take(name, bounded(file));
        Ok(())
    }
}

fn zip(file: File, found: &mut Found) -> Result<(), Problem> {
    let damaged = |error: zip::result::ZipError| Problem::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(file).map_err(damaged)?;
    for index in 0..archive.len() {
        found.one_more()?;
        let entry = archive.by_index(index).map_err(damaged)?;
        let path = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
        if entry.is_dir() {
            continue;
        }
        if found.exercise(&path).is_none() {
            found.ignore(path);
        } else if entry.is_symlink() {
            found.problems.push(Problem::NotRegular(path));
        } else {
            let bytes = bounded(entry);
            found.take(path, bytes);
        }
    }
    Ok(())
}

fn tar(reader: impl Read, found: &mut Found) -> Result<(), Problem> {
    let damaged = |error: std::io::Error| Problem::Damaged(error.to_string());
    // Whoever unfolds to more ends here, as if the archive had been cut.
    let mut archive = tar::Archive::new(reader.take(LARGEST_ARCHIVE));
    for entry in archive.entries().map_err(damaged)? {
        found.one_more()?;
        let entry = entry.map_err(damaged)?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let kind = entry.header().entry_type();
        if kind.is_dir() {
            continue;
        }
        if found.exercise(&path).is_none() {
            found.ignore(path);
        } else if !kind.is_file() {
            found.problems.push(Problem::NotRegular(path));
        } else {
            let bytes = bounded(entry);
            found.take(path, bytes);
        }
    }
    Ok(())
}
