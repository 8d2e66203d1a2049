//! How long a page takes.

use crate::directive::Kind;
use crate::page::Page;
use crate::say::say;

/// Words read in a minute, by somebody who learns from them.
const WORDS: usize = 200;

/// The line that says how many minutes the page takes.
pub fn needed(page: &Page) -> String {
    let minutes = ("minutes", u64::try_from(minutes(page)).unwrap_or(u64::MAX).into());
    format!("<p class=\"minutes\">{}</p>\n", say(page.language, "minutes", &[minutes]))
}

/// A quarter of a minute for a recorded output, half a one for a listing or a figure, and two for the
/// figure in which the reader acts.
fn minutes(page: &Page) -> usize {
    let figures: usize = (page.directives.iter())
        .map(|directive| match directive.kind {
            Kind::Machine | Kind::Exercise | Kind::Include => 0,
            Kind::Run => 1,
            Kind::Scheduler => 8,
            _ => 2,
        })
        .sum();
    let listings = page.fences.iter().filter(|fence| fence.include().is_some()).count();
    let quarters = (page.words * 4).div_ceil(WORDS) + figures + 2 * listings;
    quarters.div_ceil(4).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::sample::page;

    #[test]
    fn words_and_figures_take_time() {
        assert_eq!(minutes(&page("# A\n")), 1);
        assert_eq!(minutes(&page(&format!("# A\n\n{}", "word ".repeat(1000)))), 5);
        let figures = "{{#run a}}\n\n{{#run a}}\n\n{{#tree a}}\n\n".repeat(2);
        assert_eq!(minutes(&page(&format!("# A\n\n{figures}{}", "word ".repeat(200)))), 3);
    }
}
