//! The program's standard output and error: who wrote which line, and how much there was in all.
//!
//! Two things happen to each byte. The pipe that the program writes to is emptied by a thread, so that
//! the program never waits for us; that thread only counts. The bytes themselves are read from the
//! writer's memory while it stands in its write, which is how the author is known.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};

use crate::report::{Line, Note, Stream};

/// Reads one of the program's output pipes to its end and counts the bytes.
pub struct Drain {
    count: Arc<AtomicU64>,
    thread: JoinHandle<()>,
}

impl Drain {
    /// Starts to empty `pipe`.
    pub fn start(pipe: OwnedFd) -> Self {
        let count = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&count);
        let thread = thread::spawn(move || {
            let mut pipe = File::from(pipe);
            let mut buffer = vec![0; 64 << 10];
            // An error can only mean that the pipe is gone, like the end of file.
            while let Ok(read @ 1..) = pipe.read(&mut buffer) {
                // Relaxed: a plain counter that publishes nothing else.
                counted.fetch_add(read as u64, Ordering::Relaxed);
            }
        });
        Self { count, thread }
    }

    /// The bytes so far.
    pub fn bytes(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// The bytes in all. Returns once every process that held the pipe has ended.
    pub fn finish(self) -> u64 {
        self.thread.join().expect("the drain has nothing to panic about");
        self.count.load(Ordering::Relaxed)
    }
}

/// Who writes.
#[derive(Debug, Clone, Copy)]
pub struct Author<'a> {
    pub thread: usize,
    /// The locks that it holds alone, as far as is known.
    pub locks: &'a [usize],
}

impl Author<'_> {
    /// A thread of whose locks nothing is known.
    pub fn unknown_to_hold(thread: usize) -> Self {
        Self { thread, locks: &[] }
    }
}

/// What a kept line costs besides its bytes.
const LINE_COST: usize = size_of::<Line>();

/// Puts the written bytes together to lines, per thread and stream.
pub struct Lines {
    finished: Vec<Line>,
    begun: HashMap<(usize, Stream), Vec<u8>>,
    seen: HashMap<Stream, u64>,
    left_out: HashMap<Stream, u64>,
    /// How many bytes of memory may still be filled.
    room: usize,
}

impl Lines {
    /// Fills about `limit` bytes of memory at most.
    pub fn new(limit: usize) -> Self {
        Self {
            finished: Vec::new(),
            begun: HashMap::new(),
            seen: HashMap::new(),
            left_out: HashMap::new(),
            room: limit,
        }
    }

    /// How many bytes of the next write are of interest.
    pub fn room(&self) -> usize {
        self.room
    }

    /// Somebody has written `written` bytes to `stream`; `bytes` are the first of them, as many as
    /// there was room for.
    pub fn write(
        &mut self,
        at_ns: u64,
        by: Author<'_>,
        stream: Stream,
        bytes: &[u8],
        written: u64,
    ) {
        let thread = by.thread;
        *self.seen.entry(stream).or_default() += written;
        let mut kept = 0;
        let mut line = self.begun.remove(&(thread, stream)).unwrap_or_default();
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            let part = &part[..part.len().min(self.room)];
            kept += part.len() as u64;
            self.room -= part.len();
            line.extend_from_slice(part);
            if line.last() == Some(&b'\n') {
                line.pop();
                self.finished.push(finished(at_ns, by, stream, &line, true));
                self.room = self.room.saturating_sub(LINE_COST);
                line.clear();
            }
        }
        if written > kept {
            *self.left_out.entry(stream).or_default() += written - kept;
        }
        if !line.is_empty() {
            self.begun.insert((thread, stream), line);
        }
    }

    /// All lines, those without an end last, and what was written unseen: `total` is what came out of
    /// each stream's pipe.
    pub fn finish(mut self, at_ns: u64, total: [(Stream, u64); 2]) -> (Vec<Line>, Vec<Note>) {
        let mut begun: Vec<_> = self.begun.into_iter().collect();
        begun.sort_unstable_by_key(|((thread, stream), _)| (*thread, *stream));
        self.finished.extend(begun.iter().map(|((thread, stream), line)| {
            finished(at_ns, Author::unknown_to_hold(*thread), *stream, line, false)
        }));
        let mut notes = Vec::new();
        for (stream, total) in total {
            let seen = self.seen.get(&stream).copied().unwrap_or(0);
            if total > seen {
                notes.push(Note::UnseenOutput { stream, bytes: total - seen });
            }
            if let Some(bytes) = self.left_out.get(&stream).copied() {
                notes.push(Note::OutputLeftOut { stream, bytes });
            }
        }
        (self.finished, notes)
    }
}

fn finished(at_ns: u64, by: Author<'_>, stream: Stream, line: &[u8], complete: bool) -> Line {
    Line {
        at_ns,
        thread: by.thread,
        stream,
        text: String::from_utf8_lossy(line).into_owned(),
        complete,
        locks: by.locks.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(thread: usize) -> Author<'static> {
        Author::unknown_to_hold(thread)
    }

    #[test]
    fn two_threads_whose_writes_meet_within_a_line_keep_their_own_lines() {
        let mut lines = Lines::new(1000);
        lines.write(1, by(1), Stream::Stdout, b"Hilo 0", 6);
        lines.write(2, by(2), Stream::Stdout, b"Hilo 1", 6);
        lines.write(3, by(1), Stream::Stdout, b" iniciado\n", 10);
        lines.write(4, by(2), Stream::Stdout, b" iniciado\nHilo 1 traba", 22);
        let (lines, notes) = lines.finish(5, [(Stream::Stdout, 44), (Stream::Stderr, 0)]);
        let told: Vec<_> = lines.iter().map(|l| (l.thread, l.text.as_str(), l.complete)).collect();
        assert_eq!(
            told,
            [
                (1, "Hilo 0 iniciado", true),
                (2, "Hilo 1 iniciado", true),
                (2, "Hilo 1 traba", false)
            ]
        );
        assert_eq!(notes, []);
    }

    #[test]
    fn what_does_not_fit_is_counted_but_not_kept() {
        let mut lines = Lines::new(4);
        lines.write(1, by(0), Stream::Stdout, b"abcdef", 600);
        assert_eq!(lines.room(), 0);
        let (lines, notes) = lines.finish(2, [(Stream::Stdout, 601), (Stream::Stderr, 7)]);
        assert_eq!(lines[0].text, "abcd");
        assert_eq!(
            notes,
            [
                Note::UnseenOutput { stream: Stream::Stdout, bytes: 1 },
                Note::OutputLeftOut { stream: Stream::Stdout, bytes: 596 },
                Note::UnseenOutput { stream: Stream::Stderr, bytes: 7 }
            ]
        );
    }
}
