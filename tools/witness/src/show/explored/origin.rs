//! Where a schedule came from, and how far it is from the plain one.

use crate::explore::{Canonical, Choice, Decision, Failure, Origin};
use crate::show::words::Words;

/// Which schedule it was that failed first.
pub(super) fn told(words: &Words, origin: Origin) -> String {
    match origin {
        Origin::Canonical(Canonical::First) => words.say("origin-first", &[]),
        Origin::Canonical(canonical) => {
            let name = ("name", canonical.to_string().into());
            words.say("origin-canonical", &[name, ("rule", rule(words, canonical).into())])
        }
        Origin::Seed(seed) => words.say("origin-seed", &[("seed", seed.into())]),
        Origin::Steered(seed) => words.say("origin-steered", &[("seed", seed.into())]),
        Origin::Directed(change) => {
            let point = ("point", change.point.into());
            words.say("origin-directed", &[point, ("what", changed(words, change).into())])
        }
    }
}

/// How far the shortest schedule that was found is from the plain one; `None` when that is the one that
/// failed first.
pub(super) fn shortest(words: &Words, failure: &Failure) -> Option<String> {
    match failure.woven.decisions.len() {
        0 if failure.origin == Origin::Canonical(Canonical::First) => None,
        0 => Some(words.say("decisions-none", &[])),
        count => Some(words.say("decisions", &[("count", count.into())])),
    }
}

/// By what rule a canonical schedule goes.
fn rule(words: &Words, canonical: Canonical) -> String {
    let id = match canonical {
        Canonical::First => "canonical-first",
        Canonical::Newest => "canonical-newest",
        Canonical::Reverse => "canonical-reverse",
        Canonical::RoundRobin => "canonical-round-robin",
        Canonical::MainStarved => "canonical-main-starved",
        Canonical::HoldAndWait => "canonical-hold-and-wait",
        Canonical::StoreLast => "canonical-store-last",
        Canonical::RelockLast => "canonical-relock-last",
        Canonical::TryLast => "canonical-try-last",
        Canonical::Starve(number) => {
            // The first thread of the list is main, which nobody in the program created.
            let who = ("who", the(words, number + 1).into());
            return words.say("canonical-starve", &[who]);
        }
    };
    words.say(id, &[])
}

/// A thread's name, also of one that was never created: a schedule may name more threads than there
/// were in the run that is told of.
fn the(words: &Words, thread: usize) -> String {
    match thread < words.report.threads.len() {
        true => words.the(thread),
        false => words.say("the-thread", &[("number", thread.into())]),
    }
}

fn changed(words: &Words, change: Decision) -> String {
    let of = |id, thread| words.say(id, &[("who", the(words, thread).into())]);
    match change.choice {
        Choice::Run(thread) => of("choice-run", thread),
        Choice::Fire(thread) => of("choice-fire", thread),
        Choice::Wake(thread) => of("choice-wake", thread),
        Choice::Panic(thread) => of("choice-panic", thread),
        Choice::Kill(process) => match process < words.report.processes.len() {
            true => words.say("choice-kill", &[("who", words.the_process(process).into())]),
            false => words.say("choice-kill", &[("who", words.say("found-process", &[]).into())]),
        },
        Choice::Pick(outcome) => words.say("choice-pick", &[("outcome", outcome.into())]),
    }
}
