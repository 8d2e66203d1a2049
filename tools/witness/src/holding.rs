//! Orders: which new thread is held back at its beginning, and when it is let go.
//!
//! An order makes structure visible. Held back until its creator waits, a thread shows what had been
//! created before that; held back until nobody else can go on, it shows who did not wait for it.
//! Neither needs a clock to be right: a thread may always be slow to begin.

use crate::job::Order;
use crate::procfs;
use crate::report::Note;
use crate::tracer::Tracer;
use crate::world::State;

/// Processor time that a creator may spend without waiting before its new threads are let go all the
/// same: it may be spinning until they have done something.
const SPIN_NS: u64 = 500_000_000;

impl Tracer<'_> {
    /// Decides whether a thread that stands at its beginning stays there for now.
    pub fn holds_back(&mut self, thread: usize) -> bool {
        let hold = match self.job.order {
            Order::Natural => false,
            Order::CreatorFirst => true,
            // Number 0 of the run is its main thread, which nobody created.
            Order::Starve(index) => thread == index + 1,
        };
        if hold {
            let since_ns = self.now();
            let creator_cpu_ns = self.creator_cpu_ns(thread);
            self.world.threads[thread].state = State::Held {
                since_ns,
                creator_cpu_ns,
            };
            // Its creator may have ended before it was born.
            if self.job.order == Order::CreatorFirst
                && self.world.threads[thread]
                    .created_by
                    .is_none_or(|by| self.world.has_ended(by))
            {
                return false;
            }
        }
        hold
    }

    /// `thread` waits for somebody, or has ended: what it created need not be held back any longer.
    pub fn creator_waits(&mut self, thread: usize) {
        if self.job.order != Order::CreatorFirst {
            return;
        }
        for held in self.held() {
            if self.world.threads[held].created_by == Some(thread) {
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
            let State::Held {
                since_ns,
                creator_cpu_ns,
            } = self.world.threads[thread].state
            else {
                continue;
            };
            let spun = self.creator_cpu_ns(thread).saturating_sub(creator_cpu_ns);
            if spun > SPIN_NS || self.now() - since_ns > patience {
                self.record.note(Note::ReleasedEarly { thread });
                self.begin(thread);
            }
        }
    }

    fn creator_cpu_ns(&self, thread: usize) -> u64 {
        let creator = self.world.threads[thread].created_by;
        creator.map_or(0, |creator| procfs::cpu_ns(self.world.threads[creator].tid))
    }
}
