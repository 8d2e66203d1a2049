//! A box for a program that nobody vouches for.
//!
//! Two layers, and neither trusts the other. From outside, [bubblewrap](https://github.com/containers/bubblewrap)
//! makes the box: namespaces of its own for users, processes, mounts, the network, System V and the host's name, and a
//! file system that holds only what it is given ([`Confinement::command`]). From inside, after that and before the
//! program is executed, a process binds itself for good ([`Binding::bind`]): limits on what it may use, Landlock
//! for what it may write, and a filter for calls that no exercise needs and that kernels have been attacked by.
//! Where the caller may make control groups, one bounds what all of the box's processes use together ([`Group`]).
//!
//! What a machine can enforce is found out by trying ([`doctor`]); nobody is confined less than was asked for.

mod bound;
mod calls;
mod command;
pub mod doctor;
mod group;
mod inside;
mod limits;

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use bound::serve_if_asked;
pub use group::Group;
pub use inside::Binding;
pub use limits::Limits;

/// The variable that names a file with a [`Confinement`] as JSON: graders run programs in that box.
pub const VARIABLE: &str = "TELAR_BOX";

/// A box: what a program is given, and how much it may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// The program `bwrap`.
    pub bubblewrap: PathBuf,
    /// Files and folders that are seen at the same place as outside, and can't be written. `/usr`, and what of the
    /// system's programs and libraries lies beside it, is always there.
    pub readable: Vec<PathBuf>,
    /// The same, but they can be written.
    pub writable: Vec<PathBuf>,
    /// What it may use.
    pub limits: Limits,
    /// Whom the program runs as, user and group; as the caller when `None`.
    pub run_as: Option<(u32, u32)>,
}

/// Who owns no file on any system.
const NOBODY: u32 = 65_534;

impl Confinement {
    /// A box with nothing in it but the system's own programs. Whoever is root runs programs as nobody.
    ///
    /// # Errors
    ///
    /// When bubblewrap is not installed.
    pub fn new(limits: Limits) -> Result<Self, Missing> {
        let run_as = nix::unistd::geteuid().is_root().then_some((NOBODY, NOBODY));
        let (readable, writable) = (Vec::new(), Vec::new());
        Ok(Self { bubblewrap: command::find()?, readable, writable, limits, run_as })
    }

    /// The box that the environment asks for ([`VARIABLE`]); `None` when it asks for none.
    ///
    /// # Errors
    ///
    /// When what it names is no description of a box: nothing is run unboxed that was to be boxed.
    pub fn asked_for() -> Result<Option<Self>, Unusable> {
        let Some(path) = std::env::var_os(VARIABLE).map(PathBuf::from) else { return Ok(None) };
        let read = std::fs::read(&path).map_err(|error| error.to_string());
        let parsed = read
            .and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| error.to_string()));
        parsed.map(Some).map_err(|reason| Unusable { path, reason })
    }

    /// Makes a folder one that the program may write.
    ///
    /// # Errors
    ///
    /// When its owner can't be changed.
    pub fn hand_over(&self, folder: &Path) -> io::Result<()> {
        match self.run_as {
            Some((user, group)) => std::os::unix::fs::chown(folder, Some(user), Some(group)),
            None => Ok(()),
        }
    }
}

/// There is no bubblewrap.
#[derive(Debug, thiserror::Error)]
#[error(
    "bubblewrap is not installed; install it (Debian and Ubuntu: `apt-get install bubblewrap`)"
)]
pub struct Missing;

/// A box was asked for, and can't be known.
#[derive(Debug, thiserror::Error)]
#[error("{VARIABLE} names `{}`, which describes no box: {reason}", path.display())]
pub struct Unusable {
    path: PathBuf,
    reason: String,
}

/// Why a process could not bind itself.
#[derive(Debug, thiserror::Error)]
#[error("the box can't {what}: {reason}")]
pub struct Unbound {
    /// What it could not do.
    pub what: &'static str,
    /// What the system said.
    pub reason: String,
}
