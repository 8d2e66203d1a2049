//! Pages and books for the tests of the checks.

use std::path::PathBuf;

use course::{Course, Exercise, Text, Topic};
use messages::Language;

use crate::Refusal;
use crate::edition::Edition;
use crate::page::Page;
use crate::sources::Sources;

/// An English page `a.md` with this text.
pub fn page(text: &str) -> Page {
    Page::new(Language::En, "a.md", text.to_owned())
}

/// An edition of these pages: name and text.
pub fn edition(language: Language, pages: &[(&str, &str)]) -> Edition {
    let page = |(name, text): &(&str, &str)| Page::new(language, name, (*text).to_owned());
    Edition { language, pages: pages.iter().map(page).collect() }
}

/// A course with one exercise, `sum`, explained in `a.md#sum`.
pub fn course() -> Course {
    let text = || Text { en: "Sum".to_owned(), es: "Suma".to_owned() };
    let exercise = Exercise {
        name: "sum".to_owned(),
        title: text(),
        goal: text(),
        book: "a.md#sum".to_owned(),
        points: 1,
        requirements: vec!["adds_up".to_owned(), "waits".to_owned()],
        hints: vec![text()],
    };
    let topic = Topic { name: "sums".to_owned(), title: text(), exercises: vec![exercise] };
    Course { topics: vec![topic] }
}

/// A book of one page in each language.
pub fn sources(en: &str, es: &str) -> Sources {
    Sources {
        root: PathBuf::from("/nowhere"),
        en: edition(Language::En, &[("a.md", en)]),
        es: edition(Language::Es, &[("a.md", es)]),
        course: course(),
    }
}

/// The refusals as they are told.
pub fn problems(refusals: &[Refusal]) -> Vec<String> {
    refusals.iter().map(ToString::to_string).collect()
}
