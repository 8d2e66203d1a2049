//! What the command says, in the student's language.

use std::sync::LazyLock;

use messages::{Language, Messages, Value};

const EN: &str = include_str!("../messages/en.ftl");
const ES: &str = include_str!("../messages/es.ftl");

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| Messages::new(EN, ES));

/// Speaks the language that the student chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// The language.
    pub language: Language,
}

impl Voice {
    /// The sentence `id`, with `values` in its gaps.
    ///
    /// # Panics
    ///
    /// When there is no such sentence; the ids are part of this program.
    pub fn say(self, id: &str, values: &[(&str, Value)]) -> String {
        MESSAGES.say(self.language, id, values)
    }

    /// The sentence `id`, as an error.
    pub fn error(self, id: &str, values: &[(&str, Value)]) -> anyhow::Error {
        anyhow::Error::msg(self.say(id, values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_sentences() {
        messages::parity(EN, ES).unwrap();
    }
}
