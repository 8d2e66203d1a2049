//! Where each thread of the program stands, as the explorer sees it.

use libc::user_regs_struct;

use super::visible::Also;
use crate::calls;
use crate::report::WaitOn;

use super::symbols::Point;

/// A thread and what it is about to do. Its index is that of the report.
pub struct Task {
    pub state: State,
    /// Which of the run's memories it lives in; threads of a process share one.
    pub memory: usize,
    /// The call that it stands before, waits in, or was interrupted in.
    pub call: Option<Call>,
    /// How often it has read a clock since anybody got anywhere.
    pub clock_reads: u32,
    /// The step at which it last did.
    pub clock_read_at: u64,
    /// The lock that it has begun to take.
    pub wanted: Option<Attempt>,
    /// The locks that it holds, oldest first.
    pub held: Vec<Held>,
    /// The locks that it has held before.
    pub had: Vec<usize>,
    /// Whether a signal would end its wait; looked up anew when signals were sent.
    pub interruptible: bool,
}

/// Where a thread stands.
pub enum State {
    /// Nothing keeps it from going on, whatever that leads to.
    Ready,
    /// It stands before [`Task::call`].
    Before,
    /// It stands before the first instruction of a function of interest.
    AtPoint(Point),
    /// It can't go on before something happens.
    Waiting(Waiting),
    /// It sleeps in the kernel, in a call that we don't model or may not look into.
    InKernel,
    /// It has lent its memory to the process with this index, which has not begun a program yet.
    Suspended(usize),
    /// It stands before `exit_group`, or its process is being ended without it.
    Leaving,
    /// It has done its last act.
    Ended,
}

/// What a waiting thread waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// To be woken at this word.
    Futex { key: (u64, u64), mask: u32 },
    /// For its deadline alone.
    Clock,
    /// For a child that changes its state, after so many changes.
    Child { seen: u64 },
    /// For something to happen to what its descriptors stand for, after so many happenings.
    Descriptor { object: Object, seen: u64 },
    /// For a signal.
    Signal,
}

/// What a descriptor stands for, as far as it tells who can make it ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Object {
    /// A channel of its own, by its index in the report: only who uses it can.
    Channel(usize),
    /// Anything: who moves bytes anywhere may.
    Any,
}

/// A system call that a thread stands before or waits in.
pub struct Call {
    pub number: i64,
    pub name: &'static str,
    pub class: Class,
    pub args: [u64; 6],
    /// The registers before the call.
    pub registers: user_regs_struct,
    /// When it was first tried.
    pub from_ns: u64,
    /// When it gives up.
    pub deadline: Option<u64>,
    /// Bytes that earlier parts of it have moved.
    pub moved: u64,
    /// The thread stands behind the call, set back to make it again; else it stands before it.
    pub rewound: bool,
    /// It has had to wait.
    pub waited: bool,
    /// What it waits for, for the report.
    pub on: Option<WaitOn>,
    pub channel: Option<usize>,
    pub into: Option<usize>,
}

/// What a call means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// What it means to the observer too.
    Known(calls::Class),
    /// What it means to the explorer alone.
    Also(Also),
}

/// A lock that a thread has begun to take.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    pub lock: usize,
    /// It gives up at once when it can't have it.
    pub only_tries: bool,
    /// Others may read at the same time.
    pub shared: bool,
    /// The step at which it began.
    pub step: u64,
}

/// A lock that a thread holds.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    pub lock: usize,
    /// Others may read at the same time.
    pub shared: bool,
    /// The step at which it began to take it.
    pub step: u64,
}

impl Task {
    /// The locks that nobody else can have meanwhile.
    pub fn held_alone(&self) -> Vec<usize> {
        self.held.iter().filter(|held| !held.shared).map(|held| held.lock).collect()
    }

    pub fn new(memory: usize) -> Self {
        Self {
            state: State::Ready,
            memory,
            call: None,
            clock_reads: 0,
            clock_read_at: 0,
            wanted: None,
            held: Vec::new(),
            had: Vec::new(),
            interruptible: false,
        }
    }

    pub fn has_ended(&self) -> bool {
        matches!(self.state, State::Ended)
    }
}
