//! A command line that cannot be understood: what is wrong with it, in the student's language.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::voice::Voice;

/// One sentence that says what is wrong, and one that says what would be right.
pub fn refusal(error: &Error, voice: Voice) -> anyhow::Error {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let (id, values) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand);
            match nearest(error, ContextKind::SuggestedSubcommand) {
                Some(nearest) => {
                    ("usage-no-such-command-but", vec![("command", command), ("nearest", nearest)])
                }
                None => ("usage-no-such-command", vec![("command", command)]),
            }
        }
        ErrorKind::UnknownArgument => match nearest(error, ContextKind::SuggestedArg) {
            Some(nearest) => {
                ("usage-no-such-option-but", vec![("option", argument), ("nearest", nearest)])
            }
            None => ("usage-no-such-option", vec![("option", argument)]),
        },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            match value.is_empty() {
                true => ("usage-no-value", vec![("option", argument)]),
                false => (
                    "usage-wrong-value",
                    vec![("option", argument), ("value", value), ("right", right_values(error))],
                ),
            }
        }
        ErrorKind::MissingRequiredArgument => ("usage-missing", vec![("argument", argument)]),
        ErrorKind::ArgumentConflict => ("usage-conflict", vec![("option", argument)]),
        ErrorKind::InvalidUtf8 => ("usage-not-utf8", vec![]),
        // Whatever is left is told by clap itself, in English.
        _ => return anyhow::Error::msg(plain(error)),
    };
    let values: Vec<_> = values.into_iter().map(|(name, value)| (name, value.into())).collect();
    voice.error(id, &values)
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(words) => words.join(", "),
        other => other.to_string(),
    }
}

fn nearest(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        // From the least to the most alike.
        ContextValue::Strings(names) => names.last().cloned(),
        name => Some(name.to_string()),
    }
}

/// What the option would have taken: clap's own list, or what the function that read it says.
fn right_values(error: &Error) -> String {
    match (error.get(ContextKind::ValidValue), std::error::Error::source(error)) {
        (Some(values), _) => words(values),
        (None, Some(source)) => source.to_string(),
        (None, None) => String::new(),
    }
}

fn plain(error: &Error) -> String {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    first.strip_prefix("error: ").unwrap_or(first).to_owned()
}
