//! The figure's sentences, in one language.

use std::sync::LazyLock;

use messages::{Language, Messages, Value};

pub const EN: &str = include_str!("../../messages/scheduler/en.ftl");
pub const ES: &str = include_str!("../../messages/scheduler/es.ftl");

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| Messages::new(EN, ES));

/// Says sentences in the language of an edition.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub Language);

impl Words {
    /// The sentence of this name.
    pub fn say(self, id: &str, values: &[(&str, Value)]) -> String {
        MESSAGES.say(self.0, id, values)
    }

    /// What a thread is called.
    pub fn thread(self, number: usize) -> String {
        self.say("thread", &[("thread", number.into())])
    }

    /// What a mutex is called within a sentence.
    pub fn lock(self, object: &str) -> String {
        self.say("lock", &[("object", object.into())])
    }

    /// A sentence that the browser fills in: each of these variables stands in it as `{name}`.
    pub fn pattern(self, id: &str, variables: &[&str]) -> String {
        let holes: Vec<(&str, Value)> =
            variables.iter().map(|name| (*name, Value::Text(format!("{{{name}}}")))).collect();
        self.say(id, &holes)
    }
}
