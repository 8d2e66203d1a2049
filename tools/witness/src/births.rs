//! How threads and processes come into the witness's sight: by a creator's event, by a first stop that
//! may come before it, and by an exec, which makes another program of a process.

use libc::pid_t;

use crate::job::Order;
use crate::procfs;
use crate::report::Outcome;
use crate::sys::{self, Waited};
use crate::tracer::Tracer;
use crate::world::State;

/// Most threads that a run may create in all: each is kept in the report.
const MOST_CREATED: usize = 50_000;

impl Tracer<'_> {
    /// `creator` has made a thread or a process.
    pub fn created(&mut self, creator: usize, creator_tid: pid_t, borrows_memory: bool) {
        let Some(tid) = sys::event_message(creator_tid) else {
            return;
        };
        self.born(creator, tid, borrows_memory);
    }

    /// Takes in the children whose creator was killed before its event told of them. They stand at their
    /// beginning, and nobody else will let them go.
    pub fn adopt(&mut self) {
        if self.world.bereft.is_empty() {
            return;
        }
        for tid in self.world.early.iter().copied().collect::<Vec<_>>() {
            let event_will_come =
                procfs::parent(tid).is_none_or(|parent| self.world.by_pid.contains_key(&parent));
            if !event_will_come && let Some(creator) = self.world.bereft.pop() {
                self.born(creator, tid, false);
            }
        }
    }

    fn born(&mut self, creator: usize, tid: pid_t, borrows_memory: bool) {
        let now = self.now();
        let creation = std::mem::take(&mut self.world.threads[creator].creating);
        let process = if creation.flags & libc::CLONE_THREAD as u64 != 0 {
            self.world.threads[creator].process
        } else {
            self.world.add_process(tid, Some(creator), now)
        };
        let thread = self.world.add_thread(process, tid, Some(creator), now);
        self.world.threads[thread].cleared_at_end = creation.cleared_at_end;
        self.world.threads[thread].borrows_memory = borrows_memory;
        if self.world.early.remove(&tid) {
            self.first_stop(thread);
        } else if self.job.order != Order::Natural && !borrows_memory {
            self.await_first_stop(tid);
        }
        let created = self.world.threads.len();
        if self.world.by_tid.len() > self.job.limits.tasks || created > MOST_CREATED {
            self.cut_off(Outcome::TaskLimit);
        }
    }

    /// Waits until a new thread stands at its beginning, so that it can be let go together with others.
    /// It comes there by itself: nobody else has to do anything for it.
    fn await_first_stop(&mut self, tid: pid_t) {
        loop {
            match sys::wait_for(tid) {
                Waited::Status { status, .. } => return self.handle(tid, status),
                Waited::Interrupted => {}
                Waited::Nobody => return,
            }
        }
    }

    /// A new thread stands before its first instruction.
    pub fn first_stop(&mut self, thread: usize) {
        if self.world.threads[thread].borrows_memory || !self.holds_back(thread) {
            self.begin(thread);
        }
    }

    /// Lets a thread run that has not begun.
    pub fn begin(&mut self, thread: usize) {
        let now = self.now();
        let thread = &mut self.world.threads[thread];
        thread.began_ns.get_or_insert(now);
        thread.state = State::Running;
        sys::resume(thread.tid, 0);
    }

    /// A process has replaced its program.
    pub fn executed(&mut self, pid: pid_t) {
        let now = self.now();
        if self.start_ns.is_none() {
            self.start_ns = Some(sys::now());
        }
        let process = self.world.by_pid[&pid];
        // Whichever thread made the call goes on under the process's number; the others are gone.
        let former = sys::event_message(pid).and_then(|tid| self.world.thread(tid));
        let survivor = former.unwrap_or(self.world.processes[process].threads[0]);
        for thread in self.world.living_in(process) {
            if thread != survivor {
                self.waits_in_vain(thread);
                self.world.by_tid.remove(&self.world.threads[thread].tid);
                self.world.threads[thread].ended_ns.get_or_insert(now);
                self.world.threads[thread].state = State::Ended;
            }
        }
        let thread = &mut self.world.threads[survivor];
        thread.tid = pid;
        thread.cleared_at_end = None;
        thread.state = State::Running;
        let borrowed_memory = std::mem::take(&mut thread.borrows_memory);
        self.world.by_tid.insert(pid, survivor);
        self.channels.forget(pid);
        // Whoever was about to end the process is gone.
        self.world.processes[process].leaving = None;
        let process = &mut self.world.processes[process];
        process.command = procfs::command(pid);
        process.name = procfs::name(pid);
        // A child made by vfork could not be held at its birth, because its creator was suspended.
        if !(borrowed_memory && self.holds_back(survivor)) {
            sys::resume(pid, 0);
        }
    }
}
