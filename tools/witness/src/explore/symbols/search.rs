//! Finds the functions of the table in a program, and the calls of them.

use std::collections::HashMap;

use object::read::elf::{ElfFile64, ElfSymbol64};
use object::{Endianness, Object, ObjectSection, ObjectSymbol, SymbolKind};

use super::calls::Slots;
use super::patterns::{At, LOCKS, PATTERNS, Pattern, Subject};
use super::registers::RDI;
use super::{First, Kind, Point, names};

/// A function of the program.
pub struct Function<'file> {
    /// What the linker calls it.
    pub symbol: &'file str,
    /// Its path; missing when it can be none of the table.
    pub path: Option<String>,
    /// Of its first instruction, as the file has it.
    pub address: u64,
    /// Its machine code.
    pub code: &'file [u8],
}

impl Function<'_> {
    /// The pattern that it is meant by.
    fn pattern(&self) -> Option<&'static Pattern> {
        let path = self.path.as_ref()?;
        PATTERNS.iter().find(|pattern| pattern.matches(path))
    }

    fn is_part_of_a_lock(&self) -> bool {
        let path = self.path.as_deref().unwrap_or_default();
        LOCKS.iter().any(|lock| path.starts_with(lock))
    }
}

/// All functions that a program has in its table of symbols.
pub fn functions<'file>(file: &ElfFile64<'file>) -> Vec<Function<'file>> {
    let function = |symbol: ElfSymbol64<'file, '_, Endianness>| {
        let section = file.section_by_index(symbol.section_index()?).ok()?;
        let code = section.data_range(symbol.address(), symbol.size()).ok()??;
        let (symbol, address) = (symbol.name().ok()?, symbol.address());
        Some(Function { symbol, path: names::path(symbol), address, code })
    };
    let functions = file.symbols().filter(|symbol| symbol.kind() == SymbolKind::Text);
    functions.filter_map(function).collect()
}

/// All points of the table, in no order.
pub fn points(functions: &[Function], slots: &Slots) -> Vec<Point> {
    let mut points = Vec::new();
    let mut called = HashMap::new();
    let mut callers = Vec::new();
    for function in functions {
        match function.pattern() {
            Some(pattern) if pattern.at == At::Entry => {
                points.push(point(pattern, function, function.address));
            }
            Some(pattern) => {
                called.insert(function.address, pattern);
            }
            None if function.is_part_of_a_lock() => {}
            None => callers.push(function),
        }
    }
    if !called.is_empty() {
        points.extend(callers.iter().flat_map(|function| calls(function, &called, slots)));
    }
    points
}

/// The calls of the functions in `called`.
fn calls(
    function: &Function,
    called: &HashMap<u64, &'static Pattern>,
    slots: &Slots,
) -> Vec<Point> {
    let call = |start: usize| {
        let call = slots.call(&function.code[start..], function.address + start as u64)?;
        let pattern = called.get(&call.target)?;
        let end = call.address + u64::from(call.length);
        let distance = call.target.wrapping_sub(end).cast_signed();
        let first = First::Call { distance, length: call.length };
        Some(Point { first, ..point(pattern, function, call.address) })
    };
    (0..function.code.len()).filter_map(call).collect()
}

fn point(pattern: &Pattern, function: &Function, address: u64) -> Point {
    Point {
        address,
        kind: pattern.kind,
        first: First::decode(&function.code[(address - function.address) as usize..]),
        subject: match pattern.kind {
            Kind::ReadUnlock => lock_of_read_guard(function.code).unwrap_or(pattern.subject),
            _ => pattern.subject,
        },
        mutex: pattern.mutex,
        orderings: pattern.orderings,
    }
}

/// Where a read guard keeps its lock: before it, there is the address of the data, which takes two words
/// when the data are unsized. The function's second instruction, `mov rcx, [rdi + offset]`, tells.
fn lock_of_read_guard(code: &[u8]) -> Option<Subject> {
    match *code.get(4..)? {
        [0x48, 0x8b, mode, offset, ..] if mode & 0xc7 == 0x47 => Some(Subject::Behind(RDI, offset)),
        _ => None,
    }
}
