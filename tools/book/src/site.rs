//! The site: both editions as HTML, and the page that leads to them.
//!
//! It is made beside the place where it belongs and moved there when it is complete; so that place has
//! the whole new book or the whole old one.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use mdbook_driver::MDBook;
use mdbook_driver::book::BookItem;
use mdbook_driver::config::Config;
use messages::Language;

use crate::edition::Edition;
use crate::say::say;
use crate::sources::Sources;
use crate::{Refusal, checks, expand, theme};

/// Where the book is put, from the folder of the workspace.
pub const FOLDER: &str = "target/book";

/// What came of a build. Both are answers; what keeps us from building at all is an error.
#[derive(Debug)]
pub enum Built {
    /// The book is in this folder.
    Done(PathBuf),
    /// The book is as it was, for these reasons, in the order of files and lines; there is at least one.
    Refused(Vec<Refusal>),
}

/// The pages of an edition as mdBook gets them, by name.
type Pages = HashMap<String, String>;

/// Builds the book of the workspace's folder `root` into [`FOLDER`].
///
/// # Errors
///
/// When a file cannot be read or written, or mdBook fails.
pub fn build(root: &Path) -> anyhow::Result<Built> {
    build_into(root, &root.join(FOLDER))
}

/// Builds the book of the workspace's folder `root` into the folder `place`, in place of what is there.
///
/// # Errors
///
/// When a file cannot be read or written, or mdBook fails.
pub fn build_into(root: &Path, place: &Path) -> anyhow::Result<Built> {
    let (sources, [en, es], refusals) = prepare(root)?;
    if !refusals.is_empty() {
        return Ok(Built::Refused(refusals));
    }
    let beside = place.parent().context("the book has no folder to be in")?;
    let told = || format!("failed to write into `{}`", beside.display());
    fs::create_dir_all(beside).with_context(told)?;
    let new = tempfile::Builder::new().prefix(".book-").tempdir_in(beside).with_context(told)?;
    // Of the temporary folder, only `site` is for the public, and for the umask to protect.
    let site = new.path().join("site");
    for (edition, pages) in [(&sources.en, en), (&sources.es, es)] {
        render(root, edition, pages, new.path(), &site)
            .with_context(|| format!("failed to render the edition `book/{}`", edition.language))?;
    }
    theme::languages(root, &site)?;
    if place.exists() {
        fs::rename(place, new.path().join("old")).with_context(told)?;
    }
    fs::rename(&site, place).with_context(told)?;
    Ok(Built::Done(place.to_owned()))
}

/// Everything that is wrong with the book of the workspace's folder `root`.
///
/// # Errors
///
/// When a file cannot be read.
pub fn refusals(root: &Path) -> anyhow::Result<Vec<Refusal>> {
    Ok(prepare(root)?.2)
}

fn prepare(root: &Path) -> anyhow::Result<(Sources, [Pages; 2], Vec<Refusal>)> {
    let (sources, mut refusals) = Sources::read(root)?;
    refusals.extend(checks::all(&sources)?);
    let pages = sources.editions().map(|edition| {
        let mut pages = Pages::new();
        for page in &edition.pages {
            let (text, missing) = expand::expand(page, root, &sources.course);
            refusals.extend(missing);
            pages.insert(page.name.clone(), text);
        }
        pages
    });
    refusals.sort();
    refusals.dedup();
    Ok((sources, pages, refusals))
}

/// Renders an edition into `site/en` or `site/es`; `scratch` is a folder for what is needed meanwhile.
fn render(
    root: &Path,
    edition: &Edition,
    mut pages: Pages,
    scratch: &Path,
    site: &Path,
) -> anyhow::Result<()> {
    let language = edition.language;
    let name = language.to_string();
    let (themed, into) = (scratch.join(format!("theme-{name}")), site.join(&name));
    theme::prepare(root, language, &themed)?;
    let config = config(root, language, &themed, &into)?;
    let mut book = MDBook::load_with_config(root.join("book"), config).map_err(chained)?;
    book.book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item
            && let Some(path) = &chapter.path
            && let Some(text) = pages.remove(&*path.to_string_lossy())
        {
            chapter.content = text;
        }
    });
    book.build().map_err(chained)?;
    theme::finish(root, language, &into)
}

fn config(root: &Path, language: Language, themed: &Path, into: &Path) -> anyhow::Result<Config> {
    let mut config = Config::from_disk(root.join("book/book.toml")).map_err(chained)?;
    let mut set = |key: &str, value: String| config.set(key, value).map_err(chained);
    set("book.src", language.to_string())?;
    set("book.language", language.to_string())?;
    set("book.title", say(language, "book-title", &[]))?;
    set("book.description", say(language, "book-description", &[]))?;
    set("build.build-dir", into.to_string_lossy().into_owned())?;
    set("output.html.theme", themed.to_string_lossy().into_owned())?;
    config.set("output.html.additional-css", theme::own(root, "css")?).map_err(chained)?;
    config.set("output.html.additional-js", theme::own(root, "js")?).map_err(chained)?;
    Ok(config)
}

/// mdBook's errors with their causes; they are of a type of its own.
fn chained(error: mdbook_driver::errors::Error) -> anyhow::Error {
    anyhow!("{error:#}")
}
