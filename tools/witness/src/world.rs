//! What the witness knows of the program at this moment: its processes, its threads, and where each
//! thread stands.

use std::collections::{BTreeMap, HashMap, HashSet};

use libc::pid_t;

use crate::calls::Call;
use crate::holding::Busy;
use crate::procfs;
use crate::report::{Descriptor, End, Fate, WaitOn};
use crate::skim::Skim;

/// Everything that lives or lived in this run. Indices are those of the report.
#[derive(Default)]
pub struct World {
    pub threads: Vec<Thread>,
    pub processes: Vec<Process>,
    /// The living threads by the kernel's number, which passes to others after their end.
    pub by_tid: HashMap<pid_t, usize>,
    /// The same for processes.
    pub by_pid: HashMap<pid_t, usize>,
    /// Numbers of threads whose first stop came before their creator's event told of them.
    pub early: HashSet<pid_t>,
    /// Threads that were killed inside a call that creates, so that its event never came.
    pub bereft: Vec<usize>,
}

/// A thread and where it stands.
pub struct Thread {
    pub process: usize,
    pub number: usize,
    pub tid: pid_t,
    pub created_by: Option<usize>,
    pub name: Option<String>,
    pub born_ns: u64,
    pub began_ns: Option<u64>,
    pub ended_ns: Option<u64>,
    pub joined_by: Option<usize>,
    pub cpu_ns: u64,
    pub calls: BTreeMap<&'static str, u64>,
    pub state: State,
    /// The call that a signal interrupted and that the kernel makes again, and when it first began.
    pub interrupted: Option<(&'static str, u64)>,
    /// How often it has waited for somebody with a time limit.
    pub limited_waits: u64,
    /// Its reads and writes, when it makes many.
    pub skim: Skim,
    /// The address that the kernel clears, and wakes a waiter of, when this thread ends. Waiting there
    /// is how `pthread_join` works.
    pub cleared_at_end: Option<u64>,
    /// What the clone call that it stands in asks for; taken by the event that follows.
    pub creating: Creation,
    /// Created by vfork, so that its creator is suspended until it executes a program or ends.
    pub borrows_memory: bool,
}

/// What a clone call asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Creation {
    pub flags: u64,
    pub cleared_at_end: Option<u64>,
}

/// Where a thread stands.
pub enum State {
    /// It was created; its first stop is still to come.
    Expected,
    /// It stands at its beginning, because the order wants others to go first.
    Held { since_ns: u64, busy: Busy },
    /// It runs, or would if the kernel let it.
    Running,
    /// It is inside a system call that it will be stopped at the return of.
    InCall(InCall),
    /// It stands before `exit_group`, see the module `leaving`.
    Leaving,
    /// Its process is being left without it; it will not run again.
    CutOff,
    /// It has done its last act.
    Ended,
}

/// A system call that has begun.
pub struct InCall {
    pub call: &'static Call,
    pub args: [u64; 6],
    pub from_ns: u64,
    /// What it waits for, when it can wait.
    pub on: Option<WaitOn>,
    /// Whether it gives up by itself after some time.
    pub timed: bool,
    /// The channel that it reads or writes.
    pub channel: Option<usize>,
    /// For a call that moves bytes between two channels: the one written to.
    pub into: Option<usize>,
    /// The bytes of a write to standard output or error, as far as there is room for them.
    pub bytes: Vec<u8>,
}

/// A process and what became of it so far.
pub struct Process {
    pub path: Vec<usize>,
    pub pid: pid_t,
    /// What the program itself knows it by; in a box, that is another number.
    pub own: pid_t,
    pub parent: Option<usize>,
    pub created_by: Option<usize>,
    pub command: Vec<String>,
    /// The name that its threads have unless they choose one.
    pub name: Option<String>,
    pub born_ns: u64,
    pub ended_ns: Option<u64>,
    pub end: Option<End>,
    pub fate: Option<Fate>,
    pub threads: Vec<usize>,
    pub children: usize,
    pub cut_off: Vec<usize>,
    pub left_open: Vec<Descriptor>,
    /// The thread that stands before `exit_group`, and since which processor time of the others.
    pub leaving: Option<Leaving>,
}

/// A process that is about to end while some of its threads live.
pub struct Leaving {
    pub by: usize,
    /// For each thread that may still end by itself: its processor time when the leaving began.
    pub pending: HashMap<usize, u64>,
    /// At how many looks in a row all of the process was asleep.
    pub looks: u32,
}

impl World {
    /// The living thread with this number.
    pub fn thread(&self, tid: pid_t) -> Option<usize> {
        self.by_tid.get(&tid).copied()
    }

    /// The kernel's number of the process that a thread belongs to.
    pub fn pid_of(&self, thread: usize) -> pid_t {
        self.processes[self.threads[thread].process].pid
    }

    /// The threads that have not ended.
    pub fn living(&self) -> impl Iterator<Item = usize> {
        let mut living: Vec<usize> = self.by_tid.values().copied().collect();
        living.sort_unstable();
        living.into_iter().filter(|thread| !self.has_ended(*thread))
    }

    /// Whether a thread has done its last act.
    pub fn has_ended(&self, thread: usize) -> bool {
        matches!(self.threads[thread].state, State::Ended)
    }

    /// The threads of a process that have not ended.
    pub fn living_in(&self, process: usize) -> Vec<usize> {
        self.living().filter(|thread| self.threads[*thread].process == process).collect()
    }

    /// Adds a process. Its main thread is to be added next.
    pub fn add_process(&mut self, pid: pid_t, created_by: Option<usize>, born_ns: u64) -> usize {
        let process = self.processes.len();
        let parent = created_by.map(|thread| self.threads[thread].process);
        let path = parent.map_or_else(Vec::new, |parent| {
            let parent = &mut self.processes[parent];
            parent.children += 1;
            parent.path.iter().copied().chain([parent.children]).collect()
        });
        let (command, name) = parent.map_or_else(Default::default, |parent| {
            (self.processes[parent].command.clone(), self.processes[parent].name.clone())
        });
        self.processes.push(Process {
            path,
            pid,
            own: procfs::own_number(pid),
            parent,
            created_by,
            command,
            name,
            born_ns,
            ended_ns: None,
            end: None,
            fate: None,
            threads: Vec::new(),
            children: 0,
            cut_off: Vec::new(),
            left_open: Vec::new(),
            leaving: None,
        });
        self.by_pid.insert(pid, process);
        process
    }

    /// Adds a thread to a process.
    pub fn add_thread(
        &mut self,
        process: usize,
        tid: pid_t,
        created_by: Option<usize>,
        born_ns: u64,
    ) -> usize {
        let thread = self.threads.len();
        let members = &mut self.processes[process].threads;
        self.threads.push(Thread {
            process,
            number: members.len(),
            tid,
            created_by,
            name: None,
            born_ns,
            began_ns: None,
            ended_ns: None,
            joined_by: None,
            cpu_ns: 0,
            calls: BTreeMap::new(),
            state: State::Expected,
            interrupted: None,
            limited_waits: 0,
            skim: Skim::default(),
            cleared_at_end: None,
            creating: Creation::default(),
            borrows_memory: false,
        });
        members.push(thread);
        self.by_tid.insert(tid, thread);
        thread
    }

    /// The thread of `process` whose end is signalled at `address`, as long as the kernel knows it.
    pub fn signals_end_at(&self, process: usize, address: u64) -> Option<usize> {
        let is_it = |thread: &usize| {
            let thread = &self.threads[*thread];
            thread.process == process && thread.cleared_at_end == Some(address)
        };
        self.by_tid.values().copied().find(is_it)
    }
}
