//! What an exercise's file does that no schedule can show.
//!
//! The schedule explorer sees system calls, atomics, locks and condition variables. A plain write to
//! memory that threads share is none of these, so a program that does one can be wrong on every run
//! and still look right in every schedule. Safe Rust forbids such writes; this module looks for the
//! ways around that.
//!
//! Types are unknown here, so a finding is a place that *may* be one of these ways. The search errs
//! on that side, because a false finding costs a sentence and a missed one costs a wrong verdict:
//!
//! - `tokens` finds what gives itself away by its name, wherever it stands, in macros too.
//! - `raw_writes` finds what is only telling inside of `unsafe`.
//!
//! Not found: memory that a function of another crate or of another language writes to, and what a
//! macro puts together from single tokens.

mod raw_writes;
mod tokens;
#[cfg(test)]
mod tests;

use proc_macro2::{Span, TokenStream};

/// Something in an exercise's file that schedules can't show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlindSpot {
    /// What it is.
    pub kind: BlindKind,
    /// Where it begins, counted from 1.
    pub line: usize,
}

/// Why schedules can't show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlindKind {
    /// A `static mut`: any thread may write to it, without an atomic or a lock.
    StaticMut,
    /// An `UnsafeCell`, or one of its relatives that may be shared. `Cell` and `RefCell` are not
    /// meant: no two threads can have the same one.
    UnsafeCell,
    /// A write through a raw pointer, or what such writes are made of: a `&mut` from one, a
    /// `transmute`. A write through a reference counts as well when it stands in `unsafe`.
    RawWrite,
    /// Assembly, which may do anything.
    InlineAssembly,
    /// An `unsafe impl` of `Sync` or `Send`: threads share what the compiler says they must not.
    UnsafeSync,
    /// A part of the program stands in another file: `include!`, `mod name;`, `crate::`, a
    /// `super::` that leaves the file, or an `extern` block.
    Elsewhere,
    /// The file isn't Rust, or is newer Rust than this crate knows. Nothing else is known about it.
    Unparsable,
}

impl BlindSpot {
    fn new(kind: BlindKind, span: Span) -> Self {
        Self { kind, line: span.start().line }
    }
}

/// What schedules can't show about a program whose source is this, by line.
///
/// A kind is told once for each line that has it. A file that can't be parsed gives a single
/// [`BlindKind::Unparsable`].
///
/// ```
/// use course::{BlindKind, BlindSpot, scan};
///
/// let source = "use std::cell::Cell;\nstatic mut COUNT: u32 = 0;";
/// assert_eq!(scan(source), [BlindSpot { kind: BlindKind::StaticMut, line: 2 }]);
/// ```
pub fn scan(source: &str) -> Vec<BlindSpot> {
    let parsed = source.parse::<TokenStream>().map_err(syn::Error::from).and_then(|tokens| {
        let file = syn::parse2::<syn::File>(tokens.clone())?;
        Ok((tokens, file))
    });
    let (tokens, file) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return vec![BlindSpot::new(BlindKind::Unparsable, error.span())],
    };
    let mut spots = tokens::find(tokens);
    spots.extend(raw_writes::find(&file));
    spots.sort_unstable_by_key(|spot| (spot.line, spot.kind));
    spots.dedup();
    spots
}
