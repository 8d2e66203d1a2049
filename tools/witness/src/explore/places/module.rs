//! A program or library: its file, and what can be looked up in it.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use object::elf::{PF_X, PT_LOAD};
use object::read::elf::{ElfFile64, ProgramHeader};

use super::lines::Lines;
use super::maps::Mapping;
use super::unwind::{CallFrames, Frame, Stack};
use crate::report::Place;

/// A file of machine code. Addresses are those that the file itself gives.
pub struct Module {
    bytes: Rc<[u8]>,
    /// The parts that are loaded as code.
    segments: Vec<Segment>,
    call_frames: CallFrames,
    /// Read when first asked for: most files are asked only for callers.
    lines: OnceCell<Option<Lines>>,
    /// What has been asked for.
    places: RefCell<HashMap<u64, Option<Place>>>,
}

/// A part of a file that is loaded as code.
struct Segment {
    address: u64,
    /// Where in the file it begins.
    offset: u64,
    /// How much of it is in the file.
    size: u64,
}

impl Module {
    /// Reads a file; `None` when it isn't one of machine code.
    pub fn read(path: &Path) -> Option<Module> {
        let bytes: Rc<[u8]> = fs::read(path).ok()?.into();
        let file = ElfFile64::<object::LittleEndian>::parse(&*bytes).ok()?;
        let endian = object::LittleEndian;
        let headers = file.elf_program_headers().iter();
        let segments = headers
            .filter(|header| header.p_type(endian) == PT_LOAD)
            .filter(|header| header.p_flags(endian).0 & PF_X.0 != 0)
            .map(|header| Segment {
                address: header.p_vaddr(endian),
                offset: header.p_offset(endian),
                size: header.p_filesz(endian),
            })
            .collect();
        let call_frames = CallFrames::find(&file)?;
        Some(Module {
            bytes,
            segments,
            call_frames,
            lines: OnceCell::new(),
            places: RefCell::default(),
        })
    }

    /// How far from the addresses in the file a mapping of it is.
    pub fn bias(&self, mapping: &Mapping) -> Option<u64> {
        let (start, offset) = mapping.beginning();
        let holds = |segment: &&Segment| {
            // A mapping begins at a page, which may be before the segment.
            (segment.offset & !0xfff..segment.offset + segment.size).contains(&offset)
        };
        let segment = self.segments.iter().find(holds)?;
        let address = segment.address.wrapping_add(offset).wrapping_sub(segment.offset);
        Some(start.wrapping_sub(address))
    }

    /// The innermost line of own source that an instruction belongs to, if any.
    pub fn own_place(&self, address: u64) -> Option<Place> {
        self.places
            .borrow_mut()
            .entry(address)
            .or_insert_with(|| self.lines()?.own_place(address))
            .clone()
    }

    /// Whether an instruction belongs to a function of `clap`, or to one that its macros wrote.
    pub fn reads_arguments(&self, address: u64) -> bool {
        self.lines().is_some_and(|lines| lines.reads_arguments(address))
    }

    fn lines(&self) -> Option<&Lines> {
        self.lines.get_or_init(|| Lines::read(self.bytes.clone())).as_ref()
    }

    /// The frame that called the one that is given; `None` at the end, or when the file doesn't tell.
    pub fn caller(&self, frame: &Frame, bias: u64, stack: &Stack) -> Option<Frame> {
        self.call_frames.caller(&self.bytes, frame, bias, stack)
    }
}
