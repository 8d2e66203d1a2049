//! The lines of the source that machine code was made from.

use std::borrow::Cow;
use std::rc::Rc;

use addr2line::Context;
use gimli::{Dwarf, EndianRcSlice, EndianReader, LittleEndian, Reader};
use object::read::elf::ElfFile64;
use object::{Object, ObjectSection};

use super::names::Names;
use crate::explore::symbols;
use crate::report::Place;

/// A part of a file, shared.
type Bytes = EndianRcSlice<LittleEndian>;

/// The debug information of a file.
pub struct Lines {
    context: Context<Bytes>,
    names: Names,
}

impl Lines {
    /// Finds the debug information in the bytes of an ELF file; `None` when there is none.
    pub fn read(bytes: Rc<[u8]>) -> Option<Lines> {
        let file = ElfFile64::<object::LittleEndian>::parse(&*bytes).ok()?;
        file.section_by_name(".debug_line")?;
        let whole = EndianReader::new(bytes.clone(), LittleEndian);
        let section = |id: gimli::SectionId| -> gimli::Result<Bytes> {
            let section = file.section_by_name(id.name());
            let range = section.and_then(|section| section.compressed_file_range().ok());
            // A section that is compressed is as good as missing: rustc makes none.
            let range = range.filter(|range| range.format == object::CompressionFormat::None);
            let (start, length) =
                range.map_or((0, 0), |range| (range.offset, range.compressed_size));
            let mut part = whole.clone();
            part.skip(start as usize)?;
            part.truncate(length as usize)?;
            Ok(part)
        };
        let context = Context::from_dwarf(Dwarf::load(section).ok()?).ok()?;
        Some(Lines { context, names: Names::of(&file) })
    }

    /// The innermost line of own source that the instruction at an address belongs to.
    pub fn own_place(&self, address: u64) -> Option<Place> {
        let mut frames = self.context.find_frames(address).skip_all_loads().ok()?;
        while let Some(frame) = frames.next().ok()? {
            let Some(location) = frame.location else { continue };
            let (Some(file), Some(line)) = (location.file, location.line) else { continue };
            if !is_own(file) {
                continue;
            }
            let is_inlined = frames.next().ok()?.is_some();
            let symbol = if is_inlined { None } else { self.names.at(address).map(Cow::Borrowed) };
            let name = symbol.or_else(|| frame.function.as_ref()?.raw_name().ok());
            return Some(Place {
                function: symbols::function_name(&name.unwrap_or_default()),
                file: self.without_folder(file, address).to_owned(),
                line,
            });
        }
        None
    }

    /// Whether the function that an instruction is in has to do with `clap`.
    pub fn reads_arguments(&self, address: u64) -> bool {
        // Mangled or not, a symbol holds the names of the crates whose types and traits it is about.
        self.names.at(address).is_some_and(|symbol| symbol.contains("clap_builder"))
    }

    /// Whether a line begins exactly at an address; so, that an instruction does.
    pub fn begins_at(&self, address: u64) -> bool {
        self.context
            .find_location_range(address, address + 1)
            .is_ok_and(|mut lines| lines.next().is_some_and(|(first, ..)| first == address))
    }

    /// The file as the compiler was given it: without the folder that the compiler was started in.
    fn without_folder<'path>(&self, file: &'path str, address: u64) -> &'path str {
        let folder = || {
            let unit = self.context.find_dwarf_and_unit(address).skip_all_loads()?;
            Some(unit.comp_dir.as_ref()?.to_string_lossy().ok()?.into_owned())
        };
        folder().and_then(|folder| file.strip_prefix(&*folder)?.strip_prefix('/')).unwrap_or(file)
    }
}

/// Whether a file of source belongs to the program: not to the standard library, whose paths are made up
/// (`/rustc/…`) unless its source is installed, and not to a dependency.
fn is_own(file: &str) -> bool {
    const FOREIGN: [&str; 2] = ["/rustc/", "/rust/deps/"];
    const FOREIGN_PARTS: [&str; 3] =
        ["/lib/rustlib/src/rust/", "/registry/src/", "/git/checkouts/"];
    !FOREIGN.iter().any(|folder| file.starts_with(folder))
        && !FOREIGN_PARTS.iter().any(|part| file.contains(part))
}
