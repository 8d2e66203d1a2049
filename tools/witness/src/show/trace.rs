//! A run as a Chrome trace, which ui.perfetto.dev opens: lives and waits as slices, lines of output as
//! instants, creations as arrows.
//!
//! The form is the JSON of the "Trace Event Format": times in microseconds; `B` and `E` begin and end a
//! slice of a thread and must balance. The kernel may use a number twice within a run, so processes and
//! threads have numbers of ours, and the kernel's are told as arguments.

use serde_json::{Value, json};

use messages::Language;

use super::words::{Words, shortened};
use crate::escape::escaped;
use crate::report::{Report, Stream, Wait, WaitOn};

/// The run as a Chrome trace, in English.
pub fn trace(report: &Report) -> String {
    let words = Words { report, language: Language::En };
    let mut waits: Vec<Vec<&Wait>> = vec![Vec::new(); report.threads.len()];
    for wait in &report.waits {
        waits[wait.thread].push(wait);
    }
    let mut events = Vec::new();
    for (index, process) in report.processes.iter().enumerate() {
        let track = Track::of(report, report.main_of(index));
        let name = format!(
            "{} ({})",
            words.process_role(index),
            shortened(&escaped(&super::words::command(&process.command)), 60)
        );
        events.push(track.event("M", 0, "process_name", json!({ "name": name })));
        events.push(track.event("M", 0, "process_sort_index", json!({ "sort_index": index })));
    }
    for (thread, waits) in waits.iter().enumerate() {
        of_thread(&words, thread, waits, &mut events);
    }
    for line in &report.lines {
        let stream = match line.stream {
            Stream::Stdout => "stdout",
            Stream::Stderr => "stderr",
        };
        let track = Track::of(report, line.thread);
        let mut event = track.event("i", line.at_ns, &line.text, json!({ "stream": stream }));
        // An instant of its thread, not of its process or of the whole run.
        event["s"] = "t".into();
        events.push(event);
    }
    let trace = json!({
        "displayTimeUnit": "ms",
        "otherData": { "command": words.command(), "report_version": report.version },
        "traceEvents": events,
    });
    trace.to_string() + "\n"
}

/// Where an event is shown.
struct Track {
    pid: usize,
    tid: usize,
}

impl Track {
    fn of(report: &Report, thread: usize) -> Self {
        // Numbers from 1: to some readers 0 is the idle process. That a main thread has the number of
        // its process tells them that it is one.
        let main = report.main_of(report.process_of(thread));
        Self { pid: main + 1, tid: thread + 1 }
    }

    fn event(&self, phase: &str, at_ns: u64, name: &str, args: Value) -> Value {
        let (pid, tid) = (self.pid, self.tid);
        let ts = at_ns as f64 / 1e3;
        json!({ "ph": phase, "ts": ts, "pid": pid, "tid": tid, "name": name, "args": args })
    }
}

fn of_thread(words: &Words, thread: usize, waits: &[&Wait], events: &mut Vec<Value>) {
    let report = words.report;
    let life = &report.threads[thread];
    let track = Track::of(report, thread);
    let role = words.role(thread);
    events.push(track.event("M", 0, "thread_name", json!({ "name": role })));
    events.push(track.event("M", 0, "thread_sort_index", json!({ "sort_index": life.number })));

    let end = report.end_of(life);
    let kernel = json!({ "kernel_tid": life.tid, "cpu_ns": life.cpu_ns, "name": life.name });
    events.push(track.event("B", life.born_ns, &role, kernel));
    if life.began_ns > life.born_ns {
        events.push(track.event("B", life.born_ns, "held back", json!({})));
        events.push(track.event("E", life.began_ns, "held back", json!({})));
    }
    // Slices of a thread must lie within each other; a wait that outlasts the thread's last act of its
    // own is cut there.
    let mut at = life.began_ns;
    for wait in waits {
        let from = wait.from_ns.clamp(at, end.max(at));
        let until = wait.until_ns.unwrap_or(end).clamp(from, end.max(from));
        let name = name_of(words, &wait.on);
        let args = json!({ "on": wait.on, "came_back": wait.until_ns.is_some() });
        events.push(track.event("B", from, &name, args));
        events.push(track.event("E", until, &name, json!({})));
        at = until;
    }
    events.push(track.event("E", end.max(at), &role, json!({})));

    if let Some(creator) = life.created_by {
        let arrow = |phase: &str, track: &Track| {
            let mut event = track.event(phase, life.born_ns, "creates", json!({}));
            event["cat"] = "creation".into();
            event["id"] = thread.into();
            event
        };
        events.push(arrow("s", &Track::of(report, creator)));
        let mut arrival = arrow("f", &track);
        // Binds to the slice that is open at that moment, not to the next one.
        arrival["bp"] = "e".into();
        events.push(arrival);
    }
}

fn name_of(words: &Words, on: &WaitOn) -> String {
    match on {
        WaitOn::Sleep { .. } => "sleeps".into(),
        WaitOn::Join { thread } => format!("joins {}", words.role(*thread)),
        WaitOn::Futex { .. } => "waits for a lock, condition or message".into(),
        WaitOn::Lock { lock } => format!("waits for lock {lock}"),
        WaitOn::Condition => "waits on a condition variable".into(),
        WaitOn::Child => "waits for a child".into(),
        WaitOn::Channel { channel, reading } => {
            let verb = if *reading { "reads from" } else { "writes to" };
            format!("{verb} {}", words.kind(words.report.channels[*channel].kind))
        }
        WaitOn::Call { name } => name.clone(),
    }
}
