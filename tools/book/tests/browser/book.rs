//! The book that these tests look at: the real one, built once.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use book::site::{self, Built};

pub const EDITIONS: [&str; 2] = ["en", "es"];
pub const THEMES: [&str; 2] = ["light", "navy"];

/// For paper, and for readers without JavaScript: not pages that one goes to.
const NOT_PAGES: [&str; 2] = ["print.html", "toc.html"];

/// The folder of the built book, or why there is none: every test says so, not only the first.
static BUILT: LazyLock<Result<PathBuf, String>> = LazyLock::new(|| {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book-in-browser");
    match site::build_into(&root(), &place) {
        Ok(Built::Done(folder)) => Ok(folder),
        Ok(Built::Refused(refusals)) => {
            let told: Vec<String> = refusals.iter().map(ToString::to_string).collect();
            Err(format!(
                "the book has faults, so there is nothing to look at:\n{}",
                told.join("\n")
            ))
        }
        Err(error) => Err(format!("the book cannot be built: {error:#}")),
    }
});

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the workspace is there")
}

/// The folder of the built book.
pub fn folder() -> &'static Path {
    BUILT.as_ref().unwrap_or_else(|why| panic!("{why}"))
}

/// The address of a place in the book on disk, such as `en/threading.html#source`.
pub fn address(place: &str) -> String {
    format!("file://{}/{place}", folder().display())
}

/// The pages of an edition, such as `en/threading.html`, in alphabetical order.
pub fn pages(edition: &str) -> Vec<String> {
    let entries = fs::read_dir(folder().join(edition)).expect("the edition is built");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the edition is readable").file_name())
        .filter_map(|name| name.into_string().ok())
        .filter(|name| name.ends_with(".html") && !NOT_PAGES.contains(&name.as_str()))
        .map(|name| format!("{edition}/{name}"))
        .collect();
    names.sort();
    assert!(names.len() > 5, "the edition {edition} has hardly any pages: {names:?}");
    names
}

/// The pages of both editions.
pub fn all_pages() -> Vec<String> {
    EDITIONS.into_iter().flat_map(pages).collect()
}
