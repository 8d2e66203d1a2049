//! The program's memories: what is changed in them before the program begins, and where its breakpoints
//! are.
//!
//! Two things are changed. The table that the kernel gives to a new program no longer leads to the clocks
//! that are read without a call, so that every reading is a call; and the random bytes in it come from the
//! seed. The breakpoints stand in for the first byte of each instruction of interest; a memory that was
//! copied by a fork has the same ones.

use std::collections::HashMap;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::SystemTime;

use libc::pid_t;

use super::random::Random;
use super::symbols::{Image, Point};
use crate::sys;

/// The instruction that stops: `int3`.
const BREAKPOINT: u8 = 0xCC;

const PAGE: u64 = 4096;

/// What the files of programs hold, read once.
#[derive(Default)]
pub struct Images {
    known: HashMap<(PathBuf, u64, Option<SystemTime>), Option<Rc<Image>>>,
}

impl Images {
    /// The image of the program that a process runs.
    pub fn of(&mut self, pid: pid_t) -> Option<Rc<Image>> {
        let link = PathBuf::from(format!("/proc/{pid}/exe"));
        let path = fs::read_link(&link).ok()?;
        let metadata = fs::metadata(&link).ok()?;
        let key = (path, metadata.len(), metadata.modified().ok());
        // Read through the link: the file may have been replaced since it was executed.
        let read = || Image::read(&link).filter(|image| !image.points().is_empty()).map(Rc::new);
        self.known.entry(key).or_insert_with(read).clone()
    }
}

/// A memory of the program.
#[derive(Default)]
pub struct Memory {
    image: Option<Rc<Image>>,
    bias: u64,
    /// The points by address in memory: the index in the image's list, and the byte that was there.
    points: Rc<HashMap<u64, (usize, u8)>>,
}

impl Memory {
    /// What a fork makes of it.
    pub fn copy(&self) -> Self {
        Self { image: self.image.clone(), bias: self.bias, points: Rc::clone(&self.points) }
    }

    /// Whether the program's functions can be stopped at.
    pub fn has_points(&self) -> bool {
        !self.points.is_empty()
    }

    /// The point at this address.
    pub fn point(&self, address: u64) -> Option<&Point> {
        let (index, _) = self.points.get(&address)?;
        self.image.as_ref()?.points().get(*index)
    }

    /// The address of the function that panics with a text.
    pub fn panic(&self) -> Option<u64> {
        Some(self.image.as_ref()?.panic()? + self.bias)
    }

    /// Readies the memory of a process that has just begun a program.
    pub fn prepare(&mut self, pid: pid_t, image: Option<Rc<Image>>, seed: u64) {
        let Some(table) = Table::of(pid) else { return };
        table.hide_clocks(pid);
        table.fix_random(pid, seed);
        let (Some(image), Some(entry)) = (image, table.value(libc::AT_ENTRY)) else { return };
        self.bias = entry.wrapping_sub(image.entry());
        if let Some(points) = self.put_breakpoints(pid, &image) {
            self.points = Rc::new(points);
            self.image = Some(image);
        }
    }

    fn put_breakpoints(&self, pid: pid_t, image: &Image) -> Option<HashMap<u64, (usize, u8)>> {
        let memory = open(pid)?;
        let addresses = image.points().iter().map(|point| point.address + self.bias);
        let mut points = addresses.zip(0..).peekable();
        let mut put = HashMap::new();
        // A page at a time: the first write to a page copies it.
        while let Some((first, index)) = points.next() {
            let page = first & !(PAGE - 1);
            let mut here = vec![(first, index)];
            while let Some(next) = points.next_if(|(next, _)| next & !(PAGE - 1) == page) {
                here.push(next);
            }
            let last = here.last().map_or(first, |(last, _)| *last);
            let mut bytes = vec![0; (last - first + 1) as usize];
            memory.read_exact_at(&mut bytes, first).ok()?;
            for (address, index) in here {
                let byte = &mut bytes[(address - first) as usize];
                put.insert(address, (index, *byte));
                *byte = BREAKPOINT;
            }
            memory.write_all_at(&bytes, first).ok()?;
        }
        Some(put)
    }

    /// Puts the program's own byte where a breakpoint is, for one step of one thread.
    pub fn lift(&self, tid: pid_t, address: u64) {
        if let Some((_, byte)) = self.points.get(&address) {
            put(tid, address, *byte);
        }
    }

    /// Puts the breakpoint back.
    pub fn lower(&self, tid: pid_t, address: u64) {
        put(tid, address, BREAKPOINT);
    }
}

fn open(pid: pid_t) -> Option<File> {
    File::options().read(true).write(true).open(format!("/proc/{pid}/mem")).ok()
}

fn put(tid: pid_t, address: u64, byte: u8) {
    // It fails only when the thread was killed meanwhile.
    let _ = open(tid).map(|memory| memory.write_all_at(&[byte], address));
}

/// The table of facts that the kernel leaves on a new program's stack.
struct Table {
    address: u64,
    entries: Vec<(u64, u64)>,
}

impl Table {
    fn of(pid: pid_t) -> Option<Self> {
        let registers = sys::registers(pid)?;
        let word = |address| sys::read_words::<1>(pid, address).map(|[word]| word);
        // The stack holds the number of arguments, the arguments, a zero, the environment, a zero, and the
        // table, which ends with an entry of kind zero.
        let mut address = registers.rsp + 8 * (word(registers.rsp)? + 2);
        while word(address)? != 0 {
            address += 8;
        }
        address += 8;
        let mut entries = Vec::new();
        let mut at = address;
        loop {
            let [kind, value] = sys::read_words(pid, at)?;
            entries.push((kind, value));
            if kind == libc::AT_NULL {
                return Some(Self { address, entries });
            }
            at += 16;
        }
    }

    fn value(&self, kind: libc::c_ulong) -> Option<u64> {
        self.entries.iter().find(|(known, _)| *known == kind).map(|(_, value)| *value)
    }

    /// Without the address of the kernel's own code, the C library makes real calls for the time.
    fn hide_clocks(&self, pid: pid_t) {
        for (index, (kind, _)) in self.entries.iter().enumerate() {
            if *kind == libc::AT_SYSINFO_EHDR {
                let address = self.address + 16 * index as u64;
                sys::write_memory(pid, address, &libc::AT_IGNORE.to_ne_bytes());
            }
        }
    }

    /// Sixteen bytes that the C library makes its secrets of.
    fn fix_random(&self, pid: pid_t, seed: u64) {
        let Some(address) = self.value(libc::AT_RANDOM) else { return };
        let mut random = Random::new(seed, 3);
        let bytes = [random.draw().to_ne_bytes(), random.draw().to_ne_bytes()].concat();
        sys::write_memory(pid, address, &bytes);
    }
}
