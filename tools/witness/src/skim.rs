//! Skimming: reads and writes of a busy thread cost it one stop instead of two.
//!
//! What a call moved is known only when it returns, and a stop at the return doubles its cost. The
//! kernel also counts, for each thread, the bytes that its reads and writes have moved; so for a busy
//! thread, a row of calls on one channel is counted at its end, by the difference. What is lost is how
//! long a single call waited; after some hundred calls nobody looks at one.

use std::fs::File;
use std::os::unix::fs::FileExt;

use libc::pid_t;

use crate::tracer::Tracer;

/// How many reads and writes of a thread are watched to their return before it counts as busy.
const BUSY: u64 = 500;

/// How many calls are counted together at most: what a thread did last is lost if it is killed without
/// a last stop.
const ROW: u64 = 256;

/// What is known of a thread's reads and writes.
#[derive(Default)]
pub struct Skim {
    /// How many there were.
    calls: u64,
    /// The kernel's counters of this thread, held open because they are asked for at every stop.
    counters: Option<File>,
    /// The calls that have begun and were not watched to their return.
    pending: Option<Row>,
}

/// Calls in a row on one channel and in one direction.
struct Row {
    channel: usize,
    writing: bool,
    calls: u64,
    /// The counters before the first of them.
    before: Counters,
}

/// The bytes that a thread has ever read and written.
#[derive(Clone, Copy)]
struct Counters {
    read: u64,
    written: u64,
}

impl Tracer<'_> {
    /// Counts what the thread's last calls moved, if they were not watched. To be called before it does
    /// anything else.
    pub fn settle(&mut self, thread: usize) {
        let Some(pending) = self.world.threads[thread].skim.pending.take() else {
            return;
        };
        let Some(after) = self.counters(thread) else {
            return;
        };
        if pending.writing {
            let bytes = after.written.saturating_sub(pending.before.written);
            self.channels.wrote(pending.channel, thread, bytes, pending.calls);
        } else {
            let bytes = after.read.saturating_sub(pending.before.read);
            self.channels.read(pending.channel, thread, bytes, pending.calls);
        }
    }

    /// Whether the return of this read or write need not be watched.
    pub fn skims(&mut self, thread: usize, channel: usize, writing: bool) -> bool {
        let skim = &mut self.world.threads[thread].skim;
        skim.calls += 1;
        if skim.calls <= BUSY {
            return false;
        }
        if let Some(row) = &mut skim.pending
            && (row.channel, row.writing) == (channel, writing)
            && row.calls < ROW
        {
            row.calls += 1;
            return true;
        }
        self.settle(thread);
        let Some(before) = self.counters(thread) else {
            return false;
        };
        self.world.threads[thread].skim.pending = Some(Row { channel, writing, calls: 1, before });
        true
    }

    /// The channel that the thread's unwatched call is about, and whether it writes.
    pub fn skimmed(&self, thread: usize) -> Option<(usize, bool)> {
        let pending = self.world.threads[thread].skim.pending.as_ref()?;
        Some((pending.channel, pending.writing))
    }

    /// `None` where the kernel keeps no such counters.
    fn counters(&mut self, thread: usize) -> Option<Counters> {
        let pid = self.world.pid_of(thread);
        let record = &mut self.world.threads[thread];
        if record.skim.counters.is_none() {
            record.skim.counters = open(pid, record.tid);
        }
        let mut text = [0; 64];
        let len = record.skim.counters.as_ref()?.read_at(&mut text, 0).ok()?;
        let mut numbers = std::str::from_utf8(&text[..len])
            .ok()?
            .lines()
            .filter_map(|line| line.split_once(": ")?.1.parse().ok());
        Some(Counters { read: numbers.next()?, written: numbers.next()? })
    }
}

fn open(pid: pid_t, tid: pid_t) -> Option<File> {
    // `/proc/PID/io` would be the sum over the whole process.
    File::open(format!("/proc/{pid}/task/{tid}/io")).ok()
}
