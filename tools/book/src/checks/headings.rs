//! Headings: one title, and ids that links and the other edition can rely on.

use std::collections::HashMap;

use crate::Refusal;
use crate::page::Page;

/// What is wrong with the headings and ids of a page.
pub fn check(page: &Page) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    match page.headings.first() {
        Some(first) if first.level == 1 => {}
        first => {
            let line = first.map_or(1, |heading| heading.line);
            refusals.push(Refusal::new(page, line, "a page begins with its title: `# Title`"));
        }
    }
    for heading in page.headings.iter().skip(1) {
        let title = heading.title.trim();
        match (heading.level, &heading.id) {
            (1, _) => {
                let problem = format!("`{title}` is a second title; make it `## {title} {{#id}}`");
                refusals.push(Refusal::new(page, heading.line, problem));
            }
            (2 | 3, None) => {
                let marks = "#".repeat(heading.level.into());
                let problem = format!(
                    "the heading has no id; write `{marks} {title} {{#id}}`, with the same id in \
                     both editions"
                );
                refusals.push(Refusal::new(page, heading.line, problem));
            }
            _ => {}
        }
    }
    refusals.extend(twice(page));
    refusals
}

fn twice(page: &Page) -> Vec<Refusal> {
    let headings = page.headings.iter().filter_map(|it| Some((it.id.as_deref()?, it.line)));
    let elements = page.html_ids.iter().map(|(id, line)| (id.as_str(), *line));
    let mut ids: Vec<_> = headings.chain(elements).collect();
    ids.sort_by_key(|&(_, line)| line);
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut refusals = Vec::new();
    for (id, line) in ids {
        if let Some(first) = seen.get(id) {
            let problem =
                format!("the id `{id}` stands in line {first} already; give this one another");
            refusals.push(Refusal::new(page, line, problem));
        } else {
            seen.insert(id, line);
        }
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::sample::{page, problems};

    #[test]
    fn one_title_and_an_id_for_each_section_are_well() {
        assert!(check(&page("# A\n\n## B {#b}\n\n### C {#c}\n\n#### D\n")).is_empty());
    }

    #[test]
    fn titles_and_ids_that_are_missing_or_double_are_told() {
        for (text, expected) in [
            ("words\n", "a.md:1: a page begins with its title"),
            ("## B {#b}\n", "a.md:1: a page begins with its title"),
            ("# A\n\n# B\n", "a.md:3: `B` is a second title"),
            ("# A\n\n## B\n", "a.md:3: the heading has no id; write `## B {#id}`"),
            ("# A\n\n### C\n", "a.md:3: the heading has no id; write `### C {#id}`"),
            ("# A\n\n## B {#b}\n\n## C {#b}\n", "a.md:5: the id `b` stands in line 3 already"),
            ("# A\n\n## B {#b}\n\n<p id=\"b\">\n", "a.md:5: the id `b` stands in line 3 already"),
        ] {
            let told = problems(&check(&page(text)));
            assert_eq!(told.len(), 1, "{text}: {told:?}");
            assert!(told[0].contains(expected), "{text}: {told:?}");
        }
    }
}
