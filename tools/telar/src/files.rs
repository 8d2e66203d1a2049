//! Files that are written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::NamedTempFile;

use crate::voice::Voice;

/// A file that will be written, opened before the work whose result it takes: a folder that does not
/// exist is found out before a run of a minute, not after it.
pub struct Pending {
    path: PathBuf,
    target: Target,
    voice: Voice,
}

enum Target {
    /// Written beside its place, and renamed when it is complete.
    File(NamedTempFile),
    /// A device or a pipe, such as `/dev/stdout`: to be written to, not to be replaced by a file.
    Stream(File),
}

impl Pending {
    /// Gets ready to write the file `path`.
    pub fn create(path: &Path, voice: Voice) -> anyhow::Result<Self> {
        let target = target(path).with_context(|| cannot_write(path, voice))?;
        Ok(Self { path: path.to_owned(), target, voice })
    }

    /// Writes the file.
    pub fn write(self, contents: &str) -> anyhow::Result<()> {
        let written = match self.target {
            Target::File(mut file) => file
                .as_file_mut()
                .write_all(contents.as_bytes())
                .and_then(|()| file.as_file().sync_data())
                .and_then(|()| Ok(file.persist(real(&self.path)?).map(drop)?)),
            Target::Stream(mut stream) => stream.write_all(contents.as_bytes()),
        };
        written.with_context(|| cannot_write(&self.path, self.voice))
    }
}

fn target(path: &Path) -> io::Result<Target> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(there) if !there.is_file() => {
            Ok(Target::Stream(OpenOptions::new().write(true).open(path)?))
        }
        _ => {
            let path = real(path)?;
            let folder = path.parent().unwrap_or(Path::new("/"));
            // Opened by ourselves: `tempfile_in` would name the temporary file in its errors, and
            // keep the finished one from everybody else, which is for the umask to say.
            let open = |path: &Path| OpenOptions::new().write(true).create_new(true).open(path);
            let mut builder = tempfile::Builder::new();
            let builder = builder.prefix(".telar-").suffix(".tmp");
            Ok(Target::File(builder.make_in(folder, open)?))
        }
    }
}

/// The path with links followed, so that a link stays and the file that it names is replaced.
fn real(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => std::path::absolute(path),
        other => other,
    }
}

fn cannot_write(path: &Path, voice: Voice) -> String {
    voice.say("cannot-write", &[("path", path.display().to_string().into())])
}

#[cfg(test)]
mod tests {
    use messages::Language;
    use tempfile::tempdir;

    use super::*;

    const VOICE: Voice = Voice { language: Language::En };

    #[test]
    fn a_file_appears_only_when_it_is_complete() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("run.svg");
        fs::write(&path, "old").unwrap();

        drop(Pending::create(&path, VOICE).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");

        Pending::create(&path, VOICE).unwrap().write("new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();

        Pending::create(&link, VOICE).unwrap().write("new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }

    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        let before = fs::metadata("/dev/null").unwrap().permissions();
        Pending::create(Path::new("/dev/null"), VOICE).unwrap().write("gone").unwrap();
        assert_eq!(fs::metadata("/dev/null").unwrap().permissions(), before);
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn a_folder_that_is_missing_is_found_out_at_once() {
        let folder = tempdir().unwrap();
        for path in [folder.path().join("missing/run.svg"), folder.path().to_owned()] {
            let Err(error) = Pending::create(&path, VOICE) else {
                panic!("{} can be written", path.display());
            };
            assert!(format!("{error:#}").contains("run.svg") || path == folder.path());
        }
    }
}
