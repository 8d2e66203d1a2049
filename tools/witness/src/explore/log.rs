//! The event log of a run, and the number that stands for it.

use super::woven::{Moved, Step};
use crate::report::Place;

/// Steps as they happen. All of them go into the fingerprint; they are kept only when asked for.
pub struct Log {
    keep: bool,
    kept: Vec<Step>,
    fingerprint: u64,
    /// What each thread did last.
    last: Vec<Option<Done>>,
}

/// What a thread did, and what to.
type Done = (&'static str, Option<(&'static str, usize)>);

impl Log {
    pub fn new(keep: bool) -> Self {
        // The offset basis of FNV-1a.
        let fingerprint = 0xCBF2_9CE4_8422_2325;
        Self { keep, kept: Vec::new(), fingerprint, last: Vec::new() }
    }

    /// Whether steps are kept, so that it pays to find out more about them.
    pub fn keeps(&self) -> bool {
        self.keep
    }

    /// `thread` takes a step.
    pub fn step(
        &mut self,
        at_ns: u64,
        thread: usize,
        what: &'static str,
        object: Option<(&'static str, usize)>,
    ) {
        self.step_at(at_ns, thread, what, object, None);
    }

    /// `thread` takes a step at a known place of its source.
    pub fn step_at(
        &mut self,
        at_ns: u64,
        thread: usize,
        what: &'static str,
        object: Option<(&'static str, usize)>,
        place: Option<Place>,
    ) {
        self.mix(&at_ns.to_le_bytes());
        self.mix(&thread.to_le_bytes());
        self.mix(what.as_bytes());
        if let Some((kind, number)) = object {
            self.mix(kind.as_bytes());
            self.mix(&number.to_le_bytes());
        }
        if self.last.len() <= thread {
            self.last.resize(thread + 1, None);
        }
        self.last[thread] = Some((what, object));
        if self.keep {
            let object = object.map(|(kind, number)| format!("{kind} {number}"));
            let what = what.to_owned();
            self.kept.push(Step { at_ns, thread, what, object, place, moved: None });
        }
    }

    /// What a thread did last.
    pub fn last_of(&self, thread: usize) -> String {
        match self.last.get(thread).copied().flatten() {
            Some((what, Some((kind, number)))) => format!("{what} {kind} {number}"),
            Some((what, None)) => what.to_owned(),
            None => String::new(),
        }
    }

    /// Something that a step gave, for instance how many bytes.
    pub fn result(&mut self, result: i64) {
        self.mix(&result.to_le_bytes());
    }

    /// The last `call` of `thread` has moved bytes: at once, or after it had waited for what others did, and
    /// then the steps show it when it came to pass.
    pub fn moved(&mut self, at_ns: u64, thread: usize, call: &str, moved: Moved) {
        let is_call = |step: &Step| step.thread == thread && step.what == call;
        let Some(begun) = self.kept.iter().rposition(is_call) else { return };
        let waited = self.kept[begun..].iter().any(|step| step.thread != thread);
        let place = self.kept[begun].place.clone();
        let moved = Some(moved);
        if waited {
            let (what, object) = ("returns".to_owned(), Some(call.to_owned()));
            self.kept.push(Step { at_ns, thread, what, object, place, moved });
        } else {
            self.kept[begun].moved = moved;
        }
    }

    /// The fingerprint and the steps that were kept.
    pub fn finish(self) -> (u64, Vec<Step>) {
        (self.fingerprint, self.kept)
    }

    /// FNV-1a, of 64 bits.
    fn mix(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.fingerprint = (self.fingerprint ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3);
        }
    }
}
