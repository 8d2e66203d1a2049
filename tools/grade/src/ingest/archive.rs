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

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::PathBuf;

    use super::*;
    use crate::ingest::{LARGEST_FILE, Submission};

    fn root() -> PathBuf {
        course::find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    /// What is found in an archive of this name with these bytes.
    fn found(name: &str, bytes: &[u8]) -> Submission {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut found = Found::new(&course::Course::load(&root()).unwrap());
        if let Err(problem) = read(&path, &mut found) {
            found.problems.push(problem);
        }
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 1, "nothing is unpacked");
        found.finish("ana")
    }

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_path_that_leads_out_of_the_archive_leads_nowhere() {
        let told = found(
            "a.zip",
            &zipped(&[("../../../counter.rs", b"fn a() {}"), ("/etc/cron.d/x", b"x")]),
        );
        assert!(told.files.is_empty());
        assert_eq!(told.ignored, ["../../../counter.rs", "/etc/cron.d/x"]);
    }

    #[test]
    fn what_unfolds_to_more_than_anybody_writes_is_too_large() {
        let bomb = vec![b' '; 64 * LARGEST_FILE as usize];
        let archive = zipped(&[("counter.rs", &bomb), ("cache.rs", b"fn a() {}")]);
        assert!(archive.len() < LARGEST_FILE as usize, "it is small as long as it is folded");
        let told = found("a.zip", &archive);
        assert_eq!(told.problems, [Problem::TooLarge("counter.rs".into())]);
        assert_eq!(told.files["cache"].text, "fn a() {}");
    }

    #[test]
    fn a_pipe_or_a_link_named_like_an_exercise_is_not_opened() {
        let mut archive = tar::Builder::new(Vec::new());
        for (name, kind) in [
            ("counter.rs", tar::EntryType::Fifo),
            ("cache.rs", tar::EntryType::Symlink),
            ("transfers.rs", tar::EntryType::Link),
            ("worker_pool.rs", tar::EntryType::Char),
        ] {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(kind);
            header.set_size(0);
            header.set_link_name("/etc/passwd").unwrap();
            archive.append_data(&mut header, name, std::io::empty()).unwrap();
        }
        let told = found("a.tar", &archive.into_inner().unwrap());
        assert!(told.files.is_empty());
        assert_eq!(told.problems.len(), 4);
        assert!(
            told.problems.iter().all(|it| matches!(it, Problem::NotRegular(_))),
            "{:?}",
            told.problems
        );
    }

    #[test]
    fn a_pipe_in_a_folder_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        nix::unistd::mkfifo(&folder.path().join("counter.rs"), nix::sys::stat::Mode::S_IRWXU)
            .unwrap();
        let mut found = Found::new(&course::Course::load(&root()).unwrap());
        crate::ingest::folder::read(folder.path(), &mut found).unwrap();
        assert_eq!(found.finish("ana").problems, [Problem::NotRegular("counter.rs".into())]);
    }

    #[test]
    fn an_archive_that_is_cut_gives_what_came_before() {
        let mut archive = tar::Builder::new(Vec::new());
        for name in ["counter.rs", "cache.rs"] {
            let text = format!("// {name}\n").repeat(200);
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            archive.append_data(&mut header, name, text.as_bytes()).unwrap();
        }
        let bytes = archive.into_inner().unwrap();
        let told = found("a.tar", &bytes[..3600]);
        assert!(told.files["counter"].text.starts_with("// counter.rs"));
        assert!(
            found("a.zip", b"PK nothing")
                .problems
                .iter()
                .any(|it| matches!(it, Problem::Damaged(_)))
        );
    }
}
