//! The end of a process that still has other threads.
//!
//! A thread that has finished its work needs a moment more to end: after `thread::scope` or Python's
//! `Thread.join`, main may be at its own end before that moment is over. Whether such a thread is "cut
//! off" must not depend on who was faster. So the witness stops the leaving thread before
//! `exit_group` and lets the others go on as long as they do nothing that anybody could notice. A
//! thread that ends by itself this way had nothing left to do; one that would write, sleep, wait or
//! compute on is cut off there, before it does.

use std::collections::HashMap;

use crate::calls::{self, Call, Class};
use crate::procfs;
use crate::stillness;
use crate::sys;
use crate::tracer::{Then, Tracer};
use crate::world::{Leaving, State};

/// Processor time that a thread may use to end. Ending takes microseconds.
const ENDING_NS: u64 = 50_000_000;

impl Tracer<'_> {
    /// `thread` ends its whole process.
    pub fn leaves(&mut self, thread: usize) -> Then {
        let process = self.world.threads[thread].process;
        self.last_act(thread);
        self.world.threads[thread].state = State::Leaving;
        self.creator_waits(thread);
        let mut pending = HashMap::new();
        for other in self.world.living_in(process) {
            match &self.world.threads[other].state {
                State::Running | State::InCall(_) | State::Expected if other != thread => {
                    pending.insert(other, procfs::cpu_ns(self.world.threads[other].tid));
                }
                _ => {}
            }
        }
        self.world.processes[process].leaving = Some(Leaving { by: thread, pending, looks: 0 });
        self.leave_if_nobody_is_pending(process);
        // Resumed, now or later, by `leave_if_nobody_is_pending`.
        Then::Stay
    }

    /// What a thread may do while another one is about to end their process; `None` when nobody is.
    pub fn while_leaving(&mut self, thread: usize, call: &Call, args: &[u64; 6]) -> Option<Then> {
        let process = self.world.threads[thread].process;
        self.world.processes[process].leaving.as_ref()?;
        match call.class {
            Class::Exit | Class::ExitGroup => {
                self.last_act(thread);
                self.world.threads[thread].state = State::Ended;
                self.resolve_leaving(process, thread);
                // Both calls end this thread; the process's exit code is that of the first.
                Some(if call.class == Class::Exit { Then::Resume } else { Then::Stay })
            }
            Class::Renumber => None,
            // A wake-up, or a wait that may be over in a moment; if it isn't, stillness tells.
            Class::Futex if !calls::is_futex_wait(args[1]) || args[3] == 0 => None,
            _ => {
                self.world.threads[thread].state = State::CutOff;
                self.resolve_leaving(process, thread);
                Some(Then::Stay)
            }
        }
    }

    /// It is known what `thread` does while its process is being left: wait for it no longer.
    pub fn resolve_leaving(&mut self, process: usize, thread: usize) {
        if let Some(leaving) = &mut self.world.processes[process].leaving {
            leaving.pending.remove(&thread);
            self.leave_if_nobody_is_pending(process);
        }
    }

    /// Gives up on threads that went on computing, and on those that wait while nobody in their process
    /// can go on. To be called at each tick.
    pub fn hurry_leaving(&mut self) {
        for process in 0..self.world.processes.len() {
            if self.world.processes[process].leaving.is_none() {
                continue;
            }
            let mut threads = self.world.processes[process].threads.iter();
            // Whoever waits can then be woken only by another process or by the clock, in whatever call.
            let asleep = threads.all(|thread| match self.world.threads[*thread].state {
                State::Ended => self.is_gone(*thread),
                State::Leaving | State::CutOff | State::Held { .. } => true,
                _ => procfs::sleeps(self.world.threads[*thread].tid),
            }) && !sys::has_news();
            let Some(leaving) = &mut self.world.processes[process].leaving else { continue };
            leaving.looks = if asleep { leaving.looks + 1 } else { 0 };
            let still = leaving.looks > stillness::LOOKS;
            let stays = |(thread, cpu_ns): (&usize, &u64)| {
                let record = &self.world.threads[*thread];
                match &record.state {
                    State::InCall(call) if call.timed => true,
                    _ if still => true,
                    State::InCall(_) => false,
                    _ => procfs::cpu_ns(record.tid).saturating_sub(*cpu_ns) > ENDING_NS,
                }
            };
            let stay: Vec<usize> = leaving
                .pending
                .iter()
                .filter(|pending| stays(*pending))
                .map(|(thread, _)| *thread)
                .collect();
            for thread in stay {
                self.waits_in_vain(thread);
                self.world.threads[thread].state = State::CutOff;
                self.resolve_leaving(process, thread);
            }
        }
    }

    fn leave_if_nobody_is_pending(&mut self, process: usize) {
        let Some(leaving) = &self.world.processes[process].leaving else {
            return;
        };
        if !leaving.pending.is_empty() {
            return;
        }
        let leaver = leaving.by;
        let tid = self.world.threads[leaver].tid;
        let now = self.now();
        for thread in self.world.living_in(process) {
            if thread != leaver {
                self.waits_in_vain(thread);
                self.world.processes[process].cut_off.push(thread);
                self.last_act(thread);
            }
            self.world.threads[thread].state = State::Ended;
        }
        self.world.processes[process].leaving = None;
        self.world.process_ends(process, now, self.killing, &self.channels);
        sys::resume(tid, 0);
    }

    /// A thread ends by itself while its process goes on.
    pub fn exits(&mut self, thread: usize) {
        self.last_act(thread);
        self.world.threads[thread].state = State::Ended;
        self.creator_waits(thread);
        let process = self.world.threads[thread].process;
        if self.world.living_in(process).is_empty() {
            let now = self.now();
            self.world.process_ends(process, now, self.killing, &self.channels);
        }
    }

    /// Notes what can be asked of a thread only while it still stands.
    fn last_act(&mut self, thread: usize) {
        self.settle(thread);
        let now = self.now();
        let tid = self.world.threads[thread].tid;
        let name = procfs::name(tid).filter(|name| {
            let process = self.world.threads[thread].process;
            self.world.processes[process].name.as_ref() != Some(name)
        });
        let record = &mut self.world.threads[thread];
        record.ended_ns.get_or_insert(now);
        record.cpu_ns = procfs::cpu_ns(tid);
        record.name = name;
    }
}
