//! Texts that were changed in one edition alone, or in both without saying that they belong together.

use crate::Refusal;
use crate::page::Page;
use crate::sources::Sources;
use crate::translations::{self, Agreed, Section};

/// Every section whose two texts do not belong together.
///
/// # Errors
///
/// When `book/translations.toml` cannot be read.
pub fn check(sources: &Sources) -> anyhow::Result<Vec<Refusal>> {
    let agreed = Agreed::read(&sources.root)?;
    Ok(sources.pairs().flat_map(|(en, es)| page(en, es, &agreed)).collect())
}

fn page(en: &Page, es: &Page, agreed: &Agreed) -> Vec<Refusal> {
    if agreed.ids(&en.name).next().is_none() {
        let name = &en.name;
        let problem = format!(
            "the page is new; once both editions say the same, run `cargo telar book agree {name}`"
        );
        return vec![Refusal::new(en, 1, problem)];
    }
    let pairs = translations::sections(en).into_iter().zip(translations::sections(es));
    let mut refusals: Vec<Refusal> =
        pairs.filter_map(|(english, spanish)| stale(en, es, &english, &spanish, agreed)).collect();
    let ids: Vec<String> = translations::sections(en).into_iter().map(|it| it.id).collect();
    for id in agreed.ids(&en.name).filter(|id| !ids.iter().any(|here| here == id)) {
        let problem = format!(
            "the section `{id}` is gone, but `{}` still has it; run `cargo telar book agree {}`",
            translations::FILE,
            en.name
        );
        refusals.push(Refusal::new(en, 1, problem));
    }
    refusals
}

fn stale(
    en: &Page,
    es: &Page,
    english: &Section,
    spanish: &Section,
    agreed: &Agreed,
) -> Option<Refusal> {
    let agree = format!("run `cargo telar book agree {}#{}`", en.name, english.id);
    let Some((en_hash, es_hash)) = agreed.get(&en.name, &english.id) else {
        let problem = format!("the section is new; once both editions say the same, {agree}");
        return Some(Refusal::new(en, english.line, problem));
    };
    match (english.hash == en_hash, spanish.hash == es_hash) {
        (true, true) => None,
        (false, true) => Some(Refusal::new(
            es,
            spanish.line,
            format!(
                "the section is as it was, but the English one has changed; bring it up to date, then {agree}"
            ),
        )),
        (true, false) => Some(Refusal::new(
            en,
            english.line,
            format!(
                "the section is as it was, but the Spanish one has changed; bring it up to date, then {agree}"
            ),
        )),
        (false, false) => Some(Refusal::new(
            en,
            english.line,
            format!("the section has changed in both editions; once both say the same, {agree}"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::sample::{problems, sources};

    const EN: &str = "# A\n\nOpening.\n\n## B {#b}\n\nWords.\n\n### C {#c}\n\nMore.\n";
    const ES: &str = "# Á\n\nApertura.\n\n## B {#b}\n\nPalabras.\n\n### C {#c}\n\nMás.\n";

    fn told(en: &str, es: &str) -> Vec<String> {
        let before = sources(EN, ES);
        let mut agreed = Agreed::default();
        agreed.agree(&before.en.pages[0], &before.es.pages[0], None);
        let now = sources(en, es);
        problems(&page(&now.en.pages[0], &now.es.pages[0], &agreed))
    }

    #[test]
    fn what_was_agreed_on_and_only_wrapped_anew_is_well() {
        assert!(told(EN, ES).is_empty());
        assert!(told(&EN.replace("Opening.\n", "Opening.\n\n"), ES).is_empty());
    }

    #[test]
    fn a_new_page_is_told_once() {
        let book = sources(EN, ES);
        let told = problems(&page(&book.en.pages[0], &book.es.pages[0], &Agreed::default()));
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("run `cargo telar book agree a.md`"), "{told:?}");
    }

    #[test]
    fn a_change_in_one_edition_is_told_where_the_other_must_follow() {
        let told_en = told(&EN.replace("Words.", "Better words."), ES);
        assert_eq!(told_en.len(), 1);
        assert!(told_en[0].starts_with("book/es/a.md:5: "), "{told_en:?}");
        assert!(told_en[0].ends_with("`cargo telar book agree a.md#b`"), "{told_en:?}");
        let told_es = told(EN, &ES.replace("Más.", "Aún más."));
        assert_eq!(told_es.len(), 1);
        assert!(told_es[0].starts_with("book/en/a.md:9: "), "{told_es:?}");
        assert!(told_es[0].contains("the Spanish one has changed"), "{told_es:?}");
    }

    #[test]
    fn changes_of_both_and_sections_that_come_and_go_are_told() {
        let both = told(&EN.replace("Opening.", "Start."), &ES.replace("Apertura.", "Inicio."));
        assert_eq!(both.len(), 1);
        assert!(both[0].contains("has changed in both editions"), "{both:?}");
        let come = told(&format!("{EN}\n## D {{#d}}\n"), &format!("{ES}\n## D {{#d}}\n"));
        assert_eq!(come.len(), 1);
        assert!(come[0].contains("en/a.md:13: the section is new"), "{come:?}");
        let cut = |text: &str| text.split("### C").next().unwrap().to_owned();
        let gone = told(&cut(EN), &cut(ES));
        assert_eq!(gone.len(), 1);
        assert!(gone[0].contains("the section `c` is gone"), "{gone:?}");
    }
}
