//! Exercises: each has its section and its card, each card its exercise, and below it a sentence for
//! each thing that the grader looks at.

use course::{Course, Exercise};

use crate::Refusal;
use crate::directive::Kind;
use crate::edition::Edition;
use crate::page::{Directive, Heading, Page};

/// What is wrong between an edition and the course.
pub fn check(edition: &Edition, course: &Course) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for (_, exercise) in course.exercises() {
        refusals.extend(section_missing(edition, exercise));
        refusals.extend(wrong_turns_missing(edition, exercise));
    }
    let cards = edition.pages.iter().flat_map(|page| {
        let cards = page.directives.iter().filter(|it| it.kind == Kind::Exercise);
        cards.map(move |card| (page, card))
    });
    let mut seen: Vec<&str> = Vec::new();
    for (page, card) in cards {
        let problem = match course.exercise(&card.argument) {
            Err(unknown) => Some(format!("{unknown}; `course.toml` lists all")),
            Ok(_) if seen.contains(&card.argument.as_str()) => {
                Some(format!("`{}` has a card already; leave one", card.argument))
            }
            Ok((_, exercise)) => {
                misplaced(page, card, exercise).or_else(|| unlike(page, card, exercise))
            }
        };
        seen.push(&card.argument);
        refusals.extend(problem.map(|problem| Refusal::new(page, card.line, problem)));
    }
    refusals
}

/// The section that `course.toml` names, or the card in it, is not there.
fn section_missing(edition: &Edition, exercise: &Exercise) -> Option<Refusal> {
    let (name, id) = exercise.book.split_once('#')?;
    let Some(page) = edition.page(name) else {
        let file =
            std::path::Path::new("book").join(edition.language.to_string()).join("SUMMARY.md");
        let problem =
            format!("`{}` is explained in `{name}`, which is no page; write it", exercise.name);
        return Some(Refusal { file, line: 1, problem });
    };
    let Some(heading) = page.headings.iter().find(|it| it.id.as_deref() == Some(id)) else {
        let problem = format!(
            "`{}` has no section here; write a heading with `{{#{id}}}`, or correct `course.toml`",
            exercise.name
        );
        return Some(Refusal::new(page, 1, problem));
    };
    let has_card = |page: &Page| {
        page.directives.iter().any(|it| it.kind == Kind::Exercise && it.argument == exercise.name)
    };
    if edition.pages.iter().any(has_card) {
        return None;
    }
    let problem =
        format!("the section has no card; put `{{{{#exercise {}}}}}` into it", exercise.name);
    Some(Refusal::new(page, heading.line, problem))
}

/// The page has no section on wrong turns, to which a grader sends whoever takes one.
fn wrong_turns_missing(edition: &Edition, exercise: &Exercise) -> Option<Refusal> {
    let wrong_turns = exercise.wrong_turns();
    let (name, id) = wrong_turns.split_once('#')?;
    let page = edition.page(name)?;
    let has_section = page.headings.iter().any(|it| it.id.as_deref() == Some(id));
    (!has_section).then(|| {
        let problem =
            format!("graders send students to `{wrong_turns}`; write a heading with `{{#{id}}}`");
        Refusal::new(page, 1, problem)
    })
}

fn misplaced(page: &Page, card: &Directive, exercise: &Exercise) -> Option<String> {
    let (name, id) = exercise.book.split_once('#')?;
    let is_section = |heading: &&Heading| heading.id.as_deref() == Some(id);
    let section = page.headings.iter().find(is_section);
    let Some(section) = section.filter(|_| name == page.name) else {
        // Where the section itself is missing, that has been told.
        return (name != page.name).then(|| outside(exercise));
    };
    let mut between =
        page.headings.iter().filter(|it| it.line > section.line && it.line < card.line);
    let inside = section.line < card.line && between.all(|it| it.level > section.level);
    (!inside).then(|| outside(exercise))
}

fn outside(exercise: &Exercise) -> String {
    format!(
        "the card of `{}` stands outside of its section, `{}`; move it there",
        exercise.name, exercise.book
    )
}

/// The list below the card is not that of the grader.
fn unlike(page: &Page, card: &Directive, exercise: &Exercise) -> Option<String> {
    let listed = listed(page, card);
    let first = exercise.requirements.iter().zip(listed.iter()).find(|(wanted, it)| wanted != it);
    if let Some((wanted, found)) = first {
        return Some(format!(
            "the list below the card has `{found}` where the grader has `{wanted}`; write one item \
             ``- `{wanted}`: …`` for each requirement of `{}`, in the order of `course.toml`",
            exercise.name
        ));
    }
    if let Some(wanted) = exercise.requirements.get(listed.len()) {
        return Some(format!(
            "the list below the card lacks `{wanted}`; write ``- `{wanted}`: …``, in the order of \
             `course.toml`"
        ));
    }
    let more = listed.get(exercise.requirements.len())?;
    Some(format!("the grader knows no `{more}`; take it out of the list, or correct `course.toml`"))
}

/// The names that begin the items of the list that follows the card.
fn listed<'a>(page: &'a Page, card: &Directive) -> Vec<&'a str> {
    let below = page.text[card.range.end..].lines().skip(1);
    let mut names = Vec::new();
    for line in below.skip_while(|line| line.trim().is_empty()) {
        if let Some(item) = line.strip_prefix("- ") {
            names.push(item.trim_start_matches('`').split('`').next().unwrap_or_default());
        } else if !line.trim().is_empty() && !line.starts_with("  ") {
            break;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use messages::Language;

    use super::*;
    use crate::checks::sample::{course, edition, problems};

    const GOOD: &str = "# A\n\n## Sum {#sum}\n\n{{#exercise sum}}\n\n- `adds_up`: it adds\n  up.\n- \
        `waits`: it waits.\n\nMore.\n\n- `else`: no.\n\n## B {#b}\n\n## Wrong {#wrong-turns}\n";

    fn told(from: &str, to: &str) -> Vec<String> {
        assert!(GOOD.contains(from));
        let text = GOOD.replacen(from, to, 1);
        problems(&check(&edition(Language::En, &[("a.md", &text)]), &course()))
    }

    #[test]
    fn a_section_with_its_card_and_its_list_is_well() {
        assert_eq!(told("", ""), Vec::<String>::new());
    }

    #[test]
    fn sections_cards_and_requirements_belong_together() {
        for (from, to, expected) in [
            ("{#sum}", "{#sums}", "`sum` has no section here"),
            ("{#wrong-turns}", "{#wrong}", "graders send students to `a.md#wrong-turns`"),
            ("{{#exercise sum}}", "", "the section has no card"),
            ("{{#exercise sum}}", "{{#exercise summ}}", "did you mean `sum`?"),
            ("## B {#b}", "## B {#b}\n\n{{#exercise sum}}", "has a card already"),
            ("## Sum {#sum}\n", "## Sum {#sum}\n\n## C {#c}\n", "outside of its section"),
            ("adds_up", "adds", "has `adds` where the grader has `adds_up`"),
            ("- `waits`: it waits.\n", "", "lacks `waits`"),
            ("waits.\n", "waits.\n- `sleeps`: no.\n", "knows no `sleeps`"),
        ] {
            let told = told(from, to);
            assert!(told.iter().any(|it| it.contains(expected)), "{expected}: {told:?}");
        }
        let none = problems(&check(&edition(Language::Es, &[]), &course()));
        assert_eq!(none.len(), 1);
        assert!(none[0].contains("`a.md`, which is no page"), "{none:?}");
    }
}
