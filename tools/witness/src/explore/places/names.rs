//! The functions of a file, by address.

use object::read::elf::ElfFile64;
use object::{LittleEndian, Object, ObjectSymbol, SymbolKind};

/// What the linker calls the functions of a file. (Of debug information that is only lines, it is the
/// only place where a function has its whole path.)
pub struct Names {
    /// Begin, end and name; sorted.
    functions: Vec<(u64, u64, Box<str>)>,
}

impl Names {
    /// Those in the file's table of symbols.
    pub fn of(file: &ElfFile64<LittleEndian>) -> Names {
        let functions = file.symbols().filter(|symbol| symbol.kind() == SymbolKind::Text);
        let function = |symbol: object::read::elf::ElfSymbol64<'_, '_, LittleEndian>| {
            let name = symbol.name().ok()?.into();
            Some((symbol.address(), symbol.address() + symbol.size(), name))
        };
        let mut functions: Vec<_> = functions.filter_map(function).collect();
        functions.sort_unstable();
        Names { functions }
    }

    /// The symbol of the function that an address is in.
    pub fn at(&self, address: u64) -> Option<&str> {
        let after = self.functions.partition_point(|(begin, ..)| *begin <= address);
        let (_, end, name) = self.functions.get(after.checked_sub(1)?)?;
        (address < *end).then_some(name)
    }
}
