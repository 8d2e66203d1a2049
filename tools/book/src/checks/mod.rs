//! What must hold before the book is built. Each check is a file of its own and finds all that it can:
//! whoever mends the book sees everything at once.

mod fences;
mod headings;
mod tables;
mod links;
mod exercises;
mod commands;
mod shell;
mod packages;
mod parity;
mod stale;

#[cfg(test)]
pub mod sample;

use crate::Refusal;
use crate::sources::Sources;

/// Everything that is wrong with the pages.
///
/// # Errors
///
/// When `book/translations.toml`, `book/runs.toml` or a manifest cannot be read.
pub fn all(sources: &Sources) -> anyhow::Result<Vec<Refusal>> {
    let mut refusals = Vec::new();
    for page in sources.pages() {
        for (line, problem) in &page.broken {
            refusals.push(Refusal::new(page, *line, problem));
        }
        refusals.extend(fences::check(page, &sources.root));
        refusals.extend(headings::check(page));
        refusals.extend(tables::check(page));
    }
    for edition in sources.editions() {
        refusals.extend(links::check(edition, &sources.root));
        refusals.extend(exercises::check(edition, &sources.course));
    }
    refusals.extend(commands::check(sources)?);
    let differing = parity::check(sources);
    // Where the structures differ, so do the texts: one refusal for one thing to mend.
    let same = differing.is_empty();
    refusals.extend(differing);
    if same {
        refusals.extend(stale::check(sources)?);
    }
    Ok(refusals)
}
