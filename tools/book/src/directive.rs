//! Directives: `{{#name argument}}`, on a line of its own, to be replaced when the book is built.

/// What is to stand in a directive's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A part of a listing; the only one that stands in a fence.
    Include,
    /// A recorded command with its output.
    Run,
    /// A recorded run as lanes of time.
    Timeline,
    /// The processes of a recorded run.
    Tree,
    /// What bytes went through in a recorded run.
    Pipes,
    /// What the explorer says of a recorded schedule that fails.
    Failure,
    /// Recorded measurements as a table.
    Table,
    /// Recorded measurements as a plot.
    Plot,
    /// Where and when something was recorded.
    Machine,
    /// The card of an exercise.
    Exercise,
    /// The figure in which the reader is the scheduler.
    Scheduler,
}

const NAMES: [(&str, Kind); 11] = [
    ("include", Kind::Include),
    ("run", Kind::Run),
    ("timeline", Kind::Timeline),
    ("tree", Kind::Tree),
    ("pipes", Kind::Pipes),
    ("failure", Kind::Failure),
    ("table", Kind::Table),
    ("plot", Kind::Plot),
    ("machine", Kind::Machine),
    ("exercise", Kind::Exercise),
    ("scheduler", Kind::Scheduler),
];

/// Understands a line that contains `{{#`.
///
/// # Errors
///
/// When it is no directive: the error says why, and how to write one.
pub fn read(line: &str) -> Result<(Kind, &str), String> {
    let line = line.trim();
    let Some(inside) = line.strip_prefix("{{#").and_then(|rest| rest.strip_suffix("}}")) else {
        return Err(format!(
            "`{line}` is a broken directive; write `{{{{#name argument}}}}` on a line of its own"
        ));
    };
    let mut words = inside.split_whitespace();
    let name = words.next().unwrap_or_default();
    let Some(&(_, kind)) = NAMES.iter().find(|(known, _)| *known == name) else {
        let known = NAMES.map(|(known, _)| known).join(", ");
        return Err(format!("there is no directive `{name}`; there are {known}"));
    };
    match (words.next(), words.next()) {
        (Some(argument), None) if !argument.contains(['{', '}']) => Ok((kind, argument)),
        _ => Err(format!("`{line}` takes one argument; write `{{{{#{name} argument}}}}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_has_a_name_and_one_argument() {
        assert_eq!(read("{{#run threads-python}}"), Ok((Kind::Run, "threads-python")));
        assert_eq!(read("  {{#include ../a.rs:b}} "), Ok((Kind::Include, "../a.rs:b")));
    }

    #[test]
    fn what_is_no_directive_is_refused_with_the_way_to_write_it() {
        for (line, told) in [
            ("{{#run a}} and more", "on a line of its own"),
            ("{{#run a}", "broken directive"),
            ("{{#runs a}}", "there is no directive `runs`"),
            ("{{#run}}", "takes one argument"),
            ("{{#run a b}}", "takes one argument"),
            ("{{#run a}} {{#run b}}", "takes one argument"),
        ] {
            let refused = read(line).unwrap_err();
            assert!(refused.contains(told), "{line}: {refused}");
        }
    }
}
