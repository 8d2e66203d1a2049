//! Letting one thread go on until its next step, and what may happen to it on the way.

use libc::c_int;

use super::run::Run;
use super::task::State;
use crate::report::{Note, Outcome};
use crate::sys::{self, Waited};
use crate::{procfs, ticker};

/// Processor time that a thread may use for one step, while others could go on, before they do.
const LONG_STEP_NS: u64 = 1_000_000_000;

/// What is noted of a signal that stops a process.
pub const STOPPING: &str = "a signal that stops a process";

/// For how many ticks in a row a thread must have been found asleep.
const LOOKS: u32 = 2;

/// Why a thread does not run any more.
enum Stopped {
    /// It stands still; the status is still encoded.
    At(c_int),
    /// It has ended, alone or with its process.
    Dead,
    /// It sleeps in the kernel, in a call that we did not expect to wait.
    Asleep,
}

impl Run<'_> {
    /// Lets a thread go on until it stands before its next step, waits, or has ended.
    pub fn go_on(&mut self, thread: usize) {
        sys::resume(self.world.threads[thread].tid, 0);
        self.until_event(thread);
        // A signal ends a whole process: the others are gone before anybody goes on.
        while let Some(process) = self.killed.pop() {
            if self.world.processes[process].end.is_none() {
                self.collect(process);
            }
        }
    }

    /// Waits until a thread that runs stands before its next step, waits, or has ended.
    pub fn until_event(&mut self, thread: usize) {
        loop {
            match self.wait_for(thread) {
                Stopped::At(status) => {
                    if self.arrives(thread, status) {
                        return;
                    }
                }
                Stopped::Dead => return,
                Stopped::Asleep => {
                    let call = procfs::current_call(self.world.threads[thread].tid);
                    if let Some((number, _)) = call.filter(|_| self.over.is_none()) {
                        self.note_once(Note::Unmodelled { call: format!("call number {number}") });
                    }
                    self.tasks[thread].state = State::InKernel;
                    return;
                }
            }
        }
    }

    /// Lets a thread do the call that it stands before, in the kernel. Gives its registers behind the call;
    /// `None` when it does not stand there: it ended, or sleeps in the call.
    pub fn enter_kernel(&mut self, thread: usize) -> Option<libc::user_regs_struct> {
        let tid = self.world.threads[thread].tid;
        sys::resume_to_return(tid, 0);
        loop {
            match self.wait_for(thread) {
                Stopped::At(status) if libc::WSTOPSIG(status) == libc::SIGTRAP | 0x80 => {
                    return sys::registers(tid);
                }
                // An event inside the call.
                Stopped::At(status) => {
                    if self.arrives(thread, status) {
                        return None;
                    }
                }
                Stopped::Dead => return None,
                Stopped::Asleep => {
                    let task = &mut self.tasks[thread];
                    task.state = State::InKernel;
                    if let Some(call) = &mut task.call {
                        call.waited = true;
                    }
                    return None;
                }
            }
        }
    }

    /// Looks after those who sleep in the kernel: what another thread has just done may have woken them.
    pub fn settle_kernel(&mut self) {
        for thread in 0..self.tasks.len() {
            while matches!(self.tasks[thread].state, State::InKernel)
                && (self.stash.contains_key(&self.world.threads[thread].tid)
                    || !procfs::sleeps(self.world.threads[thread].tid))
            {
                self.tasks[thread].state = State::Ready;
                match self.wait_for(thread) {
                    Stopped::At(status) if libc::WSTOPSIG(status) == libc::SIGTRAP | 0x80 => {
                        self.returned_late(thread);
                    }
                    Stopped::At(status) => {
                        if !self.arrives(thread, status) {
                            self.tasks[thread].state = State::InKernel;
                        }
                    }
                    Stopped::Dead => {}
                    Stopped::Asleep => self.tasks[thread].state = State::InKernel,
                }
            }
        }
    }

    fn wait_for(&mut self, thread: usize) -> Stopped {
        let (mut looks, mut interrupted) = (0, false);
        let tid = self.world.threads[thread].tid;
        // Asked for at the first tick: most steps are over long before.
        let mut cpu = None;
        let mut spent = 0;
        loop {
            if self.tasks[thread].has_ended() {
                return Stopped::Dead;
            }
            if let Some(status) = self.stash.remove(&tid) {
                return Stopped::At(status);
            }
            match sys::wait() {
                Waited::Status { tid: other, status } => {
                    if libc::WIFEXITED(status) || libc::WIFSIGNALED(status) {
                        self.gone(other, status);
                    } else if self.becomes(thread, other, status) {
                        return Stopped::At(status);
                    } else {
                        self.stash.insert(other, status);
                    }
                }
                Waited::Interrupted => {}
                Waited::Nobody => return Stopped::Dead,
            }
            if !ticker::has_ticked() {
                continue;
            }
            if procfs::sleeps(tid) {
                looks += 1;
                self.spent_ns += ticker::TICK.as_nanos() as u64;
            } else {
                looks = 0;
            }
            if looks > LOOKS && !sys::has_news() {
                return Stopped::Asleep;
            }
            let now = procfs::cpu_ns(tid);
            let since = now.saturating_sub(cpu.replace(now).unwrap_or(now));
            spent += since;
            self.spent_ns += since;
            if self.is_too_expensive() {
                self.over = Some(Outcome::Deadline);
                return Stopped::Asleep;
            }
            let long = spent > LONG_STEP_NS && !interrupted;
            if long && self.tasks.iter().filter(|task| !task.has_ended()).count() > 1 {
                interrupted = true;
                self.note_once(Note::Preempted { thread });
                sys::interrupt(tid);
                // It may be waiting for somebody, or for a time, in a way that we can't see.
                self.turns.give_up();
                self.chooser.demote(thread);
                self.advance_clock();
            }
        }
    }

    /// A thread that executes another program gets the number of its process, and stops under that.
    fn becomes(&self, thread: usize, other: libc::pid_t, status: c_int) -> bool {
        let process = self.world.threads[thread].process;
        status >> 16 == libc::PTRACE_EVENT_EXEC && self.world.processes[process].pid == other
    }

    /// A thread has stopped. Gives whether it stands before a step now; else it goes on already.
    fn arrives(&mut self, thread: usize, status: c_int) -> bool {
        let tid = self.world.threads[thread].tid;
        let signal = libc::WSTOPSIG(status);
        match status >> 16 {
            libc::PTRACE_EVENT_SECCOMP => {
                if self.arrives_at_call(thread) {
                    return true;
                }
                sys::resume(tid, 0);
                false
            }
            libc::PTRACE_EVENT_CLONE | libc::PTRACE_EVENT_FORK => {
                self.created(thread, false);
                // A step of its own: what was created may come first.
                self.tasks[thread].state = State::Ready;
                true
            }
            libc::PTRACE_EVENT_VFORK => {
                self.created(thread, true);
                true
            }
            libc::PTRACE_EVENT_EXEC => {
                self.executed(thread);
                sys::resume(self.world.threads[thread].tid, 0);
                false
            }
            // We interrupted it, or it is a new thread's first stop.
            libc::PTRACE_EVENT_STOP if signal == libc::SIGTRAP => {
                self.tasks[thread].state = State::Ready;
                true
            }
            // Stopping a process by a signal is not modelled: it goes on.
            libc::PTRACE_EVENT_STOP => {
                self.note_once(Note::Unmodelled { call: STOPPING.into() });
                sys::resume(tid, 0);
                false
            }
            0 if signal == libc::SIGTRAP && self.arrives_at_point(thread) => true,
            0 if signal == libc::SIGTRAP | 0x80 => {
                sys::resume(tid, 0);
                false
            }
            // A signal is about to be delivered.
            0 => {
                self.log.step(self.now, thread, "signal", Some(("", signal as usize)));
                // It was pending for others of the process too, perhaps.
                self.signals_sent = true;
                sys::resume(tid, signal);
                false
            }
            _ => {
                sys::resume(tid, 0);
                false
            }
        }
    }

    /// Says something in the report, but only once.
    pub fn note_once(&mut self, note: Note) {
        if !self.record.has(&note) {
            self.record.note(note);
        }
    }
}
