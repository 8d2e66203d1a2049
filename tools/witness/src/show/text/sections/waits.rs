//! Who waited for whom: each thread's waits, put together by what they were for.

use super::super::page::{LEFT, Page, RIGHT};
use crate::escape::escaped;
use crate::job::Detail;
use crate::report::{ChannelKind, WaitOn};
use crate::show::words::Words;

/// A thread's waits for one and the same thing.
struct Waits<'a> {
    thread: usize,
    on: &'a WaitOn,
    total_ns: u64,
    count: usize,
    /// Whether one of them never came to its end.
    in_vain: bool,
}

/// One row for each thread and each thing that it waited for.
pub(in super::super) fn waited(page: &mut Page, words: &Words) {
    page.heading("waited");
    if words.report.detail == Detail::Lines {
        page.indented(&words.say("waited-unseen", &[]));
        return;
    }
    let together = put_together(words);
    if together.is_empty() {
        page.indented(&words.say("waited-nobody", &[]));
        return;
    }
    let rows = together.iter().map(|waits| {
        let mut what = vec![on_what(words, waits)];
        if waits.count > 1 {
            what.push(words.say("times", &[("count", waits.count.into())]));
        }
        if waits.in_vain {
            what.push(words.say("in-vain", &[]));
        }
        vec![words.role(waits.thread), words.ms(waits.total_ns), what.join(", ")]
    });
    page.table(&rows.collect::<Vec<_>>(), &[LEFT, RIGHT]);
}

fn put_together<'a>(words: &Words<'a>) -> Vec<Waits<'a>> {
    let mut per_thread: Vec<Vec<Waits<'a>>> = Vec::new();
    per_thread.resize_with(words.report.threads.len(), Vec::new);
    for wait in &words.report.waits {
        let until = words.report.end_of_wait(wait);
        let own = &mut per_thread[wait.thread];
        let index =
            own.iter().position(|waits| is_alike(waits.on, &wait.on)).unwrap_or_else(|| {
                let fresh = Waits {
                    thread: wait.thread,
                    on: &wait.on,
                    total_ns: 0,
                    count: 0,
                    in_vain: false,
                };
                own.push(fresh);
                own.len() - 1
            });
        let waits = &mut own[index];
        waits.total_ns += until.saturating_sub(wait.from_ns);
        waits.count += 1;
        waits.in_vain |= wait.until_ns.is_none();
    }
    per_thread.into_iter().flatten().collect()
}

/// Whether two waits are told as one: for how long a sleep was asked for makes no other wait of it.
fn is_alike(one: &WaitOn, other: &WaitOn) -> bool {
    match (one, other) {
        (WaitOn::Sleep { .. }, WaitOn::Sleep { .. })
        | (WaitOn::Futex { .. }, WaitOn::Futex { .. }) => true,
        _ => one == other,
    }
}

fn on_what(words: &Words, waits: &Waits) -> String {
    match waits.on {
        WaitOn::Sleep { .. } => words.say("waited-sleep", &[]),
        WaitOn::Join { thread } => words.say("waited-join", &[("whom", words.the(*thread).into())]),
        WaitOn::Futex { .. } => words.say("waited-futex", &[]),
        WaitOn::Lock { lock } => words.say("waited-lock", &[("lock", (*lock).into())]),
        WaitOn::Condition => words.say("waited-condition", &[]),
        WaitOn::Child => words.say("waited-child", &[]),
        WaitOn::Channel { channel, reading } => {
            let channel = &words.report.channels[*channel];
            let kind = ("kind", words.kind(channel.kind).into());
            let side = if *reading { &channel.writers } else { &channel.readers };
            // Who moved bytes at the other side; of a single end of a socket that is not known.
            let others: Vec<_> = match channel.kind {
                ChannelKind::Pipe | ChannelKind::SocketPair => side
                    .iter()
                    .filter(|traffic| traffic.thread != waits.thread && traffic.bytes > 0)
                    .map(|traffic| words.the(traffic.thread))
                    .collect(),
                _ => Vec::new(),
            };
            let (nobody, somebody) = match reading {
                true => ("waited-read", "waited-read-from"),
                false => ("waited-write", "waited-write-to"),
            };
            match others.is_empty() {
                true => words.say(nobody, &[kind]),
                false => words.say(somebody, &[kind, ("whom", words.list(others).into())]),
            }
        }
        WaitOn::Call { name } => {
            let id = if words.is_for_signal(name) { "waited-signal" } else { "waited-call" };
            words.say(id, &[("name", escaped(name).into_owned().into())])
        }
    }
}
