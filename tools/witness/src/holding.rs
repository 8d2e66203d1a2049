//! Orders: which thread is held back at its beginning or in its sleep, and when it is let go.
//!
//! An order makes structure visible. Held back until its creator waits, a thread shows what had been
//! created before that; held back until nobody else can go on, it shows who did not wait for it.
//! Kept in its first sleep as long, it shows who needs what it holds. None of this needs a clock to be
//! right: a thread may always be slow to begin, and slow to wake.

use crate::job::Order;
use crate::procfs;
use crate::report::{Impatience, Note};
use crate::tracer::Tracer;
use crate::world::State;

/// Processor time that a creator may spend without waiting before its new threads are let go all the
/// same: it may be spinning until they have done something.
const SPIN_NS: u64 = 500_000_000;

/// Sleeps that a creator may take before its new threads are let go all the same: it may be looking
/// again after each of them whether they have done something.
const NAPS: u64 = 500;

/// Waits with a time limit that a creator may make before its new threads are let go all the same: it
/// does wait for somebody, only not in one piece.
const LIMITED_WAITS: u64 = 10;

/// What a creator has done without waiting for as long as it takes.
#[derive(Debug, Clone, Copy)]
pub struct Busy {
    cpu_ns: u64,
    naps: u64,
    limited_waits: u64,
}

impl Tracer<'_> {
    /// Decides whether a thread that stands at its beginning stays there for now.
    pub fn holds_back(&mut self, thread: usize) -> bool {
        let creator = self.world.threads[thread].created_by;
        let hold = match self.job.order {
            Order::Natural => false,
            // Its creator may have ended before it was born.
            Order::CreatorFirst => creator.is_some_and(|creator| !self.world.has_ended(creator)),
            // Number 0 of the run is its main thread, which nobody created.
            Order::Starve(index) => thread == index + 1,
            Order::Oversleep(index) => {
                let sleeper = index + 1;
                let has_slept = sleeper < self.world.threads.len() && self.naps(sleeper) > 0;
                creator.is_some() && thread != sleeper && !has_slept
            }
        };
        if hold {
            let (since_ns, busy) = (self.now(), self.creator_busy(thread));
            self.world.threads[thread].state = State::Held { since_ns, busy };
        }
        hold
    }

    /// Decides whether a thread whose first sleep is over sleeps on for now. If it does, the others begin.
    pub fn oversleeps(&mut self, thread: usize) -> bool {
        let Order::Oversleep(index) = self.job.order else { return false };
        if thread != index + 1 || self.naps(thread) != 1 {
            return false;
        }
        for other in self.held() {
            self.begin(other);
        }
        let (since_ns, busy) = (self.now(), self.creator_busy(thread));
        self.world.threads[thread].state = State::Held { since_ns, busy };
        true
    }

    /// `thread` waits for somebody, or has ended: what it created need not be held back any longer.
    pub fn creator_waits(&mut self, thread: usize) {
        if self.job.order != Order::CreatorFirst {
            return;
        }
        let creator = &self.world.threads[thread];
        // The threads of a process that is being left need not begin any more; its children may.
        let ending = matches!(creator.state, State::Leaving).then_some(creator.process);
        for held in self.held() {
            let record = &self.world.threads[held];
            if record.created_by == Some(thread) && ending != Some(record.process) {
                self.begin(held);
            }
        }
    }

    /// The threads that are held back.
    pub fn held(&self) -> Vec<usize> {
        let is_held =
            |thread: &usize| matches!(self.world.threads[*thread].state, State::Held { .. });
        self.world.living().filter(is_held).collect()
    }

    /// Lets go those who are held back from somebody that will never wait, because it spins, or takes a
    /// nap at a time, until they have done something.
    pub fn release_the_forgotten(&mut self) {
        let patience = self.job.limits.deadline.as_nanos() as u64 / 2;
        for thread in self.held() {
            let State::Held { since_ns, busy } = self.world.threads[thread].state else {
                continue;
            };
            let now = self.creator_busy(thread);
            let because = if now.cpu_ns.saturating_sub(busy.cpu_ns) > SPIN_NS {
                Impatience::Spinning
            } else if now.naps - busy.naps > NAPS {
                Impatience::Napping
            } else if now.limited_waits - busy.limited_waits > LIMITED_WAITS {
                Impatience::LimitedWaiting
            } else if self.now() - since_ns > patience {
                Impatience::Unknown
            } else {
                continue;
            };
            self.record.note(Note::ReleasedEarly { thread, because });
            self.begin(thread);
        }
    }

    fn creator_busy(&self, thread: usize) -> Busy {
        let Some(creator) = self.world.threads[thread].created_by else {
            return Busy { cpu_ns: 0, naps: 0, limited_waits: 0 };
        };
        let cpu_ns = procfs::cpu_ns(self.world.threads[creator].tid);
        let limited_waits = self.world.threads[creator].limited_waits;
        Busy { cpu_ns, naps: self.naps(creator), limited_waits }
    }

    /// How often a thread has gone to sleep.
    fn naps(&self, thread: usize) -> u64 {
        let calls = &self.world.threads[thread].calls;
        ["nanosleep", "clock_nanosleep"].iter().filter_map(|name| calls.get(name)).sum()
    }
}
