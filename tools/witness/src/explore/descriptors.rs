//! Reading and writing without ever waiting in the kernel.
//!
//! Before a call on a pipe or a socket, what the descriptor stands for is made non-blocking for the
//! length of that call, through a descriptor of our own for the same thing; nobody else runs meanwhile,
//! so nobody sees it. `EAGAIN` then means: it would have waited. A write that moved a part goes on with the
//! rest, as the kernel would. Where the system refuses us such descriptors, the call is let in, and whether it
//! waits is seen from outside.

use std::os::fd::OwnedFd;

use nix::fcntl::OFlag;
use nix::sys::socket::{SockType, getsockopt, sockopt};

use super::clock;
use super::parts::Parts;
use super::run::Run;
use super::task::{Class, Object, State, Waiting};
use super::unblocked::Unblocked;
use super::woven::Moved;
use crate::calls::{Class as Known, TimeOut};
use crate::report::{ChannelKind, WaitOn};
use crate::sys;

/// The most bytes that a short read gives.
const SHORT: usize = 16;

impl Run<'_> {
    /// `thread` moves bytes, or accepts a connection.
    pub fn transfer(&mut self, thread: usize, class: Known) {
        let Some(call) = &self.tasks[thread].call else { return };
        let (args, first_try) = (call.args, call.channel.is_none());
        let pid = self.world.pid_of(thread);
        let (descriptor, reading) = match class {
            Known::Write(_) => (args[0] as i32, false),
            Known::Move { from, to } => {
                let into = self.channels.of(pid, args[to] as i32);
                if let Some(call) = &mut self.tasks[thread].call {
                    call.into = into;
                }
                (args[from] as i32, true)
            }
            _ => (args[0] as i32, true),
        };
        let Some(channel) = self.channels.of(pid, descriptor) else {
            // The descriptor is not open: the kernel says so.
            return self.go_on(thread);
        };
        if let Some(call) = &mut self.tasks[thread].call
            && first_try
        {
            call.channel = Some(channel);
            call.on = Some(WaitOn::Channel { channel, reading });
        }
        match self.channels.get(channel).kind {
            ChannelKind::Stdout | ChannelKind::Stderr if !reading => {
                self.say(thread, channel, args)
            }
            ChannelKind::File | ChannelKind::Terminal | ChannelKind::Stdin => self.let_in(thread),
            _ => match sys::borrow_descriptor(pid, descriptor) {
                Ok(descriptor) => self.try_transfer(thread, channel, class, descriptor),
                Err(_) => self.let_in(thread),
            },
        }
    }

    /// `thread` writes to standard output or error, which we empty at once.
    fn say(&mut self, thread: usize, channel: usize, args: [u64; 6]) {
        /// What surely fits into the empty pipe.
        const ROOM: u64 = 64 << 10;
        let plain = self.tasks[thread].call.as_ref().is_some_and(|call| call.name == "write");
        if plain && args[2] <= ROOM {
            self.call_is_over(thread);
            self.progress = self.steps;
            let before = self.written;
            self.go_on(thread);
            self.drain(Some(thread));
            self.channels.wrote(channel, thread, self.written - before, 1);
            return;
        }
        let descriptor = sys::borrow_descriptor(self.world.pid_of(thread), args[0] as i32);
        match descriptor {
            Ok(descriptor) => {
                let class = self.tasks[thread].call.as_ref().map(|call| call.class);
                let Some(Class::Known(class)) = class else { return };
                self.try_transfer(thread, channel, class, descriptor);
            }
            Err(_) => self.let_in(thread),
        }
    }

    fn try_transfer(&mut self, thread: usize, channel: usize, class: Known, descriptor: OwnedFd) {
        if !self.come_back(thread) {
            return;
        }
        let tid = self.world.threads[thread].tid;
        let is_output =
            matches!(self.channels.get(channel).kind, ChannelKind::Stdout | ChannelKind::Stderr);
        let unblocked = Unblocked::new(descriptor);
        if unblocked.flags.is_some_and(|flags| flags.contains(OFlag::O_DIRECT)) {
            self.streams.packets.insert(channel);
        }
        let mut registers = match &self.tasks[thread].call {
            Some(call) => call.registers,
            None => return,
        };
        let before = registers;
        let moved = self.tasks[thread].call.as_ref().map_or(0, |call| call.moved);
        let parts = self.tasks[thread].call.as_ref().and_then(|call| Parts::of(tid, call));
        if let Some(parts) = &parts
            && !parts.skip(tid, moved, &mut registers)
        {
            drop(unblocked);
            return self.let_in(thread);
        }
        if class == Known::Read && self.may_be_short(thread, channel, &unblocked) {
            registers.rdx = self.shorten(registers.rdx);
        }
        if registers.rdx != before.rdx {
            sys::set_registers(tid, registers);
        }
        let after = self.enter_kernel(thread);
        if let Some(parts) = &parts {
            parts.restore(tid);
        }
        let Some(after) = after else { return };
        if is_output {
            self.drain(Some(thread));
        }
        let result = after.rax.cast_signed();
        let now = self.now;
        let is_due = |call: &super::task::Call| call.deadline.is_some_and(|at| at <= now);
        let given_up = self.tasks[thread].call.as_ref().is_some_and(is_due);
        let total = moved + result.max(0).cast_unsigned();
        let is_part = result > 0 && parts.as_ref().is_some_and(|parts| total < parts.total());
        let waits = (result == -i64::from(libc::EAGAIN) || is_part)
            && !given_up
            && !unblocked.was_before()
            && !self.asked_not_to_wait(thread);
        let time_out = waits.then(|| time_limit(&unblocked.descriptor, class)).flatten();
        drop(unblocked);
        self.count_bytes(thread, result);
        if result != -i64::from(libc::EAGAIN) {
            self.happens(Some(channel));
            // Being told again and again that there is no more leads nowhere.
            if result > 0
                || result == 0 && class == Known::Accept
                || self.streams.told_no_more.insert((thread, channel))
            {
                self.progress = self.steps;
            }
            if !is_output {
                // What a panic says holds the kernel's number of the thread, which may be longer next time.
                self.log.result(result);
            }
        }
        if waits {
            let deadline = time_out.and_then(|limit| clock::after(self.now, limit));
            if let Some(call) = &mut self.tasks[thread].call {
                call.deadline = call.deadline.or(deadline);
                call.moved = total;
            }
            self.set_back(thread);
            return self.stand_aside(thread, channel, class, is_output);
        }
        let mut done = after;
        (done.rsi, done.rdx) = (before.rsi, before.rdx);
        if moved > 0 {
            // Also if the rest failed.
            done.rax = total;
        }
        self.note_moved(thread, done.rax.cast_signed(), before.rdx);
        if done.rax != after.rax || done.rdx != after.rdx || done.rsi != after.rsi {
            sys::set_registers(tid, done);
        }
        self.wait_is_over(thread);
        self.call_is_over(thread);
        self.go_on(thread);
    }

    /// Keeps with the step how many bytes a plain read or write has moved.
    fn note_moved(&mut self, thread: usize, result: i64, of: u64) {
        let Some(call) = &self.tasks[thread].call else { return };
        if let ("read" | "write", Ok(bytes)) = (call.name, u64::try_from(result)) {
            self.log.moved(self.now, thread, call.name, Moved { bytes, of });
        }
    }

    /// `thread` waits until something happens to the channel; or, when it is ours to empty, goes on when
    /// it may.
    fn stand_aside(&mut self, thread: usize, channel: usize, class: Known, is_output: bool) {
        if is_output {
            self.tasks[thread].state = State::Before;
            return;
        }
        // Who moves bytes from one channel to another may wait for either.
        let moves = matches!(class, Known::Move { .. });
        let object = if moves { Object::Any } else { self.object(channel) };
        let seen = self.happenings(object);
        self.stand_aside_for(thread, Waiting::Descriptor { object, seen });
    }

    /// What has to happen for somebody who waits for this channel.
    fn object(&self, channel: usize) -> Object {
        match self.channels.get(channel).kind {
            ChannelKind::Pipe | ChannelKind::SocketPair => Object::Channel(channel),
            _ => Object::Any,
        }
    }

    /// `thread` asked the call itself not to wait.
    fn asked_not_to_wait(&self, thread: usize) -> bool {
        let Some(call) = &self.tasks[thread].call else { return false };
        let flags = match call.name {
            "recvfrom" | "sendto" => call.args[3],
            "recvmsg" | "sendmsg" => call.args[2],
            _ => 0,
        };
        flags & libc::MSG_DONTWAIT as u64 != 0
    }

    /// Whether a read may give less than there is.
    fn may_be_short(&self, thread: usize, channel: usize, of: &Unblocked) -> bool {
        let Some(call) = &self.tasks[thread].call else { return false };
        // Who polls without blocking may take a short read for a sign that there is no more: epoll(7).
        if !self.schedule.adversaries.short_reads || call.args[2] < 2 || of.was_before() {
            return false;
        }
        let whole = libc::MSG_WAITALL | libc::MSG_PEEK | libc::MSG_TRUNC;
        match (self.channels.get(channel).kind, call.name) {
            (ChannelKind::Pipe, "read") => !self.streams.packets.contains(&channel),
            (ChannelKind::SocketPair | ChannelKind::Socket, "read" | "recvfrom") => {
                let flags = if call.name == "recvfrom" { call.args[3] } else { 0 };
                flags & whole as u64 == 0
                    && getsockopt(&of.descriptor, sockopt::SockType) == Ok(SockType::Stream)
            }
            _ => false,
        }
    }

    /// How many bytes a read of `wanted` asks for, when it may give less.
    fn shorten(&mut self, wanted: u64) -> u64 {
        // 0 is the default: all of them.
        let most = (SHORT + 1).min(wanted as usize);
        match self.chooser.pick(most) {
            0 => wanted,
            short => short as u64,
        }
    }

    /// Counts the bytes that a call has moved.
    pub fn count_bytes(&mut self, thread: usize, result: i64) {
        let Some(call) = &self.tasks[thread].call else { return };
        let (Some(channel), Class::Known(class)) = (call.channel, call.class) else { return };
        let bytes = result.max(0).cast_unsigned();
        if result == -i64::from(libc::EAGAIN) {
            return;
        }
        match class {
            Known::Write(_) => self.channels.wrote(channel, thread, bytes, 1),
            Known::Read => self.channels.read(channel, thread, bytes, 1),
            Known::Move { .. } => {
                self.channels.read(channel, thread, bytes, 1);
                if let Some(into) = call.into {
                    self.channels.wrote(into, thread, bytes, 1);
                    self.happens(Some(into));
                    self.drain(Some(thread));
                }
            }
            _ => {}
        }
    }

    /// `thread` waits for any of several descriptors: asked again and again without a time limit of the
    /// kernel's.
    pub fn poll(&mut self, thread: usize, name: &'static str, time_out: TimeOut, args: [u64; 6]) {
        if !self.come_back(thread) {
            return;
        }
        let tid = self.world.threads[thread].tid;
        let limit = match (name, time_out) {
            (_, TimeOut::Milliseconds(index)) => {
                u64::try_from(args[index] as i32).ok().map(|limit| limit * 1_000_000)
            }
            ("select", TimeOut::Pointer(index)) => {
                // Seconds and microseconds here.
                let pair = (args[index] != 0).then(|| sys::read_words(tid, args[index])).flatten();
                pair.map(|[seconds, micro]| {
                    seconds
                        .saturating_mul(1_000_000_000)
                        .saturating_add(micro.saturating_mul(1_000))
                })
            }
            (_, TimeOut::Pointer(index)) => self.timespec(thread, args[index]),
            (_, TimeOut::Never) => None,
        };
        let now = self.now;
        let Some(call) = &mut self.tasks[thread].call else { return };
        call.on.get_or_insert_with(|| WaitOn::Call { name: name.to_owned() });
        call.deadline = call.deadline.or(limit.and_then(|limit| clock::after(now, limit)));
        let last = call.deadline.is_some_and(|deadline| deadline <= now);
        let before = call.registers;
        let mut registers = before;
        if !self.ask_without_waiting(thread, time_out, &mut registers) {
            return self.let_in(thread);
        }
        let sets = self.descriptor_sets(thread, name, args);
        sys::set_registers(tid, registers);
        let Some(mut after) = self.enter_kernel(thread) else { return };
        after.rdx = before.rdx;
        after.r10 = before.r10;
        after.r8 = before.r8;
        sys::set_registers(tid, after);
        if after.rax == 0 && !last {
            for (address, set) in sets {
                sys::write_memory(tid, address, &set);
            }
            self.set_back(thread);
            let seen = self.happenings(Object::Any);
            let waiting = Waiting::Descriptor { object: Object::Any, seen };
            self.stand_aside_for(thread, waiting);
            return;
        }
        self.log.result(after.rax.cast_signed());
        self.tell_remaining(thread);
        self.wait_is_over(thread);
        self.call_is_over(thread);
        self.go_on(thread);
    }

    /// Changes the registers so that the call gives what there is at once.
    fn ask_without_waiting(
        &self,
        thread: usize,
        time_out: TimeOut,
        registers: &mut libc::user_regs_struct,
    ) -> bool {
        let (index, value) = match time_out {
            TimeOut::Milliseconds(index) => (index, 0),
            TimeOut::Pointer(index) => {
                // Below the part of the stack that a function may use without saying so.
                let scratch = (registers.rsp - 512) & !15;
                if !sys::write_memory(self.world.threads[thread].tid, scratch, &[0; 16]) {
                    return false;
                }
                (index, scratch)
            }
            TimeOut::Never => return false,
        };
        match index {
            2 => registers.rdx = value,
            3 => registers.r10 = value,
            4 => registers.r8 = value,
            _ => return false,
        }
        true
    }

    /// The sets of `select`, which a call that gives nothing empties.
    fn descriptor_sets(&self, thread: usize, name: &str, args: [u64; 6]) -> Vec<(u64, Vec<u8>)> {
        if !matches!(name, "select" | "pselect6") {
            return Vec::new();
        }
        let bytes = (args[0] as usize).min(1 << 16).div_ceil(64) * 8;
        let tid = self.world.threads[thread].tid;
        let sets = args[1..4].iter().filter(|address| **address != 0);
        sets.map(|address| (*address, sys::read_memory(tid, *address, bytes))).collect()
    }
}

/// The time limit that a socket has for this direction, in nanoseconds.
fn time_limit(socket: &OwnedFd, class: Known) -> Option<u64> {
    let reading = !matches!(class, Known::Write(_));
    let limit = if reading {
        getsockopt(socket, sockopt::ReceiveTimeout)
    } else {
        getsockopt(socket, sockopt::SendTimeout)
    };
    let limit = limit.ok()?;
    let seconds = limit.tv_sec().cast_unsigned().saturating_mul(1_000_000_000);
    let nanoseconds = seconds.saturating_add(limit.tv_usec().cast_unsigned() * 1_000);
    (nanoseconds > 0).then_some(nanoseconds)
}
