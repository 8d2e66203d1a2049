//! How threads and processes end.
//!
//! A thread that ends its whole process cuts the others off. One of them that has finished its work needs
//! a moment more to end; whether it is "cut off" must not depend on the schedule. So before the process
//! ends, each of the others goes on for as long as it does nothing that anybody could notice: one that then
//! ends had nothing left to do.

use libc::{c_int, pid_t};
use nix::sys::signal::Signal;

use super::run::Run;
use super::task::{Class, State};
use crate::calls::{self, Class as Known};
use crate::report::{End, Outcome};
use crate::sys::{self, Waited};
use crate::{procfs, tracer};

/// Most steps that a thread may take to end once its process is being left.
const LAST_STEPS: u32 = 200;

impl Run<'_> {
    /// `thread` stands before its exit call.
    pub fn exit(&mut self, thread: usize) {
        let tid = self.world.threads[thread].tid;
        let process = self.world.threads[thread].process;
        let others = self.world.living_in(process).iter().any(|other| *other != thread);
        self.last_act(thread);
        self.tasks[thread].call = None;
        sys::resume(tid, 0);
        if tid == self.world.processes[process].pid && others {
            // The kernel keeps a main thread as a zombie, and tells nobody, until the others have ended.
            while procfs::state(tid).is_some_and(|state| state != 'Z') {
                std::thread::yield_now();
            }
            self.ends(thread);
        } else {
            self.until_gone(&[tid]);
        }
    }

    /// `thread` stands before ending its whole process.
    pub fn exit_group(&mut self, thread: usize) {
        let process = self.world.threads[thread].process;
        self.last_act(thread);
        self.tasks[thread].state = State::Leaving;
        while self.somebody_ends(process, thread) {}
        if self.over.is_some() || self.world.processes[process].end.is_some() {
            return;
        }
        for other in self.world.living_in(process) {
            if other != thread && !self.tasks[other].has_ended() {
                self.world.processes[process].cut_off.push(other);
                self.last_act(other);
            }
        }
        self.tasks[thread].call = None;
        sys::resume(self.world.threads[thread].tid, 0);
        self.collect(process);
    }

    /// Lets the other threads of a process that is being left come to their ends. Gives whether one did.
    fn somebody_ends(&mut self, process: usize, leaver: usize) -> bool {
        for other in self.world.living_in(process) {
            if other == leaver {
                continue;
            }
            for _ in 0..LAST_STEPS {
                if self.over.is_some() || !self.does_nothing_noticeable(other) {
                    break;
                }
                self.perform(other);
                self.steps += 1;
                if self.tasks[other].has_ended() {
                    return true;
                }
            }
        }
        false
    }

    fn does_nothing_noticeable(&self, thread: usize) -> bool {
        let task = &self.tasks[thread];
        match (&task.state, &task.call) {
            (State::Ready, _) => true,
            (State::AtPoint(point), _) => point.kind != super::symbols::Kind::Panic,
            (State::Before, Some(call)) => match call.class {
                Class::Known(Known::Exit | Known::Renumber) => true,
                Class::Known(Known::Futex) => !calls::is_futex_wait(call.args[1]),
                _ => false,
            },
            _ => false,
        }
    }

    /// Waits until every thread of a process that is ending has ended.
    pub fn collect(&mut self, process: usize) {
        let tids: Vec<pid_t> = self.world.processes[process]
            .threads
            .iter()
            .map(|thread| (thread, self.world.threads[*thread].tid))
            .filter(|(_, tid)| self.world.by_tid.contains_key(tid))
            .map(|(_, tid)| tid)
            .collect();
        self.until_gone(&tids);
    }

    fn until_gone(&mut self, tids: &[pid_t]) {
        let mut gone = Vec::new();
        while gone.len() < tids.len() {
            match sys::wait() {
                Waited::Status { tid, status } => {
                    let ended = libc::WIFEXITED(status) || libc::WIFSIGNALED(status);
                    match (tids.contains(&tid), ended) {
                        (true, true) => gone.push((tid, status)),
                        // It is on its way to its end.
                        (true, false) => sys::resume(tid, 0),
                        (false, true) => self.gone(tid, status),
                        (false, false) => {
                            self.stash.insert(tid, status);
                        }
                    }
                }
                Waited::Interrupted => {}
                Waited::Nobody => break,
            }
        }
        // The kernel tells of them in any order.
        gone.sort_by_key(|(tid, _)| self.world.by_tid.get(tid).copied());
        // A process is gone with its main thread, so that one is the last.
        let is_process = |tid: &pid_t| self.world.by_pid.contains_key(tid);
        let (mains, others): (Vec<_>, Vec<_>) =
            gone.into_iter().partition(|(tid, _)| is_process(tid));
        for (tid, status) in others.into_iter().chain(mains) {
            self.gone(tid, status);
        }
    }

    /// A thread, or with its last thread a process, has gone for good.
    pub fn gone(&mut self, tid: pid_t, status: c_int) {
        self.stash.remove(&tid);
        let Some(thread) = self.world.by_tid.remove(&tid) else {
            // An orphan that we have adopted and now reap.
            return;
        };
        let process = self.world.threads[thread].process;
        let by_signal = libc::WIFSIGNALED(status);
        let is_main = tid == self.world.processes[process].pid;
        if by_signal && !is_main && self.over.is_none() && !self.tasks[thread].has_ended() {
            self.world.processes[process].cut_off.push(thread);
            self.killed.push(process);
        }
        self.ends(thread);
        if !is_main {
            return;
        }
        for other in self.world.living_in(process) {
            self.ends(other);
        }
        self.drain(Some(thread));
        self.world.process_ends(process, self.now, self.over.is_some(), &self.channels);
        self.world.by_pid.remove(&tid);
        self.alarms.remove(&process);
        self.world.processes[process].end = Some(if !by_signal {
            End::Exited { code: libc::WEXITSTATUS(status) }
        } else if self.over.is_some() && libc::WTERMSIG(status) == libc::SIGKILL {
            End::Killed
        } else {
            End::Signaled { signal: tracer::signal_name(libc::WTERMSIG(status)) }
        });
        self.memory_is_given_back(process);
        self.child_changed(process);
        self.happens_anywhere();
        if self.over.is_none() {
            self.wake_sharers();
        }
    }

    /// A thread has done its last act: whoever waits for its end is woken.
    pub fn ends(&mut self, thread: usize) {
        if self.tasks[thread].has_ended() {
            return;
        }
        self.last_act(thread);
        self.note_wait(thread, None);
        self.futexes.forget(thread);
        self.tasks[thread].state = State::Ended;
        self.progress = self.steps;
        self.world.threads[thread].state = crate::world::State::Ended;
        if self.over.is_none() {
            self.log.step(self.now, thread, "ends", None);
        }
        if let Some(address) = self.world.threads[thread].cleared_at_end {
            let key = (self.tasks[thread].memory as u64, address);
            if self.over.is_none() {
                self.tell_joiner(thread, key);
            }
        }
    }

    fn tell_joiner(&mut self, ended: usize, key: super::futex::Key) {
        let joiner = (0..self.tasks.len()).find(|thread| {
            let State::Waiting(super::task::Waiting::Futex { key: own, .. }) =
                self.tasks[*thread].state
            else {
                return false;
            };
            own == key
        });
        self.futex_wake(key, 1, u32::MAX);
        if let Some(joiner) = joiner {
            self.world.threads[ended].joined_by = Some(joiner);
        }
    }

    /// Notes what can be asked of a thread only while it still stands.
    fn last_act(&mut self, thread: usize) {
        let process = self.world.threads[thread].process;
        let tid = self.world.threads[thread].tid;
        let process_name = self.world.processes[process].name.clone();
        let cut_off = self.over.is_some();
        let now = self.now;
        let record = &mut self.world.threads[thread];
        if record.ended_ns.is_some() {
            return;
        }
        record.ended_ns = (!cut_off).then_some(now);
        record.name = procfs::name(tid).filter(|name| Some(name) != process_name.as_ref());
    }

    /// How the run ended, as its first process did.
    pub fn outcome(&self) -> Outcome {
        match &self.world.processes[0].end {
            Some(End::Exited { code }) => Outcome::Exited { code: *code },
            Some(End::Signaled { signal }) => Outcome::Signaled { signal: signal.clone() },
            Some(End::Killed) | None => Outcome::Deadline,
        }
    }

    /// Ends whatever is left of the program, and waits until nothing is.
    pub fn end_all(&mut self) {
        if self.over.is_none() && self.tasks.iter().any(|task| !task.has_ended()) {
            self.over = Some(self.outcome());
        }
        loop {
            for pid in self.world.by_pid.keys() {
                kill(*pid);
            }
            for pid in procfs::own_children() {
                kill(pid);
            }
            match sys::wait() {
                Waited::Status { tid, status } => {
                    if libc::WIFEXITED(status) || libc::WIFSIGNALED(status) {
                        self.gone(tid, status);
                    } else {
                        // It may be one of whom nobody has told.
                        kill(tid);
                        sys::resume(tid, 0);
                    }
                }
                Waited::Interrupted => {}
                Waited::Nobody => return,
            }
        }
    }
}

/// Kills a process, if there is still one of this number.
pub fn kill(pid: pid_t) {
    // It fails only when the process has ended meanwhile.
    let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), Signal::SIGKILL);
}
