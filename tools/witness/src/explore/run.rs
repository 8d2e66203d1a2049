//! One run under one schedule.
//!
//! # Theory of operation
//!
//! All threads of the program stand still but one. Each stands before a step: a system call that others
//! may notice, or a function at which it touches what threads share. The chooser takes one of those that
//! can go on; it does its step and runs on to the next one. Nothing blocks in the kernel: whether a call
//! would have to wait is found out before or without waiting, and a thread that would stands aside until
//! something happens that may let it go on.
//!
//! Time is a number. A step costs [`STEP_NS`]; when nobody can go on, the clock jumps to the
//! next deadline of a sleeper. If there is none, nobody will ever go on: that is a deadlock.
//!
//! # Invariants
//!
//! - At most one thread of the program executes user code at any moment.
//! - What a run does depends on the program, its input and the schedule alone; where it can't, the report
//!   has a note.
//! - Nothing is kept of a run when the next one begins, but what was read from files.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::os::fd::OwnedFd;

use libc::{c_int, pid_t};
use serde::{Deserialize, Serialize};

use super::chooser::Chooser;
use super::futex::Futexes;
use super::locks::Locks;
use super::log::Log;
use super::memory::{Images, Memory};
use super::novelty::Novelties;
use super::parts::Streams;
use super::places::Places;
use super::random::Random;
use super::schedule::{Choice, Schedule};
use super::task::{Object, Task};
use super::turns::Turns;
use super::woven::Woven;
use crate::Error;
use crate::account::Recorder;
use crate::channels::Channels;
use crate::job::Job;
use crate::launch::Launched;
use crate::output::{Author, Lines};
use crate::report::{Note, Outcome, Stream};
use crate::world::World;

/// What a step costs on the virtual clock.
pub const STEP_NS: u64 = 1_000;

/// What outlives a run: what was read from the files of programs.
#[derive(Default)]
pub struct Library {
    pub images: Images,
    pub places: Places,
}

/// One run in progress.
pub struct Run<'a> {
    pub job: &'a Job,
    pub schedule: &'a Schedule,
    pub look: Look,
    pub library: &'a mut Library,
    pub chooser: Chooser,
    /// What the program reads as random.
    pub random: Random,
    pub world: World,
    pub tasks: Vec<Task>,
    pub memories: Vec<Memory>,
    pub futexes: Futexes,
    pub locks: Locks,
    pub channels: Channels,
    pub lines: Lines,
    pub record: Recorder,
    pub log: Log,
    /// The virtual clock, in nanoseconds since the program started.
    pub now: u64,
    pub steps: u64,
    /// The last step that got the program anywhere: somebody came or went, or bytes moved.
    pub progress: u64,
    /// The last step at which something new was seen in what threads share.
    pub novelty: u64,
    pub novelties: Novelties,
    /// The last step at which time was made to pass for those who wait actively.
    pub hurried: u64,
    /// Whose turn it is.
    pub turns: Turns,
    /// Set once the run is over before all have ended.
    pub over: Option<Outcome>,
    /// The program has been executed.
    pub begun: bool,
    /// Stops of threads that we were not waiting for.
    pub stash: HashMap<pid_t, c_int>,
    /// How often something has happened to each channel, and to anything at all.
    pub happened: HashMap<Object, u64>,
    /// How often a child of each process has changed its state.
    pub children: BTreeMap<usize, u64>,
    pub streams: Streams,
    /// Signals may have become pending since this was last looked at.
    pub signals_sent: bool,
    /// When each process's alarm is to ring, and again after how long.
    pub alarms: BTreeMap<usize, (u64, u64)>,
    pub panics: Vec<usize>,
    /// Processes of which a thread has died of a signal.
    pub killed: Vec<usize>,
    /// Our ends of the program's output.
    pub outputs: [(Stream, File); 2],
    pub written: u64,
    /// What the run has cost so far, in nanoseconds: the processor time of steps that were long, and the
    /// time for which the kernel let the program sleep. Not the time by the clock, which passes as well
    /// while the machine is busy with something else.
    pub spent_ns: u64,
    /// The program has set a timer that runs on the real clock.
    pub has_real_timers: bool,
    /// What is on its way from outside has been given time to arrive, and nothing has come since.
    pub grace_given: bool,
    /// Everybody who waits has asked once more, and no call has been over since.
    pub asked_again: bool,
    /// Steps that the run may still take after its first process has ended.
    pub tidying: Option<u64>,
}

/// How many times as many steps a run may take in all as it may take without getting anywhere.
const LONGEST_RUN: u64 = 5;

/// After which part of the steps that it may take without getting anywhere, whoever is woken comes
/// first: one fifth.
const PATIENCE: u64 = 5;

/// After so many steps without getting anywhere, time passes for those who sleep: the others may be
/// waiting for them, actively.
const HURRY: u64 = 200;

/// The same, when something new shows up in what threads share: they may be counting how often they look.
const LATE_HURRY: u64 = 5_000;

/// Most steps that leftover processes may take once the first process has ended.
const STEPS_WITHOUT_ROOT: u64 = 2_000;

/// How a run is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// Only what is judged.
    Quick,
    /// Also what else could have been decided.
    Around,
    /// Every step, with its place in the source.
    Closely,
}

impl<'a> Run<'a> {
    /// Runs the launched program to its end.
    pub fn weave(
        job: &'a Job,
        schedule: &'a Schedule,
        look: Look,
        library: &'a mut Library,
        launched: Launched,
    ) -> Result<Woven, Error> {
        let Launched { pid, stdout, stderr, stdio, complaint } = launched;
        let mut run = Self {
            job,
            schedule,
            look,
            library,
            chooser: Chooser::new(schedule),
            random: Random::new(schedule.seed, 2),
            world: World::default(),
            tasks: Vec::new(),
            memories: Vec::new(),
            futexes: Futexes::default(),
            locks: Locks::default(),
            channels: Channels::new(stdio),
            lines: Lines::new(job.limits.output_bytes),
            record: Recorder::default(),
            log: Log::new(look == Look::Closely),
            now: 0,
            steps: 0,
            progress: 0,
            novelty: 0,
            novelties: Novelties::default(),
            hurried: 0,
            turns: Turns::new(Random::new(schedule.seed, 3)),
            over: None,
            begun: false,
            stash: HashMap::new(),
            happened: HashMap::new(),
            children: BTreeMap::new(),
            streams: Streams::default(),
            signals_sent: false,
            alarms: BTreeMap::new(),
            panics: Vec::new(),
            killed: Vec::new(),
            outputs: [(Stream::Stdout, nonblocking(stdout)), (Stream::Stderr, nonblocking(stderr))],
            written: 0,
            spent_ns: 0,
            has_real_timers: false,
            grace_given: false,
            asked_again: false,
            tidying: None,
        };
        if look == Look::Around {
            run.chooser.keep_alternatives();
        }
        run.begin(pid.as_raw());
        if !run.begun {
            run.end_all();
            return Err(complaint.read(job));
        }
        run.explore();
        run.end_all();
        Ok(run.finish())
    }

    fn begin(&mut self, pid: pid_t) {
        let process = self.world.add_process(pid, None, 0);
        let thread = self.world.add_thread(process, pid, None, 0);
        self.world.threads[thread].began_ns = Some(0);
        self.memories.push(Memory::default());
        self.tasks.push(Task::new(0));
        // It was seized while it ran; its first stop is before the call that executes the program.
        self.until_event(thread);
    }

    fn explore(&mut self) {
        while self.over.is_none() {
            if self.tasks.iter().all(Task::has_ended) {
                return;
            }
            self.settle_kernel();
            self.ring_alarms();
            self.look_for_signals();
            let candidates = self.candidates();
            if candidates.is_empty() {
                if !self.advance_clock() {
                    self.nobody_can_go_on();
                }
                continue;
            }
            let choice = self.chooser.next(&candidates);
            self.take(choice);
            let still = self.steps - self.progress.max(self.hurried);
            if still >= LATE_HURRY || still >= HURRY && self.steps - self.novelty >= HURRY {
                self.hurried = self.steps;
                self.advance_clock();
            }
            self.limit();
        }
    }

    /// Carries out what was decided.
    fn take(&mut self, choice: Choice) {
        match choice {
            Choice::Run(thread) => {
                if self.turns.take(thread, self.steps) {
                    self.chooser.demote(thread);
                }
                self.perform(thread);
            }
            Choice::Fire(thread) => {
                let deadline = self.deadline(thread);
                self.now = self.now.max(deadline.unwrap_or(0));
                self.log.step(self.now, thread, "time-out fires", None);
                return;
            }
            Choice::Wake(thread) => {
                self.log.step(self.now, thread, "wakes without a reason", None);
                self.wake(thread, 0);
                return;
            }
            Choice::Kill(process) => self.strike(process),
            Choice::Panic(thread) => self.make_panic(thread),
            // A pick is no candidate.
            Choice::Pick(_) => {}
        }
        self.steps += 1;
        self.now += STEP_NS;
    }

    /// Whether it has gone on for so long without getting anywhere that some may be kept out by others.
    pub fn gets_nowhere(&self) -> bool {
        self.steps - self.progress.max(self.novelty) > self.job.limits.steps / PATIENCE
    }

    fn limit(&mut self) {
        if self.over.is_some() {
            return;
        }
        if self.steps - self.progress.max(self.novelty) >= self.job.limits.steps {
            self.over = Some(Outcome::Endless { busy: self.busy() });
        } else if self.steps >= self.job.limits.steps * LONGEST_RUN {
            // It gets on, but not in the time that there is.
            self.over = Some(Outcome::Deadline);
        } else if self.written > self.job.limits.output_bytes as u64 {
            self.over = Some(Outcome::OutputLimit);
        } else if self.world.by_tid.len() > self.job.limits.tasks {
            self.over = Some(Outcome::TaskLimit);
        } else if self.is_too_expensive() {
            self.over = Some(Outcome::Deadline);
        }
        if self.world.processes[0].end.is_some() {
            let until = *self.tidying.get_or_insert(self.steps + STEPS_WITHOUT_ROOT);
            if self.steps >= until || self.over.is_some() {
                self.over = Some(self.outcome());
            }
        }
    }

    pub fn is_too_expensive(&self) -> bool {
        u128::from(self.spent_ns) > self.job.limits.deadline.as_nanos()
    }

    /// Something happened to what others may wait for.
    pub fn happens(&mut self, channel: Option<usize>) {
        if let Some(channel) = channel {
            *self.happened.entry(Object::Channel(channel)).or_default() += 1;
        }
        *self.happened.entry(Object::Any).or_default() += 1;
    }

    /// Something happened that may concern any channel: an end was closed.
    pub fn happens_anywhere(&mut self) {
        for count in self.happened.values_mut() {
            *count += 1;
        }
        *self.happened.entry(Object::Any).or_default() += 1;
    }

    /// How often something has happened to this.
    pub fn happenings(&mut self, object: Object) -> u64 {
        *self.happened.entry(object).or_default()
    }

    /// Reads what the program has written to its output, on behalf of `thread`; `None` when nobody's.
    pub fn drain(&mut self, thread: Option<usize>) {
        use std::io::Read;
        let held = thread.map(|thread| self.tasks[thread].held_alone()).unwrap_or_default();
        for index in 0..self.outputs.len() {
            let mut buffer = [0; 16 << 10];
            let stream = self.outputs[index].0;
            while let Ok(read @ 1..) = self.outputs[index].1.read(&mut buffer) {
                self.written += read as u64;
                let (bytes, read) = (&buffer[..read], read as u64);
                if let Some(thread) = thread {
                    let by = Author { thread, locks: &held };
                    self.lines.write(self.now, by, stream, bytes, read);
                } else {
                    self.record.note(Note::UnseenOutput { stream, bytes: read });
                }
            }
        }
    }

    fn finish(mut self) -> Woven {
        self.drain(None);
        let end_ns = self.now;
        let none = [(Stream::Stdout, 0), (Stream::Stderr, 0)];
        let weak_orderings = self.locks.weak_orderings;
        let points_in_program = self.memories.iter().any(Memory::has_points);
        for (thread, task) in self.tasks.iter().enumerate() {
            debug_assert!(task.has_ended() || self.over.is_some(), "thread {thread} was forgotten");
        }
        let (lines, notes) = self.lines.finish(end_ns, none);
        let report = self.record.report(
            self.job,
            self.world,
            self.channels.finish(),
            lines,
            notes,
            self.over,
            end_ns,
        );
        let (points, decisions, alternatives) = self.chooser.finish();
        let (fingerprint, log) = self.log.finish();
        Woven {
            report,
            steps: self.steps,
            points,
            decisions,
            alternatives,
            fingerprint,
            log,
            panics: self.panics,
            inversions: self.locks.inversions(),
            weak_orderings,
            points_in_program,
        }
    }
}

fn nonblocking(pipe: OwnedFd) -> File {
    use nix::fcntl::{FcntlArg, OFlag, fcntl};
    // A pipe that we have just made takes both; if it should not, the run takes longer, nothing else.
    let _ = fcntl(&pipe, FcntlArg::F_SETFL(OFlag::O_NONBLOCK));
    let _ = fcntl(&pipe, FcntlArg::F_SETPIPE_SZ(1 << 20));
    File::from(pipe)
}
