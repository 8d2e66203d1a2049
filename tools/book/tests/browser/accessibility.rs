//! What axe-core finds on the pages: nothing.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::book::{EDITIONS, THEMES, address, pages, root};
use crate::browser::{Browser, browse};

/// Names another axe-core than the one that `fetch-axe` fetches.
const VARIABLE: &str = "TELAR_AXE";

const DESKTOP: u32 = 1280;

#[test]
#[ignore = "needs a browser; CI runs it"]
fn axe_finds_nothing_in_the_light_theme() {
    find_nothing(THEMES[0], DESKTOP);
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn axe_finds_nothing_in_the_navy_theme() {
    find_nothing(THEMES[1], DESKTOP);
}

/// More scrolls there, and must do so by keyboard, too.
#[test]
#[ignore = "needs a browser; CI runs it"]
fn axe_finds_nothing_on_a_phone() {
    find_nothing(THEMES[0], 375);
}

fn find_nothing(theme: &str, width: u32) {
    let axe = axe();
    browse(async |browser| {
        browser.resize(width, 900).await;
        browser.choose_theme(theme).await;
        let mut found = String::new();
        for page in EDITIONS.into_iter().flat_map(pages) {
            browser.open_page(&address(&page)).await;
            browser.wait_until(&format!("document.documentElement.matches('.{theme}')")).await;
            // What is folded away is to be read, too.
            browser
                .run("document.querySelectorAll('details').forEach(it => { it.open = true; })")
                .await;
            found += &violations(browser, &axe, &page).await;
        }
        assert!(found.is_empty(), "axe-core found, in the theme {theme}:\n{found}");
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn axe_finds_nothing_where_the_menus_are_open() {
    let axe = axe();
    browse(async |browser| {
        for theme in THEMES {
            browser.choose_theme(theme).await;
            for (page, word) in [("en/index.html", "thread"), ("es/index.html", "hilo")] {
                browser.open_page(&address(page)).await;
                browser.press("/").await;
                browser.wait_for("#mdbook-search-wrapper:not(.hidden)").await;
                browser.press(word).await;
                browser.wait_for("#mdbook-searchresults li").await;
                browser.click("#mdbook-theme-toggle").await;
                browser.wait_for("#mdbook-theme-toggle[aria-expanded=true]").await;
                let found = violations(browser, &axe, page).await;
                assert!(found.is_empty(), "axe-core found, in the theme {theme}:\n{found}");
            }
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn axe_finds_nothing_on_the_page_of_the_whole_book() {
    let axe = axe();
    browse(async |browser| {
        for page in EDITIONS.map(|edition| format!("{edition}/print.html")) {
            browser.open_page(&address(&page)).await;
            let found = violations(browser, &axe, &page).await;
            assert!(found.is_empty(), "axe-core found:\n{found}");
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn axe_finds_what_it_should() {
    let axe = axe();
    browse(async |browser| {
        browser.open_page(&address("en/index.html")).await;
        browser.run("document.querySelector('main p').style.color = 'lightgray'").await;
        let found = violations(browser, &axe, "en/index.html").await;
        assert!(found.contains("color-contrast"), "pale grey on white passed for legible: {found}");
    });
}

/// What axe-core finds on the open page: a line for each kind of fault, and one for each place.
pub async fn violations(browser: &Browser, axe: &str, page: &str) -> String {
    browser.run(axe).await;
    let result = browser.run_async("axe.run(document, { resultTypes: ['violations'] })").await;
    let Value::Array(violations) = &result["violations"] else {
        panic!("axe-core failed on {page}: {result}");
    };
    let mut told = String::new();
    for violation in violations {
        let _ = writeln!(told, "{page}: {} ({})", text(&violation["id"]), text(&violation["help"]));
        for node in violation["nodes"].as_array().into_iter().flatten() {
            let why = text(&node["failureSummary"]).replace('\n', " ");
            let _ = writeln!(told, "    {}: {why}", node["target"]);
        }
    }
    told
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The source of axe-core.
pub fn axe() -> String {
    let file = match env::var_os(VARIABLE) {
        Some(file) => PathBuf::from(file),
        None => root().join("target/axe/axe.min.js"),
    };
    fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!(
            "this test needs axe-core: run `tools/book/fetch-axe`, or name its axe.min.js in {VARIABLE}; \
             `{}` cannot be read: {error}",
            file.display()
        )
    })
}
