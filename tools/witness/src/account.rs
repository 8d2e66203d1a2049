//! The account of a run: what was noted on the way, put together as the report.

use crate::channels::Channels;
use crate::job::Job;
use crate::procfs;
use crate::report::{
    Channel, End, Fate, Line, Note, Outcome, Process, Report, Thread, VERSION, Wait,
};
use crate::world::World;

/// Most waits that are kept. A program that fights over a lock makes millions.
const MOST_WAITS: usize = 100_000;

/// What is noted while the program runs.
#[derive(Default)]
pub struct Recorder {
    waits: Vec<Wait>,
    waits_left_out: u64,
    notes: Vec<Note>,
}

impl Recorder {
    /// A wait is over.
    pub fn wait(&mut self, wait: Wait) {
        if self.waits.len() < MOST_WAITS {
            self.waits.push(wait);
        } else {
            self.waits_left_out += 1;
        }
    }

    /// Something to be said in the report.
    pub fn note(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// Whether this has been said already.
    pub fn has(&self, note: &Note) -> bool {
        self.notes.contains(note)
    }

    /// The report of a run of which nobody is left.
    #[expect(clippy::too_many_arguments, reason = "the parts of a report, each used once")]
    pub fn report(
        mut self,
        job: &Job,
        world: World,
        channels: Vec<Channel>,
        lines: Vec<Line>,
        notes: Vec<Note>,
        cut_off: Option<Outcome>,
        end_ns: u64,
    ) -> Report {
        self.waits.sort_by_key(|wait| wait.from_ns);
        self.notes.extend(notes);
        if self.waits_left_out > 0 {
            self.notes.push(Note::WaitsLeftOut { count: self.waits_left_out });
        }
        let outcome = cut_off.unwrap_or_else(|| match &world.processes[0].end {
            Some(End::Exited { code }) => Outcome::Exited { code: *code },
            Some(End::Signaled { signal }) => Outcome::Signaled { signal: signal.clone() },
            Some(End::Killed) | None => Outcome::Deadline,
        });
        let last_end = world.threads.iter().filter_map(|thread| thread.ended_ns).max();
        let duration_ns = match outcome {
            Outcome::Exited { .. } | Outcome::Signaled { .. } => last_end,
            // When the last one that did anything began to wait.
            Outcome::Stuck { .. } => last_end.max(last_moment(&self.waits)),
            _ => None,
        };
        let life = |born: u64, ended: Option<u64>| (born, ended.unwrap_or(end_ns));
        Report {
            version: VERSION,
            command: std::iter::once(&job.program).chain(&job.args).cloned().collect(),
            detail: job.detail,
            order: job.order,
            outcome,
            duration_ns: duration_ns.unwrap_or(end_ns),
            cpu_ns: children_cpu_ns(),
            peak_threads: peak(world.threads.iter().map(|t| life(t.born_ns, t.ended_ns))),
            peak_processes: peak(world.processes.iter().map(|p| life(p.born_ns, p.ended_ns))),
            processes: world.processes.into_iter().map(process).collect(),
            threads: world.threads.into_iter().map(thread).collect(),
            lines,
            waits: self.waits,
            channels,
            notes: self.notes,
        }
    }
}

/// When a wait last began or was over.
fn last_moment(waits: &[Wait]) -> Option<u64> {
    waits.iter().map(|wait| wait.until_ns.unwrap_or(wait.from_ns)).max()
}

fn process(process: crate::world::Process) -> Process {
    Process {
        fate: match process.fate {
            Some(fate) => fate,
            None if process.parent.is_none() => Fate::Root,
            None => Fate::Undecided,
        },
        path: process.path,
        pid: process.pid,
        parent: process.parent,
        created_by: process.created_by,
        command: process.command,
        born_ns: process.born_ns,
        ended_ns: process.ended_ns,
        end: process.end.unwrap_or(End::Killed),
        threads: process.threads,
        cut_off: process.cut_off,
        left_open: process.left_open,
    }
}

fn thread(thread: crate::world::Thread) -> Thread {
    Thread {
        process: thread.process,
        number: thread.number,
        tid: thread.tid,
        created_by: thread.created_by,
        name: thread.name,
        born_ns: thread.born_ns,
        // One that was held back to the end never began.
        began_ns: thread.began_ns.or(thread.ended_ns).unwrap_or(thread.born_ns),
        ended_ns: thread.ended_ns,
        joined_by: thread.joined_by,
        cpu_ns: thread.cpu_ns,
        calls: thread.calls.into_iter().map(|(name, count)| (name.to_owned(), count)).collect(),
    }
}

/// The largest number of lives that have a moment in common.
fn peak(lives: impl Iterator<Item = (u64, u64)>) -> usize {
    // At the same moment, births come first: a life of no length is a life.
    let mut changes: Vec<(u64, i64)> =
        lives.flat_map(|(born, ended)| [(born, -1), (ended.max(born), 1)]).collect();
    changes.sort_unstable();
    let mut alive = 0;
    let counts = changes.into_iter().map(|(_, change)| {
        alive -= change;
        alive
    });
    counts.max().unwrap_or(0).unsigned_abs() as usize
}

/// Processor time of every process that this one has waited for, and of those that they have.
fn children_cpu_ns() -> u64 {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    getrusage(UsageWho::RUSAGE_CHILDREN).map_or(0, |usage| {
        (usage.user_time() + usage.system_time()).num_nanoseconds().unsigned_abs()
    })
}

impl World {
    /// All threads of a process have done their last act, or are being killed.
    pub fn process_ends(&mut self, process: usize, now: u64, killing: bool, channels: &Channels) {
        if self.processes[process].ended_ns.is_some() {
            return;
        }
        let pid = self.processes[process].pid;
        let discards = procfs::ignores(pid, libc::SIGCHLD);
        self.processes[process].left_open = channels.open_descriptors(pid);
        let last_act = self.processes[process].threads.iter();
        let last_act = last_act.map(|thread| self.threads[*thread].ended_ns);
        self.processes[process].ended_ns =
            if killing { None } else { last_act.max().flatten().or(Some(now)) };
        for child in 0..self.processes.len() {
            let record = &mut self.processes[child];
            if record.parent == Some(process) && record.fate.is_none() && !killing {
                record.fate = Some(match record.ended_ns {
                    None => Fate::Orphan,
                    Some(_) if discards || !procfs::exists(record.pid) => Fate::Discarded,
                    Some(_) => Fate::Zombie,
                });
            }
        }
    }

    /// `thread` has reaped a child without asking which: one that has ended and is not there any more.
    pub fn reaped_unnamed(&mut self, thread: usize, at_ns: u64) {
        let waiter = self.threads[thread].process;
        let reaped = self.processes.iter().find(|process| {
            process.parent == Some(waiter)
                && process.fate.is_none()
                && process.ended_ns.is_some()
                && !procfs::exists(process.pid)
        });
        if let Some(own) = reaped.map(|process| process.own) {
            self.waited_for(thread, own, true, at_ns);
        }
    }

    /// `thread` has waited for the child that it knows by this number, which has ended if `ended`.
    pub fn waited_for(&mut self, thread: usize, child: i32, ended: bool, at_ns: u64) {
        let waiter = self.threads[thread].process;
        // The newest: the number may have belonged to an earlier child too.
        let child = self.processes.iter_mut().rev().find(|process| {
            process.own == child && process.parent == Some(waiter) && process.fate.is_none()
        });
        if let Some(child) = child.filter(|_| ended) {
            child.fate = Some(Fate::Reaped { by: thread, at_ns });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::peak;

    #[test]
    fn the_peak_counts_lives_that_share_a_moment() {
        assert_eq!(peak([].into_iter()), 0);
        assert_eq!(peak([(0, 10), (2, 4), (5, 9)].into_iter()), 2);
        assert_eq!(peak([(0, 10), (2, 5), (5, 9)].into_iter()), 3);
        assert_eq!(peak([(3, 3)].into_iter()), 1);
    }
}
