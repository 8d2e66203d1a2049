//! Which language to speak.

use std::fmt;
use std::str::FromStr;

use unic_langid::LanguageIdentifier;

/// A language that the course speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The language to speak: the one asked for explicitly (`--lang`), else what the variable
    /// `TELAR_LANG` says, else what the locale says, else English.
    ///
    /// A value of `TELAR_LANG` that names neither language is passed over, as locales that the course
    /// does not speak are.
    pub fn choose(explicit: Option<Self>) -> Self {
        let variable = std::env::var("TELAR_LANG").ok();
        Self::choose_from(explicit, variable.as_deref(), sys_locale::get_locales())
    }

    fn choose_from(
        explicit: Option<Self>,
        variable: Option<&str>,
        locales: impl IntoIterator<Item = String>,
    ) -> Self {
        explicit
            .or_else(|| variable.and_then(Self::of_locale))
            .or_else(|| locales.into_iter().find_map(|locale| Self::of_locale(&locale)))
            .unwrap_or_default()
    }

    /// The language of a locale such as `es`, `es-MX` or `es_ES.UTF-8`; `None` for one that the course
    /// does not speak.
    fn of_locale(locale: &str) -> Option<Self> {
        let language = locale.split(['-', '_', '.', '@']).next().unwrap_or(locale);
        match language.to_ascii_lowercase().as_str() {
            "es" => Some(Self::Es),
            // `C` and `POSIX` are what programs speak untranslated: a decision for English, so a
            // Spanish locale further down the list does not count.
            "en" | "c" | "posix" => Some(Self::En),
            _ => None,
        }
    }

    /// A number as the language writes it: Spanish puts a comma where English puts a point.
    pub fn number(self, number: f64) -> String {
        self.written(number.to_string())
    }

    /// The same with so many decimals.
    pub fn decimal(self, number: f64, decimals: usize) -> String {
        self.written(format!("{number:.decimals$}"))
    }

    fn written(self, number: String) -> String {
        match self {
            Self::En => number,
            Self::Es => number.replace('.', ","),
        }
    }

    pub(crate) fn identifier(self) -> LanguageIdentifier {
        self.to_string().parse().expect("`en` and `es` are language identifiers")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::En => "en",
            Self::Es => "es",
        })
    }
}

/// A language that the course does not speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLanguage(
    /// As it was asked for.
    pub String,
);

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown language `{}` (there are `en` and `es`)", self.0)
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "en" => Ok(Self::En),
            "es" => Ok(Self::Es),
            _ => Err(UnknownLanguage(name.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(explicit: Option<Language>, variable: Option<&str>, locales: &[&str]) -> Language {
        Language::choose_from(explicit, variable, locales.iter().map(ToString::to_string))
    }

    #[test]
    fn what_is_asked_for_wins_over_the_variable_and_the_variable_over_the_locale() {
        assert_eq!(choose(Some(Language::En), Some("es"), &["es-ES"]), Language::En);
        assert_eq!(choose(None, Some("es"), &["en-GB"]), Language::Es);
        assert_eq!(choose(None, None, &["es-MX"]), Language::Es);
    }

    #[test]
    fn numbers_have_the_comma_or_the_point_of_their_language() {
        assert_eq!(Language::En.decimal(2351.0, 3), "2351.000");
        assert_eq!(Language::Es.decimal(0.1266, 2), "0,13");
        assert_eq!(Language::Es.number(0.5), "0,5");
        assert_eq!(Language::Es.number(15.0), "15");
    }

    #[test]
    fn a_variable_in_another_language_is_passed_over() {
        assert_eq!(choose(None, Some("fr"), &["es-ES"]), Language::Es);
        assert_eq!(choose(None, Some(""), &["es-ES"]), Language::Es);
        assert_eq!(choose(None, Some("es_ES.UTF-8"), &[]), Language::Es);
    }

    #[test]
    fn the_untranslated_locale_is_english() {
        for locale in ["C", "POSIX", "C.UTF-8"] {
            assert_eq!(choose(None, None, &[locale, "es-ES"]), Language::En, "{locale}");
        }
    }

    #[test]
    fn the_first_locale_that_the_course_speaks_counts() {
        assert_eq!(choose(None, None, &["ca-ES", "es-ES", "en"]), Language::Es);
        assert_eq!(choose(None, None, &["de-AT"]), Language::En);
        assert_eq!(choose(None, None, &[]), Language::En);
        // Not every language that begins with these letters.
        assert_eq!(choose(None, None, &["est-EE"]), Language::En);
    }

    #[test]
    fn a_language_is_read_as_it_is_written() {
        for language in Language::ALL {
            assert_eq!(language.to_string().parse(), Ok(language));
        }
        let refused = "fr".parse::<Language>().expect_err("French is not spoken here");
        assert_eq!(refused.to_string(), "unknown language `fr` (there are `en` and `es`)");
    }
}
