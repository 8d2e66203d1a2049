//! Locks and condition variables: who holds which, who has taken them in which order.
//!
//! A thread stops at the beginning of taking a lock, not at its end. It has taken it when it comes to its
//! next step and that is not a wait for the same lock.

use std::collections::{BTreeSet, HashMap};

use super::run::Run;
use super::task::{Attempt, Held, State, Task};
use super::woven::Inversion;
use crate::report::{Place, WaitOn};

/// How far from the beginning of an `RwLock` of the standard library its writers' word is.
const WRITERS_WORD: u64 = 4;

/// What is known of the program's locks.
#[derive(Default)]
pub struct Locks {
    /// Numbers of objects of each kind, in the order of first use, from 1.
    numbers: HashMap<(&'static str, usize, u64), usize>,
    next: HashMap<&'static str, usize>,
    /// For each lock taken while others were held: the one held, the one taken, by whom, and all that were
    /// held.
    orders: BTreeSet<(usize, usize, usize, Vec<usize>)>,
    /// Where each attempt at a lock was made, by its step; only when the run is looked at closely.
    places: HashMap<(usize, u64), Place>,
    pub weak_orderings: u64,
}

impl Locks {
    /// The number of the object of this kind at this address.
    pub fn number(&mut self, kind: &'static str, memory: usize, address: u64) -> usize {
        let next = self.next.entry(kind).or_default();
        *self.numbers.entry((kind, memory, address)).or_insert_with(|| {
            *next += 1;
            *next
        })
    }

    /// A memory was copied: what is at the same address in the copy is another object.
    pub fn copy(&mut self, from: usize, to: usize) {
        let copied: Vec<_> = self
            .numbers
            .iter()
            .filter(|((_, memory, _), _)| *memory == from)
            .map(|(k, n)| (*k, *n))
            .collect();
        // The copies keep their numbers, because they are told apart by whose they are.
        self.numbers.extend(copied.into_iter().map(|((kind, _, at), n)| ((kind, to, at), n)));
    }

    /// What a thread waits for that waits at this word; `None` when the word is no known lock.
    pub fn waited_for(&self, task: &Task, memory: usize, address: u64) -> Option<WaitOn> {
        if self.numbers.contains_key(&("condition", memory, address)) {
            return Some(WaitOn::Condition);
        }
        let lock = self.numbers.get(&("lock", memory, address)).copied();
        if let Some(wanted) = task.wanted
            && lock.is_none_or(|lock| lock == wanted.lock)
        {
            return Some(WaitOn::Lock { lock: wanted.lock });
        }
        lock.map(|lock| WaitOn::Lock { lock })
    }

    /// Pairs of locks that were taken in both orders and could make two threads wait for each other.
    pub fn inversions(&self) -> Vec<Inversion> {
        let mut found = BTreeSet::new();
        for (held, taken, thread, all) in &self.orders {
            for (other_held, other_taken, other, other_all) in &self.orders {
                let inverted = held == other_taken && taken == other_held && held < taken;
                // A lock that both held keeps them from getting in each other's way.
                let gate = all.iter().any(|lock| lock != held && other_all.contains(lock));
                if inverted && thread != other && !gate {
                    found.insert(Inversion { locks: (*held, *taken), threads: (*thread, *other) });
                }
            }
        }
        let mut told: Vec<Inversion> = found.into_iter().collect();
        told.dedup_by_key(|inversion| inversion.locks);
        told
    }

    /// Where in the source the attempt at this step was made.
    pub fn place(&self, thread: usize, step: u64) -> Option<Place> {
        self.places.get(&(thread, step)).cloned()
    }
}

impl Run<'_> {
    /// A thread comes to its next step: if it was about to take a lock, it has it by now.
    pub fn acquires_before(&mut self, thread: usize) {
        let Some(attempt) = self.tasks[thread].wanted else { return };
        if let Some(call) = &self.tasks[thread].call
            && call.name == "futex"
            && matches!(self.tasks[thread].state, State::Before)
        {
            // Still on its way: it waits for the lock, or for the condition before that.
            let memory = self.tasks[thread].memory;
            let number = |kind, at| self.locks.numbers.get(&(kind, memory, at));
            let at = call.args[0];
            // Writers wait at the second word of an `RwLock`, readers at the first.
            let is_writers = !attempt.shared
                && number("lock", at.wrapping_sub(WRITERS_WORD)) == Some(&attempt.lock);
            let is_lock = number("lock", at) == Some(&attempt.lock) || is_writers;
            if is_lock || number("condition", at).is_some() {
                return;
            }
        }
        self.tasks[thread].wanted = None;
        if attempt.only_tries && self.is_kept_from(thread, attempt) {
            return;
        }
        let Attempt { lock, shared, step, .. } = attempt;
        self.tasks[thread].held.push(Held { lock, shared, step });
        if !self.tasks[thread].had.contains(&attempt.lock) {
            self.tasks[thread].had.push(attempt.lock);
        }
    }

    /// `thread` begins to take a lock.
    pub fn wants(&mut self, thread: usize, attempt: Attempt) {
        let Attempt { lock, only_tries, step, .. } = attempt;
        if let Some(place) = self.place(thread) {
            self.locks.places.insert((thread, step), place);
        }
        let held: Vec<usize> = self.tasks[thread].held.iter().map(|held| held.lock).collect();
        if !only_tries {
            for own in &held {
                if *own != lock {
                    self.locks.orders.insert((*own, lock, thread, held.clone()));
                }
            }
        }
        self.tasks[thread].wanted = Some(attempt);
    }

    /// `thread` gives a lock back.
    pub fn releases(&mut self, thread: usize, lock: usize) {
        let held = &mut self.tasks[thread].held;
        if let Some(index) = held.iter().rposition(|held| held.lock == lock) {
            held.remove(index);
            return;
        }
        // A guard that was sent to another thread is given back there.
        for task in &mut self.tasks {
            if let Some(index) = task.held.iter().rposition(|held| held.lock == lock) {
                task.held.remove(index);
                return;
            }
        }
    }

    /// `thread` waits on a condition variable, and gives its mutex back meanwhile.
    pub fn waits_on_condition(
        &mut self,
        thread: usize,
        condition: Option<u64>,
        mutex: Option<u64>,
    ) {
        let memory = self.tasks[thread].memory;
        if let Some(address) = condition {
            self.locks.number("condition", memory, address);
        }
        if let Some(address) = mutex {
            let lock = self.locks.number("lock", memory, address);
            self.releases(thread, lock);
            // It takes it again before it returns.
            let step = self.steps;
            self.tasks[thread].wanted =
                Some(Attempt { lock, only_tries: false, shared: false, step });
        }
    }

    /// `thread` goes on reading what it has written.
    pub fn shares(&mut self, thread: usize, lock: usize) {
        for held in &mut self.tasks[thread].held {
            held.shared |= held.lock == lock;
        }
    }

    /// Whether somebody, the thread itself included, holds the lock in a way that lets nobody else have it.
    fn is_kept_from(&self, thread: usize, attempt: Attempt) -> bool {
        let memory = self.tasks[thread].memory;
        let held =
            self.tasks.iter().filter(|task| task.memory == memory).flat_map(|task| &task.held);
        held.into_iter().any(|held| held.lock == attempt.lock && !(held.shared && attempt.shared))
    }

    /// Who holds a lock, and since which step. The thread that asks comes last.
    pub fn holder(&self, lock: usize, asker: usize) -> Option<(usize, u64)> {
        let memory = self.tasks[asker].memory;
        let mut holders = self.tasks.iter().enumerate().filter(|(_, task)| task.memory == memory);
        let of = |(thread, task): (usize, &Task)| {
            let held = task.held.iter().find(|held| held.lock == lock)?;
            Some((thread, held.step))
        };
        let others = holders.clone().filter(|(thread, _)| *thread != asker).find_map(of);
        others.or_else(|| holders.find_map(of))
    }

    /// A thread waits for a lock: if those who hold what they wait for wait for each other in a circle,
    /// none of them will ever go on, whatever the others do.
    pub fn lock_is_waited_for(&mut self, thread: usize) {
        let mut at = thread;
        for _ in 0..self.tasks.len() {
            let Some(next) = self.waits_for_holder(at) else { return };
            if next == thread {
                return self.is_stuck();
            }
            at = next;
        }
    }

    fn waits_for_holder(&self, thread: usize) -> Option<usize> {
        let State::Waiting(_) = self.tasks[thread].state else { return None };
        let call = self.tasks[thread].call.as_ref()?;
        match call.on {
            Some(WaitOn::Lock { lock }) if call.deadline.is_none() => {
                self.holder(lock, thread).map(|(holder, _)| holder)
            }
            _ => None,
        }
    }
}
