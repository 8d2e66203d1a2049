//! What a run did: the report, as data.
//!
//! The report is versioned and documented in `docs/run-report.md`; it is what `cargo telar observe
//! --format json` prints. All times are nanoseconds of `CLOCK_MONOTONIC` since the program started.
//! Processes, threads and channels refer to each other by their index in the report's own lists.

mod stuck;

use serde::{Deserialize, Serialize};

use crate::job::{Detail, Order};

pub use stuck::{Busy, Place, Stuck};

/// The version of the report's form. It grows when a field changes its meaning or goes away.
pub const VERSION: u32 = 1;

/// What one run did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// The program and its arguments.
    pub command: Vec<String>,
    /// How closely the witness looked.
    pub detail: Detail,
    /// Who was made to go first.
    pub order: Order,
    /// How the run ended.
    pub outcome: Outcome,
    /// From the program's start to the end of its last thread.
    pub duration_ns: u64,
    /// Processor time of all threads and processes together, in user and kernel mode.
    pub cpu_ns: u64,
    /// Most threads alive at the same time, over all processes.
    pub peak_threads: usize,
    /// Most processes alive at the same time.
    pub peak_processes: usize,
    /// In the order in which they were created; the first is the program itself.
    pub processes: Vec<Process>,
    /// In the order in which they were created; the first is the program's main thread.
    pub threads: Vec<Thread>,
    /// In the order in which the writes that ended them were done.
    pub lines: Vec<Line>,
    /// In the order in which they began; only with [`Detail::Full`].
    pub waits: Vec<Wait>,
    /// What bytes went through, in the order of first use; only with [`Detail::Full`].
    pub channels: Vec<Channel>,
    /// What could not be seen, or was cut off.
    pub notes: Vec<Note>,
}

/// How the run ended: always an answer about the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outcome {
    /// The program's first process ended by itself.
    Exited {
        /// Its exit code, 0 to 255.
        code: i32,
    },
    /// The program's first process was ended by a signal.
    Signaled {
        /// The signal's name, for instance `SIGSEGV`.
        signal: String,
    },
    /// Nobody could go on any more: every thread waited for something that only another thread of the
    /// program could have done.
    Stuck {
        /// Who waited for what.
        waiting: Vec<Stuck>,
    },
    /// The program was still going on after as many steps as it may take. Only when explored.
    Endless {
        /// Who took part in the last of these steps.
        busy: Vec<Busy>,
    },
    /// The program was still running at the deadline.
    Deadline,
    /// The program wrote more than it may.
    OutputLimit,
    /// The program had more threads and processes at once than it may.
    TaskLimit,
}

/// A process of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// Its path in the tree of creation: empty for the first process, `[2]` for its second child,
    /// `[2, 1]` for the first child of that one.
    pub path: Vec<usize>,
    /// The kernel's number. It means nothing after the run.
    pub pid: i32,
    /// The process that created it; `None` for the first.
    pub parent: Option<usize>,
    /// The thread that created it; `None` for the first.
    pub created_by: Option<usize>,
    /// The program that it ran last and its arguments, as the kernel was given them.
    pub command: Vec<String>,
    /// When it was created.
    pub born_ns: u64,
    /// When its last thread did its last act; `None` when the run was cut off first.
    pub ended_ns: Option<u64>,
    /// How it ended.
    pub end: End,
    /// What became of it.
    pub fate: Fate,
    /// Its threads, main first.
    pub threads: Vec<usize>,
    /// Threads that were still alive when the process ended as a whole: nobody had waited for them.
    pub cut_off: Vec<usize>,
    /// Descriptors above 2 that were open when it ended.
    pub left_open: Vec<Descriptor>,
}

/// How a process ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum End {
    /// By itself.
    Exited {
        /// Its exit code, 0 to 255.
        code: i32,
    },
    /// By a signal.
    Signaled {
        /// The signal's name.
        signal: String,
    },
    /// It had not ended when the run was cut off, or when the first process had ended and the witness
    /// tidied up.
    Killed,
}

/// What became of a process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Fate {
    /// The first process: reaped by whoever started the run.
    Root,
    /// Its parent waited for it.
    Reaped {
        /// The thread that did.
        by: usize,
        /// When.
        at_ns: u64,
    },
    /// It ended and its parent ignores `SIGCHLD`, so the kernel did away with it.
    Discarded,
    /// It ended while its parent lived, and its parent never waited for it.
    Zombie,
    /// Its parent ended before it.
    Orphan,
    /// The run was cut off before this could be known.
    Undecided,
}

/// A thread of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// The process it belongs to.
    pub process: usize,
    /// Its number within the process: 0 is main, 1 the first that was created after it.
    pub number: usize,
    /// The kernel's number. It means nothing after the run.
    pub tid: i32,
    /// The thread that created it; `None` for the run's very first thread. For the main thread of a
    /// child process it is the thread that forked.
    pub created_by: Option<usize>,
    /// The name it gave itself, when it differs from the program's.
    pub name: Option<String>,
    /// When it was created.
    pub born_ns: u64,
    /// When it was first let run; later than `born_ns` when the order held it back.
    pub began_ns: u64,
    /// Its last act of its own: the exit call, or the moment it was killed. `None` when the run was cut off.
    pub ended_ns: Option<u64>,
    /// Who was seen to wait for its end. `None` is no proof that nobody did: joining a thread that has
    /// already ended makes no system call.
    pub joined_by: Option<usize>,
    /// Processor time, user and kernel.
    pub cpu_ns: u64,
    /// System calls it made, of those that the witness stops at, by name.
    pub calls: std::collections::BTreeMap<String, u64>,
}

/// A line of output, or its beginning, and the thread that wrote it.
///
/// Lines are put together per thread and stream, because two threads' writes may meet within one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When its last byte was written.
    pub at_ns: u64,
    /// Its author.
    pub thread: usize,
    /// Where to.
    pub stream: Stream,
    /// The line without its newline; what is not UTF-8 is replaced by U+FFFD.
    pub text: String,
    /// Whether a newline ended it.
    pub complete: bool,
    /// The locks that its author held alone when it ended the line, by their numbers within the run. Only
    /// an exploration knows of locks; else there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locks: Vec<usize>,
}

/// One of the two streams that a program is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// A stretch of time in which a thread waited inside a system call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Who.
    pub thread: usize,
    /// From when.
    pub from_ns: u64,
    /// Until when; `None` when it never came back.
    pub until_ns: Option<u64>,
    /// What for.
    pub on: WaitOn,
}

/// What a thread waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum WaitOn {
    /// Time to pass.
    Sleep {
        /// How long it asked for; `None` for a point in time.
        requested_ns: Option<u64>,
    },
    /// The end of a thread.
    Join {
        /// Which one.
        thread: usize,
    },
    /// A word in memory: a lock, a condition variable, a channel.
    Futex {
        /// Whether it gives up after some time.
        timed: bool,
    },
    /// A lock that was seen to be taken. Only when explored.
    Lock {
        /// Which one, in the order of first use, counted from 1.
        lock: usize,
    },
    /// A condition variable. Only when explored.
    Condition,
    /// The end of a child process.
    Child,
    /// Bytes, room for bytes, or a connection, on a channel.
    Channel {
        /// Which one, in [`Report::channels`].
        channel: usize,
        /// Whether it reads (or accepts); else it writes (or connects).
        reading: bool,
    },
    /// Any other call.
    Call {
        /// Its name, for instance `poll`.
        name: String,
    },
}

/// Something that bytes go through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// What it is.
    pub kind: ChannelKind,
    /// What the kernel calls it: a path, or for instance `pipe:[4711]`.
    pub name: String,
    /// Who wrote how much, in the order of their first write.
    pub writers: Vec<Traffic>,
    /// Who read how much, in the order of their first read.
    pub readers: Vec<Traffic>,
}

/// What a channel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// The program's standard input, as the witness gave it.
    Stdin,
    /// The program's standard output, as the witness gave it.
    Stdout,
    /// The program's standard error, as the witness gave it.
    Stderr,
    /// A pipe.
    Pipe,
    /// Both ends of a socketpair.
    SocketPair,
    /// One end of any other socket.
    Socket,
    /// A regular file.
    File,
    /// A terminal.
    Terminal,
    /// A device, an event descriptor and so on.
    Other,
}

/// What one thread moved through a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traffic {
    /// Who.
    pub thread: usize,
    /// How many bytes.
    pub bytes: u64,
    /// In how many calls, those that moved nothing (end of file, an error) included.
    pub calls: u64,
}

/// An open descriptor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Descriptor {
    /// Its number.
    pub number: i32,
    /// What kind of thing it is.
    pub kind: ChannelKind,
    /// What the kernel calls it.
    pub name: String,
}

/// Something that the report does not show, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Note {
    /// So many bytes reached a stream by a way on which the witness did not see their author.
    UnseenOutput {
        /// Which stream.
        stream: Stream,
        /// How many bytes.
        bytes: u64,
    },
    /// So many bytes of a stream were counted, but not kept as lines: there were too many.
    OutputLeftOut {
        /// Which stream.
        stream: Stream,
        /// How many bytes.
        bytes: u64,
    },
    /// Too many waits to keep them all; so many were left out.
    WaitsLeftOut {
        /// How many.
        count: u64,
    },
    /// A call that the explorer does not model was let through, so that its outcome may depend on more
    /// than the schedule.
    Unmodelled {
        /// Which call.
        call: String,
    },
    /// A thread computed for so long without a visible step that the others were let go on meanwhile, by
    /// the processor's clock: another run may differ.
    Preempted {
        /// Which thread.
        thread: usize,
    },
    /// A held-back thread was let go before its time came.
    ReleasedEarly {
        /// Which thread.
        thread: usize,
        /// What its creator did meanwhile.
        because: Impatience,
    },
}

/// What somebody does in place of waiting for as long as it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Impatience {
    /// It computed on and on.
    Spinning,
    /// It slept, a little at a time.
    Napping,
    /// It waited with a time limit, again and again.
    LimitedWaiting,
    /// None of these, but for half the time that the run may take.
    Unknown,
}
