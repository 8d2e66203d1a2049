//! Breakpoints: arriving at one, and doing what it stands for.

use super::run::{Look, Run};
use super::symbols::{First, Kind};
use super::task::{Attempt, State};
use crate::sys::{self, Waited};

impl Run<'_> {
    /// A thread was stopped by a breakpoint instruction. Gives whether it is one of ours.
    pub fn arrives_at_point(&mut self, thread: usize) -> bool {
        let tid = self.world.threads[thread].tid;
        let Some(mut registers) = sys::registers(tid) else { return false };
        let address = registers.rip.wrapping_sub(1);
        let memory = &self.memories[self.tasks[thread].memory];
        let Some(point) = memory.point(address).cloned() else { return false };
        registers.rip = address;
        sys::set_registers(tid, registers);
        self.acquires_before(thread);
        self.tasks[thread].state = State::AtPoint(point);
        true
    }

    /// `thread` does its step, whatever kind it is.
    pub fn perform(&mut self, thread: usize) {
        match std::mem::replace(&mut self.tasks[thread].state, State::Ready) {
            State::Ready => self.go_on(thread),
            State::Before => {
                self.tasks[thread].state = State::Before;
                self.do_call(thread);
            }
            State::AtPoint(point) => {
                let tid = self.world.threads[thread].tid;
                let Some(registers) = sys::registers(tid) else { return self.until_event(thread) };
                let subject = point.subject(tid, &registers);
                self.touches(thread, &point, subject, &registers);
                self.step_over(thread, point.first, registers);
            }
            State::Waiting(waiting) => {
                self.tasks[thread].state = State::Waiting(waiting);
                self.go_on_waiting(thread, waiting);
            }
            other => self.tasks[thread].state = other,
        }
    }

    /// Does the instruction that the breakpoint stands in for, and lets the thread go on.
    fn step_over(&mut self, thread: usize, first: First, mut registers: libc::user_regs_struct) {
        let tid = self.world.threads[thread].tid;
        let address = registers.rip;
        if first.perform(&mut registers, |at, bytes| sys::write_memory(tid, at, bytes)) {
            sys::set_registers(tid, registers);
            return self.go_on(thread);
        }
        let memory = self.tasks[thread].memory;
        self.memories[memory].lift(tid, address);
        sys::step(tid);
        loop {
            match sys::wait() {
                Waited::Status { tid: other, status } => {
                    if libc::WIFEXITED(status) || libc::WIFSIGNALED(status) {
                        self.gone(other, status);
                        if other == tid {
                            return;
                        }
                    } else if other == tid {
                        self.memories[memory].lower(tid, address);
                        // Anything but the end of the step is for the usual way.
                        if libc::WSTOPSIG(status) == libc::SIGTRAP && status >> 16 == 0 {
                            return self.go_on(thread);
                        }
                        self.stash.insert(tid, status);
                        return self.until_event(thread);
                    } else {
                        self.stash.insert(other, status);
                    }
                }
                Waited::Interrupted => {}
                Waited::Nobody => return,
            }
        }
    }

    fn touches(
        &mut self,
        thread: usize,
        point: &super::symbols::Point,
        subject: Option<u64>,
        registers: &libc::user_regs_struct,
    ) {
        use std::sync::atomic::Ordering;
        let memory = self.tasks[thread].memory;
        let weak = point.orderings(registers).iter().any(|order| *order != Ordering::SeqCst);
        if weak && self.look != Look::Quick {
            let (pid, tid) = (self.world.pid_of(thread), self.world.threads[thread].tid);
            let own = self.library.places.is_called_by_own(pid, tid, registers);
            self.locks.weak_orderings += u64::from(own);
        }
        let (what, kind) = name(point.kind);
        if let Some(address) = subject {
            self.looks_for_news(thread, kind, address);
        }
        let object = subject.map(|address| (kind, self.locks.number(kind, memory, address)));
        let place = self.place(thread);
        self.log.step_at(self.now, thread, what, object, place);
        let lock = object.map(|(_, number)| number);
        match (point.kind, lock) {
            (
                Kind::Lock
                | Kind::WriteLock
                | Kind::ReadLock
                | Kind::TryLock
                | Kind::TryWriteLock
                | Kind::TryReadLock,
                Some(lock),
            ) => {
                let only_tries =
                    matches!(point.kind, Kind::TryLock | Kind::TryWriteLock | Kind::TryReadLock);
                let shared = matches!(point.kind, Kind::ReadLock | Kind::TryReadLock);
                let step = self.steps;
                self.wants(thread, Attempt { lock, only_tries, shared, step });
            }
            (Kind::Unlock | Kind::WriteUnlock | Kind::ReadUnlock, Some(lock)) => {
                self.releases(thread, lock);
            }
            (Kind::ConditionWait | Kind::ConditionWaitTimeout, _) => {
                let mutex = point.mutex(registers);
                self.waits_on_condition(thread, subject, mutex);
            }
            (Kind::Downgrade, Some(lock)) => self.shares(thread, lock),
            (Kind::Panic, _) => self.panics.push(thread),
            _ => {}
        }
    }

    /// Notes whether there is something at this place that was not there before.
    fn looks_for_news(&mut self, thread: usize, kind: &str, address: u64) {
        // An atomic is a word at most; behind a lock's word stands what it protects.
        let size = match kind {
            "atomic" => 8,
            "lock" => 32,
            _ => return,
        };
        let bytes = sys::read_memory(self.world.threads[thread].tid, address, size);
        if self.novelties.is_new(self.tasks[thread].memory, address, &bytes) {
            self.novelty = self.steps;
        }
    }

    /// Where in the source a thread is; only when the run is looked at closely.
    pub fn place(&mut self, thread: usize) -> Option<crate::report::Place> {
        if !self.log.keeps() {
            return None;
        }
        let tid = self.world.threads[thread].tid;
        let registers = sys::registers(tid)?;
        self.library.places.of(self.world.pid_of(thread), tid, &registers)
    }
}

/// What a kind of point is called in the log, and what it is about.
fn name(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::AtomicLoad => ("load", "atomic"),
        Kind::AtomicStore => ("store", "atomic"),
        Kind::AtomicSwap => ("swap", "atomic"),
        Kind::AtomicUpdate => ("update", "atomic"),
        Kind::CompareExchange => ("compare-exchange", "atomic"),
        Kind::Fence => ("fence", "atomic"),
        Kind::Lock => ("lock", "lock"),
        Kind::TryLock => ("try-lock", "lock"),
        Kind::Unlock => ("unlock", "lock"),
        Kind::ReadLock => ("lock to read", "lock"),
        Kind::TryReadLock => ("try-lock to read", "lock"),
        Kind::ReadUnlock => ("unlock after reading", "lock"),
        Kind::WriteLock => ("lock to write", "lock"),
        Kind::TryWriteLock => ("try-lock to write", "lock"),
        Kind::WriteUnlock => ("unlock after writing", "lock"),
        Kind::Downgrade => ("downgrade", "lock"),
        Kind::ConditionWait => ("wait", "condition"),
        Kind::ConditionWaitTimeout => ("wait with time-out", "condition"),
        Kind::NotifyOne => ("notify one", "condition"),
        Kind::NotifyAll => ("notify all", "condition"),
        Kind::SpinHint => ("spin", "atomic"),
        Kind::Panic => ("panic", "panic"),
    }
}
