//! The box from outside: what bubblewrap is asked for.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Confinement, Missing};

/// The number that the program's user has inside.
const INSIDE: &str = "1000";

/// Folders of the system beside `/usr`, on most systems links into it.
const BESIDE_USR: [&str; 5] = ["/bin", "/sbin", "/lib", "/lib32", "/lib64"];

/// What programs of the system look up.
const LOOKED_UP: [&str; 3] = ["/etc/ld.so.cache", "/etc/alternatives", "/etc/locale.alias"];

pub(crate) fn find() -> Result<PathBuf, Missing> {
    // Absolute, and not from `PATH`: nobody slips in another one.
    let places = ["/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"];
    places.iter().map(PathBuf::from).find(|place| place.is_file()).ok_or(Missing)
}

impl Confinement {
    /// The command that makes the box; what is to be executed inside is put behind it.
    pub fn command(&self) -> Vec<OsString> {
        let scratch = self.limits.scratch_bytes.to_string();
        let mut command = vec![self.bubblewrap.clone().into_os_string()];
        let mut add = |words: &[&OsStr]| command.extend(words.iter().map(|&word| word.to_owned()));
        let mut say = |words: &[&str]| add(&words.iter().map(OsStr::new).collect::<Vec<_>>());
        for own in ["user", "ipc", "pid", "net", "uts"] {
            say(&[&format!("--unshare-{own}")]);
        }
        say(&["--unshare-cgroup-try", "--disable-userns"]);
        say(&["--uid", INSIDE, "--gid", INSIDE, "--hostname", "box"]);
        say(&["--ro-bind", "/usr", "/usr"]);
        say(&["--proc", "/proc", "--dev", "/dev"]);
        say(&["--size", &scratch, "--tmpfs", "/tmp", "--size", &scratch, "--tmpfs", "/dev/shm"]);
        for looked_up in LOOKED_UP {
            say(&["--ro-bind-try", looked_up, looked_up]);
        }
        for folder in BESIDE_USR {
            match fs::read_link(folder) {
                Ok(into) => add(&[OsStr::new("--symlink"), into.as_os_str(), OsStr::new(folder)]),
                Err(_) => add(&["--ro-bind-try", folder, folder].map(OsStr::new)),
            }
        }
        let mut bind = |how: &str, path: &Path| {
            add(&[OsStr::new(how), path.as_os_str(), path.as_os_str()]);
        };
        self.readable.iter().for_each(|path| bind("--ro-bind", path));
        self.writable.iter().for_each(|path| bind("--bind", path));
        add(&["--remount-ro", "/", "--chdir", "/", "--"].map(OsStr::new));
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn what_is_given_can_be_seen_and_nothing_else() {
        let confinement = Confinement {
            bubblewrap: "/usr/bin/bwrap".into(),
            readable: vec!["/course/program".into()],
            writable: vec!["/work place".into()],
            limits: Limits::PROGRAM,
            run_as: None,
        };
        let command = confinement.command();
        let words: Vec<&str> = command.iter().map(|word| word.to_str().unwrap()).collect();
        let bound = |how: &str| -> Vec<&str> {
            words.windows(2).filter(|pair| pair[0] == how).map(|pair| pair[1]).collect()
        };
        assert_eq!(bound("--ro-bind"), ["/usr", "/course/program"]);
        assert_eq!(bound("--bind"), ["/work place"]);
        assert_eq!(words.last(), Some(&"--"));
    }
}
