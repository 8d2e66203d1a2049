//! The sentences of all graders.
//!
//! Each exercise has its two files, so that who writes a grader writes its sentences beside nobody
//! else's. A sentence is asked for by its name, which begins with the exercise's; what all graders say
//! begins with `common-`.

use std::sync::LazyLock;

use ::messages::{Language, Messages, Value};

/// An exercise and its sentences in English and Spanish.
type Source = (&'static str, &'static str, &'static str);

macro_rules! sources {
    ($($name:literal),* $(,)?) => {
        [$((
            $name,
            include_str!(concat!("../messages/", $name, ".en.ftl")),
            include_str!(concat!("../messages/", $name, ".es.ftl")),
        )),*]
    };
}

/// Every file of sentences. A new exercise adds its name here.
pub(crate) const SOURCES: &[Source] = &sources![
    "common",
    "threading/three-threads",
    "threading/counter",
    "threading/scoped-sum",
    "threading/bounded-queue",
    "threading/worker-pool",
    "threading/transfers",
    "threading/cache",
    "multiprocessing/three-processes",
    "multiprocessing/separate-memory",
    "multiprocessing/capture",
    "multiprocessing/pipeline",
    "multiprocessing/process-pool",
    "multiprocessing/graceful-shutdown",
    "combined/threads-in-processes",
    "ipc/relay",
    "performance/capstone",
];

static ALL: LazyLock<Vec<Messages>> =
    LazyLock::new(|| SOURCES.iter().map(|(_, en, es)| Messages::new(en, es)).collect());

/// The sentence of this name.
///
/// # Panics
///
/// When there is none: a mistake of the grader's, told by name.
pub(crate) fn say(language: Language, id: &str, values: &[(&str, Value)]) -> String {
    let messages = ALL.iter().find(|messages| messages.has(id));
    let Some(messages) = messages else {
        panic!("no file in tests/support/messages has the message `{id}`");
    };
    messages.say(language, id, values)
}

/// Whether there is a sentence of this name.
pub(crate) fn has(id: &str) -> bool {
    ALL.iter().any(|messages| messages.has(id))
}
