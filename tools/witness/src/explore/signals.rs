//! Signals: sent, pending, and what they do to somebody who waits.
//!
//! The kernel keeps them. It delivers one when the thread that it is for goes on; so when that is, is
//! decided by the schedule. Two things are done here: a thread that stands before a call takes its signal
//! before the call, as if it had not got there yet; and a thread that waits is let go on by a signal that
//! it would run a handler for, or die of.

use super::call::{RESTART_AS_ASKED, RESTART_UNLESS_HANDLED};
use super::clock;
use super::run::Run;
use super::task::{State, Waiting};
use crate::calls::{self, TimeOut};
use crate::procfs::{self, Signals};
use crate::report::WaitOn;
use crate::sys;

impl Run<'_> {
    /// `thread` sends a signal.
    pub fn kill(&mut self, thread: usize) {
        if self.enter_kernel(thread).is_none() {
            return self.collect_killed();
        }
        self.signals_sent = true;
        // A descriptor may stand for signals.
        self.happens(None);
        self.call_is_over(thread);
        // Whoever is killed is gone before the sender goes on; its own signal comes on its way back.
        self.collect_killed();
        if !self.tasks[thread].has_ended() {
            self.go_on(thread);
        }
    }

    /// Looks, when signals were sent, for whom they concern.
    pub fn look_for_signals(&mut self) {
        if !std::mem::take(&mut self.signals_sent) {
            return;
        }
        for thread in 0..self.tasks.len() {
            if let State::Waiting(_) | State::Before = self.tasks[thread].state {
                self.tasks[thread].interruptible = self.would_interrupt(thread);
            }
        }
    }

    /// Whether a pending signal ends the wait of this thread.
    fn would_interrupt(&self, thread: usize) -> bool {
        let signals = procfs::signals(self.world.threads[thread].tid);
        let Some(call) = &self.tasks[thread].call else { return false };
        // These calls say themselves which signals they wait for.
        let mask = match call.name {
            "rt_sigsuspend" => self.mask_at(thread, call.args[0]),
            "ppoll" if call.args[3] != 0 => self.mask_at(thread, call.args[3]),
            "epoll_pwait" | "epoll_pwait2" if call.args[4] != 0 => {
                self.mask_at(thread, call.args[4])
            }
            // A pointer to the mask's address and size.
            "pselect6" if call.args[5] != 0 => self
                .mask_at(thread, call.args[5])
                .filter(|address| *address != 0)
                .and_then(|address| self.mask_at(thread, address)),
            "rt_sigtimedwait" => {
                let wanted = self.mask_at(thread, call.args[0]).unwrap_or(0);
                return signals.pending & wanted != 0 || signals.acts(signals.blocked);
            }
            _ => None,
        };
        signals.acts(mask.unwrap_or(signals.blocked))
    }

    fn mask_at(&self, thread: usize, address: u64) -> Option<u64> {
        let tid = self.world.threads[thread].tid;
        sys::read_words(tid, address).map(|[mask]| mask)
    }

    /// A thread that stands before a call, with a signal pending, takes the signal first: it had not got
    /// to the call yet. Gives whether that happened.
    pub fn delivers_signal_first(&mut self, thread: usize) -> bool {
        if !std::mem::take(&mut self.tasks[thread].interruptible) || !self.would_interrupt(thread) {
            return false;
        }
        let Some(call) = &self.tasks[thread].call else { return false };
        let number = call.number;
        let tid = self.world.threads[thread].tid;
        let mut registers = call.registers;
        registers.rip -= 2;
        registers.rax = number.cast_unsigned();
        registers.orig_rax = u64::MAX;
        sys::set_registers(tid, registers);
        self.tasks[thread].call = None;
        self.tasks[thread].state = State::Ready;
        self.go_on(thread);
        true
    }

    /// A thread that waits has a signal to take: its call ends, or is made again after the handler.
    pub fn interrupt(&mut self, thread: usize) {
        self.tasks[thread].interruptible = false;
        // One signal may have looked as if it were for several; another thread has taken it then.
        if !self.would_interrupt(thread) {
            return;
        }
        let tid = self.world.threads[thread].tid;
        let signals = procfs::signals(tid);
        let Some(call) = &self.tasks[thread].call else { return };
        let (name, rewound, number, args) = (call.name, call.rewound, call.number, call.args);
        if name == "rt_sigtimedwait" {
            let wanted = self.mask_at(thread, args[0]).unwrap_or(0);
            if signals.pending & wanted != 0 {
                return self.take_signal(thread, args);
            }
        }
        self.log.step(self.now, thread, "interrupted", None);
        let has_mask =
            matches!(name, "rt_sigsuspend" | "ppoll" | "pselect6" | "epoll_pwait" | "epoll_pwait2");
        if has_mask && !signals.acts(signals.blocked) {
            // Only the call's own mask lets the signal through: the kernel has to put it in place. It does
            // not wait, because there is a signal.
            if self.come_back(thread)
                && let Some(_) = self.enter_kernel(thread)
            {
                self.wait_is_over(thread);
                self.call_is_over(thread);
                self.go_on(thread);
            }
            return;
        }
        self.tell_remaining(thread);
        if let State::Waiting(Waiting::Futex { .. }) = self.tasks[thread].state {
            self.futexes.forget(thread);
        }
        let Some(call) = &mut self.tasks[thread].call else { return };
        let mut registers = call.registers;
        if !rewound {
            registers.orig_rax = u64::MAX;
            sys::set_registers(tid, registers);
            let Some(_) = self.enter_kernel(thread) else { return };
        }
        let Some(call) = &mut self.tasks[thread].call else { return };
        let timed = call.deadline.is_some();
        let restart = match name {
            "pause" | "nanosleep" | "clock_nanosleep" | "poll" | "select" | "epoll_wait"
            | "rt_sigtimedwait" => RESTART_UNLESS_HANDLED,
            _ if has_mask => RESTART_UNLESS_HANDLED,
            _ if timed => RESTART_UNLESS_HANDLED,
            _ => RESTART_AS_ASKED,
        };
        registers = call.registers;
        registers.orig_rax = number.cast_unsigned();
        registers.rax = (-restart).cast_unsigned();
        // A write that was interrupted tells what it has done.
        let has_moved = call.moved > 0;
        if has_moved {
            registers.rax = call.moved;
        }
        sys::set_registers(tid, registers);
        self.note_wait(thread, Some(self.now));
        let handled = signals.pending & !signals.blocked & signals.caught != 0;
        if has_moved || restart == RESTART_UNLESS_HANDLED && handled {
            // The next call like it is another one. Else it is kept, so that the call that is made again
            // waits until the moment that it had asked for.
            self.tasks[thread].call = None;
        }
        self.tasks[thread].state = State::Ready;
        self.go_on(thread);
    }

    /// `thread` waits for a signal and nothing else.
    pub fn wait_for_signal(&mut self, thread: usize, name: &'static str) {
        if let Some(call) = &mut self.tasks[thread].call {
            call.on = Some(WaitOn::Call { name: name.to_owned() });
        }
        self.stand_aside_for(thread, Waiting::Signal);
        self.signals_sent = true;
    }

    /// `thread` waits for a signal that it takes without a handler.
    pub fn take_signal(&mut self, thread: usize, args: [u64; 6]) {
        if !self.come_back(thread) {
            return;
        }
        self.tasks[thread].interruptible = false;
        let tid = self.world.threads[thread].tid;
        let limit = self.timespec(thread, args[2]);
        let now = self.now;
        let Some(call) = &mut self.tasks[thread].call else { return };
        call.on.get_or_insert_with(|| WaitOn::Call { name: call.name.to_owned() });
        call.deadline = call.deadline.or(limit.and_then(|limit| clock::after(now, limit)));
        let given_up = call.deadline.is_some_and(|at| at <= now);
        let before = call.registers;
        let mut registers = before;
        let scratch = (registers.rsp - 512) & !15;
        if calls::find(call.number)
            .is_none_or(|c| c.class != calls::Class::Wait(TimeOut::Pointer(2)))
            || !sys::write_memory(tid, scratch, &[0; 16])
        {
            return self.let_in(thread);
        }
        registers.rdx = scratch;
        sys::set_registers(tid, registers);
        let Some(mut after) = self.enter_kernel(thread) else { return };
        after.rdx = before.rdx;
        sys::set_registers(tid, after);
        if after.rax.cast_signed() == -i64::from(libc::EAGAIN) && !given_up {
            self.set_back(thread);
            self.stand_aside_for(thread, Waiting::Signal);
            return;
        }
        self.log.result(after.rax.cast_signed());
        self.wait_is_over(thread);
        self.call_is_over(thread);
        self.go_on(thread);
    }

    /// The kernel kills a process at once, whoever stands where in it.
    fn collect_killed(&mut self) {
        for process in 0..self.world.processes.len() {
            if self.world.processes[process].end.is_some() {
                continue;
            }
            let Some(&alive) = self.world.living_in(process).first() else { continue };
            // Who stood still for us and does so no more is on the way to its end.
            let stands = matches!(
                self.tasks[alive].state,
                State::Ready | State::Before | State::AtPoint(_) | State::Waiting(_)
            );
            let tid = self.world.threads[alive].tid;
            let moves = stands && procfs::state(tid) != Some('t');
            if moves || procfs::is_being_killed(tid) {
                self.collect(process);
            }
        }
    }
}

impl Signals {
    /// Whether one of the pending signals would run a handler, or end the process, under this mask.
    fn acts(&self, blocked: u64) -> bool {
        /// Those that do nothing unless there is a handler: SIGCHLD, SIGCONT, SIGURG, SIGWINCH.
        const HARMLESS: u64 = 1 << 16 | 1 << 17 | 1 << 22 | 1 << 27;
        let wanted = self.pending & !blocked & !self.ignored;
        wanted & (self.caught | !HARMLESS) != 0
    }
}
