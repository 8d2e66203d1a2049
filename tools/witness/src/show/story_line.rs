//! A line of a story in the reader's language. Stories are recorded in English: whoever compares two of
//! them compares English lines, and only what is shown is translated.
//!
//! The English sentences are the forms that a line may have; what stands in their gaps is taken over.

use messages::{Language, Value};

use super::words::say;

/// The forms of whole lines.
const LINES: [&str; 23] = [
    "story-exited",
    "story-signaled",
    "story-stuck",
    "story-endless",
    "story-deadline",
    "story-output-limit",
    "story-task-limit",
    "story-silent",
    "story-sleeps",
    "story-joins",
    "story-futex",
    "story-lock",
    "story-lock-own",
    "story-lock-held",
    "story-condition",
    "story-child",
    "story-reads",
    "story-reads-held",
    "story-writes",
    "story-writes-held",
    "story-call",
    "story-carried",
    "story-unseen",
];

/// Of the ends of sockets.
const HALVES: [&str; 2] = ["story-sent", "story-received"];

/// The forms of what stands between the commas of a line about a thread.
const CLAUSES: [&str; 13] = [
    "story-role",
    "story-created",
    "story-runs",
    "story-exit-code",
    "story-reaped",
    "story-discarded",
    "story-zombie",
    "story-orphan",
    "story-undecided",
    "story-not-ended",
    "story-cut-off",
    "story-ended",
    "story-signal",
];

/// The gaps of all forms.
const GAPS: [&str; 7] = ["who", "whom", "kind", "signal", "number", "bytes", "name"];

/// The same line; one that no story has, and what the program wrote, comes back as it is.
pub fn story_line(line: &str, language: Language) -> String {
    if language == Language::En {
        return line.to_owned();
    }
    let text = line.trim();
    let whole = || LINES.iter().chain(&HALVES).find_map(|id| translated(id, text, language));
    let clauses = || {
        let clause = |text: &str| CLAUSES.iter().find_map(|id| translated(id, text, language));
        let clauses: Option<Vec<_>> = text.split(", ").map(clause).collect();
        clauses.map(|clauses| clauses.join(", "))
    };
    match whole().or_else(clauses) {
        Some(translated) => line.replacen(text, &translated, 1),
        None => line.to_owned(),
    }
}

fn translated(id: &str, text: &str, language: Language) -> Option<String> {
    /// What a form is cut at.
    const MARK: char = '\u{1}';
    let marked = GAPS.map(|name| (name, Value::from(format!("{MARK}{name}{MARK}"))));
    let form = say(Language::En, id, &marked);
    let mut parts = form.split(MARK);
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut filled = Vec::new();
    while let (Some(name), Some(after)) = (parts.next(), parts.next()) {
        let end = if after.is_empty() { rest.len() } else { rest.find(after)? };
        let name = GAPS.into_iter().find(|gap| *gap == name)?;
        filled.push((name, Value::from(filling(name, &rest[..end], language)?)));
        rest = &rest[end + after.len()..];
    }
    rest.is_empty().then(|| say(language, id, &filled))
}

/// What stands in a gap; `None` where it is none of what may stand there.
fn filling(gap: &str, text: &str, language: Language) -> Option<String> {
    match gap {
        "who" | "whom" => {
            let roles: Option<Vec<_>> = text.split(", ").map(|it| role(it, language)).collect();
            roles.map(|roles| roles.join(", "))
        }
        "kind" => {
            const KINDS: [&str; 9] = [
                "kind-stdin",
                "kind-stdout",
                "kind-stderr",
                "kind-pipe",
                "kind-socket-pair",
                "kind-socket",
                "kind-file",
                "kind-terminal",
                "kind-descriptor",
            ];
            let kind = KINDS.iter().find(|id| say(Language::En, id, &[]) == text)?;
            Some(say(language, kind, &[]))
        }
        "signal" => text.starts_with("SIG").then(|| text.to_owned()),
        "number" => text.parse::<i32>().is_ok().then(|| text.to_owned()),
        // "8 bytes" is good Spanish, too.
        _ => Some(text.to_owned()),
    }
}

/// `main`, `thread 2`, `child 1.3`, `child 1.3 thread 2`.
fn role(name: &str, language: Language) -> Option<String> {
    let is_path = |text: &str| text.split('.').all(|part| part.parse::<usize>().is_ok());
    let (id, values) = match name.split(' ').collect::<Vec<_>>()[..] {
        ["main"] => ("main", vec![]),
        ["nobody"] => ("nobody", vec![]),
        ["thread", number] if is_path(number) => ("thread", vec![("number", number.into())]),
        ["child", path] if is_path(path) => ("child", vec![("path", path.into())]),
        ["child", path, "thread", number] if is_path(path) && is_path(number) => {
            ("child-thread", vec![("path", path.into()), ("number", number.into())])
        }
        _ => return None,
    };
    Some(say(language, id, &values))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the English lines are written.
    const STORY: &str = include_str!("../story.rs");

    #[test]
    fn every_form_is_one_that_stories_have() {
        for id in LINES.iter().chain(&HALVES).chain(&CLAUSES) {
            let form = say(Language::En, id, &GAPS.map(|name| (name, "|".into())));
            for part in form.split('|').map(str::trim) {
                assert!(STORY.contains(part), "no story has `{part}` of `{id}`");
            }
        }
    }
}
