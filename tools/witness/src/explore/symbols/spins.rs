//! Where a program says that it is spinning.
//!
//! `std::hint::spin_loop` is always inlined, and becomes the instruction `pause`. Its two bytes may also
//! be a part of another instruction, which a breakpoint would destroy; but the table of source lines
//! gives a line of its own to what was inlined, and so tells where an instruction begins. Without debug
//! information there are no such points.

use std::cell::LazyCell;

use super::super::places::Lines;
use super::patterns::Subject;
use super::search::Function;
use super::{First, Kind, Point, names};

/// The machine code of `pause`.
const PAUSE: [u8; 2] = [0xf3, 0x90];

/// Every spin hint in the functions of the file `bytes`.
pub fn points(bytes: &[u8], functions: &[Function]) -> Vec<Point> {
    // Most programs have none, and are spared the reading of their lines.
    let lines = LazyCell::new(|| Lines::read(bytes.into()));
    let candidates = functions
        .iter()
        .filter(|function| has_pause(function) && !is_inside_the_library(function))
        .flat_map(pauses);
    candidates
        .filter(|address| (*lines).as_ref().is_some_and(|lines| lines.begins_at(*address)))
        .map(|address| Point {
            address,
            kind: Kind::SpinHint,
            first: First::Pause,
            subject: Subject::None,
            mutex: None,
            orderings: &[],
        })
        .collect()
}

fn has_pause(function: &Function) -> bool {
    function.code.windows(PAUSE.len()).any(|code| code == PAUSE)
}

fn pauses(function: &Function) -> impl Iterator<Item = u64> {
    let codes = function.code.windows(PAUSE.len()).enumerate();
    codes.filter(|(_, code)| *code == PAUSE).map(|(offset, _)| function.address + offset as u64)
}

/// A lock of the standard library spins a hundred times before it waits, which is of no interest.
fn is_inside_the_library(function: &Function) -> bool {
    let path = names::any_path(function.symbol);
    path.starts_with("std::sys::") || path.starts_with("<std::sys::")
}
