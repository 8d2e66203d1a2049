//! System calls: arriving before one, doing it, and making it again when it had to wait.
//!
//! A thread stands *before* its call, because the filter stops it there. Some calls are then answered
//! without the kernel, some are let through as they are, and those that may wait are tried so that they
//! can't. What could not be done is *set back*: the thread stands behind the call with its registers as
//! if it were about to make it, and makes it again when its turn comes.

use libc::user_regs_struct;

use super::run::Run;
use super::task::{Call, Class, State};
use super::visible::{self, Also};
use crate::calls::{self, Class as Known, TimeOut};
use crate::report::{Note, Wait};
use crate::sys;

/// `ERESTARTSYS` of the kernel: a handler decides, by `SA_RESTART`, whether the call is made again.
pub const RESTART_AS_ASKED: i64 = 512;

/// `ERESTARTNOHAND`: the call fails with `EINTR` if a handler runs, and is made again if none does.
pub const RESTART_UNLESS_HANDLED: i64 = 514;

impl Run<'_> {
    /// A thread has stopped before a call. Gives whether that is a step; else it may go on at once.
    pub fn arrives_at_call(&mut self, thread: usize) -> bool {
        let tid = self.world.threads[thread].tid;
        let Some(registers) = sys::registers(tid) else { return false };
        let number = registers.orig_rax.cast_signed();
        let args = [
            registers.rdi,
            registers.rsi,
            registers.rdx,
            registers.r10,
            registers.r8,
            registers.r9,
        ];
        if !self.begun {
            // The call that executes the program is the last of our own preparations.
            return false;
        }
        let (name, class) = match calls::find(number) {
            Some(call) => (call.name, Class::Known(call.class)),
            None => match visible::find(number) {
                Some((name, also)) => (name, Class::Also(also)),
                None if number == libc::SYS_fcntl => ("fcntl", Class::Also(Also::Unmodelled)),
                None => return false,
            },
        };
        let again = self.tasks[thread].call.take().filter(|call| {
            call.number == number && call.args == args && call.registers.rip == registers.rip
        });
        self.tasks[thread].call = Some(match again {
            Some(call) => Call { registers, rewound: false, ..call },
            None => {
                *self.world.threads[thread].calls.entry(name).or_default() += 1;
                Call {
                    number,
                    name,
                    class,
                    args,
                    registers,
                    from_ns: self.now,
                    deadline: None,
                    moved: 0,
                    rewound: false,
                    waited: false,
                    on: None,
                    channel: None,
                    into: None,
                }
            }
        });
        let Class::Also(also) = class else {
            self.tasks[thread].state = State::Before;
            self.acquires_before(thread);
            return true;
        };
        match also {
            Also::ReadClock(clock) => {
                if self.read_clock(thread, clock, args) {
                    self.tasks[thread].state = State::Ready;
                    return true;
                }
                false
            }
            Also::Random => {
                let wanted = args[1].min(1 << 20) as usize;
                let bytes: Vec<u8> = std::iter::repeat_with(|| self.random.draw().to_ne_bytes())
                    .take(wanted.div_ceil(8))
                    .flatten()
                    .take(wanted)
                    .collect();
                let given = sys::write_memory(tid, args[0], &bytes) || wanted == 0;
                self.answer(thread, if given { wanted as i64 } else { -i64::from(libc::EFAULT) });
                false
            }
            Also::Affinity => {
                // Four processors, on every machine.
                let given = args[1] >= 8 && sys::write_memory(tid, args[2], &15_u64.to_ne_bytes());
                self.answer(thread, if given { 8 } else { -i64::from(libc::EINVAL) });
                false
            }
            Also::Processor => {
                for address in [args[0], args[1]] {
                    if address != 0 {
                        sys::write_memory(tid, address, &0_u32.to_ne_bytes());
                    }
                }
                self.answer(thread, 0);
                false
            }
            Also::ClearedAtEnd => {
                self.world.threads[thread].cleared_at_end = Some(args[0]);
                false
            }
            Also::Refused => {
                sys::refuse(tid, libc::EPERM);
                false
            }
            Also::Kill | Also::Yield | Also::Plain | Also::Unmodelled => {
                self.tasks[thread].state = State::Before;
                true
            }
        }
    }

    /// `thread` does the call that it stands before.
    pub fn do_call(&mut self, thread: usize) {
        if self.delivers_signal_first(thread) {
            return;
        }
        let Some(call) = &self.tasks[thread].call else {
            return self.go_on(thread);
        };
        let (name, args, class) = (call.name, call.args, call.class);
        self.log_call(thread, name);
        self.dispatch(thread, name, args, class);
    }

    /// Does a call, or tries it once more.
    pub fn dispatch(&mut self, thread: usize, name: &'static str, args: [u64; 6], class: Class) {
        match class {
            Class::Known(known) => self.do_known(thread, name, known, args),
            Class::Also(Also::Kill) => self.kill(thread),
            Class::Also(Also::Yield) => {
                // It has given up its turn: others come first, if there are any.
                self.turns.give_up();
                self.chooser.demote(thread);
                self.go_on(thread);
            }
            Class::Also(Also::Unmodelled) => self.let_through(thread, name),
            Class::Also(_) => {
                self.happens_anywhere();
                self.go_on(thread);
            }
        }
    }

    fn do_known(&mut self, thread: usize, name: &'static str, class: Known, args: [u64; 6]) {
        let tid = self.world.threads[thread].tid;
        match class {
            Known::Exit => self.exit(thread),
            Known::ExitGroup => self.exit_group(thread),
            Known::Clone => {
                let cleared = (args[0] & libc::CLONE_CHILD_CLEARTID as u64 != 0).then_some(args[3]);
                self.clone(thread, args[0], cleared);
            }
            Known::Clone3 => {
                // struct clone_args begins with flags, pidfd, child_tid.
                let [flags, _, address] = sys::read_words(tid, args[0]).unwrap_or_default();
                let cleared = (flags & libc::CLONE_CHILD_CLEARTID as u64 != 0).then_some(address);
                self.clone(thread, flags, cleared);
            }
            Known::Fork if name == "vfork" => {
                self.clone(thread, (libc::CLONE_VM | libc::CLONE_VFORK) as u64, None);
            }
            Known::Fork => self.clone(thread, libc::SIGCHLD as u64, None),
            Known::Exec => self.go_on(thread),
            Known::Write(_) | Known::Read | Known::Move { .. } | Known::Accept => {
                self.transfer(thread, class);
            }
            Known::Connect => self.let_in(thread),
            Known::SocketPair => {
                if let Some(registers) = self.enter_kernel(thread) {
                    let ends = sys::read_memory(tid, args[3], 8);
                    if registers.rax == 0
                        && let Some((one, other)) = ends.split_at_checked(4)
                    {
                        let number = |bytes: &[u8]| bytes.try_into().map(i32::from_ne_bytes);
                        if let (Ok(one), Ok(other)) = (number(one), number(other)) {
                            self.channels.pair(self.world.pid_of(thread), [one, other]);
                        }
                    }
                    self.call_is_over(thread);
                    self.go_on(thread);
                }
            }
            Known::Futex => self.futex(thread, args),
            Known::Sleep { .. } => self.sleep(thread, name, args),
            Known::Wait4 | Known::WaitId => self.wait_for_child(thread, class),
            Known::Wait(time_out) => self.wait_for_anything(thread, name, time_out, args),
            Known::Renumber => {
                let pid = self.world.pid_of(thread);
                match name {
                    "close" => self.channels.forget_one(pid, args[0] as i32),
                    "close_range" => self.channels.forget(pid),
                    _ => self.channels.forget_one(pid, args[1] as i32),
                }
                if self.enter_kernel(thread).is_some() {
                    self.happens_anywhere();
                    self.call_is_over(thread);
                    self.go_on(thread);
                }
            }
            Known::SocketOption => self.go_on(thread),
            Known::Timer => match name {
                "alarm" => self.set_alarm(thread, name, args),
                "setitimer" if args[0] == libc::ITIMER_REAL as u64 => {
                    self.set_alarm(thread, name, args);
                }
                _ => {
                    self.has_real_timers = true;
                    self.let_through(thread, name);
                }
            },
        }
    }

    fn wait_for_anything(
        &mut self,
        thread: usize,
        name: &'static str,
        time_out: TimeOut,
        args: [u64; 6],
    ) {
        match name {
            "poll" | "ppoll" | "select" | "pselect6" | "epoll_wait" | "epoll_pwait"
            | "epoll_pwait2" => self.poll(thread, name, time_out, args),
            "pause" | "rt_sigsuspend" => self.wait_for_signal(thread, name),
            "rt_sigtimedwait" => self.take_signal(thread, args),
            "io_uring_enter" => {
                sys::refuse(self.world.threads[thread].tid, libc::EPERM);
                self.go_on(thread);
            }
            _ => self.let_through(thread, name),
        }
    }

    /// A call that is not modelled: the kernel does it, and the report says so.
    pub fn let_through(&mut self, thread: usize, name: &str) {
        self.note_once(Note::Unmodelled { call: name.to_owned() });
        self.let_in(thread);
    }

    /// A call that the kernel does, whether it waits there or not.
    pub fn let_in(&mut self, thread: usize) {
        if let Some(registers) = self.enter_kernel(thread) {
            self.returned_late_with(thread, &registers);
            self.go_on(thread);
        }
    }

    /// A thread that slept in the kernel stands behind its call.
    pub fn returned_late(&mut self, thread: usize) {
        if let Some(registers) = sys::registers(self.world.threads[thread].tid) {
            self.returned_late_with(thread, &registers);
        }
    }

    fn returned_late_with(&mut self, thread: usize, registers: &user_regs_struct) {
        let channel = self.tasks[thread].call.as_ref().and_then(|call| call.channel);
        self.count_bytes(thread, registers.rax.cast_signed());
        self.happens(channel);
        self.wait_is_over(thread);
        self.call_is_over(thread);
    }

    /// Answers the call that a thread stands before, or was set back to, in the kernel's place.
    pub fn answer(&mut self, thread: usize, result: i64) {
        let tid = self.world.threads[thread].tid;
        let rewound = self.tasks[thread].call.take().map(|call| (call.rewound, call.registers));
        let Some((rewound, before)) = rewound else { return };
        let mut registers = before;
        registers.rax = result.cast_unsigned();
        if !rewound {
            // No call at all: the kernel leaves `rax` as it is.
            registers.orig_rax = u64::MAX;
        }
        self.log.result(result);
        sys::set_registers(tid, registers);
    }

    /// Sets a thread that stands behind its call back to before it.
    pub fn set_back(&mut self, thread: usize) {
        let tid = self.world.threads[thread].tid;
        let Some(call) = &mut self.tasks[thread].call else { return };
        let mut registers = call.registers;
        /// The length of the instruction `syscall`.
        const LENGTH: u64 = 2;
        registers.rip -= LENGTH;
        registers.rax = call.number.cast_unsigned();
        call.rewound = true;
        sys::set_registers(tid, registers);
    }

    /// Brings a thread that was set back before its call again. `false` when something came in between.
    pub fn come_back(&mut self, thread: usize) -> bool {
        let call = self.tasks[thread].call.as_ref();
        if call.is_none_or(|call| !call.rewound) {
            return true;
        }
        let same = |run: &Self| {
            let call = run.tasks[thread].call.as_ref();
            call.map(|call| (call.number, call.args, call.from_ns))
        };
        let before = same(self);
        self.tasks[thread].state = State::Ready;
        self.go_on(thread);
        let here = matches!(self.tasks[thread].state, State::Before) && same(self) == before;
        here && self.tasks[thread].call.as_ref().is_some_and(|call| !call.rewound)
    }

    /// The call is done: what was noted for making it again is of no use any more.
    pub fn call_is_over(&mut self, thread: usize) {
        self.tasks[thread].call = None;
        self.tasks[thread].state = State::Ready;
        self.grace_given = false;
        self.asked_again = false;
    }

    /// Notes for the report that a wait is over, if it was one.
    pub fn wait_is_over(&mut self, thread: usize) {
        if self.tasks[thread].call.as_ref().is_some_and(|call| call.waited) {
            self.note_wait(thread, Some(self.now));
        }
    }

    fn log_call(&mut self, thread: usize, name: &'static str) {
        let place = self.place(thread);
        self.log.step_at(self.now, thread, name, None, place);
    }

    /// Notes a wait that ends now, or never.
    pub fn note_wait(&mut self, thread: usize, until_ns: Option<u64>) {
        let Some(call) = &mut self.tasks[thread].call else { return };
        let Some(on) = call.on.take() else { return };
        let from_ns = call.from_ns;
        self.record.wait(Wait { thread, from_ns, until_ns, on });
    }
}
