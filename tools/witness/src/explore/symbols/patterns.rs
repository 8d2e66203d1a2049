//! The functions that a stop belongs at, by name: one table, to be changed when a compiler renames one.
//!
//! The names are paths as [`super::names::path`] gives them: demangled, without hash and without
//! generic arguments. A `*` stands for the rest of one name: `Atomic*` is `AtomicU8` as well as
//! `AtomicPtr`, and `Atomic<T>` of compilers that have it.
//!
//! What is and what isn't a function of its own in an unoptimised program follows from how the
//! standard library is made. Its generic functions are compiled into the program, unoptimised; but
//! what they call was inlined before that, if it was small. The program itself calls `AtomicU8::load`,
//! and that calls `atomic_load`, which is too large to be inlined; the library's own channels, which have
//! swallowed the former, call the latter. `atomic_swap` is small and never remains. `Mutex::lock` has
//! swallowed the lock of its `sys` layer. What isn't generic is in the library's own, optimised, machine
//! code: the waits of `Condvar` are.
//!
//! The registers are those of the System V calling convention: the arguments are in `rdi`, `rsi`, `rdx`,
//! `rcx`, `r8`. A `Result` of three words is returned through memory, whose address comes first: so the
//! lock of `Mutex::lock` is in `rsi`. An address of a `Mutex` or `RwLock` is also that of the futex in
//! it, because their data may be unsized and so has to stand last, behind the lock.

use super::registers::{R8, RCX, RDI, RDX, RSI, Register};
use super::{Kind, Kind::*};

/// A function to stop at, and where it keeps what the stop is about.
#[derive(Debug)]
pub struct Pattern {
    /// The path of the function.
    pub name: &'static str,
    /// What it does.
    pub kind: Kind,
    /// Where the stop is.
    pub at: At,
    /// Where the address of the atomic, lock or condition variable is.
    pub subject: Subject,
    /// A condition variable's mutex.
    pub mutex: Option<Register>,
    /// The memory orderings of an atomic.
    pub orderings: &'static [Register],
}

/// Where a pattern's stops are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// At the function's first instruction.
    Entry,
    /// At each call of the function, except those in functions that are stopped at themselves or are a
    /// part of one of the [`LOCKS`]. Taking a lock is one step of the program; a stop at each atomic in
    /// it would only thin out those that matter.
    Calls,
}

/// How to find the address of what a stop is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// It is about nothing in memory.
    None,
    /// A register holds it.
    In(Register),
    /// It is in memory, this many bytes behind what a register points to.
    Behind(Register, u8),
}

/// Functions whose own atomics are no stops, by how their paths begin.
pub const LOCKS: &[&str] = &[
    "std::sync::poison::",
    "<std::sync::poison::",
    "std::sys::sync::mutex::",
    "std::sys::sync::rwlock::",
    "std::sys::sync::condvar::",
];

/// The function that panics with a text: it is given the text's address and length, and where in the
/// source it was called.
pub const PANIC: &str = "core::panicking::panic";

/// Every function that is stopped at. (A spin hint is no function: see [`super::spins`].)
pub const PATTERNS: &[Pattern] = &[
    calls("core::sync::atomic::atomic_load", AtomicLoad).of(RDI).ordered(&[RSI]),
    calls("core::sync::atomic::atomic_store", AtomicStore).of(RDI).ordered(&[RDX]),
    calls("core::sync::atomic::atomic_compare_exchange", CompareExchange)
        .of(RDI)
        .ordered(&[RCX, R8]),
    calls("core::sync::atomic::atomic_compare_exchange_weak", CompareExchange)
        .of(RDI)
        .ordered(&[RCX, R8]),
    entry("core::sync::atomic::Atomic*::load", AtomicLoad).of(RDI).ordered(&[RSI]),
    entry("core::sync::atomic::Atomic*::store", AtomicStore).of(RDI).ordered(&[RDX]),
    entry("core::sync::atomic::Atomic*::compare_exchange", CompareExchange)
        .of(RDI)
        .ordered(&[RCX, R8]),
    entry("core::sync::atomic::Atomic*::compare_exchange_weak", CompareExchange)
        .of(RDI)
        .ordered(&[RCX, R8]),
    entry("core::sync::atomic::Atomic*::swap", AtomicSwap).of(RDI).ordered(&[RDX]),
    update("core::sync::atomic::Atomic*::fetch_add"),
    update("core::sync::atomic::Atomic*::fetch_sub"),
    update("core::sync::atomic::Atomic*::fetch_and"),
    update("core::sync::atomic::Atomic*::fetch_nand"),
    update("core::sync::atomic::Atomic*::fetch_or"),
    // `fetch_not` calls it.
    update("core::sync::atomic::Atomic*::fetch_xor"),
    update("core::sync::atomic::Atomic*::fetch_max"),
    update("core::sync::atomic::Atomic*::fetch_min"),
    update("core::sync::atomic::Atomic*::fetch_ptr_add"),
    update("core::sync::atomic::Atomic*::fetch_ptr_sub"),
    update("core::sync::atomic::Atomic*::fetch_byte_add"),
    update("core::sync::atomic::Atomic*::fetch_byte_sub"),
    entry("core::sync::atomic::fence", Fence).ordered(&[RDI]),
    entry("std::sync::poison::mutex::Mutex::lock", Lock).of(RSI),
    entry("std::sync::poison::mutex::Mutex::try_lock", TryLock).of(RSI),
    entry("<std::sync::poison::mutex::MutexGuard as core::ops::drop::Drop>::drop", Unlock)
        .behind(RDI, 0),
    entry("std::sync::poison::rwlock::RwLock::read", ReadLock).of(RSI),
    entry("std::sync::poison::rwlock::RwLock::try_read", TryReadLock).of(RSI),
    // The guard holds the address of the data, and then that of the lock.
    entry(
        "<std::sync::poison::rwlock::RwLockReadGuard as core::ops::drop::Drop>::drop",
        ReadUnlock,
    )
    .behind(RDI, 8),
    entry("std::sync::poison::rwlock::RwLock::write", WriteLock).of(RSI),
    entry("std::sync::poison::rwlock::RwLock::try_write", TryWriteLock).of(RSI),
    entry(
        "<std::sync::poison::rwlock::RwLockWriteGuard as core::ops::drop::Drop>::drop",
        WriteUnlock,
    )
    .behind(RDI, 0),
    // The guard is passed in registers.
    entry("std::sync::poison::rwlock::RwLockWriteGuard::downgrade", Downgrade).of(RDI),
    entry("std::sys::sync::condvar::futex::Condvar::wait", ConditionWait).of(RDI).with_mutex(RSI),
    entry("std::sys::sync::condvar::futex::Condvar::wait_timeout", ConditionWaitTimeout)
        .of(RDI)
        .with_mutex(RSI),
    entry("std::sync::poison::condvar::Condvar::notify_one", NotifyOne).of(RDI),
    entry("std::sync::poison::condvar::Condvar::notify_all", NotifyAll).of(RDI),
    // Whatever a panic begins with, it gets here before the hook is called.
    entry("std::panicking::panic_with_hook", Panic),
];

const fn entry(name: &'static str, kind: Kind) -> Pattern {
    Pattern { name, kind, at: At::Entry, subject: Subject::None, mutex: None, orderings: &[] }
}

const fn calls(name: &'static str, kind: Kind) -> Pattern {
    Pattern { at: At::Calls, ..entry(name, kind) }
}

const fn update(name: &'static str) -> Pattern {
    entry(name, AtomicUpdate).of(RDI).ordered(&[RDX])
}

impl Pattern {
    const fn of(self, register: Register) -> Pattern {
        Pattern { subject: Subject::In(register), ..self }
    }

    const fn behind(self, register: Register, bytes: u8) -> Pattern {
        Pattern { subject: Subject::Behind(register, bytes), ..self }
    }

    const fn with_mutex(self, register: Register) -> Pattern {
        Pattern { mutex: Some(register), ..self }
    }

    const fn ordered(self, orderings: &'static [Register]) -> Pattern {
        Pattern { orderings, ..self }
    }

    /// Whether a function of this path is meant.
    pub fn matches(&self, path: &str) -> bool {
        match self.name.split_once('*') {
            None => path == self.name,
            Some((before, after)) => path
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(after))
                .is_some_and(|any| !any.contains("::")),
        }
    }
}
