//! What the book says by itself, beside its pages: captions, cards, the theme's buttons.

use std::sync::LazyLock;

use messages::{Language, Messages, Value};

const EN: &str = include_str!("../messages/en.ftl");
const ES: &str = include_str!("../messages/es.ftl");

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| Messages::new(EN, ES));

/// The sentence `id` in this language, with `values` in its gaps.
///
/// # Panics
///
/// When there is no such sentence.
pub fn say(language: Language, id: &str, values: &[(&str, Value)]) -> String {
    MESSAGES.say(language, id, values)
}

/// Whether there is a sentence of this name, for names that stand in the theme.
pub fn has(id: &str) -> bool {
    MESSAGES.has(id)
}

/// The text with what HTML would take for its own escaped; for elements and attributes alike.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_sentences() {
        messages::parity(EN, ES).unwrap();
    }
}
