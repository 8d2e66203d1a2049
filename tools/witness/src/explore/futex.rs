//! Futexes: waiting for a word in memory, and being woken. The kernel's own are never asked; who waits
//! and who is woken is kept here.
//!
//! Two threads mean the same word when they share the memory that it is in: by the same address in one
//! memory, or by the same place of the same file that both have mapped as shared.

use std::collections::{HashMap, VecDeque};

use super::run::Run;
use super::task::{State, Waiting};
use crate::procfs;
use crate::report::WaitOn;
use crate::sys;

/// What stands for a word: a memory and an address, or a file and an offset.
pub type Key = (u64, u64);

/// Set in the first half of the key of a word in a shared file, so that no memory has the same.
const SHARED: u64 = 1 << 63;

/// Who waits at which word, in the order in which they came.
#[derive(Default)]
pub struct Futexes {
    waiting: HashMap<Key, VecDeque<usize>>,
}

impl Futexes {
    /// Nobody waits any more at this word, or at all, in the person of `thread`.
    pub fn forget(&mut self, thread: usize) {
        for waiting in self.waiting.values_mut() {
            waiting.retain(|other| *other != thread);
        }
    }
}

impl Run<'_> {
    /// `thread` stands before a call of `futex`.
    pub fn futex(&mut self, thread: usize, args: [u64; 6]) {
        let operation = args[1] as i32;
        let command = operation & !(libc::FUTEX_PRIVATE_FLAG | libc::FUTEX_CLOCK_REALTIME);
        let private = operation & libc::FUTEX_PRIVATE_FLAG != 0;
        let key = self.key(thread, args[0], private);
        match command {
            libc::FUTEX_WAIT => self.futex_wait(thread, key, args, u32::MAX),
            libc::FUTEX_WAIT_BITSET => self.futex_wait(thread, key, args, args[5] as u32),
            libc::FUTEX_WAKE | libc::FUTEX_WAKE_BITSET => {
                let mask = if command == libc::FUTEX_WAKE { u32::MAX } else { args[5] as u32 };
                let woken = self.futex_wake(key, args[2], mask);
                self.answer(thread, woken);
                self.go_on(thread);
            }
            libc::FUTEX_REQUEUE | libc::FUTEX_CMP_REQUEUE => {
                let expected = command == libc::FUTEX_CMP_REQUEUE;
                if expected && self.word(thread, args[0]) != Some(args[5] as u32) {
                    self.answer(thread, -i64::from(libc::EAGAIN));
                } else {
                    let woken = self.futex_wake(key, args[2], u32::MAX);
                    let other = self.key(thread, args[4], private);
                    let moved = self.requeue(key, other, args[3]);
                    self.answer(thread, woken + moved);
                }
                self.go_on(thread);
            }
            _ => self.let_through(thread, "futex with priority inheritance or an operation"),
        }
    }

    fn futex_wait(&mut self, thread: usize, key: Key, args: [u64; 6], mask: u32) {
        if self.word(thread, args[0]) != Some(args[2] as u32) {
            self.answer(thread, -i64::from(libc::EAGAIN));
            return self.go_on(thread);
        }
        let deadline = self.futex_deadline(thread, &args);
        let timed = deadline.is_some();
        let on = self.waits_at_word(thread, args[0], timed);
        if let Some(call) = &mut self.tasks[thread].call {
            call.on = Some(on);
            // One that was interrupted waits on until the moment that it had asked for first.
            call.deadline = call.deadline.or(deadline);
        }
        self.futexes.waiting.entry(key).or_default().push_back(thread);
        self.stand_aside_for(thread, Waiting::Futex { key, mask });
        self.lock_is_waited_for(thread);
    }

    /// What somebody waits for who waits at this word.
    fn waits_at_word(&mut self, thread: usize, address: u64, timed: bool) -> WaitOn {
        let process = self.world.threads[thread].process;
        if let Some(joined) = self.world.signals_end_at(process, address) {
            return WaitOn::Join { thread: joined };
        }
        match self.locks.waited_for(&self.tasks[thread], self.tasks[thread].memory, address) {
            Some(on) => on,
            None => WaitOn::Futex { timed },
        }
    }

    /// Wakes up to `most` of those who wait at the word; how many there were. Who comes first is for the
    /// system to choose.
    pub fn futex_wake(&mut self, key: Key, most: u64, mask: u32) -> i64 {
        let mut woken = 0;
        while (woken as u64) < most {
            let able: Vec<usize> = self
                .futexes
                .waiting
                .get(&key)
                .into_iter()
                .flatten()
                .copied()
                .filter(|thread| match self.tasks[*thread].state {
                    State::Waiting(Waiting::Futex { mask: own, .. }) => own & mask != 0,
                    _ => false,
                })
                .collect();
            if able.is_empty() {
                break;
            }
            let chosen = able[self.chooser.pick(able.len())];
            self.wake(chosen, 0);
            if self.gets_nowhere() {
                self.turns.owe(chosen, self.steps);
            }
            woken += 1;
        }
        woken
    }

    /// Ends a wait on a futex, which then gives `result`.
    pub fn wake(&mut self, thread: usize, result: i64) {
        self.futexes.forget(thread);
        self.wait_is_over(thread);
        self.answer(thread, result);
        self.tasks[thread].state = State::Ready;
    }

    /// A process has ended: whoever waits at a word that processes share looks again. The kernel has marked
    /// the robust mutexes that it held; for all others, this is a wake-up without a reason.
    pub fn wake_sharers(&mut self) {
        for thread in 0..self.tasks.len() {
            if let State::Waiting(Waiting::Futex { key: (SHARED.., _), .. }) =
                self.tasks[thread].state
            {
                self.wake(thread, 0);
            }
        }
    }

    fn requeue(&mut self, from: Key, to: Key, most: u64) -> i64 {
        let mut moved = 0;
        while (moved as u64) < most {
            let Some(thread) = self.futexes.waiting.get_mut(&from).and_then(VecDeque::pop_front)
            else {
                break;
            };
            if let State::Waiting(Waiting::Futex { key, .. }) = &mut self.tasks[thread].state {
                *key = to;
            }
            self.futexes.waiting.entry(to).or_default().push_back(thread);
            moved += 1;
        }
        moved
    }

    /// What stands for the word at this address of the thread's memory.
    pub fn key(&self, thread: usize, address: u64, private: bool) -> Key {
        let own = (self.tasks[thread].memory as u64, address);
        if private {
            return own;
        }
        procfs::shared_file(self.world.pid_of(thread), address)
            .map_or(own, |(file, offset)| (SHARED | file, offset))
    }

    fn word(&self, thread: usize, address: u64) -> Option<u32> {
        let bytes = sys::read_memory(self.world.threads[thread].tid, address, 4);
        Some(u32::from_ne_bytes(bytes.try_into().ok()?))
    }
}
