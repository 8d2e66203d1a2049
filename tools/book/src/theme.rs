//! The theme: mdBook's own with our changes, in the language of each edition.
//!
//! `book/theme` holds what differs from mdBook's theme. Its templates and its scripts speak both
//! languages by marks: `@{search}` stands for the sentence `theme-search`. mdBook's own scripts are in
//! English alone; their sentences are replaced in the finished edition, and one that is not found stops
//! the build, because then mdBook has changed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use messages::Language;

use crate::say::{self, escaped, say};

/// From the folder of the workspace.
pub const FOLDER: &str = "book/theme";
/// Loaded between mdBook's index and its search, so that it is in the template itself.
const SEARCH: &str = "search.js";
/// The page that sends the reader on to an edition.
const LANGUAGES: &str = "languages.html";
/// Stands in the template for the page's own file.
const PAGE: &str = "@[page]";
/// Our styles, and in them the mark for those of the figures, which the witness knows.
const STYLES: &str = "theme/telar.css";
const FIGURES: &str = "/* @[figures] */";

/// In which file of an edition mdBook says what, and our sentence for it.
const SAID_BY_MDBOOK: [(&str, &str, &str); 9] = [
    // Longer sentences before those that are parts of them.
    ("searcher.js", "No search results for ", "script-no-result"),
    ("searcher.js", " search result for ", "script-result"),
    ("searcher.js", " search results for ", "script-results"),
    ("searcher.js", "Search Result Teaser", "script-teaser"),
    ("book.js", "Show hidden lines", "script-show-hidden"),
    ("book.js", "Hide lines", "script-hide"),
    ("book.js", "Copy to clipboard", "script-copy"),
    ("book.js", "Copied!", "script-copied"),
    ("book.js", "Clipboard error!", "script-not-copied"),
];

/// What a script of mdBook's writes that ARIA does not allow, and what it should write: a mere `span` has no
/// name.
const MENDED: (&str, &str, &str) =
    ("searcher.js", r#"+ '" aria-label=""#, r#"+ '" role="note" aria-label=""#);

/// Writes the theme in this language into the folder `into`.
///
/// # Errors
///
/// When a file cannot be read or written, or has a mark without a sentence.
pub fn prepare(root: &Path, language: Language, into: &Path) -> anyhow::Result<()> {
    let from = root.join(FOLDER);
    fs::create_dir_all(into).with_context(|| format!("failed to create `{}`", into.display()))?;
    for file in files(&from)? {
        let name = file.file_name().expect("it was found in a folder");
        let text = read(&file)?;
        let text = match file.extension().is_some_and(|kind| kind == "hbs") {
            true => speaking(&text, language)
                .with_context(|| format!("`{FOLDER}/{}`", name.to_string_lossy()))?,
            false => text,
        };
        write(&into.join(name), &text)?;
    }
    Ok(())
}

/// Our own styles (`css`) or scripts (`js`), from the folder of the book, in alphabetical order.
///
/// # Errors
///
/// When the theme's folder cannot be read.
pub fn own(root: &Path, kind: &str) -> anyhow::Result<Vec<PathBuf>> {
    let files = files(&root.join(FOLDER))?.into_iter();
    let own = files.filter(|file| file.extension().is_some_and(|it| it == kind));
    let names = own.filter_map(|file| Some(file.file_name()?.to_owned()));
    Ok(names.filter(|name| name != SEARCH).map(|name| Path::new("theme").join(name)).collect())
}

/// Puts the last touches to a rendered edition.
///
/// # Errors
///
/// When a file cannot be read or written, or mdBook does not say what it used to.
pub fn finish(root: &Path, language: Language, edition: &Path) -> anyhow::Result<()> {
    for (file, theirs, id) in SAID_BY_MDBOOK {
        let text = read(&edition.join(file))?;
        if !text.contains(theirs) {
            bail!("mdBook's `{file}` does not say `{theirs}` any more; correct `theme.rs`");
        }
        // mdBook's sentences keep the spaces at their ends.
        let ours = theirs.replace(theirs.trim(), &say(language, id, &[]));
        write(&edition.join(file), &text.replace(theirs, &ours))?;
    }
    let (file, theirs, ours) = MENDED;
    let text = read(&edition.join(file))?;
    if !text.contains(theirs) {
        bail!("mdBook's `{file}` does not write `{theirs}` any more; correct `theme.rs`");
    }
    write(&edition.join(file), &text.replace(theirs, ours))?;
    let styles = read(&edition.join(STYLES))?;
    write(&edition.join(STYLES), &styles.replace(FIGURES, witness::show::STYLE))?;
    write(&edition.join(SEARCH), &read(&root.join(FOLDER).join(SEARCH))?)?;
    for file in files(edition)? {
        if file.extension().is_some_and(|kind| kind == "html") {
            let name = file.file_name().expect("it was found in a folder").to_string_lossy();
            write(&file, &read(&file)?.replace(PAGE, &name))?;
        }
    }
    Ok(())
}

/// Writes the page that sends the reader on to an edition.
///
/// # Errors
///
/// When it cannot be read or written.
pub fn languages(root: &Path, book: &Path) -> anyhow::Result<()> {
    write(&book.join("index.html"), &read(&root.join(FOLDER).join(LANGUAGES))?)
}

/// The text with a sentence in the place of each mark.
fn speaking(text: &str, language: Language) -> anyhow::Result<String> {
    let mut spoken = String::new();
    let mut rest = text;
    while let Some((before, mark)) = rest.split_once("@{") {
        let (name, after) = mark.split_once('}').context("a mark `@{` has no `}`")?;
        let id = format!("theme-{name}");
        if !say::has(&id) {
            bail!("the mark `@{{{name}}}` has no sentence `{id}` in `tools/book/messages`");
        }
        spoken.push_str(before);
        spoken.push_str(&escaped(&say(language, &id, &[])));
        rest = after;
    }
    spoken.push_str(rest);
    Ok(spoken)
}

/// The files of a folder, in alphabetical order; not those of folders within it.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let told = || format!("failed to read the folder `{}`", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(told)? {
        let path = entry.with_context(told)?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("failed to read `{}`", file.display()))
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(file, text).with_context(|| format!("failed to write `{}`", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_speak_the_language_of_the_edition() {
        let said = speaking("<a title=\"@{search}\">", Language::Es).unwrap();
        assert_eq!(said, "<a title=\"Buscar\">");
        let refused = speaking("@{nothing}", Language::Es).unwrap_err().to_string();
        assert!(refused.contains("no sentence `theme-nothing`"), "{refused}");
    }
}
