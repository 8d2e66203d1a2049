//! Control groups: what all processes of a box may use together.
//!
//! Limits of the kernel's other kind ([`Limits`]) are each process's own, so that many small ones may use much. Where the
//! caller may make control groups, of version 1 or 2, each box has one of its own. Where it may not, the other limits
//! are what there is, and the [`doctor`](crate::doctor) says so.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::Limits;

/// What the names of all our groups begin with; then comes the number of the process that has made it.
const NAME: &str = "telar-";

/// bubblewrap's own processes, and the one of ours that starts programs in a box.
const OURS: u64 = 8;

/// A control group, which is empty at first; it is removed when this is dropped, or as soon as nobody is in it any more.
#[derive(Debug)]
pub struct Group {
    /// One folder, or one for each controller.
    folders: Vec<PathBuf>,
}

/// What a control group bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Controller {
    Memory,
    Pids,
}

/// Where groups with a controller can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    folder: PathBuf,
    version: Version,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    One,
    Two,
}

impl Group {
    /// Makes a group for one box.
    ///
    /// # Errors
    ///
    /// When control groups are not there, or the caller may make none; the reason is for the doctor's report.
    pub fn new(limits: &Limits) -> Result<Self, String> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let read = |path: &str| {
            fs::read_to_string(path).map_err(|error| format!("{path} can't be read: {error}"))
        };
        let (mounts, own) = (read("/proc/self/mountinfo")?, read("/proc/self/cgroup")?);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("{NAME}{}-{number}", std::process::id());
        let mut group = Self { folders: Vec::new() };
        for controller in [Controller::Memory, Controller::Pids] {
            let place = place(controller, &mounts, &own)
                .ok_or_else(|| format!("no control group bounds {}", controller.bounds()))?;
            let made = group.make(controller, &place, &name, limits);
            made.map_err(|error| format!("{}: {error}", place.folder.display()))?;
        }
        Ok(group)
    }

    fn make(
        &mut self,
        controller: Controller,
        place: &Place,
        name: &str,
        limits: &Limits,
    ) -> io::Result<()> {
        let folder = place.folder.join(name);
        if !self.folders.contains(&folder) {
            remove_what_is_left();
            remove_what_others_left(&place.folder);
            fs::create_dir(&folder)?;
            self.folders.push(folder.clone());
        }
        if place.version == Version::Two {
            // Fails when processes are beside the new group; it may be there already.
            let _ = write(&place.folder.join("cgroup.subtree_control"), controller.switched_on());
        }
        for (file, most, is_needed) in controller.files(place.version, limits) {
            match write(&folder.join(file), &most.to_string()) {
                Err(error) if is_needed => return Err(error),
                // Kernels may be built without limits for what was swapped out.
                _ => {}
            }
        }
        Ok(())
    }

    /// Lets the command's process, and all that it will start, be in the group from its beginning.
    ///
    /// # Errors
    ///
    /// When the group has gone.
    pub fn take_in(&self, command: &mut Command) -> io::Result<()> {
        let open =
            |folder: &PathBuf| OpenOptions::new().write(true).open(folder.join("cgroup.procs"));
        let doors = self.folders.iter().map(open).collect::<io::Result<Vec<File>>>()?;
        let enter = move || doors.iter().try_for_each(|mut door| door.write_all(b"0"));
        // SAFETY: between fork and exec it only makes system calls.
        unsafe { command.pre_exec(enter) };
        Ok(())
    }
}

/// Groups that were dropped while somebody was still in them: who is killed is gone a moment later.
static LEFT: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

impl Drop for Group {
    fn drop(&mut self) {
        LEFT.lock().unwrap_or_else(PoisonError::into_inner).append(&mut self.folders);
        remove_what_is_left();
    }
}

fn remove_what_is_left() {
    LEFT.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .retain(|folder| fs::remove_dir(folder).is_err() && folder.exists());
}

impl Controller {
    fn name(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Pids => "pids",
        }
    }

    fn bounds(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Pids => "the number of processes",
        }
    }

    fn switched_on(self) -> &'static str {
        match self {
            Self::Memory => "+memory",
            Self::Pids => "+pids",
        }
    }

    /// The files to be written, what into each, and whether it has to be there.
    fn files(self, version: Version, limits: &Limits) -> Vec<(&'static str, u64, bool)> {
        let (memory, tasks) = (limits.all_memory_bytes, limits.tasks + OURS);
        match (self, version) {
            (Self::Pids, _) => vec![("pids.max", tasks, true)],
            (Self::Memory, Version::One) => vec![
                ("memory.limit_in_bytes", memory, true),
                ("memory.memsw.limit_in_bytes", memory, false),
            ],
            (Self::Memory, Version::Two) => {
                vec![("memory.max", memory, true), ("memory.swap.max", 0, false)]
            }
        }
    }
}

/// Where groups with this controller can be made: within the caller's own, so that no limit of his is left. The arguments
/// are what `/proc/self/mountinfo` and `/proc/self/cgroup` say.
fn place(controller: Controller, mounts: &str, own: &str) -> Option<Place> {
    mounts.lines().find_map(|line| {
        let (mount, system) = line.split_once(" - ")?;
        let mut mount = mount.split(' ').skip(3);
        let (root, point) = (mount.next()?, mount.next()?);
        let mut system = system.split(' ');
        let version = match system.next()? {
            "cgroup" => Version::One,
            "cgroup2" => Version::Two,
            _ => return None,
        };
        let has = |names: &str| names.split(',').any(|name| name == controller.name());
        let path = own.lines().find_map(|line| {
            let mut parts = line.splitn(3, ':').skip(1);
            let (names, path) = (parts.next()?, parts.next()?);
            let is_it = match version {
                Version::One => has(names),
                Version::Two => names.is_empty(),
            };
            is_it.then_some(path)
        })?;
        // A container may see only a part of the tree.
        let folder = Path::new(point).join(Path::new(path).strip_prefix(root).ok()?);
        let there = match version {
            Version::One => has(system.next_back()?),
            Version::Two => fs::read_to_string(folder.join("cgroup.controllers"))
                .is_ok_and(|names| names.split_whitespace().any(|name| name == controller.name())),
        };
        there.then_some(Place { folder, version })
    })
}

/// Removes groups whose makers were killed before they could.
fn remove_what_others_left(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let maker = name.to_str().and_then(|name| name.strip_prefix(NAME)?.split_once('-'));
        if maker.is_some_and(|(maker, _)| !Path::new("/proc").join(maker).exists()) {
            // One that is not empty stays.
            let _ = fs::remove_dir(entry.path());
        }
    }
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).open(file)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests;
