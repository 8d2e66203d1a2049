//! Striking: a process that is killed and a thread that panics, at a moment that the schedule chooses.
//!
//! Neither is the program's doing, but both happen: somebody runs out of memory, somebody sends SIGKILL.
//! A program that promises to survive the loss of one part is put to the test at every step.

use super::ends::kill;
use super::run::Run;
use super::symbols::Kind;
use super::task::State;
use crate::sys;

/// How far below the top of its stack a thread is given what it panics with: further than the panic's own
/// frames reach.
const DEPTH: u64 = 256 << 10;

/// What a thread panics with.
const TEXT: &[u8] = b"struck by the explorer";

impl Run<'_> {
    /// The process is killed, as any process may be at any moment.
    pub fn strike(&mut self, process: usize) {
        let pid = self.world.processes[process].pid;
        self.log.step(self.now, self.world.processes[process].threads[0], "is killed", None);
        kill(pid);
        self.collect(process);
    }

    /// Whether this thread may panic where it stands: before it takes a lock, which is a call that may
    /// panic, so that every caller is prepared for it. Main is left out: nobody could survive that.
    pub fn can_be_made_to_panic(&self, thread: usize) -> bool {
        let State::AtPoint(point) = &self.tasks[thread].state else { return false };
        self.world.threads[thread].number > 0
            && matches!(point.kind, Kind::Lock | Kind::ReadLock | Kind::WriteLock)
            && self.memories[self.tasks[thread].memory].panic().is_some()
    }

    /// The thread panics where it stands: in place of the function that takes the lock, the one that
    /// panics is called.
    pub fn make_panic(&mut self, thread: usize) {
        let tid = self.world.threads[thread].tid;
        let panic = self.memories[self.tasks[thread].memory].panic();
        let (Some(panic), Some(mut registers)) = (panic, sys::registers(tid)) else { return };
        // The text, and the place in the source: its file's name and length, a line and a column.
        let text = (registers.rsp - DEPTH) & !15;
        let place = text + 64;
        let words = [text, TEXT.len() as u64, 1 | 1 << 32].map(u64::to_ne_bytes).concat();
        if !sys::write_memory(tid, text, TEXT) || !sys::write_memory(tid, place, &words) {
            return;
        }
        registers.rdi = text;
        registers.rsi = TEXT.len() as u64;
        registers.rdx = place;
        registers.rip = panic;
        sys::set_registers(tid, registers);
        self.log.step(self.now, thread, "is made to panic", None);
        self.tasks[thread].state = State::Ready;
        self.go_on(thread);
    }
}
