//! Where a program touches what its threads share without asking the kernel.
//!
//! An unoptimised Rust program calls a function for each atomic operation and for each lock that it
//! takes or gives back. [`Image`] finds them in the program's file, so that a breakpoint can be put at
//! each. In an optimised program most of them are gone: then there are few points, and the system calls
//! have to do.

mod patterns;
mod names;
mod search;
mod calls;
mod registers;
mod first;
mod spins;

use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;

use libc::{pid_t, user_regs_struct};
use object::Object;
use object::elf::EM_X86_64;
use object::read::elf::ElfFile64;

use self::calls::Slots;
use self::patterns::Subject;
use self::registers::Register;
use crate::sys;

pub use self::first::First;
pub(super) use self::names::function_name;

/// What was found in the file of a program.
#[derive(Debug)]
pub struct Image {
    points: Vec<Point>,
    entry: u64,
    panic: Option<u64>,
}

/// An instruction at which a thread is about to touch something.
#[derive(Debug, Clone)]
pub struct Point {
    /// As the file has it; add the load bias.
    pub address: u64,
    /// What the thread is about to do.
    pub kind: Kind,
    /// The instruction that the breakpoint replaces.
    pub first: First,
    /// Where the address of what it touches is.
    subject: Subject,
    /// Where a condition variable's mutex is.
    mutex: Option<Register>,
    /// Where the memory orderings are.
    orderings: &'static [Register],
}

/// What a thread does at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    AtomicLoad,
    AtomicStore,
    AtomicSwap,
    /// `fetch_add` and its like. `fetch_update` is a load and a compare-exchange instead.
    AtomicUpdate,
    CompareExchange,
    Fence,
    Lock,
    TryLock,
    /// A guard is dropped, as in the other two unlocks.
    Unlock,
    ReadLock,
    TryReadLock,
    ReadUnlock,
    WriteLock,
    TryWriteLock,
    WriteUnlock,
    /// A write guard becomes a read guard: the next unlock of this lock is a [`Kind::ReadUnlock`].
    Downgrade,
    /// Gives back the mutex, and takes it again, without further points, before it returns.
    ConditionWait,
    ConditionWaitTimeout,
    NotifyOne,
    NotifyAll,
    /// Says that it is spinning.
    SpinHint,
    Panic,
}

impl Image {
    /// Reads the file of a program; `None` when it is no x86-64 ELF file that can be read.
    pub fn read(path: &Path) -> Option<Image> {
        let bytes = fs::read(path).ok()?;
        let file = ElfFile64::<object::Endianness>::parse(&*bytes).ok()?;
        let endian = file.endian();
        if file.elf_header().e_machine.get(endian) != EM_X86_64 {
            return None;
        }
        let functions = search::functions(&file);
        let mut points = search::points(&functions, &Slots::of(&file));
        points.extend(spins::points(&bytes, &functions));
        points.sort_by_key(|point| point.address);
        // The linker may have merged functions that are equal.
        points.dedup_by_key(|point| point.address);
        let is_panic = |path: &Option<String>| path.as_deref() == Some(patterns::PANIC);
        let panic = functions.iter().find(|function| is_panic(&function.path));
        let panic = panic.map(|function| function.address);
        Some(Image { points, entry: file.entry(), panic })
    }

    /// Sorted by address, one for each address.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The address of the first instruction, which the kernel gives to a new process as `AT_ENTRY` after
    /// adding the load bias.
    pub fn entry(&self) -> u64 {
        self.entry
    }

    /// The address of the function that panics with a text: [`patterns::PANIC`].
    pub fn panic(&self) -> Option<u64> {
        self.panic
    }
}

impl Point {
    /// The address of the atomic, lock or condition variable that the thread `tid`, stopped here with
    /// these registers, is about to touch. A lock has the same address in each of its kinds of points.
    /// `None` for what touches nothing, or when memory can't be read.
    pub fn subject(&self, tid: pid_t, registers: &user_regs_struct) -> Option<u64> {
        match self.subject {
            Subject::None => None,
            Subject::In(register) => Some(register.get(registers)),
            Subject::Behind(register, bytes) => {
                let address = register.get(registers).wrapping_add(u64::from(bytes));
                sys::read_words(tid, address).map(|[word]| word)
            }
        }
    }

    /// The address of the mutex that a [`Kind::ConditionWait`] gives back while it waits.
    pub fn mutex(&self, registers: &user_regs_struct) -> Option<u64> {
        Some(self.mutex?.get(registers))
    }

    /// The memory orderings of an atomic operation or a fence, in the order of its arguments.
    pub fn orderings(&self, registers: &user_regs_struct) -> Vec<Ordering> {
        let ordering = |register: &Register| {
            // The discriminants of the enumeration; only the lowest byte of the register is an argument.
            Some(match register.get(registers) as u8 {
                0 => Ordering::Relaxed,
                1 => Ordering::Release,
                2 => Ordering::Acquire,
                3 => Ordering::AcqRel,
                4 => Ordering::SeqCst,
                _ => return None,
            })
        };
        self.orderings.iter().filter_map(ordering).collect()
    }
}

#[cfg(test)]
mod tests;
