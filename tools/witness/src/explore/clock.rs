//! The virtual clock: what a program reads as time, and until when it sleeps.
//!
//! All clocks show the same number plus a start of their own. A thread that reads a clock again and again
//! while nobody gets anywhere waits for time to pass, so each further reading costs more: a loop until a
//! point in time ends after few turns.

use super::run::Run;
use super::task::Waiting;
use super::visible::Clock;
use crate::report::WaitOn;
use crate::sys;

/// What the clocks that count from the machine's start show when the program starts.
const BOOT_NS: u64 = 1_000_000_000_000;

/// What the calendar shows when the program starts: the first of January 2035, in nanoseconds since 1970.
/// Files have real dates, and none of them is to lie in the future.
const CALENDAR_NS: u64 = 2_051_222_400_000_000_000;

/// Readings in a row that cost nothing more than a step.
const FREE_READINGS: u32 = 16;

/// The most that one reading costs: the clock is never seen to jump further.
const DEAREST_NS: u64 = 100_000_000;

/// Readings in a row after which others get their chance to go on.
const PATIENCE: u32 = 8;

const SECOND: u64 = 1_000_000_000;

/// A hundred years, in nanoseconds: what lies further ahead never comes.
const FAR: u64 = 100 * 366 * 24 * 60 * 60 * SECOND;

/// The moment so long after another one; `None` if it never comes.
pub fn after(now: u64, wait: u64) -> Option<u64> {
    Some(now.saturating_add(wait)).filter(|at| *at < FAR)
}

impl Run<'_> {
    /// What a clock of this number shows.
    fn shown(&self, clock: i32) -> u64 {
        match clock {
            libc::CLOCK_REALTIME | libc::CLOCK_REALTIME_COARSE | libc::CLOCK_TAI => {
                CALENDAR_NS + self.now
            }
            libc::CLOCK_PROCESS_CPUTIME_ID | libc::CLOCK_THREAD_CPUTIME_ID => self.now,
            // The processor time of some other thread or process.
            clock if clock < 0 => self.now,
            _ => BOOT_NS + self.now,
        }
    }

    /// The moment on our own clock at which a clock of this number shows `shown`.
    fn moment(&self, clock: i32, shown: u64) -> u64 {
        shown.saturating_sub(self.shown(clock) - self.now)
    }

    /// Answers a thread that reads a clock. Gives whether others should get their chance to go on first.
    pub fn read_clock(&mut self, thread: usize, clock: Clock, args: [u64; 6]) -> bool {
        let task = &mut self.tasks[thread];
        if task.clock_read_at < self.progress {
            task.clock_reads = 0;
        }
        task.clock_read_at = self.steps;
        let readings = task.clock_reads;
        task.clock_reads += 1;
        let dearer = readings.saturating_sub(FREE_READINGS).min(40);
        self.now += if dearer == 0 { 0 } else { (1_u64 << dearer).min(DEAREST_NS) };
        let tid = self.world.threads[thread].tid;
        let number = if clock == Clock::Timespec { args[0] as i32 } else { libc::CLOCK_REALTIME };
        let shown = self.shown(number);
        let (seconds, rest) = (shown / SECOND, shown % SECOND);
        let result = match clock {
            Clock::Timespec => write_pair(tid, args[1], seconds, rest),
            Clock::Timeval => args[0] == 0 || write_pair(tid, args[0], seconds, rest / 1_000),
            Clock::Seconds => {
                args[0] == 0 || sys::write_memory(tid, args[0], &seconds.to_ne_bytes())
            }
        };
        let answer = match clock {
            _ if !result => -i64::from(libc::EFAULT),
            Clock::Seconds => seconds as i64,
            _ => 0,
        };
        self.answer(thread, answer);
        readings % PATIENCE == PATIENCE - 1
    }

    /// `thread` goes to sleep.
    pub fn sleep(&mut self, thread: usize, name: &str, args: [u64; 6]) {
        let tid = self.world.threads[thread].tid;
        let absolute = name == "clock_nanosleep" && args[1] & libc::TIMER_ABSTIME as u64 != 0;
        let request = if name == "clock_nanosleep" { args[2] } else { args[0] };
        let Some([seconds, rest]) = sys::read_words(tid, request) else {
            self.answer(thread, -i64::from(libc::EFAULT));
            return self.go_on(thread);
        };
        if rest >= SECOND || seconds.cast_signed() < 0 {
            self.answer(thread, -i64::from(libc::EINVAL));
            return self.go_on(thread);
        }
        let asked = seconds.saturating_mul(SECOND).saturating_add(rest);
        let until = if absolute {
            after(0, self.moment(args[0] as i32, asked))
        } else {
            after(self.now, asked)
        };
        if let Some(call) = &mut self.tasks[thread].call {
            call.deadline = call.deadline.or(until);
            call.on = Some(WaitOn::Sleep { requested_ns: (!absolute).then_some(asked) });
        }
        self.stand_aside_for(thread, Waiting::Clock);
    }

    /// When a wait on a futex gives up.
    pub fn futex_deadline(&self, thread: usize, args: &[u64; 6]) -> Option<u64> {
        let asked = self.timespec(thread, args[3])?;
        let operation = args[1] as i32;
        let command = operation & !(libc::FUTEX_PRIVATE_FLAG | libc::FUTEX_CLOCK_REALTIME);
        if command == libc::FUTEX_WAIT {
            return after(self.now, asked);
        }
        let calendar = operation & libc::FUTEX_CLOCK_REALTIME != 0;
        let clock = if calendar { libc::CLOCK_REALTIME } else { libc::CLOCK_MONOTONIC };
        after(0, self.moment(clock, asked))
    }

    /// The time at this address, in nanoseconds; `None` for a null pointer.
    pub fn timespec(&self, thread: usize, address: u64) -> Option<u64> {
        if address == 0 {
            return None;
        }
        let [seconds, rest] = sys::read_words(self.world.threads[thread].tid, address)?;
        Some(seconds.saturating_mul(SECOND).saturating_add(rest))
    }

    /// Tells a sleeper who was interrupted, and who selects, how much of its time is left.
    pub fn tell_remaining(&self, thread: usize) {
        let Some(call) = &self.tasks[thread].call else { return };
        let (remaining, unit) = match call.name {
            "nanosleep" => (call.args[1], 1),
            "clock_nanosleep" if call.args[1] & libc::TIMER_ABSTIME as u64 == 0 => {
                (call.args[3], 1)
            }
            "pselect6" => (call.args[4], 1),
            "select" => (call.args[4], 1_000),
            _ => return,
        };
        if remaining != 0
            && let Some(deadline) = call.deadline
        {
            let left = deadline.saturating_sub(self.now);
            let tid = self.world.threads[thread].tid;
            write_pair(tid, remaining, left / SECOND, left % SECOND / unit);
        }
    }

    /// `thread` sets its process's alarm: `alarm`, or `setitimer` for real time.
    pub fn set_alarm(&mut self, thread: usize, name: &str, args: [u64; 6]) {
        let process = self.world.threads[thread].process;
        let tid = self.world.threads[thread].tid;
        let (former, _) = self.alarms.get(&process).copied().unwrap_or((0, 0));
        let left = if former == 0 { 0 } else { former.saturating_sub(self.now).max(1_000) };
        let (every, first, result) = if name == "alarm" {
            (0, args[0].saturating_mul(SECOND), left.div_ceil(SECOND) as i64)
        } else {
            let [every, every_micro, first, first_micro] =
                sys::read_words(tid, args[1]).unwrap_or_default();
            let time = |seconds: u64, micro: u64| {
                seconds.saturating_mul(SECOND).saturating_add(micro.saturating_mul(1_000))
            };
            if args[2] != 0 {
                write_pair(tid, args[2], 0, 0);
                write_pair(tid, args[2] + 16, left / SECOND, left % SECOND / 1_000);
            }
            (time(every, every_micro), time(first, first_micro), 0)
        };
        match after(self.now, first) {
            Some(at) if first > 0 => self.alarms.insert(process, (at, every)),
            _ => self.alarms.remove(&process),
        };
        self.answer(thread, result);
        self.go_on(thread);
    }

    /// Sends the signal of every alarm whose time has come.
    pub fn ring_alarms(&mut self) {
        let due: Vec<usize> =
            self.alarms.iter().filter(|(_, (at, _))| *at <= self.now).map(|(p, _)| *p).collect();
        for process in due {
            let (at, every) = self.alarms[&process];
            match after(at, every) {
                Some(next) if every > 0 => self.alarms.insert(process, (next, every)),
                _ => self.alarms.remove(&process),
            };
            let pid = nix::unistd::Pid::from_raw(self.world.processes[process].pid);
            // It fails only when the process has ended, and so needs no alarm.
            let _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGALRM);
            self.signals_sent = true;
            // A descriptor may stand for signals.
            self.happens(None);
        }
    }
}

fn write_pair(tid: libc::pid_t, address: u64, one: u64, other: u64) -> bool {
    sys::write_memory(tid, address, &[one.to_ne_bytes(), other.to_ne_bytes()].concat())
}
