//! What a thread asks the kernel for, and what it got.

use libc::c_int;

use crate::calls::{self, Call, Class, Source, TimeOut};
use crate::channels::Channels;
use crate::job::Detail;
use crate::output::Author;
use crate::report::{ChannelKind, Stream, Wait, WaitOn};
use crate::sys;
use crate::tracer::{Then, Tracer};
use crate::world::{Creation, InCall, State};

impl Tracer<'_> {
    /// `thread` stands before a system call.
    pub fn entered(&mut self, thread: usize, number: i64, args: [u64; 6]) -> Then {
        let Some(call) = calls::find(number) else {
            return Then::Resume;
        };
        *self.world.threads[thread].calls.entry(call.name).or_default() += 1;
        if !matches!(call.name, "read" | "write") {
            self.settle(thread);
        }
        if let Some(then) = self.while_leaving(thread, call, &args) {
            return then;
        }
        let tid = self.world.threads[thread].tid;
        let pid = self.world.pid_of(thread);
        match call.class {
            Class::Exit => self.exits(thread),
            Class::ExitGroup => return self.leaves(thread),
            Class::Clone => {
                let cleared = (args[0] & libc::CLONE_CHILD_CLEARTID as u64 != 0).then_some(args[3]);
                return self.creates(thread, args[0], cleared);
            }
            Class::Clone3 => {
                // struct clone_args begins with flags, pidfd, child_tid.
                let [flags, _, address] = sys::read_words(tid, args[0]).unwrap_or_default();
                let cleared = (flags & libc::CLONE_CHILD_CLEARTID as u64 != 0).then_some(address);
                return self.creates(thread, flags, cleared);
            }
            Class::Fork => return self.creates(thread, libc::SIGCHLD as u64, None),
            Class::Renumber => match call.name {
                "close" => self.channels.forget_one(pid, args[0] as i32),
                "close_range" => self.channels.forget(pid),
                _ => self.channels.forget_one(pid, args[1] as i32),
            },
            // Stopped at for `while_leaving` alone; that it succeeded is told by an event.
            Class::Exec => {}
            Class::SocketOption => self.has_timers |= calls::limits_time(args[1], args[2]),
            Class::Timer => self.has_timers = true,
            _ => return self.begins(thread, call, args),
        }
        Then::Resume
    }

    fn creates(&mut self, thread: usize, flags: u64, cleared_at_end: Option<u64>) -> Then {
        if flags & libc::CLONE_UNTRACED as u64 != 0 {
            // Nobody leaves the witness's sight.
            sys::refuse(self.world.threads[thread].tid, libc::EPERM);
        } else {
            self.world.threads[thread].creating = Creation { flags, cleared_at_end };
        }
        Then::Resume
    }

    /// A call that moves bytes or waits.
    fn begins(&mut self, thread: usize, call: &'static Call, args: [u64; 6]) -> Then {
        let pid = self.world.pid_of(thread);
        let tid = self.world.threads[thread].tid;
        let interrupted = self.world.threads[thread].interrupted.take();
        let from_ns = match interrupted {
            Some((name, from_ns)) if name == call.name => from_ns,
            _ => self.now(),
        };
        let mut begun = InCall {
            call,
            args,
            from_ns,
            on: None,
            timed: false,
            channel: None,
            into: None,
            bytes: Vec::new(),
        };
        match call.class {
            Class::Write(source) => {
                begun.channel = self.channels.of(pid, args[0] as i32);
                let Some(channel) = begun.channel else {
                    return Then::Resume;
                };
                if stream(&self.channels, channel).is_some() {
                    self.settle(thread);
                    begun.bytes = written_bytes(tid, source, &args, self.lines.room());
                } else if self.job.detail == Detail::Lines
                    || call.name == "write" && self.skims(thread, channel, true)
                {
                    return Then::Resume;
                }
                begun.on = self.can_wait_on(channel, false);
            }
            Class::Read | Class::Accept | Class::Connect => {
                begun.channel = self.channels.of(pid, args[0] as i32);
                let Some(channel) = begun.channel else {
                    return Then::Resume;
                };
                begun.on = self.can_wait_on(channel, call.class != Class::Connect);
                if call.name == "read" && self.skims(thread, channel, false) {
                    self.creator_waits(thread);
                    return Then::Resume;
                }
            }
            Class::Move { from, to } => {
                begun.channel = self.channels.of(pid, args[from] as i32);
                begun.into = self.channels.of(pid, args[to] as i32);
                begun.on = begun.channel.and_then(|channel| self.can_wait_on(channel, true));
            }
            Class::SocketPair => {}
            Class::Futex => {
                if !calls::is_futex_wait(args[1]) {
                    return Then::Resume;
                }
                begun.timed = args[3] != 0;
                let process = self.world.threads[thread].process;
                begun.on = Some(match self.world.signals_end_at(process, args[0]) {
                    Some(joined) => WaitOn::Join { thread: joined },
                    None => WaitOn::Futex { timed: begun.timed },
                });
            }
            Class::Sleep { request } => {
                let absolute = request == 2 && args[1] & libc::TIMER_ABSTIME as u64 != 0;
                let requested_ns = sys::read_words(tid, args[request]).filter(|_| !absolute).map(
                    |[seconds, nanoseconds]| {
                        seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds)
                    },
                );
                begun.timed = true;
                begun.on = Some(WaitOn::Sleep { requested_ns });
            }
            Class::Wait4 if args[2] & libc::WNOHANG as u64 != 0 => {}
            Class::WaitId if args[3] & libc::WNOHANG as u64 != 0 => {}
            Class::Wait4 | Class::WaitId => begun.on = Some(WaitOn::Child),
            Class::Wait(time_out) => {
                let limit = match time_out {
                    TimeOut::Never => Limit::None,
                    TimeOut::Milliseconds(at) => match args[at] as c_int {
                        0 => Limit::Zero,
                        1.. => Limit::Some,
                        _ => Limit::None,
                    },
                    TimeOut::Pointer(at) if args[at] == 0 => Limit::None,
                    TimeOut::Pointer(at) => match sys::read_words(tid, args[at]) {
                        Some([0, 0]) => Limit::Zero,
                        _ => Limit::Some,
                    },
                };
                if limit == Limit::Zero {
                    return Then::Resume;
                }
                begun.timed = limit == Limit::Some;
                begun.on = Some(WaitOn::Call { name: call.name.into() });
            }
            Class::Exit
            | Class::ExitGroup
            | Class::Clone
            | Class::Clone3
            | Class::Fork
            | Class::Renumber
            | Class::Exec
            | Class::SocketOption
            | Class::Timer => unreachable!("handled by `entered`"),
        }
        let waits_for_somebody = match &begun.on {
            None | Some(WaitOn::Sleep { .. } | WaitOn::Channel { reading: false, .. }) => false,
            Some(_) => true,
        };
        self.world.threads[thread].state = State::InCall(begun);
        if waits_for_somebody {
            self.creator_waits(thread);
        }
        Then::ResumeToReturn
    }

    /// What a read or write of this channel waits for, if it can wait at all.
    fn can_wait_on(&self, channel: usize, reading: bool) -> Option<WaitOn> {
        match self.channels.get(channel).kind {
            ChannelKind::File => None,
            _ => Some(WaitOn::Channel { channel, reading }),
        }
    }

    /// Whether `thread` is inside a call that sleeps.
    pub fn is_asleep(&self, thread: usize) -> bool {
        matches!(&self.world.threads[thread].state, State::InCall(call)
            if matches!(call.on, Some(WaitOn::Sleep { .. })))
    }

    /// A system call of `thread` has returned.
    pub fn returned(&mut self, thread: usize, result: i64) {
        let State::InCall(begun) =
            std::mem::replace(&mut self.world.threads[thread].state, State::Running)
        else {
            return;
        };
        // Signals that a program ignores interrupt these calls only because it is traced. An endless
        // `poll` would go on as `restart_syscall`, unseen; it too is made again as it was.
        let waits_on = result == -516 && !begun.timed;
        let broken_off = result == -i64::from(libc::EINTR) || waits_on;
        if broken_off && matches!(begun.call.class, Class::Wait(_)) {
            sys::restart_unless_handled(self.world.threads[thread].tid);
            self.world.threads[thread].interrupted = Some((begun.call.name, begun.from_ns));
            return;
        }
        // Interrupted by a signal, and about to be made again by the kernel: those numbers are never
        // seen by the program. Of a sleep that goes on, we see no more.
        if matches!(-result, 512..=514) {
            self.world.threads[thread].interrupted = Some((begun.call.name, begun.from_ns));
            return;
        }
        let sleeps_on = -result == 516;
        let now = self.now();
        let moved = u64::try_from(result).unwrap_or(0);
        let pid = self.world.pid_of(thread);
        let tid = self.world.threads[thread].tid;
        match begun.call.class {
            _ if sleeps_on => {}
            Class::Write(_) => {
                if let Some(channel) = begun.channel {
                    self.channels.wrote(channel, thread, moved, 1);
                    if let Some(stream) = stream(&self.channels, channel) {
                        let kept = begun.bytes.len().min(moved as usize);
                        let by = Author::unknown_to_hold(thread);
                        self.lines.write(now, by, stream, &begun.bytes[..kept], moved);
                    }
                }
            }
            Class::Read => {
                if let Some(channel) = begun.channel {
                    let moved = if calls::only_looks(begun.call, &begun.args) { 0 } else { moved };
                    self.channels.read(channel, thread, moved, 1);
                }
            }
            Class::Move { .. } => {
                if let Some(channel) = begun.channel {
                    self.channels.read(channel, thread, moved, 1);
                }
                if let Some(channel) = begun.into {
                    self.channels.wrote(channel, thread, moved, 1);
                }
            }
            Class::SocketPair if result == 0 => {
                if let Some([both]) = sys::read_words(tid, begun.args[3]) {
                    self.channels.pair(pid, [both as i32, (both >> 32) as i32]);
                }
            }
            Class::Wait4 if result > 0 => {
                self.world.waited_for(thread, result as i32, wait4_ended(tid, &begun), now)
            }
            Class::WaitId if result == 0 => {
                if begun.args[2] == 0 {
                    self.world.reaped_unnamed(thread, now);
                } else if let Some(child) = waitid_ended(tid, &begun) {
                    self.world.waited_for(thread, child, true, now);
                }
            }
            _ => {}
        }
        if let Some(WaitOn::Join { thread: joined }) = begun.on
            && self.world.has_ended(joined)
        {
            self.world.threads[joined].joined_by.get_or_insert(thread);
        }
        if begun.timed && !matches!(begun.on, Some(WaitOn::Sleep { .. })) {
            self.world.threads[thread].limited_waits += 1;
        }
        if let Some(on) = begun.on
            && now - begun.from_ns >= self.noticeable_ns(&on)
        {
            self.waited(Wait { thread, from_ns: begun.from_ns, until_ns: Some(now), on });
        }
    }

    /// The wait that `thread` is in, if any, will never be over.
    pub fn waits_in_vain(&mut self, thread: usize) {
        if let State::InCall(call) = &mut self.world.threads[thread].state
            && let Some(on) = call.on.take()
        {
            let from_ns = call.from_ns;
            self.waited(Wait { thread, from_ns, until_ns: None, on });
        }
    }

    fn waited(&mut self, wait: Wait) {
        if self.job.detail == Detail::Full {
            self.record.wait(wait);
        }
    }

    /// How long a wait must be to be worth telling. It is a matter of drawing only; nothing is decided
    /// by it. Waits for a thread, a child, a lock or the clock are always told.
    fn noticeable_ns(&self, on: &WaitOn) -> u64 {
        match on {
            // It was slow, but it did not wait.
            WaitOn::Channel { channel, reading: false } if self.channels.had_room(*channel) => {
                u64::MAX
            }
            // Being watched makes a call slower than it is.
            WaitOn::Channel { reading: false, .. } => 1_000_000,
            WaitOn::Channel { .. } | WaitOn::Call { .. } => 200_000,
            _ => 0,
        }
    }
}

/// How long a waiting call waits at most.
#[derive(PartialEq, Eq)]
enum Limit {
    None,
    Some,
    Zero,
}

fn stream(channels: &Channels, channel: usize) -> Option<Stream> {
    match channels.get(channel).kind {
        ChannelKind::Stdout => Some(Stream::Stdout),
        ChannelKind::Stderr => Some(Stream::Stderr),
        _ => None,
    }
}

/// The bytes that a write is about to write, at most `most` of them.
fn written_bytes(tid: i32, source: Source, args: &[u64; 6], most: usize) -> Vec<u8> {
    let (vector, parts) = match source {
        Source::Buffer => return sys::read_memory(tid, args[1], most.min(args[2] as usize)),
        Source::Vector => (args[1], args[2]),
        // struct msghdr: name, name's length, vector, number of its parts.
        Source::Message => match sys::read_words(tid, args[1]) {
            Some([_, _, vector, parts]) => (vector, parts),
            None => return Vec::new(),
        },
    };
    let mut bytes = Vec::new();
    // The kernel refuses vectors of more than 1024 parts.
    for part in 0..parts.min(1024) {
        let Some([address, len]) = sys::read_words(tid, vector + 16 * part) else {
            break;
        };
        let room = most - bytes.len();
        bytes.extend(sys::read_memory(tid, address, room.min(len as usize)));
    }
    bytes
}

/// Whether `wait4` returned for a child's end, not for its stop.
fn wait4_ended(tid: i32, call: &InCall) -> bool {
    let status = sys::read_memory(tid, call.args[1], 4);
    match <[u8; 4]>::try_from(status) {
        Ok(status) => {
            let status = c_int::from_ne_bytes(status);
            libc::WIFEXITED(status) || libc::WIFSIGNALED(status)
        }
        // The caller did not want to know; only an end is told to those who ask for nothing else.
        Err(_) => call.args[2] & (libc::WUNTRACED | libc::WCONTINUED) as u64 == 0,
    }
}

/// The child whose end `waitid` returned and consumed.
fn waitid_ended(tid: i32, call: &InCall) -> Option<i32> {
    if call.args[3] & libc::WNOWAIT as u64 != 0 {
        return None;
    }
    // siginfo_t: signal, error, code, padding, then the child's number.
    let [_, code, pid_and_uid] = sys::read_words(tid, call.args[2])?;
    let ended = matches!(code as c_int, libc::CLD_EXITED | libc::CLD_KILLED | libc::CLD_DUMPED);
    ended.then_some(pid_and_uid as i32)
}
