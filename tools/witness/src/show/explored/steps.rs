//! The steps of a run, few enough to be read: those around each switch from one thread to another, those
//! that wrote a line or by which an update was lost, and the last ones before it failed.

use std::collections::BTreeSet;

use crate::escape::escaped;
use crate::explore::{Failure, Finding, Moved, Step, Woven};
use crate::report::{Line, Outcome, Report};
use crate::show::bound::Bound;
use crate::show::place;
use crate::show::text::page::{LEFT, Page, RIGHT};
use crate::show::words::{Words, shortened};
use crate::tracer::signal_name;

/// How many steps at the end are shown, whoever took them.
const LAST: usize = 15;

/// How many rows a list of steps has.
const ROWS: Bound = Bound { first: 24, last: 40 };

/// Longer lines of output are cut.
const LONGEST_LINE: usize = 40;

/// Who asks for no more bytes than these wants them all.
const MESSAGE: u64 = 64;

/// The steps around each switch, those that wrote a line or by which an update was lost, and the last ones.
pub(super) fn around_switches(page: &mut Page, words: &Words, failure: &Failure) {
    let steps = until_it_failed(failure);
    let begin = beginning(steps);
    let last = last(steps, begin);
    let lost = lost_updates(steps, begin);
    let shown: Vec<usize> = (begin..steps.len())
        .filter(|&index| {
            matters(steps, begin, index)
                || last.contains(&index)
                || lost.contains(&index)
                || line_of(words.report, &steps[index]).is_some()
        })
        .collect();
    if shown.is_empty() {
        return;
    }
    page.heading("steps");
    let bound = ROWS.of(&shown);
    let mut next = 0;
    let mut rows = Vec::new();
    for &index in bound.iter() {
        match &steps[next..index] {
            [] => {}
            // Its own row takes no more room than to say that it is left out.
            [alone] => rows.push(row(words, alone)),
            several => rows.push(vec![left_out(words, several)]),
        }
        rows.push(row(words, &steps[index]));
        next = index + 1;
    }
    page.rows(&rows, &LEANS);
}

/// Every step.
pub(super) fn all(page: &mut Page, words: &Words, woven: &Woven) {
    page.heading("steps-all");
    let rows: Vec<_> = woven.log.iter().map(|step| row(words, step)).collect();
    page.rows(&rows, &LEANS);
}

const LEANS: [bool; 2] = [RIGHT, LEFT];

/// The log up to where it is known that the run fails: the panic, or the last step before everybody
/// was let go of because nobody could go on.
fn until_it_failed(failure: &Failure) -> &[Step] {
    let log = &failure.woven.log[..];
    if let Finding::Panic { .. } = failure.finding
        && let Some(panic) = log.iter().position(|step| step.what == "panic")
    {
        return &log[..=panic];
    }
    match failure.woven.report.outcome {
        Outcome::Exited { .. } | Outcome::Signaled { .. } => log,
        _ => {
            let last = log.iter().rposition(|step| step.what != "ends");
            &log[..last.map_or(0, |last| last + 1)]
        }
    }
}

/// Where the program's own steps begin: what comes before is the same for every program.
fn beginning(steps: &[Step]) -> usize {
    let own = |step: &Step| step.place.is_some() || step.what == "creates";
    steps.iter().position(own).unwrap_or(0)
}

/// Whether another thread goes on before or after this step, or something rare happens at it.
fn matters(steps: &[Step], begin: usize, index: usize) -> bool {
    let switch =
        |at: usize| at > begin && at < steps.len() && steps[at].thread != steps[at - 1].thread;
    index == begin || switch(index) || switch(index + 1) || is_unfriendly(&steps[index])
}

/// The last steps. Of what a thread does in a row at one line of the source, which may be a whole call of
/// a library, the first and the last.
fn last(steps: &[Step], begin: usize) -> Vec<usize> {
    let alike = |one: usize, other: usize| match (steps.get(one), steps.get(other)) {
        (Some(one), Some(other)) => one.thread == other.thread && one.place == other.place,
        _ => false,
    };
    let telling = |&index: &usize| {
        let within = index > begin && alike(index - 1, index) && alike(index, index + 1);
        !within || steps[index].place.is_none()
    };
    (begin..steps.len()).rev().filter(telling).take(LAST).collect()
}

/// Where a thread loads an atomic, another one changes it, and the first stores what it has made of the old value: all
/// three steps.
fn lost_updates(steps: &[Step], begin: usize) -> BTreeSet<usize> {
    const CHANGES: [&str; 4] = ["store", "swap", "update", "compare-exchange"];
    let mut lost = BTreeSet::new();
    for (index, store) in steps.iter().enumerate().skip(begin) {
        if store.what != "store" {
            continue;
        }
        let same = |at: &usize| steps[*at].object == store.object;
        let others: Vec<usize> = (begin..index)
            .rev()
            .filter(same)
            .take_while(|&at| steps[at].thread != store.thread)
            .filter(|&at| CHANGES.contains(&steps[at].what.as_str()))
            .collect();
        let before = (begin..index).rev().filter(same).find(|&at| steps[at].thread == store.thread);
        if let Some(load) = before.filter(|&at| steps[at].what == "load" && !others.is_empty()) {
            lost.extend(others);
            lost.extend([load, index]);
        }
    }
    lost
}

/// Whether the system did something here that a program rarely meets.
fn is_unfriendly(step: &Step) -> bool {
    const UNFRIENDLY: [&str; 6] =
        ["time-out fires", "wakes without a reason", "is killed", "interrupted", "signal", "panic"];
    UNFRIENDLY.contains(&step.what.as_str())
}

fn left_out(words: &Words, steps: &[Step]) -> String {
    let count = ("count", steps.len().into());
    let thread = steps[0].thread;
    match steps.iter().all(|step| step.thread == thread) {
        true => words.say("steps-left-out-of", &[count, ("who", words.the(thread).into())]),
        false => words.say("steps-left-out", &[count]),
    }
}

fn row(words: &Words, step: &Step) -> Vec<String> {
    // Steps are microseconds apart, however long the program sleeps between them.
    let at = words.language.decimal(step.at_ns as f64 / 1e6, 3);
    let at = words.say("ms", &[("time", at.into())]);
    let mut row = vec![at, words.role(step.thread), what(words, step)];
    row.extend(step.place.as_ref().map(|at| place::line_and_function(words, at)));
    row
}

/// What a thread did, in words; a system call by its name, and a line of output by its text.
fn what(words: &Words, step: &Step) -> String {
    if let Some(line) = line_of(words.report, step) {
        let line = shortened(&escaped(&line.text), LONGEST_LINE);
        return words.say("step-writes", &[("line", line.into())]);
    }
    if let Some(moved) = step.moved {
        return gives(words, step, moved);
    }
    let object = step.object.as_deref().unwrap_or_default();
    // `lock 1`, `thread 2`: what the log calls the object, and its number.
    let number = object.rsplit(' ').next().unwrap_or_default();
    let id = match step.what.as_str() {
        "load" => "step-load",
        "store" => "step-store",
        "swap" => "step-swap",
        "update" => "step-update",
        "compare-exchange" => "step-compare-exchange",
        "lock" => "step-lock",
        "try-lock" => "step-try-lock",
        "unlock" => "step-unlock",
        "lock to read" => "step-read-lock",
        "try-lock to read" => "step-try-read-lock",
        "unlock after reading" => "step-read-unlock",
        "lock to write" => "step-write-lock",
        "try-lock to write" => "step-try-write-lock",
        "unlock after writing" => "step-write-unlock",
        "downgrade" => "step-downgrade",
        "wait" if object.starts_with("condition") => "step-wait",
        "wait with time-out" => "step-wait-timeout",
        "notify one" => "step-notify-one",
        "notify all" => "step-notify-all",
        "signal" => return signal(words, number),
        "creates" => return creates(words, number),
        other => return alone(words, other),
    };
    words.say(id, &[("number", number.into())])
}

/// The line that a step ended, if it wrote one.
fn line_of<'a>(report: &'a Report, step: &Step) -> Option<&'a Line> {
    let wrote = |line: &&Line| line.thread == step.thread && line.at_ns == step.at_ns;
    if step.what == "write" { report.lines.iter().find(wrote) } else { None }
}

/// A read or write, and what it gave.
fn gives(words: &Words, step: &Step, Moved { bytes, of }: Moved) -> String {
    let returns = step.what == "returns";
    let call = if returns { step.object.as_deref().unwrap_or_default() } else { &step.what };
    // Whoever reads with room to spare wants what is there; eight bytes or so are a whole message.
    let is_part = bytes < of && of <= MESSAGE;
    let id = match (returns, bytes == 0 && of > 0 && call == "read", is_part) {
        (false, true, _) => "step-moved-none",
        (false, _, true) => "step-moved-part",
        (false, ..) => "step-moved",
        (true, true, _) => "step-returns-none",
        (true, _, true) => "step-returns-part",
        (true, ..) => "step-returns",
    };
    let call = ("call", escaped(call).into_owned().into());
    words.say(id, &[call, ("bytes", bytes.into()), ("of", of.into())])
}

fn signal(words: &Words, number: &str) -> String {
    let name = number.parse().map_or_else(|_| number.to_owned(), signal_name);
    words.say("step-signal", &[("signal", name.into())])
}

fn creates(words: &Words, number: &str) -> String {
    let created = number.parse().ok().filter(|&thread| thread < words.report.threads.len());
    let whom = created.map_or_else(|| number.to_owned(), |thread| words.the(thread));
    words.say("step-creates", &[("whom", whom.into())])
}

/// What is done to nothing that has a number.
fn alone(words: &Words, what: &str) -> String {
    match what {
        "fence" => words.say("step-fence", &[]),
        "spin" => words.say("step-spin", &[]),
        "panic" => words.say("step-panic", &[]),
        "ends" => words.say("step-ends", &[]),
        "is killed" => words.say("step-killed", &[]),
        "time-out fires" => words.say("step-time-out", &[]),
        "wakes without a reason" => words.say("step-spurious", &[]),
        "interrupted" => words.say("step-interrupted", &[]),
        call => words.say("step-call", &[("call", escaped(call).into_owned().into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_update_is_three_steps() {
        let step = |thread, what: &str, object: &str| Step {
            at_ns: 0,
            thread,
            what: what.into(),
            object: Some(object.into()),
            place: None,
            moved: None,
        };
        let steps = [
            step(1, "load", "atomic 1"),
            step(2, "load", "atomic 1"),
            step(2, "store", "atomic 2"),
            step(2, "store", "atomic 1"),
            step(1, "store", "atomic 1"),
            // Nobody comes in between.
            step(1, "load", "atomic 1"),
            step(2, "load", "atomic 1"),
            step(1, "store", "atomic 1"),
        ];
        assert_eq!(lost_updates(&steps, 0), BTreeSet::from([0, 3, 4]));
    }
}
