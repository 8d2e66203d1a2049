//! Which files a process has its code from.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use libc::pid_t;

/// A file's code in the memory of a process.
pub struct Mapping {
    /// Address of the first byte.
    start: u64,
    /// Address behind the last byte.
    end: u64,
    /// Where in the file the first byte is from.
    offset: u64,
    /// The file.
    pub path: PathBuf,
}

/// What tells a file from what it was before and from all others.
#[derive(PartialEq, Eq, Hash)]
pub struct Stamp {
    path: PathBuf,
    bytes: u64,
    /// Seconds and nanoseconds.
    modified: (i64, i64),
}

/// All code from files in the memory of a process; none when it is gone.
pub fn of(pid: pid_t) -> Vec<Mapping> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default();
    maps.lines().filter_map(parse).collect()
}

/// Reads `55d0c0a00000-55d0c0a5f000 r-xp 00013000 08:01 4711   /a/program`.
fn parse(line: &str) -> Option<Mapping> {
    let (addresses, rest) = line.split_once(' ')?;
    let (rights, rest) = rest.split_once(' ')?;
    let (offset, rest) = rest.split_once(' ')?;
    let (_device, rest) = rest.split_once(' ')?;
    let (_number, path) = rest.split_once(' ')?;
    let path = path.trim_start();
    if rights.as_bytes().get(2) != Some(&b'x') || !path.starts_with('/') {
        return None;
    }
    let (start, end) = addresses.split_once('-')?;
    let number = |text| u64::from_str_radix(text, 16).ok();
    Some(Mapping {
        start: number(start)?,
        end: number(end)?,
        offset: number(offset)?,
        path: path.into(),
    })
}

impl Mapping {
    /// Whether an address of the process is in it.
    pub fn contains(&self, address: u64) -> bool {
        (self.start..self.end).contains(&address)
    }

    /// What its file is now; `None` when there is no such file any more.
    pub fn stamp(&self) -> Option<Stamp> {
        let metadata = fs::metadata(&self.path).ok()?;
        let modified = (metadata.mtime(), metadata.mtime_nsec());
        Some(Stamp { path: self.path.clone(), bytes: metadata.len(), modified })
    }

    /// The address of its first byte, and where in the file that is from.
    pub fn beginning(&self) -> (u64, u64) {
        (self.start, self.offset)
    }
}
