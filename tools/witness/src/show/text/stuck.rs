//! Who waits in vain, and why: the wait-for graph, a row for each thread, and what follows from it.

use std::collections::BTreeSet;

use super::page::Page;
use crate::escape::escaped;
use crate::report::{ChannelKind, Stuck, WaitOn};
use crate::show::bound::Bound;
use crate::show::circle::circle;
use crate::show::place;
use crate::show::words::{Words, capitalised};

/// How much of a long circle is told.
const CIRCLE: Bound = Bound { first: 8, last: 3 };

/// A row for each thread, then the circle in which they wait, if there is one, and who waits for a
/// thing that nobody is left to do.
pub(in crate::show) fn told(page: &mut Page, words: &Words, waiting: &[Stuck]) {
    let rows = waiting.iter().map(|stuck| vec![words.role(stuck.thread), row(words, stuck)]);
    page.table(&rows.collect::<Vec<_>>(), &[]);
    if let Some(circle) = circle(words.report, waiting) {
        page.line(in_a_circle(words, waiting, &circle));
    }
    for sentence in locks_of_the_ended(words, waiting) {
        page.line(sentence);
    }
    if let Some(sentence) = never_woken(words, waiting) {
        page.line(sentence);
    }
}

/// What a thread waits for that will never come, and where.
fn row(words: &Words, stuck: &Stuck) -> String {
    let what = what(words, stuck);
    let Some(at) = &stuck.at else {
        return what;
    };
    // Where the sentence tells of somebody else too, it must be said whose place this is.
    let tells_of_others = stuck.held_by.is_some() || !stuck.held_open_by.is_empty();
    let id = if tells_of_others { "waits-at" } else { "at" };
    let place = place::line_and_function(words, at);
    words.say(id, &[("what", what.into()), ("place", place.into())])
}

fn what(words: &Words, stuck: &Stuck) -> String {
    match &stuck.on {
        WaitOn::Sleep { .. } => words.say("stuck-sleep", &[]),
        WaitOn::Join { thread } => words.say("stuck-join", &[("whom", words.the(*thread).into())]),
        WaitOn::Futex { .. } => words.say("stuck-futex", &[]),
        WaitOn::Lock { lock } => on_lock(words, stuck, *lock),
        WaitOn::Condition => words.say("stuck-condition", &[]),
        WaitOn::Child => words.say("stuck-child", &[]),
        WaitOn::Channel { channel, reading } => on_channel(words, stuck, *channel, *reading),
        WaitOn::Call { name } => {
            let id = if words.is_for_signal(name) { "stuck-signal" } else { "stuck-call" };
            words.say(id, &[("name", escaped(name).into_owned().into())])
        }
    }
}

fn on_lock(words: &Words, stuck: &Stuck, lock: usize) -> String {
    let lock = ("lock", lock.into());
    let held = match stuck.held_by {
        None => return words.say("stuck-lock", &[lock]),
        Some(holder) if holder == stuck.thread => words.say("stuck-lock-own", &[lock]),
        Some(holder) => words.say("stuck-lock-held", &[lock, ("holder", words.the(holder).into())]),
    };
    match &stuck.held_since {
        None => held,
        Some(since) => {
            let place = place::line(since);
            words.say("since", &[("what", held.into()), ("place", place.into())])
        }
    }
}

fn on_channel(words: &Words, stuck: &Stuck, channel: usize, reading: bool) -> String {
    let kind = words.report.channels[channel].kind;
    let named = ("kind", words.kind(kind).into());
    if stuck.held_open_by.is_empty() {
        let id = if reading { "stuck-read" } else { "stuck-write" };
        return words.say(id, &[named]);
    }
    let own = words.report.process_of(stuck.thread);
    let holders = stuck.held_open_by.iter().map(|&process| {
        // The commonest mistake: whoever waits still holds the other end itself.
        match process == own {
            true => words.say("itself", &[("who", words.process_role(process).into())]),
            false => words.the_process(process),
        }
    });
    let holders = ("holders", words.list(holders.collect()).into());
    match (reading, kind) {
        // Only a pipe has one end to read from and one to write to.
        (true, ChannelKind::Pipe) => words.say("stuck-read-pipe", &[holders]),
        (false, ChannelKind::Pipe) => words.say("stuck-write-pipe", &[holders]),
        (true, _) => words.say("stuck-read-held", &[named, holders]),
        (false, _) => words.say("stuck-write-held", &[named, holders]),
    }
}

fn in_a_circle(words: &Words, waiting: &[Stuck], circle: &[usize]) -> String {
    if let &[alone] = circle {
        let on = waiting.iter().find(|stuck| stuck.thread == alone).map(|stuck| &stuck.on);
        let id = match on {
            Some(WaitOn::Lock { .. }) => "circle-own-lock",
            Some(WaitOn::Channel { reading: true, .. }) => "circle-own-end",
            Some(WaitOn::Channel { reading: false, .. }) => "circle-own-pipe",
            _ => "circle-itself",
        };
        return words.say(id, &[("who", capitalised(&words.the(alone)).into())]);
    }
    let roles: Vec<String> = circle.iter().map(|&thread| words.role(thread)).collect();
    let shown = CIRCLE.of(&roles);
    let mut way: Vec<&str> = shown.first.iter().map(String::as_str).collect();
    if shown.left_out > 0 {
        way.push("…");
    }
    way.extend(shown.last.iter().map(String::as_str));
    // A circle is closed: it ends where it began.
    way.extend(roles.first().map(String::as_str));
    words.say("circle", &[("way", way.join(" → ").into())])
}

/// Locks whose holders are no more: a sentence for each.
fn locks_of_the_ended(words: &Words, waiting: &[Stuck]) -> Vec<String> {
    let lost: BTreeSet<(usize, usize)> = waiting
        .iter()
        .filter_map(|stuck| {
            let (WaitOn::Lock { lock }, Some(holder)) = (&stuck.on, stuck.held_by) else {
                return None;
            };
            has_ended(words, holder).then_some((*lock, holder))
        })
        .collect();
    let sentence = |(lock, holder): (usize, usize)| {
        let who = capitalised(&words.the(holder));
        words.say("lock-never-released", &[("lock", lock.into()), ("who", who.into())])
    };
    lost.into_iter().map(sentence).collect()
}

/// Who sleeps until somebody wakes it, when it is known that nobody will: everybody else waits too, or
/// has ended.
fn never_woken(words: &Words, waiting: &[Stuck]) -> Option<String> {
    let waits: BTreeSet<usize> = waiting.iter().map(|stuck| stuck.thread).collect();
    let others_go_on = (0..words.report.threads.len())
        .any(|thread| !waits.contains(&thread) && !has_ended(words, thread));
    let sleeps = |stuck: &&Stuck| matches!(stuck.on, WaitOn::Condition | WaitOn::Futex { .. });
    let asleep: Vec<_> =
        waiting.iter().filter(sleeps).map(|stuck| words.the(stuck.thread)).collect();
    if asleep.is_empty() || others_go_on {
        return None;
    }
    let id = if waits.len() == 1 { "never-woken-alone" } else { "never-woken" };
    let count = asleep.len();
    let whom = capitalised(&words.list(asleep));
    Some(words.say(id, &[("whom", whom.into()), ("count", count.into())]))
}

fn has_ended(words: &Words, thread: usize) -> bool {
    words.report.threads[thread].ended_ns.is_some()
}
