//! Questions to a report that graders and renderings ask again and again.
//!
//! Threads and processes are named by their index in the report's own lists, as in the report itself.

use crate::report::{Line, Process, Report, Stream, Thread, Wait};

impl Report {
    /// The threads of a process besides its main thread, in the order in which they were created.
    pub fn threads_of(&self, process: usize) -> Vec<usize> {
        let threads = self.processes[process].threads.iter().copied();
        threads.filter(|&thread| self.threads[thread].number != 0).collect()
    }

    /// The main thread of a process.
    ///
    /// # Panics
    ///
    /// When the report lists no thread for it, which no report of ours does.
    pub fn main_of(&self, process: usize) -> usize {
        *self.processes[process].threads.first().expect("each process has a main thread")
    }

    /// The child processes that a process created, in the order in which it did.
    pub fn children_of(&self, process: usize) -> Vec<usize> {
        self.indices(|other| other.parent == Some(process))
    }

    /// All processes that a process created, directly or through others.
    pub fn descendants_of(&self, process: usize) -> Vec<usize> {
        let path = &self.processes[process].path;
        self.indices(|other| other.path.len() > path.len() && other.path.starts_with(path))
    }

    /// The lines that a thread wrote, in its own order, over both streams.
    pub fn lines_of(&self, thread: usize) -> Vec<&Line> {
        self.lines.iter().filter(|line| line.thread == thread).collect()
    }

    /// The texts of the lines that a thread wrote to one stream, in its own order.
    pub fn texts_of(&self, thread: usize, stream: Stream) -> Vec<&str> {
        let own = self.lines.iter().filter(|line| line.thread == thread && line.stream == stream);
        own.map(|line| line.text.as_str()).collect()
    }

    /// The waits of a thread, in its own order.
    pub fn waits_of(&self, thread: usize) -> Vec<&Wait> {
        self.waits.iter().filter(|wait| wait.thread == thread).collect()
    }

    /// Whether all of these threads were alive at one and the same moment.
    ///
    /// A thread lives from its creation, even while it is held back, to its last act of its own.
    pub fn alive_at_once(&self, threads: &[usize]) -> bool {
        let lives = || threads.iter().map(|&thread| &self.threads[thread]);
        let last_birth = lives().map(|thread| thread.born_ns).max();
        let first_end = lives().map(|thread| thread.ended_ns.unwrap_or(u64::MAX)).min();
        last_birth < first_end || threads.is_empty()
    }

    /// The stretch of time in which both threads were alive, in nanoseconds from the program's start;
    /// `None` when there is none. A thread that had not ended when the run was cut off lives to the
    /// run's end.
    pub fn overlap(&self, one: usize, other: usize) -> Option<(u64, u64)> {
        let (one, other) = (&self.threads[one], &self.threads[other]);
        let from = one.born_ns.max(other.born_ns);
        let until = self.end_of(one).min(self.end_of(other));
        (from < until).then_some((from, until))
    }

    /// When a wait was over: one that never was ends with its thread.
    pub fn end_of_wait(&self, wait: &Wait) -> u64 {
        wait.until_ns.unwrap_or_else(|| self.end_of(&self.threads[wait.thread]))
    }

    /// The process of a thread.
    pub fn process_of(&self, thread: usize) -> usize {
        self.threads[thread].process
    }

    /// What a thread is called, by its place in the tree of creation: `main`, `thread 2`, `child 1`,
    /// `child 1 thread 2`, `child 1.3` for the third child of the first child.
    pub fn role(&self, thread: usize) -> String {
        let Thread { process, number, .. } = self.threads[thread];
        let path = &self.processes[process].path;
        match (path.is_empty(), number) {
            (true, 0) => "main".into(),
            (true, number) => format!("thread {number}"),
            (false, 0) => self.process_role(process),
            (false, number) => format!("{} thread {number}", self.process_role(process)),
        }
    }

    /// What a process is called: `main` for the first, else `child 1`, `child 1.3` and so on.
    pub fn process_role(&self, process: usize) -> String {
        match self.processes[process].path.as_slice() {
            [] => "main".into(),
            path => format!("child {}", dotted(path)),
        }
    }

    /// When a thread ended; the run's end for one that was cut off before.
    pub(crate) fn end_of(&self, thread: &Thread) -> u64 {
        thread.ended_ns.unwrap_or(self.duration_ns)
    }

    fn indices(&self, wanted: impl Fn(&Process) -> bool) -> Vec<usize> {
        let all = self.processes.iter().enumerate();
        all.filter(|(_, process)| wanted(process)).map(|(index, _)| index).collect()
    }
}

/// `1.3` for the third child of the first child.
pub(crate) fn dotted(path: &[usize]) -> String {
    path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}
