//! New threads, new processes, and processes that begin another program.

use super::memory::Memory;
use super::run::Run;
use super::task::{State, Task};
use crate::procfs;
use crate::report::Outcome;
use crate::sys::{self, Waited};
use crate::world::Creation;

/// Most threads that a run may create in all.
const MOST_CREATED: usize = 5_000;

impl Run<'_> {
    /// `thread` stands before a call that makes a thread or a process.
    pub fn clone(&mut self, thread: usize, flags: u64, cleared_at_end: Option<u64>) {
        self.call_is_over(thread);
        if flags & libc::CLONE_UNTRACED as u64 != 0 {
            // Nobody leaves our sight.
            sys::refuse(self.world.threads[thread].tid, libc::EPERM);
        } else {
            self.world.threads[thread].creating = Creation { flags, cleared_at_end };
        }
        self.go_on(thread);
    }

    /// `creator` has made a thread or a process, which does not run yet.
    pub fn created(&mut self, creator: usize, lends_memory: bool) {
        let Some(tid) = sys::event_message(self.world.threads[creator].tid) else { return };
        let creation = std::mem::take(&mut self.world.threads[creator].creating);
        let same_process = creation.flags & libc::CLONE_THREAD as u64 != 0;
        let process = if same_process {
            self.world.threads[creator].process
        } else {
            self.world.add_process(tid, Some(creator), self.now)
        };
        let thread = self.world.add_thread(process, tid, Some(creator), self.now);
        self.world.threads[thread].cleared_at_end = creation.cleared_at_end;
        self.world.threads[thread].began_ns = Some(self.now);
        let own_memory = self.tasks[creator].memory;
        let memory = if creation.flags & libc::CLONE_VM as u64 != 0 {
            own_memory
        } else {
            self.memories.push(self.memories[own_memory].copy());
            self.memories.len() - 1
        };
        let mut task = Task::new(memory);
        if !same_process {
            // The copy of a lock that is held is held in the child too, by nobody who could give it back.
            self.locks.copy(own_memory, memory);
            task.held = self.tasks[creator].held.clone();
            task.had = self.tasks[creator].had.clone();
        }
        self.tasks.push(task);
        self.log.step(self.now, creator, "creates", Some(("thread", thread)));
        self.progress = self.steps;
        self.await_first_stop(tid);
        if lends_memory {
            self.tasks[creator].state = State::Suspended(process);
        }
        if self.tasks.len() > MOST_CREATED {
            self.over = Some(Outcome::TaskLimit);
        }
    }

    fn await_first_stop(&mut self, tid: libc::pid_t) {
        while self.stash.remove(&tid).is_none() {
            match sys::wait() {
                Waited::Status { tid: other, status } => {
                    if libc::WIFEXITED(status) || libc::WIFSIGNALED(status) {
                        self.gone(other, status);
                        if other == tid {
                            return;
                        }
                    } else {
                        self.stash.insert(other, status);
                    }
                }
                Waited::Interrupted => {}
                Waited::Nobody => return,
            }
        }
    }

    /// The process of `thread` has begun another program.
    pub fn executed(&mut self, caller: usize) {
        let process = self.world.threads[caller].process;
        let pid = self.world.processes[process].pid;
        self.begun = true;
        for thread in self.world.living_in(process) {
            if thread != caller && !self.tasks[thread].has_ended() {
                self.world.by_tid.remove(&self.world.threads[thread].tid);
                self.stash.remove(&self.world.threads[thread].tid);
                self.ends(thread);
            }
        }
        let former = self.world.threads[caller].tid;
        self.world.by_tid.remove(&former);
        self.world.by_tid.insert(pid, caller);
        self.world.threads[caller].tid = pid;
        self.world.threads[caller].cleared_at_end = None;
        self.channels.forget(pid);
        self.library.places.forget(pid);
        self.happens_anywhere();
        self.world.processes[process].command = procfs::command(pid);
        self.world.processes[process].name = procfs::name(pid);
        self.memories.push(Memory::default());
        let memory = self.memories.len() - 1;
        let image = self.library.images.of(pid);
        let seed = self.random.draw();
        self.memories[memory].prepare(pid, image, seed);
        let task = &mut self.tasks[caller];
        task.memory = memory;
        task.held.clear();
        task.had.clear();
        task.wanted = None;
        task.call = None;
        task.state = State::Ready;
        self.memory_is_given_back(process);
    }

    /// The process does not use its creator's memory any more: whoever lent it may go on.
    pub fn memory_is_given_back(&mut self, process: usize) {
        for task in &mut self.tasks {
            if matches!(task.state, State::Suspended(to) if to == process) {
                task.state = State::Ready;
            }
        }
    }
}
