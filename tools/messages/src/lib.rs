//! Sentences for people, in English and Spanish.
//!
//! Each crate that speaks to people keeps its sentences in two Fluent files, `messages/en.ftl` and
//! `messages/es.ftl`, builds one [`Messages`] from them, and proves by [`parity`] in a test that
//! neither language has a sentence, or a variable, that the other lacks. Which language is spoken is
//! decided once, by [`Language::choose`], where a program starts.

mod language;
mod parity;
mod value;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

pub use language::{Language, UnknownLanguage};
pub use parity::parity;
pub use value::Value;

/// One crate's sentences in both languages.
///
/// ```
/// # use messages::{Language, Messages};
/// let messages = Messages::new("waited = { $who } waited", "waited = { $who } esperó");
/// assert_eq!(messages.say(Language::Es, "waited", &[("who", "main".into())]), "main esperó");
/// ```
pub struct Messages {
    en: FluentBundle<FluentResource>,
    es: FluentBundle<FluentResource>,
}

impl Messages {
    /// The sentences of these two Fluent texts.
    ///
    /// # Panics
    ///
    /// When a text is not Fluent, or gives two sentences the same name. Both texts are part of the
    /// program, so that is a mistake of ours, and one that [`parity`] finds in a test.
    pub fn new(en: &'static str, es: &'static str) -> Self {
        Self { en: bundle(Language::En, en), es: bundle(Language::Es, es) }
    }

    /// The sentence named `id` in this language, with `values` in the places of its variables.
    ///
    /// # Panics
    ///
    /// When there is no such sentence, or a variable of it has no value: a sentence with a hole in it
    /// must not reach anybody.
    pub fn say(&self, language: Language, id: &str, values: &[(&str, Value)]) -> String {
        let bundle = match language {
            Language::En => &self.en,
            Language::Es => &self.es,
        };
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            panic!("there is no message `{id}` in language `{language}`");
        };
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.to_fluent());
        }
        let mut errors = Vec::new();
        let sentence = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        assert!(errors.is_empty(), "message `{id}` in language `{language}`: {errors:?}");
        sentence
    }

    /// Whether there is a sentence named `id`, for names that are put together at run time.
    pub fn has(&self, id: &str) -> bool {
        self.en.has_message(id)
    }
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").finish_non_exhaustive()
    }
}

fn bundle(language: Language, text: &'static str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(text.to_owned())
        .unwrap_or_else(|(_, errors)| panic!("messages in language `{language}`: {errors:?}"));
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    // Fluent would put invisible marks around each value, which break a command that is copied.
    bundle.set_use_isolating(false);
    bundle
        .add_resource(resource)
        .unwrap_or_else(|errors| panic!("messages in language `{language}`: {errors:?}"));
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: &str = "
waits = { $threads ->
    [one] { $threads } thread waits for { $whom }
   *[other] { $threads } threads wait for { $whom }
}
plain = Run { $command } again.
";
    const ES: &str = "
waits = { $threads ->
    [one] { $threads } hilo espera a { $whom }
   *[other] { $threads } hilos esperan a { $whom }
}
plain = Ejecuta otra vez { $command }.
";

    fn waits(language: Language, threads: u64) -> String {
        Messages::new(EN, ES).say(
            language,
            "waits",
            &[("threads", threads.into()), ("whom", "main".into())],
        )
    }

    #[test]
    fn one_and_many_are_told_apart_in_both_languages() {
        assert_eq!(waits(Language::En, 1), "1 thread waits for main");
        assert_eq!(waits(Language::En, 0), "0 threads wait for main");
        assert_eq!(waits(Language::Es, 1), "1 hilo espera a main");
        assert_eq!(waits(Language::Es, 0), "0 hilos esperan a main");
        // CLDR gives a Spanish million a form of its own, `many`; the default form must serve it.
        assert_eq!(waits(Language::Es, 1_000_000), "1000000 hilos esperan a main");
    }

    #[test]
    fn values_come_out_as_they_went_in() {
        let messages = Messages::new(EN, ES);
        let command = "cargo telar observe three-threads -- --workers 3";
        let said = messages.say(Language::En, "plain", &[("command", command.into())]);
        assert_eq!(said, format!("Run {command} again."));
        let said =
            messages.say(Language::Es, "plain", &[("command", 9_007_199_254_740_993_u64.into())]);
        assert_eq!(said, "Ejecuta otra vez 9007199254740993.");
    }

    #[test]
    #[should_panic(expected = "there is no message `absent`")]
    fn a_missing_sentence_is_named() {
        Messages::new(EN, ES).say(Language::En, "absent", &[]);
    }

    #[test]
    #[should_panic(expected = "message `plain`")]
    fn a_missing_value_is_never_printed_as_a_hole() {
        Messages::new(EN, ES).say(Language::En, "plain", &[]);
    }

    #[test]
    fn messages_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Messages>();
    }
}
