//! What the student is shown of the verdicts on one exercise.

use std::fmt::Write;

use course::verdict::{Record, Verdict};

use crate::grade::Findings;
use crate::output::{BAD, COMMAND, FAINT, GOOD, OPEN, STRONG, indented};
use crate::room::Place;
use crate::tries::Tries;
use crate::voice::Voice;

/// Every requirement with its state, and the evidence for those that do not hold: for the first one,
/// and for the others in short, unless `all` asks for more. A student meets the requirements in their
/// order, and one story is enough to read at a time.
pub fn verdicts(
    place: Place,
    findings: &Findings,
    tries: &Tries,
    all: bool,
    voice: Voice,
) -> String {
    let records = &findings.records;
    let mut text = heading(place, voice);
    for record in records {
        let (style, sign) = mark(record.verdict);
        let _ = writeln!(text, "  {style}{sign}{style:#} {}", record.title);
    }
    for requirement in &findings.missing {
        let _ = writeln!(text, "  {OPEN}!{OPEN:#} {requirement}");
    }
    text.push_str(&evidence(place, records, all, voice));

    let held = records.iter().filter(|record| record.verdict == Verdict::Pass).count();
    let of = place.exercise.requirements.len();
    let sum = voice.say("held", &[("held", held.into()), ("all", of.into())]);
    let _ = writeln!(text, "\n{STRONG}{sum}{STRONG:#}");
    text.push_str(&hints(place, tries, voice));
    text
}

fn evidence(place: Place, records: &[Record], all: bool, voice: Voice) -> String {
    let mut text = String::new();
    let mut said: Vec<&str> = Vec::new();
    let mut shortened = false;
    for record in records.iter().filter(|record| record.verdict != Verdict::Pass) {
        // A `todo!` that every requirement runs into is worth saying once.
        if said.contains(&record.message.as_str()) {
            continue;
        }
        let (style, sign) = mark(record.verdict);
        let (title, requirement) = (&record.title, &record.requirement);
        let _ = writeln!(text, "\n{style}{sign} {title}{style:#} {FAINT}({requirement}){FAINT:#}");
        if all || said.is_empty() || record.verdict == Verdict::NotWritten {
            text.push_str(&indented(&record.message, "  "));
        } else {
            shortened = true;
            text.push_str(&indented(record.message.lines().next().unwrap_or_default(), "  "));
            if let Some(command) = &record.again {
                let _ = writeln!(text, "  {COMMAND}{command}{COMMAND:#}");
            }
        }
        said.push(&record.message);
    }
    if shortened {
        let command = format!("cargo telar test --all {}", place.exercise.name);
        let sentence = voice.say("more-evidence", &[("command", command.into())]);
        let _ = writeln!(text, "\n{FAINT}{sentence}{FAINT:#}");
    }
    text
}

/// What is shown of an exercise that cannot be judged, besides the compiler's own words.
pub fn does_not_compile(place: Place, voice: Voice) -> String {
    let file = place.file().display().to_string();
    let sentence = voice.say("does-not-compile", &[("file", file.into())]);
    format!("{}  {BAD}✗{BAD:#} {sentence}\n", heading(place, voice))
}

/// How to go on with an exercise that is not solved yet.
pub fn again(place: Place, voice: Voice) -> String {
    let command = format!("{COMMAND}cargo telar test {}{COMMAND:#}", place.exercise.name);
    let values = [("file", place.file().display().to_string().into()), ("command", command.into())];
    format!("\n{}\n", voice.say("again", &values))
}

fn heading(place: Place, voice: Voice) -> String {
    let (name, title) = (&place.exercise.name, place.exercise.title.get(voice.language));
    format!("{STRONG}{name}{STRONG:#} · {title}\n")
}

fn mark(verdict: Verdict) -> (anstyle::Style, &'static str) {
    match verdict {
        Verdict::Pass => (GOOD, "✓"),
        Verdict::Fail => (BAD, "✗"),
        Verdict::NotWritten => (BAD, "·"),
        Verdict::Inconclusive => (OPEN, "?"),
    }
}

/// One hint after the first try that failed, two after the second, and so on.
fn hints(place: Place, tries: &Tries, voice: Voice) -> String {
    let all = &place.exercise.hints;
    let mut text = String::new();
    for (number, hint) in (1..).zip(all.iter().take(tries.failed)) {
        let hint = hint.get(voice.language);
        let values = [("number", number.into()), ("all", all.len().into()), ("hint", hint.into())];
        let _ = writeln!(text, "{}", voice.say("hint", &values));
    }
    if (1..all.len()).contains(&tries.failed) {
        let _ = writeln!(text, "{FAINT}{}{FAINT:#}", voice.say("more-hints", &[]));
    }
    text
}
