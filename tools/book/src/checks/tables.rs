//! Tables: each column has a name, which a screen reader says with every cell.

use crate::Refusal;
use crate::page::Page;

/// Tables of a page with a nameless column.
pub fn check(page: &Page) -> Vec<Refusal> {
    let lines: Vec<&str> = page.text.lines().collect();
    let heads = lines.windows(2).enumerate().filter(|(_, pair)| is_rule(pair[1]));
    heads
        .filter(|(_, pair)| is_nameless(pair[0]))
        .map(|(above, _)| {
            let problem = "a column of this table has no name; give each one a name";
            Refusal::new(page, above + 1, problem)
        })
        .collect()
}

/// The line between a table's head and its body.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: ".contains(c))
}

fn is_nameless(head: &str) -> bool {
    let head = head.trim();
    let head = head.strip_prefix('|').unwrap_or(head);
    let head = head.strip_suffix('|').unwrap_or(head);
    head.split('|').any(|cell| cell.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::sample::{page, problems};

    #[test]
    fn every_column_has_a_name() {
        assert!(check(&page("| A | B |\n| --- | :-: |\n| | b |\n")).is_empty());
        let told = problems(&check(&page("# A\n\n| | B |\n|---|---|\n| a | b |\n")));
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("book/en/a.md:3: a column of this table"), "{told:?}");
    }
}
