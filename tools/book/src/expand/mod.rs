//! What stands in a page in the place of each directive.

mod callouts;
mod card;
mod figure;
mod minutes;
mod run;

use std::path::Path;

use course::Course;

use crate::directive::Kind;
use crate::page::{Directive, Page};
use crate::{Refusal, listing, scheduler};

/// The page as mdBook gets it; and what could not be put into it.
pub fn expand(page: &Page, root: &Path, course: &Course) -> (String, Vec<Refusal>) {
    let mut refusals = Vec::new();
    let mut changes = Vec::new();
    for fence in &page.fences {
        // A listing that cannot be read has been refused already.
        if let Some(Ok(code)) = fence.include().map(|argument| listing::read(root, argument)) {
            changes.push((fence.range.clone(), listed(fence.language(), &code)));
        }
    }
    for directive in &page.directives {
        match replaced(directive, page, root, course) {
            Ok(text) => changes.push((directive.range.clone(), text)),
            Err(error) => {
                let written = &page.text[directive.range.clone()];
                let problem = format!("`{}`: {error:#}", written.trim());
                refusals.push(Refusal::new(page, directive.line, problem));
            }
        }
    }
    if let Some(title) = page.headings.first() {
        let end = title.range.end;
        changes.push((end..end, format!("\n{}\n", minutes::needed(page))));
    }
    for list in callouts::lists(&page.text) {
        let text = &page.text[list.clone()];
        changes.push((list, format!("<div class=\"callouts\">\n\n{text}\n</div>\n")));
    }
    changes.sort_by_key(|(range, _)| range.start);
    let mut text = String::new();
    let mut done = 0;
    for (range, new) in changes {
        text.push_str(&page.text[done..range.start]);
        text.push_str(&new);
        done = range.end;
    }
    text.push_str(&page.text[done..]);
    (text, refusals)
}

fn replaced(
    directive: &Directive,
    page: &Page,
    root: &Path,
    course: &Course,
) -> anyhow::Result<String> {
    let (name, language) = (directive.argument.as_str(), page.language);
    match directive.kind {
        // Refused already, outside of a fence.
        Kind::Include => Ok(String::new()),
        Kind::Run => run::console(root, name, language),
        Kind::Failure => run::failure(root, name, language),
        Kind::Machine => run::machine(root, name, language),
        Kind::Timeline => figure::timeline(root, name, language),
        Kind::Tree => figure::tree(root, name, language),
        Kind::Pipes => figure::pipes(root, name, language),
        Kind::Plot => figure::plot(root, name, language),
        Kind::Table => figure::table(root, name, language),
        Kind::Scheduler => scheduler::figure(name, language, root),
        // A card of no exercise has been refused already.
        Kind::Exercise => Ok(course
            .exercise(name)
            .map_or(String::new(), |(topic, exercise)| card::card(topic, exercise, language))),
    }
}

/// A listing as a fence of its own. `ignore` keeps mdBook from offering to run it on another's server.
fn listed(language: &str, code: &str) -> String {
    let info = if language == "rust" { "rust,ignore" } else { language };
    format!("{}\n", fenced(info, code))
}

/// The text between fences that nothing in it can end.
fn fenced(info: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{info}\n{}\n{fence}", text.trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::sample::{course, page};

    #[test]
    fn a_fence_is_longer_than_any_within_it() {
        assert_eq!(fenced("text", "a\n"), "```text\na\n```");
        assert_eq!(fenced("text", "```\na\n```"), "````text\n```\na\n```\n````");
    }

    #[test]
    fn each_directive_is_replaced_in_its_place_and_the_rest_stays() {
        let text = "# A\n\nBefore.\n\n{{#exercise sum}}\n\nBetween.\n\n{{#run none}}\n\nAfter.\n";
        let (text, refusals) = expand(&page(text), Path::new("/nowhere"), &course());
        let order = ["# A\n", "<p class=\"minutes\">", "Before.", "<section", "Between.", "After."];
        let places: Vec<_> = order.iter().map(|part| text.find(part).expect(part)).collect();
        assert!(places.is_sorted(), "{text}");
        assert_eq!(refusals.len(), 1);
        assert!(refusals[0].to_string().starts_with("book/en/a.md:9: `{{#run none}}`: "));
    }
}
