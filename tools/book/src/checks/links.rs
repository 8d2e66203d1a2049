//! Links between pages: the page, the file and the section must be there.

use std::path::Path;

use crate::Refusal;
use crate::edition::Edition;
use crate::page::Page;

/// Links of an edition that lead nowhere.
pub fn check(edition: &Edition, root: &Path) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for page in &edition.pages {
        for link in &page.links {
            if let Some(problem) = problem(edition, page, &link.target, root) {
                refusals.push(Refusal::new(page, link.line, problem));
            }
        }
    }
    refusals
}

fn problem(edition: &Edition, page: &Page, target: &str, root: &Path) -> Option<String> {
    if leads_out(target) {
        return None;
    }
    let (path, section) = match target.split_once('#') {
        Some((path, section)) => (path, Some(section)),
        None => (target, None),
    };
    let name = path.trim_start_matches("./");
    let there = if name.is_empty() { Some(page) } else { edition.page(name) };
    let Some(there) = there else {
        let file = root.join("book").join(edition.language.to_string()).join(name);
        return match file.is_file() && !name.ends_with(".md") && !name.contains("..") {
            true => None,
            false => Some(format!(
                "the link `{target}` leads to no page of this edition; write `page.md#section`"
            )),
        };
    };
    let section = section?;
    match there.ids().any(|id| id == section) {
        true => None,
        false => Some(format!(
            "the link `{target}` leads to no section: `{}` has no heading with `{{#{section}}}`",
            there.name
        )),
    }
}

/// Whether it leads to another site, or to a writer of letters.
fn leads_out(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use messages::Language;

    use super::*;
    use crate::checks::sample::{edition, problems};

    fn told(link: &str) -> Vec<String> {
        let text = format!("# A {{#a}}\n\n[here]({link})\n");
        let pages = [("a.md", text.as_str()), ("b.md", "# B\n\n## C {#c}\n")];
        problems(&check(&edition(Language::Es, &pages), Path::new("/nowhere")))
    }

    #[test]
    fn links_to_pages_sections_and_other_sites_are_well() {
        for link in ["b.md", "b.md#c", "#a", "a.md#a", "https://example.org/#x", "mailto:a@b.c"] {
            assert!(told(link).is_empty(), "{link}");
        }
    }

    #[test]
    fn links_that_lead_nowhere_are_told() {
        for (link, expected) in [
            ("c.md", "leads to no page"),
            ("../en/b.md", "leads to no page"),
            ("b.html", "leads to no page"),
            ("#c", "`a.md` has no heading with `{#c}`"),
            ("b.md#a", "`b.md` has no heading with `{#a}`"),
        ] {
            let told = told(link);
            assert_eq!(told.len(), 1, "{link}");
            assert!(told[0].starts_with("book/es/a.md:3: "), "{told:?}");
            assert!(told[0].contains(expected), "{told:?}");
        }
    }
}
