//! Calls that are not over before all of their bytes are moved, made in parts.
//!
//! A write that may wait is one, and a read that asks for all. Because we never let it wait, the kernel may do
//! a part of it; the next time it is made for the rest. What has to be changed in the program's memory for
//! that is given back before anybody can see it.

use std::collections::HashSet;

use libc::{pid_t, user_regs_struct};

use super::task::{Call, Class};
use crate::calls::{Class as Known, Source};
use crate::sys;

/// What is remembered of the channels that bytes go through.
#[derive(Default)]
pub struct Streams {
    /// Who was told that there is nothing more to be read from, or written to, what channel.
    pub told_no_more: HashSet<(usize, usize)>,
    /// Pipes that keep what is written together: what a read has no room for is lost. Only the end that is
    /// written to tells.
    pub packets: HashSet<usize>,
}

/// Where the bytes of such a call are.
pub enum Parts {
    /// At the second argument, as many as the third one says.
    Buffer {
        /// How many.
        total: u64,
    },
    /// In the pieces that a vector lists.
    Vector {
        /// Where the vector is.
        address: u64,
        /// The pieces: where, and how many bytes.
        pieces: Vec<[u64; 2]>,
        /// Where the length of what is sent beside the bytes stands, and what it is: that goes with the first
        /// part alone.
        beside: Option<(u64, u64)>,
    },
}

impl Parts {
    /// How the call of the thread `tid` says where its bytes are; `None` if it is content with some of them.
    pub fn of(tid: pid_t, call: &Call) -> Option<Self> {
        /// More than the kernel takes.
        const MOST_PIECES: u64 = 1024;
        let [_, second, third, ..] = call.args;
        let (address, count, beside) = match call.class {
            Class::Known(Known::Write(Source::Buffer)) => {
                return Some(Self::Buffer { total: third });
            }
            Class::Known(Known::Write(Source::Vector)) => (second, third, None),
            Class::Known(Known::Write(Source::Message)) => {
                let [_, _, address, count, _, beside] = sys::read_words(tid, second)?;
                (address, count, Some((second + 40, beside)))
            }
            Class::Known(Known::Read) if call.name == "recvfrom" => {
                let flags = call.args[3] as i32;
                let all = flags & libc::MSG_WAITALL != 0 && flags & libc::MSG_PEEK == 0;
                return all.then_some(Self::Buffer { total: third });
            }
            _ => return None,
        };
        let bytes = sys::read_memory(tid, address, count.min(MOST_PIECES) as usize * 16);
        let word = |bytes: &[u8]| bytes.try_into().map_or(0, u64::from_ne_bytes);
        let pieces = bytes.chunks_exact(16).map(|piece| [word(&piece[..8]), word(&piece[8..])]);
        Some(Self::Vector { address, pieces: pieces.collect(), beside })
    }

    /// How many bytes the whole call moves.
    pub fn total(&self) -> u64 {
        match self {
            Self::Buffer { total } => *total,
            Self::Vector { pieces, .. } => pieces.iter().map(|[_, length]| length).sum(),
        }
    }

    /// Lets the call begin after so many bytes. `false` if the vector is where nobody may write.
    pub fn skip(&self, tid: pid_t, moved: u64, registers: &mut user_regs_struct) -> bool {
        match self {
            Self::Buffer { .. } => {
                registers.rsi += moved;
                registers.rdx -= moved;
                true
            }
            Self::Vector { address, pieces, beside } => {
                let mut left = moved;
                let rest = pieces.iter().map(|[at, length]| {
                    let skipped = left.min(*length);
                    left -= skipped;
                    [at + skipped, length - skipped]
                });
                let alone = beside.is_none_or(|(at, length)| {
                    let length = if moved > 0 { 0 } else { length };
                    sys::write_memory(tid, at, &length.to_ne_bytes())
                });
                alone && write_pieces(tid, *address, rest)
            }
        }
    }

    /// Gives back what was changed in the program's memory.
    pub fn restore(&self, tid: pid_t) {
        if let Self::Vector { address, pieces, beside } = self {
            // It could be written to a moment ago.
            write_pieces(tid, *address, pieces.iter().copied());
            if let Some((at, length)) = beside {
                sys::write_memory(tid, *at, &length.to_ne_bytes());
            }
        }
    }
}

fn write_pieces(tid: pid_t, address: u64, pieces: impl Iterator<Item = [u64; 2]>) -> bool {
    let bytes: Vec<u8> = pieces.flatten().flat_map(u64::to_ne_bytes).collect();
    bytes.is_empty() || sys::write_memory(tid, address, &bytes)
}
