//! Reading a submission that is a folder.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use walkdir::WalkDir;

use super::find::Found;
use super::{LARGEST_FILE, Problem, archive};

/// Deepest folder that is looked into.
const DEEPEST: usize = 24;

pub fn read(folder: &Path, found: &mut Found) -> Result<(), Problem> {
    let mut archives = Vec::new();
    let walk = WalkDir::new(folder).follow_links(false).max_depth(DEEPEST).sort_by_file_name();
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(".git");
    let walk = walk
        .into_iter()
        .filter_entry(|entry| !is_hidden(entry.file_name()) && entry.file_name() != "target");
    for entry in walk {
        found.one_more()?;
        // What can't be read was not handed in.
        let Ok(entry) = entry else { continue };
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = inside.to_string_lossy().into_owned();
        if entry.file_type().is_dir() {
            continue;
        }
        if found.exercise(&path).is_some() {
            match open_regular(entry.path()) {
                Some(file) => {
                    if let Ok(about) = file.metadata() {
                        found.written(&about);
                    }
                    found.take(path, bounded(file));
                }
                None => found.problems.push(Problem::NotRegular(path)),
            }
        } else if archive::is_one(&path) && entry.file_type().is_file() {
            archives.push(entry.into_path());
        } else {
            found.ignore(path);
        }
    }
    // Some platforms give a folder for each student, with what was handed in as an archive in it.
    for path in archives {
        archive::read(&path, found)?;
    }
    Ok(())
}

/// Opens a file unless it is a link, a device, a pipe; without waiting for whoever might be at its other end.
pub fn open_regular(path: &Path) -> Option<File> {
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK | libc::O_CLOEXEC;
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path).ok()?;
    file.metadata().is_ok_and(|it| it.is_file()).then_some(file)
}

/// The file's bytes, up to one beyond the bound.
pub fn bounded(from: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What can't be read is missing; the file is judged by what there is.
    let _ = from.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    bytes
}
