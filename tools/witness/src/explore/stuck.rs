//! When nobody can go on: why, and what is told of it.

use super::run::Run;
use super::task::{Call, State, Waiting};
use crate::procfs;
use crate::report::{Busy, ChannelKind, Outcome, Stuck, WaitOn};

/// The pause between two looks at what the kernel does by itself.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(1);

impl Run<'_> {
    /// Nobody can go on, and no time will change that. Ends the run, unless somebody sleeps in the kernel
    /// who may yet be woken from outside.
    pub fn nobody_can_go_on(&mut self) {
        if self.waits_outside() && self.give_grace() || self.ask_all_again() {
            return;
        }
        if self.has_real_timers {
            return self.await_real_timer();
        }
        if self.world.processes[0].end.is_some() {
            // Some programs leave a process behind that waits for ever, on purpose.
            self.over = Some(self.outcome());
            return;
        }
        self.is_stuck();
    }

    /// Ends the run: whoever waits waits for ever.
    pub fn is_stuck(&mut self) {
        let mut waiting = Vec::new();
        for thread in 0..self.tasks.len() {
            if let Some(stuck) = self.stuck(thread) {
                waiting.push(stuck);
            }
        }
        for stuck in &waiting {
            self.note_wait(stuck.thread, None);
        }
        self.over = Some(Outcome::Stuck { waiting });
    }

    fn stuck(&mut self, thread: usize) -> Option<Stuck> {
        let task = &self.tasks[thread];
        let (State::Waiting(_) | State::InKernel | State::Suspended(_)) = task.state else {
            return None;
        };
        let call = task.call.as_ref();
        let on = call.and_then(|call| call.on.clone()).unwrap_or_else(|| WaitOn::Call {
            name: call.map_or_else(|| "a call".into(), |call| call.name.to_owned()),
        });
        let descriptor = call.map_or(-1, |call| call.args[0] as i32);
        let mut stuck = Stuck::at_rest(thread, on, Vec::new());
        stuck.at = self.place(thread);
        match stuck.on {
            WaitOn::Lock { lock } => {
                if let Some((holder, step)) = self.holder(lock, thread) {
                    stuck.held_by = Some(holder);
                    stuck.held_since = self.locks.place(holder, step);
                }
            }
            WaitOn::Channel { channel, reading } => {
                stuck.held_open_by = self.held_open_by(thread, channel, reading, descriptor);
            }
            _ => {}
        }
        Some(stuck)
    }

    /// Who took part in the last steps, and in what.
    pub fn busy(&mut self) -> Vec<Busy> {
        /// How far back is looked.
        const LAST: u64 = 1_000;
        let mut busy = Vec::new();
        for thread in 0..self.tasks.len() {
            let task = &self.tasks[thread];
            if !task.has_ended() && self.turns.last_step(thread) + LAST > self.steps {
                let at = self.place(thread);
                busy.push(Busy { thread, doing: self.log.last_of(thread), at });
            }
        }
        busy
    }

    /// `thread` can't do its call now, and stands aside.
    pub fn stand_aside_for(&mut self, thread: usize, waiting: Waiting) {
        let task = &mut self.tasks[thread];
        if let Some(call) = &mut task.call {
            call.waited = true;
        }
        task.state = State::Waiting(waiting);
    }

    /// The turn of a thread that waited: its signal, its time, or what it waited for has come.
    pub fn go_on_waiting(&mut self, thread: usize, waiting: Waiting) {
        if self.tasks[thread].interruptible {
            return self.interrupt(thread);
        }
        match waiting {
            Waiting::Futex { .. } => {
                self.wake(thread, -i64::from(libc::ETIMEDOUT));
                self.go_on(thread);
            }
            Waiting::Clock => {
                self.wait_is_over(thread);
                self.answer(thread, 0);
                self.go_on(thread);
            }
            Waiting::Child { .. } | Waiting::Descriptor { .. } | Waiting::Signal => {
                let again = |call: &Call| (call.name, call.args, call.class);
                if let Some((name, args, class)) = self.tasks[thread].call.as_ref().map(again) {
                    self.dispatch(thread, name, args, class);
                }
            }
        }
    }

    /// The processes that have the other end of what `thread` reads or writes.
    fn held_open_by(
        &self,
        thread: usize,
        channel: usize,
        reading: bool,
        descriptor: i32,
    ) -> Vec<usize> {
        let own = procfs::descriptor(self.world.pid_of(thread), descriptor);
        let own_end = own.map(|(_, name)| name).unwrap_or_default();
        let pids: Vec<i32> = self.world.by_pid.keys().copied().collect();
        let holding = self.channels.held_open_by(channel, &own_end, reading, &pids);
        let mut holders: Vec<usize> =
            holding.into_iter().map(|pid| self.world.by_pid[&pid]).collect();
        holders.sort_unstable();
        holders
    }

    /// Whether somebody waits for what the kernel, or somebody outside, may still do.
    fn waits_outside(&self) -> bool {
        self.tasks.iter().any(|task| match (&task.state, &task.call) {
            (State::InKernel, _) => true,
            (State::Waiting(_), Some(call)) => match call.on {
                // Bytes on the way through the network stack of this machine.
                Some(WaitOn::Channel { channel, .. }) => {
                    self.channels.get(channel).kind == ChannelKind::Socket
                }
                Some(WaitOn::Call { ref name }) => name.contains("poll") || name.contains("select"),
                _ => false,
            },
            _ => false,
        })
    }

    /// Lets everybody who waits in a call of its own ask once more, in case something happened that we took
    /// for nothing. `false` when they have done so since a call was last over.
    fn ask_all_again(&mut self) -> bool {
        if std::mem::replace(&mut self.asked_again, true) {
            return false;
        }
        self.happens_anywhere();
        for process in 0..self.world.processes.len() {
            *self.children.entry(process).or_default() += 1;
        }
        self.signals_sent = true;
        true
    }

    /// A timer that is not modelled may wake somebody: whoever waits asks again, until that costs too much.
    fn await_real_timer(&mut self) {
        if self.is_too_expensive() {
            self.over = Some(Outcome::Deadline);
            return;
        }
        self.pause();
        self.signals_sent = true;
        self.happens_anywhere();
    }

    /// Gives what is on its way a moment to arrive. `true` when somebody may go on now.
    fn give_grace(&mut self) -> bool {
        /// Looks that are taken.
        const LOOKS: u32 = 20;
        if std::mem::replace(&mut self.grace_given, true) {
            return false;
        }
        for _ in 0..LOOKS {
            self.pause();
            self.settle_kernel();
            let awake = |state: &State| matches!(state, State::Ready | State::Before);
            if self.tasks.iter().any(|task| awake(&task.state)) {
                return true;
            }
        }
        // Whoever asks again gets what is there by now.
        self.happens_anywhere();
        true
    }
    fn pause(&mut self) {
        std::thread::sleep(PAUSE);
        self.spent_ns += PAUSE.as_nanos() as u64;
    }
}
