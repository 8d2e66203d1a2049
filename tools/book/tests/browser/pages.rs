//! Every page by itself: it is whole, asks nobody for anything, and fits a phone.

use crate::book::{address, all_pages};
use crate::browser::browse;

/// What is further right than the page is wide, and cannot be reached by scrolling a part of the page.
/// Elements that are hidden for the eye have no size.
const STICKS_OUT: &str = "
    const width = document.documentElement.clientWidth;
    const scrolls = it => it && it !== document.body
        && (/auto|scroll/.test(getComputedStyle(it).overflowX) || scrolls(it.parentElement));
    return [...document.querySelectorAll('main *, header *')]
        .filter(it => it.getClientRects().length && !it.closest('svg, .theme-popup') && !scrolls(it))
        .filter(it => it.getBoundingClientRect().right > width + 1)
        .map(it => it.outerHTML.slice(0, 120));
";

#[test]
#[ignore = "needs a browser; CI runs it"]
fn no_page_complains_or_asks_for_anything_that_is_not_on_the_disk() {
    browse(async |browser| {
        for page in all_pages() {
            browser.open_page(&address(&page)).await;
            // Opening the search loads the index.
            browser.press("/").await;
            browser.wait_until("!!window.search && !!document.querySelector('#mdbook-search-wrapper:not(.hidden)')").await;
            assert_eq!(browser.console().await, Vec::<String>::new(), "the console, {page}");
            let requests = browser.requests().await;
            assert!(requests.len() > 5, "{page} asked for hardly anything: {requests:?}");
            let outside: Vec<_> = requests
                .iter()
                .filter(|it| !it.starts_with("file:") && !it.starts_with("data:"))
                .collect();
            assert!(outside.is_empty(), "{page} asks for {outside:?}");
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn no_page_scrolls_sideways_on_a_phone() {
    browse(async |browser| {
        browser.resize(375, 812).await;
        for page in all_pages() {
            browser.open_page(&address(&page)).await;
            let out = browser.run(STICKS_OUT).await;
            assert_eq!(out, serde_json::json!([]), "{page} is wider than a phone");
            let scrolled = browser
                .run("window.scrollTo(10000, 0); return [window.scrollX, window.innerWidth]")
                .await;
            assert_eq!(scrolled, serde_json::json!([0, 375]), "{page} scrolls sideways");
        }
    });
}
