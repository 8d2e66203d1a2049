//! Where in the source a stopped thread is.
//!
//! A thread is nearly always stopped inside the standard library or libc. Whoever reads a report wants
//! the line of the program itself that it got there from. Two tables in the files of the program lead to
//! it: the call frame information, which the program needs for its own panics, tells for each instruction
//! how to find the caller (there are no frame pointers); the debug information tells the line. Both are
//! read from the files that are mapped in the process, and kept: a program is explored hundreds of times.

mod maps;
mod module;
mod lines;
mod names;
mod unwind;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

use libc::{pid_t, user_regs_struct};

use self::maps::{Mapping, Stamp};
use self::module::Module;
use self::unwind::{Frame, Stack};
use crate::report::Place;

pub(super) use self::lines::Lines;

/// Finds places, and remembers what it read for that.
#[derive(Default)]
pub struct Places {
    /// `None` for a file that can't be made sense of.
    modules: HashMap<Stamp, Option<Rc<Module>>>,
    /// The code in the memory of each process.
    maps: HashMap<pid_t, Vec<Mapped>>,
}

/// A part of a process's memory that holds code from a file.
struct Mapped {
    mapping: Mapping,
    module: Option<Rc<Module>>,
}

impl Places {
    /// The innermost line of the program's own source that the thread `tid` of the process `pid`, stopped
    /// with these registers, is in: not of the standard library, a dependency or libc. `None` when no
    /// caller has such a line, as in a program without debug information, and while `clap` reads the
    /// program's arguments: its macros put code of theirs into the program's files.
    pub fn of(&mut self, pid: pid_t, tid: pid_t, registers: &user_regs_struct) -> Option<Place> {
        /// Frames without own source between the program's code and where it is stopped; in practice
        /// below 30.
        const DEEPEST: usize = 200;
        let stack = Stack::read(tid, registers.rsp);
        let mut frame = Frame::stopped_at(registers);
        for _ in 0..DEEPEST {
            let at = frame.instruction();
            let (module, bias) = self.module_at(pid, at)?;
            if module.reads_arguments(at.wrapping_sub(bias)) {
                return None;
            }
            if let Some(place) = module.own_place(at.wrapping_sub(bias)) {
                return Some(place);
            }
            frame = module.caller(&frame, bias, &stack)?;
        }
        None
    }

    /// Whether the function of an atomic operation, at whose beginning or in which the thread stands, was
    /// called from the program's own source; else the standard library uses it for itself.
    pub fn is_called_by_own(
        &mut self,
        pid: pid_t,
        tid: pid_t,
        registers: &user_regs_struct,
    ) -> bool {
        let stack = Stack::read(tid, registers.rsp);
        let mut frame = Frame::stopped_at(registers);
        for _ in 0..2 {
            let at = frame.instruction();
            let Some((module, bias)) = self.module_at(pid, at) else { return false };
            if module.own_place(at.wrapping_sub(bias)).is_some() {
                return true;
            }
            let Some(caller) = module.caller(&frame, bias, &stack) else { return false };
            frame = caller;
        }
        false
    }

    /// Forgets what a process has in its memory: to be called when it executes another program, and when
    /// it is gone, because its number may come back.
    pub fn forget(&mut self, pid: pid_t) {
        self.maps.remove(&pid);
    }

    /// The module that an address is in, and what has to be subtracted to get the address in its file.
    fn module_at(&mut self, pid: pid_t, address: u64) -> Option<(Rc<Module>, u64)> {
        if !self.knows(pid, address) {
            // Never looked at, or a library has been loaded since.
            let mappings = maps::of(pid);
            let mapped = mappings.into_iter().map(|mapping| self.mapped(mapping)).collect();
            self.maps.insert(pid, mapped);
        }
        let mapped = self.maps.get(&pid)?.iter().find(|mapped| mapped.mapping.contains(address))?;
        let module = mapped.module.clone()?;
        let bias = module.bias(&mapped.mapping)?;
        Some((module, bias))
    }

    fn knows(&self, pid: pid_t, address: u64) -> bool {
        self.maps
            .get(&pid)
            .is_some_and(|maps| maps.iter().any(|mapped| mapped.mapping.contains(address)))
    }

    fn mapped(&mut self, mapping: Mapping) -> Mapped {
        let module = mapping.stamp().and_then(|stamp| match self.modules.entry(stamp) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(new) => new.insert(Module::read(&mapping.path).map(Rc::new)).clone(),
        });
        Mapped { mapping, module }
    }
}

#[cfg(test)]
mod tests;
