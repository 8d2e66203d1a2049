//! The tracer: takes the program through its run, one stop at a time.
//!
//! # Theory of operation
//!
//! The kernel stops a thread of the program at each event of interest and tells us through `wait`; the
//! thread goes on when we resume it. Between two stops it runs at full speed, together with the others.
//! Every few milliseconds a timer interrupts `wait`: then we look at what no event tells, the deadline
//! and whether anybody can still go on.
//!
//! # Invariants
//!
//! - A thread runs only between our resuming it and its next stop; so what is recorded of one thread is
//!   in the order in which it happened.
//! - Several threads that are let go together are all let go before the next stop is looked at; so they
//!   are alive at once whatever the kernel does with them.
//! - The witness never writes to the program's memory, and changes a register only to refuse a call, or
//!   to undo an interruption that only a traced program suffers.
//! - Nothing that a thread does is kept without a bound.

use libc::{c_int, pid_t};
use nix::sys::signal::Signal;

use crate::Error;
use crate::account::Recorder;
use crate::channels::Channels;
use crate::job::{Detail, Job};
use crate::launch::Launched;
use crate::output::{Drain, Lines};
use crate::procfs;
use crate::report::{End, Outcome, Report, Stream};
use crate::sys::{self, At, Waited};
use crate::ticker;
use crate::world::{State, World};

/// What becomes of a thread that is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// It goes on.
    Resume,
    /// It goes on and is stopped again when its system call returns.
    ResumeToReturn,
    /// It stays where it is.
    Stay,
}

/// One run in progress.
pub struct Tracer<'job> {
    pub job: &'job Job,
    pub world: World,
    pub channels: Channels,
    pub lines: Lines,
    pub record: Recorder,
    /// When the program was executed; before that, events are those of our own preparations.
    pub start_ns: Option<u64>,
    /// Set once the run has been cut off and everything is being killed.
    pub cut_off: Option<Outcome>,
    /// Whether everything was told to end, for whichever reason.
    pub killing: bool,
    /// Stops and ends seen so far; tells whether anything happened between two ticks.
    pub events: u64,
    /// The value of `events` at the last tick, and for how many ticks it has not changed.
    pub still: (u64, u32),
    /// Whether a timer of the program may wake somebody whom no thread would.
    pub has_timers: bool,
    drains: [Drain; 2],
}

/// Traces the launched program to its end and reports what it did.
pub fn trace(job: &Job, launched: Launched) -> Result<Report, Error> {
    let Launched { pid, stdout, stderr, stdio, complaint } = launched;
    let drains = ticker::start_with(|| [Drain::start(stdout), Drain::start(stderr)])
        .map_err(|source| Error::Witness { reason: format!("starting the timer: {source}") })?;
    let mut tracer = Tracer {
        job,
        world: World::default(),
        channels: Channels::new(stdio),
        lines: Lines::new(job.limits.output_bytes),
        record: Recorder::default(),
        start_ns: None,
        cut_off: None,
        killing: false,
        events: 0,
        still: (0, 0),
        has_timers: false,
        drains,
    };
    tracer.add_root(pid.as_raw());
    tracer.run();
    match tracer.start_ns {
        Some(_) => Ok(tracer.finish()),
        None => Err(complaint.read(job)),
    }
}

impl Tracer<'_> {
    /// Nanoseconds since the program started.
    pub fn now(&self) -> u64 {
        self.start_ns.map_or(0, |start| sys::now().saturating_sub(start))
    }

    fn add_root(&mut self, pid: pid_t) {
        let process = self.world.add_process(pid, None, 0);
        let thread = self.world.add_thread(process, pid, None, 0);
        // It was seized while it ran; there is no first stop to wait for.
        self.world.threads[thread].state = State::Running;
        self.world.threads[thread].began_ns = Some(0);
    }

    fn run(&mut self) {
        loop {
            match sys::wait() {
                Waited::Status { tid, status } => {
                    self.events += 1;
                    self.handle(tid, status);
                }
                Waited::Interrupted => {}
                Waited::Nobody => return,
            }
            if ticker::has_ticked() {
                self.tick();
            }
        }
    }

    pub fn handle(&mut self, tid: pid_t, status: c_int) {
        if libc::WIFEXITED(status) || libc::WIFSIGNALED(status) {
            self.gone(tid, status);
            return;
        }
        let signal = libc::WSTOPSIG(status);
        let event = status >> 16;
        let Some(thread) = self.world.thread(tid) else {
            if self.killing {
                // Nobody will hear of it from its creator any more.
                kill(tid);
                sys::resume(tid, 0);
            } else {
                // Its creator's event is still to come, and will find it here.
                self.world.early.insert(tid);
            }
            return;
        };
        if self.killing {
            // It has been sent SIGKILL, which acts as soon as it is let go.
            sys::resume(tid, 0);
            return;
        }
        match event {
            libc::PTRACE_EVENT_SECCOMP => self.at_entry(thread, tid),
            0 if signal == libc::SIGTRAP | 0x80 => self.at_return(thread, tid),
            libc::PTRACE_EVENT_CLONE | libc::PTRACE_EVENT_FORK => {
                self.created(thread, tid, false);
                sys::resume(tid, 0);
            }
            libc::PTRACE_EVENT_VFORK => {
                self.created(thread, tid, true);
                sys::resume(tid, 0);
            }
            libc::PTRACE_EVENT_EXEC => self.executed(tid),
            libc::PTRACE_EVENT_STOP => match signal {
                libc::SIGSTOP | libc::SIGTSTP | libc::SIGTTIN | libc::SIGTTOU => {
                    sys::leave_stopped(tid);
                }
                _ if matches!(self.world.threads[thread].state, State::Expected) => {
                    self.first_stop(thread);
                }
                _ => sys::resume(tid, 0),
            },
            // A signal is about to be delivered; it may be the last that is seen of this thread.
            0 => {
                self.settle(thread);
                sys::resume(tid, signal);
            }
            _ => sys::resume(tid, 0),
        }
    }

    fn at_entry(&mut self, thread: usize, tid: pid_t) {
        let then = match sys::syscall(tid) {
            // Until the program is executed, these are calls of our own preparations.
            _ if self.start_ns.is_none() => Then::Resume,
            Some(At::Entry { number, args }) => self.entered(thread, number, args),
            _ => Then::Resume,
        };
        self.go_on(tid, then);
    }

    fn at_return(&mut self, thread: usize, tid: pid_t) {
        let mut slept = false;
        if let Some(At::Return { result }) = sys::syscall(tid) {
            slept = self.is_asleep(thread);
            self.returned(thread, result);
        }
        if !(slept && self.oversleeps(thread)) {
            sys::resume(tid, 0);
        }
    }

    /// Lets a stopped thread go on, or not.
    pub fn go_on(&self, tid: pid_t, then: Then) {
        match then {
            Then::Resume => sys::resume(tid, 0),
            Then::ResumeToReturn => sys::resume_to_return(tid, 0),
            Then::Stay => {}
        }
    }

    /// A thread, or with its last thread a process, has gone for good.
    fn gone(&mut self, tid: pid_t, status: c_int) {
        self.world.early.remove(&tid);
        let Some(thread) = self.world.by_tid.remove(&tid) else {
            // An orphan that the witness has adopted and now reaps.
            return;
        };
        let now = self.now();
        let process = self.world.threads[thread].process;
        let by_signal = libc::WIFSIGNALED(status);
        if by_signal && self.world.threads[thread].creating.flags != 0 {
            self.world.bereft.push(thread);
        }
        if !self.world.has_ended(thread) {
            self.waits_in_vain(thread);
            let record = &mut self.world.threads[thread];
            record.ended_ns = record.ended_ns.or((!self.killing).then_some(now));
            record.state = State::Ended;
            if by_signal && tid != self.world.processes[process].pid && !self.killing {
                let already = self.world.processes[process].ended_ns.is_some();
                if !already {
                    self.world.processes[process].cut_off.push(thread);
                }
            }
        }
        self.resolve_leaving(process, thread);
        if tid != self.world.processes[process].pid {
            return;
        }
        self.world.process_ends(process, now, self.killing, &self.channels);
        self.world.by_pid.remove(&tid);
        let end = if !by_signal {
            End::Exited { code: libc::WEXITSTATUS(status) }
        } else if self.killing && libc::WTERMSIG(status) == libc::SIGKILL {
            End::Killed
        } else {
            End::Signaled { signal: signal_name(libc::WTERMSIG(status)) }
        };
        self.world.processes[process].end = Some(end);
    }

    fn tick(&mut self) {
        let over = self.now() > self.job.limits.deadline.as_nanos() as u64;
        let written: u64 = self.drains.iter().map(Drain::bytes).sum();
        if self.killing {
            // What escaped tracing has become our child by now, or will once its parent is dead.
            for pid in procfs::own_children() {
                kill(pid);
            }
        } else if written > self.job.limits.output_bytes as u64 {
            self.cut_off(Outcome::OutputLimit);
        } else if over {
            self.cut_off(Outcome::Deadline);
        } else if self.start_ns.is_some() {
            self.adopt();
            self.hurry_leaving();
            if self.job.detail == Detail::Full {
                self.look_for_stillness();
            }
        }
    }

    /// Ends the run. Once the first process has ended by itself, only a limit on what the program may
    /// use is told in its place: some programs leave a process behind that waits for ever, on purpose.
    pub fn cut_off(&mut self, outcome: Outcome) {
        if self.killing {
            return;
        }
        self.killing = true;
        let uses_too_much = matches!(outcome, Outcome::TaskLimit | Outcome::OutputLimit);
        if self.world.processes[0].end.is_none() || uses_too_much {
            self.cut_off = Some(outcome);
        }
        for thread in self.world.living().collect::<Vec<_>>() {
            self.settle(thread);
        }
        for pid in self.world.by_pid.keys() {
            kill(*pid);
        }
        for tid in self.world.early.drain() {
            kill(tid);
            sys::resume(tid, 0);
        }
    }

    /// The report, once nobody is left.
    fn finish(self) -> Report {
        let Self { job, world, channels, lines, record, cut_off, drains, start_ns, .. } = self;
        let end_ns = start_ns.map_or(0, |start| sys::now().saturating_sub(start));
        let [stdout, stderr] = drains.map(Drain::finish);
        let (lines, notes) =
            lines.finish(end_ns, [(Stream::Stdout, stdout), (Stream::Stderr, stderr)]);
        record.report(job, world, channels.finish(), lines, notes, cut_off, end_ns)
    }
}

fn kill(pid: pid_t) {
    // It fails only when the process has ended meanwhile.
    let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), Signal::SIGKILL);
}

/// What a signal is called.
pub fn signal_name(number: c_int) -> String {
    Signal::try_from(number)
        .map_or_else(|_| format!("signal {number}"), |signal| signal.as_str().into())
}
