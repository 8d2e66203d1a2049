//! Where runs take place: a working folder, and the box that it is in, if the environment asks for one.

use std::path::Path;
use std::sync::Arc;

use confine::Confinement;
use tempfile::TempDir;
use witness::{Enclosure, Job};

use crate::exercise::chain;

/// A working folder, empty at first; it goes when this does.
#[derive(Debug)]
pub(crate) struct WorkingFolder {
    folder: TempDir,
    enclosure: Option<Arc<Enclosure>>,
}

impl WorkingFolder {
    /// Makes one for the program with this path. Fails in words.
    pub(crate) fn new(program: &str) -> Result<Self, String> {
        let folder = tempfile::Builder::new()
            .prefix("telar-")
            .tempdir()
            .map_err(|error| format!("failed to make a working folder for the program: {error}"))?;
        let enclosure = match Confinement::asked_for().map_err(|error| chain(&error))? {
            None => None,
            Some(mut confinement) => {
                confinement.hand_over(folder.path()).map_err(|error| {
                    format!("failed to give the working folder to the program: {error}")
                })?;
                confinement.readable.push(program.into());
                confinement.writable.push(folder.path().into());
                let enclosure = Enclosure::open(&confinement).map_err(|error| chain(&error))?;
                Some(Arc::new(enclosure))
            }
        };
        Ok(Self { folder, enclosure })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The same job, here.
    pub(crate) fn place(&self, job: Job) -> Job {
        let folder = Some(self.path().into());
        Job { folder, enclosure: self.enclosure.clone(), ..job }
    }
}
