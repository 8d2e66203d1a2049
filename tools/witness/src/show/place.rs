//! A line of the source, as short as a reader can find it by.

use super::words::Words;
use crate::escape::escaped;
use crate::report::Place;

/// The file's name and the line: `transfers.rs:31`.
pub(super) fn line(place: &Place) -> String {
    let name = place.file.rsplit(['/', '\\']).next().unwrap_or(&place.file);
    format!("{}:{}", escaped(name), place.line)
}

/// The same with the function that it stands in: `transfers.rs:31 (move_money)`.
pub(super) fn line_and_function(words: &Words, place: &Place) -> String {
    let line = line(place);
    match name_of(&place.function) {
        ("", _) => line,
        (name, false) => format!("{line} ({})", escaped(name)),
        (name, true) => {
            let name = escaped(name).into_owned();
            format!("{line} ({})", words.say("closure", &[("function", name.into())]))
        }
    }
}

/// The last name of a function's path that somebody wrote, without what it is generic over; and
/// whether the path goes on from there to a closure, which has no name.
fn name_of(path: &str) -> (&str, bool) {
    let mut in_closure = false;
    for part in parts(path).into_iter().rev() {
        if part.contains("closure") && part.starts_with('{') {
            in_closure = true;
        } else if !part.starts_with(['{', '<']) {
            let end = part.find(['<', '(']).unwrap_or(part.len());
            return (&part[..end], in_closure);
        }
    }
    (path, false)
}

/// The path cut at each `::` that does not stand within brackets.
fn parts(path: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begin, mut depth, mut previous) = (0, 0_usize, ' ');
    for (at, character) in path.char_indices() {
        match character {
            '<' | '(' | '[' => depth += 1,
            // The `>` of an arrow closes nothing.
            '>' if previous == '-' => {}
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ':' if previous == ':' && depth == 0 => {
                parts.push(&path[begin..at - 1]);
                begin = at + 1;
                // A colon belongs to one cut only.
                previous = ' ';
                continue;
            }
            _ => {}
        }
        previous = character;
    }
    parts.push(&path[begin..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_called_by_its_own_name() {
        for (path, name) in [
            ("move_money", ("move_money", false)),
            ("threading::transfers::move_money", ("move_money", false)),
            ("threading::run::{closure#0}", ("run", true)),
            ("threading::run::{{closure}}::{{closure}}", ("run", true)),
            ("sum::add<alloc::vec::Vec<u64>>", ("add", false)),
            ("sum::add::<alloc::vec::Vec<u64>>", ("add", false)),
            ("<bank::Account as core::ops::Drop>::drop", ("drop", false)),
            ("bank::each<fn(&bank::Account) -> core::Result>", ("each", false)),
            ("bank::Account::add(int)", ("add", false)),
            ("{closure#0}", ("{closure#0}", false)),
            ("", ("", false)),
        ] {
            assert_eq!(name_of(path), name, "{path}");
        }
    }

    #[test]
    fn no_path_is_too_odd_to_be_cut() {
        for path in [":", "::", ":::", "a::", "::a", "<", ">::>", "a:::b", "é::ü", "a::<::"] {
            let (name, _) = name_of(path);
            assert!(path.contains(name));
        }
    }
}
