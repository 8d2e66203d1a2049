//! Stillness: nobody can go on, and what follows from it.
//!
//! A program is still when each of its threads sleeps in the kernel, in a call without a time limit, or
//! stands where the witness has stopped it, or is gone. Then no thread of the program will ever wake another one.
//! This is looked for at each tick, and believed when nothing has happened between two looks; it does
//! not depend on how long the ticks are.

use crate::procfs;
use crate::report::{ChannelKind, Outcome, Stuck, WaitOn};
use crate::sys;
use crate::tracer::Tracer;
use crate::world::{InCall, State};

/// For how many ticks in a row nothing must have happened.
pub const LOOKS: u32 = 2;

impl Tracer<'_> {
    /// To be called at each tick.
    pub fn look_for_stillness(&mut self) {
        let (events, ticks) = self.still;
        let quiet = self.events == events;
        self.still = (self.events, if quiet { ticks + 1 } else { 0 });
        let quiet = self.still.1 >= LOOKS;
        let held = self.held();
        if !held.is_empty() {
            self.release_the_forgotten();
        }
        // The first look takes time, in which one thread may have woken another that was looked at before
        // it, and ended: then there is news, or somebody is awake at the second look.
        if !quiet {
            return;
        }
        if self.sleeps_past_the_deadline() && !sys::has_news() && self.sleeps_past_the_deadline() {
            self.cut_off(Outcome::Deadline);
            return;
        }
        if !self.is_still() || sys::has_news() || !self.is_still() {
            return;
        }
        if held.is_empty() {
            self.name_the_stuck();
        } else {
            for thread in held {
                self.begin(thread);
            }
        }
    }

    /// Whether the first process has ended, and those that it has left behind wait for each other or sleep until after
    /// the deadline: then nothing more is going to happen.
    fn sleeps_past_the_deadline(&self) -> bool {
        let deadline = self.job.limits.deadline.as_nanos() as u64;
        let mut left = self.world.by_tid.values();
        let is_over = !self.has_timers && self.world.processes[0].ended_ns.is_some();
        is_over
            && left.all(|&thread| {
                let record = &self.world.threads[thread];
                match &record.state {
                    State::InCall(InCall {
                        on: Some(WaitOn::Sleep { requested_ns: Some(long) }),
                        from_ns,
                        ..
                    }) => from_ns.saturating_add(*long) > deadline && procfs::sleeps(record.tid),
                    _ => self
                        .waits_on(thread)
                        .is_some_and(|(on, _)| !self.may_be_woken_from_outside(&on)),
                }
            })
    }

    /// Whether nobody runs, and nobody will be woken by the clock.
    fn is_still(&self) -> bool {
        let mut threads = self.world.by_tid.values();
        threads.all(|thread| match self.world.threads[*thread].state {
            State::Held { .. } | State::CutOff => true,
            State::Ended => self.is_gone(*thread),
            _ => self.waits_on(*thread).is_some(),
        })
    }

    /// Whether the kernel has finished with a thread that has made its exit call. Until then it has not
    /// told those who wait for its end.
    pub fn is_gone(&self, thread: usize) -> bool {
        let record = &self.world.threads[thread];
        match procfs::state(record.tid) {
            None | Some('X') => true,
            // It stands before its exit call until another thread has ended their process.
            Some('t') => true,
            // A main thread that ends before the others stays a zombie until they have. Any other zombie
            // waits to be collected by us; its parent does not know of it before that.
            Some('Z') => {
                let mut others = self.world.by_tid.values();
                record.number == 0
                    && others.any(|other| {
                        *other != thread && self.world.threads[*other].process == record.process
                    })
            }
            Some(_) => false,
        }
    }

    /// What a thread waits for without a time limit, settled in the kernel; and the descriptor that it
    /// does so with, when it is a channel.
    pub fn waits_on(&self, thread: usize) -> Option<(WaitOn, i32)> {
        let record = &self.world.threads[thread];
        let (on, descriptor) = match &record.state {
            State::InCall(call) if !call.timed => (call.on.clone()?, call.args[0] as i32),
            State::Running => {
                let (channel, writing) = self.skimmed(thread)?;
                let (number, descriptor) = procfs::current_call(record.tid)?;
                let wanted = if writing { libc::SYS_write } else { libc::SYS_read };
                (number == wanted).then_some(())?;
                (WaitOn::Channel { channel, reading: !writing }, descriptor)
            }
            _ => return None,
        };
        procfs::sleeps(record.tid).then_some((on, descriptor))
    }

    /// Ends the run if everybody waits for something that only the program itself could do.
    fn name_the_stuck(&mut self) {
        let mut waiting = Vec::new();
        for thread in self.world.living() {
            // Someone who is stopped for good was going to do something.
            let Some((on, descriptor)) = self.waits_on(thread) else {
                return;
            };
            if self.may_be_woken_from_outside(&on) {
                return;
            }
            let held_open_by = self.held_open_by(thread, &on, descriptor);
            waiting.push(Stuck::at_rest(thread, on, held_open_by));
        }
        if !waiting.is_empty() && !self.has_timers {
            self.cut_off(Outcome::Stuck { waiting });
        }
    }

    fn may_be_woken_from_outside(&self, on: &WaitOn) -> bool {
        match on {
            WaitOn::Join { .. }
            | WaitOn::Futex { .. }
            | WaitOn::Lock { .. }
            | WaitOn::Condition
            | WaitOn::Child => false,
            WaitOn::Channel { channel, .. } => {
                let channel = self.channels.get(*channel);
                let inside = matches!(channel.kind, ChannelKind::Pipe | ChannelKind::SocketPair);
                // A pipe with a name may be opened by anybody.
                !inside || channel.name.starts_with('/')
            }
            // With no process left to send a signal and no timer set, nothing ends a pause.
            WaitOn::Call { name } => !matches!(name.as_str(), "pause" | "rt_sigsuspend"),
            WaitOn::Sleep { .. } => true,
        }
    }

    /// The processes that have the other end of what `thread` reads or writes.
    fn held_open_by(&self, thread: usize, on: &WaitOn, descriptor: i32) -> Vec<usize> {
        let WaitOn::Channel { channel, reading } = on else {
            return Vec::new();
        };
        let own = procfs::descriptor(self.world.pid_of(thread), descriptor);
        let own_end = own.map(|(_, name)| name).unwrap_or_default();
        let pids: Vec<i32> = self.world.by_pid.keys().copied().collect();
        let holding = self.channels.held_open_by(*channel, &own_end, *reading, &pids);
        let mut holders: Vec<usize> =
            holding.into_iter().map(|pid| self.world.by_pid[&pid]).collect();
        holders.sort_unstable();
        holders
    }
}
