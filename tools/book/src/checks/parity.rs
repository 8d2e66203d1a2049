//! Both editions have the same pages, and each page the same structure in both.

use std::path::Path;

use crate::Refusal;
use crate::edition::Edition;
use crate::page::Page;
use crate::sources::Sources;

/// Where the editions differ. Of each page, the first difference: what follows it is often only its
/// consequence.
pub fn check(sources: &Sources) -> Vec<Refusal> {
    let mut refusals = lacking(&sources.en, &sources.es);
    refusals.extend(lacking(&sources.es, &sources.en));
    if refusals.is_empty() {
        refusals.extend(disordered(sources));
    }
    refusals.extend(sources.pairs().filter_map(|(en, es)| differing(en, es)));
    refusals
}

/// The pages that only `has` has.
fn lacking(has: &Edition, lacks: &Edition) -> Vec<Refusal> {
    let alone = has.pages.iter().filter(|page| lacks.page(&page.name).is_none());
    alone
        .map(|page| {
            let other = lacks.language;
            Refusal::new(
                page,
                1,
                format!("the page is not in the other edition; write `book/{other}/{}`", page.name),
            )
        })
        .collect()
}

fn disordered(sources: &Sources) -> Option<Refusal> {
    let mut pairs = sources.en.pages.iter().zip(&sources.es.pages);
    let (en, es) = pairs.find(|(en, es)| en.name != es.name)?;
    let problem = format!(
        "`{}` stands where the English summary has `{}`; list the pages in the same order",
        es.name, en.name
    );
    Some(Refusal { file: Path::new("book/es/SUMMARY.md").to_owned(), line: 1, problem })
}

fn differing(en: &Page, es: &Page) -> Option<Refusal> {
    let (english, spanish) = (structure(en), structure(es));
    let first = (0..english.len().max(spanish.len()))
        .find(|&at| english.get(at).map(|(_, it)| it) != spanish.get(at).map(|(_, it)| it))?;
    let (line, problem) = match (english.get(first), spanish.get(first)) {
        (Some((en_line, english)), Some((es_line, spanish))) => (
            *es_line,
            format!("{spanish} stands where `{}:{en_line}` has {english}", en.file.display()),
        ),
        (Some((en_line, english)), None) => {
            let end = es.text.lines().count().max(1);
            (end, format!("{english} is missing, which `{}:{en_line}` has", en.file.display()))
        }
        (None, Some((es_line, spanish))) => {
            (*es_line, format!("{spanish} is more than `{}` has", en.file.display()))
        }
        (None, None) => return None,
    };
    Some(Refusal::new(es, line, format!("{problem}; give both editions the same structure")))
}

/// What both editions must have in common, in the order of the page, each with its line.
fn structure(page: &Page) -> Vec<(usize, String)> {
    let mut parts = Vec::new();
    for heading in &page.headings {
        let id = heading.id.as_deref().map(|id| format!(" with the id `{id}`"));
        let level = heading.level;
        let what = format!("a heading of level {level}{}", id.unwrap_or_default());
        parts.push((heading.line, what));
    }
    for fence in &page.fences {
        let what = match fence.include() {
            Some(argument) => format!("the listing `{argument}`"),
            None => format!("a `{}` fence", fence.language()),
        };
        parts.push((fence.line, what));
    }
    for directive in &page.directives {
        let what = format!("`{}`", &page.text[directive.range.clone()].trim());
        parts.push((directive.line, what));
    }
    for (element, line) in &page.elements {
        parts.push((*line, format!("a `<{element}>`")));
    }
    parts.sort_by_key(|&(line, _)| line);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::sample::{edition, problems, sources};
    use messages::Language;

    const EN: &str = "# A\n\n## B {#b}\n\n```python\n{{#include ../a.py:a}}\n```\n\n{{#run r}}\n\n\
        <details><summary>Why?</summary>\n\nSo.\n\n</details>\n";

    #[test]
    fn other_words_in_the_same_structure_are_well() {
        let es =
            EN.replace("# A", "# Á").replace("Why?", "¿Por qué?").replace("So.", "Así.\n\nY más.");
        assert!(check(&sources(EN, &es)).is_empty());
    }

    #[test]
    fn every_difference_of_structure_is_told() {
        for (from, to, expected) in [
            (
                "{#b}",
                "{#c}",
                "es/a.md:3: a heading of level 2 with the id `c` stands where `book/en/a.md:3`",
            ),
            ("## B", "### B", "a heading of level 3"),
            ("a.py:a", "a.py:b", "es/a.md:5: the listing `../a.py:b` stands where"),
            ("{{#run r}}", "", "a `<details>` stands where `book/en/a.md:9` has `{{#run r}}`"),
            ("<details>", "<p>", "a `<details>` is missing, which `book/en/a.md:11` has"),
            ("So.", "So.\n\n{{#run q}}", "`{{#run q}}` is more than `book/en/a.md` has"),
        ] {
            let told = problems(&check(&sources(EN, &EN.replacen(from, to, 1))));
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(told[0].contains(expected), "{told:?}");
        }
    }

    #[test]
    fn both_editions_have_the_same_pages_in_the_same_order() {
        let mut book = sources(EN, EN);
        book.en = edition(Language::En, &[("a.md", EN), ("b.md", EN)]);
        let told = problems(&check(&book));
        assert_eq!(
            told,
            ["book/en/b.md:1: the page is not in the other edition; write `book/es/b.md`"]
        );
        book.es = edition(Language::Es, &[("b.md", EN), ("a.md", EN)]);
        let told = problems(&check(&book));
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("list the pages in the same order"), "{told:?}");
    }
}
