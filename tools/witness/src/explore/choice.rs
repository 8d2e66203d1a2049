//! Who can go on, and what else the system could do, at a point of a run.

use super::chooser::Candidate;
use super::run::Run;
use super::schedule::Choice;
use super::symbols::Kind;
use super::task::{State, Waiting};

impl Run<'_> {
    /// All that can happen next; the first is the default.
    pub fn candidates(&mut self) -> Vec<Candidate> {
        let mut able: Vec<usize> =
            (0..self.tasks.len()).filter(|thread| self.can_go_on(*thread)).collect();
        self.turns.order(&mut able, self.steps);
        let mut candidates: Vec<Candidate> =
            able.iter().map(|thread| self.candidate(Choice::Run(*thread), *thread)).collect();
        let adversaries = self.schedule.adversaries;
        if adversaries.hostile_clock && !able.is_empty() {
            for thread in 0..self.tasks.len() {
                if !able.contains(&thread) && self.deadline(thread).is_some() {
                    candidates.push(self.candidate(Choice::Fire(thread), thread));
                }
            }
        }
        if adversaries.spurious {
            for thread in 0..self.tasks.len() {
                let waits =
                    matches!(self.tasks[thread].state, State::Waiting(Waiting::Futex { .. }));
                // A wake-up for no reason helps nobody who waits for a thread's end: that is looked at again.
                if waits && !able.is_empty() {
                    candidates.push(self.candidate(Choice::Wake(thread), thread));
                }
            }
        }
        if adversaries.kill && !candidates.is_empty() {
            for process in 1..self.world.processes.len() {
                let main = self.world.processes[process].threads[0];
                if self.world.processes[process].end.is_none() && !self.tasks[main].has_ended() {
                    candidates.push(self.candidate(Choice::Kill(process), main));
                }
            }
        }
        if adversaries.panic {
            for thread in 0..self.tasks.len() {
                if self.can_be_made_to_panic(thread) {
                    candidates.push(self.candidate(Choice::Panic(thread), thread));
                }
            }
        }
        candidates
    }

    fn candidate(&self, choice: Choice, thread: usize) -> Candidate {
        let task = &self.tasks[thread];
        let kind = match &task.state {
            State::AtPoint(point) => Some(point.kind),
            _ => None,
        };
        let locks = matches!(kind, Some(Kind::Lock | Kind::WriteLock | Kind::ReadLock));
        Candidate {
            choice,
            thread,
            holds_and_wants: locks && !task.held.is_empty(),
            stores: matches!(kind, Some(Kind::AtomicStore)),
            relocks: locks && !task.had.is_empty(),
            tries: matches!(kind, Some(Kind::TryLock | Kind::TryWriteLock | Kind::TryReadLock)),
        }
    }

    fn can_go_on(&mut self, thread: usize) -> bool {
        match self.tasks[thread].state {
            State::Ready | State::Before | State::AtPoint(_) => true,
            State::Waiting(waiting) => {
                self.tasks[thread].interruptible
                    || self.deadline(thread).is_some_and(|deadline| deadline <= self.now)
                    || match waiting {
                        Waiting::Futex { .. } | Waiting::Clock | Waiting::Signal => false,
                        Waiting::Child { seen } => seen != self.child_changes(thread),
                        Waiting::Descriptor { object, seen } => seen != self.happenings(object),
                    }
            }
            State::InKernel | State::Suspended(_) | State::Leaving | State::Ended => false,
        }
    }

    /// When the thread's wait ends by itself.
    pub fn deadline(&self, thread: usize) -> Option<u64> {
        match self.tasks[thread].state {
            State::Waiting(_) => self.tasks[thread].call.as_ref()?.deadline,
            _ => None,
        }
    }

    /// Lets time pass until somebody's wait is over; `false` when nobody waits for a time.
    pub fn advance_clock(&mut self) -> bool {
        let threads = (0..self.tasks.len()).filter_map(|thread| self.deadline(thread));
        let alarms = self.alarms.values().map(|(at, _)| *at);
        let next = threads.chain(alarms).min();
        let Some(next) = next else { return false };
        self.now = self.now.max(next);
        true
    }
}
