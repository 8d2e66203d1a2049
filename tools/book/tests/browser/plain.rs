//! The pages without JavaScript: all that there is to read is there, and nothing that would not work.

use serde_json::json;

use crate::accessibility::{axe, violations};
use crate::book::{address, all_pages};
use crate::browser::{Browser, browse};

/// What a reader should see and does not: what every page has, and what a page may have.
const LACKS: &str = "
    const always = ['main h1', 'main p', '#telar-language', '.nav-chapters', '.menu-bar [href$=toc\\\\.html]'];
    const perhaps = ['main pre > code', 'main .telar-figure', 'main .scheduler-recorded'];
    const seen = it => it.checkVisibility({ visibilityProperty: true }) && it.getBoundingClientRect().width > 0;
    const all = selector => [...document.querySelectorAll(selector)].filter(it => !it.closest('details'));
    return [...always.filter(it => !all(it).length), ...[...always, ...perhaps].filter(it => !all(it).every(seen))];
";

/// What a reader sees and cannot use.
const IN_VAIN: &str = "
    return [...document.querySelectorAll('button, input, [role=menu], [role=search], .scheduler-play')]
        .filter(it => it.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        .map(it => it.outerHTML.slice(0, 120));
";

/// Whether something scrolls sideways that has no bar for it.
const CUT_OFF: &str = "
    return [...document.querySelectorAll('main *')]
        .filter(it => it.checkVisibility() && !it.closest('svg *') && getComputedStyle(it).overflowX === 'visible')
        .filter(it => it.getBoundingClientRect().right > innerWidth + 1 && !it.closest('code, .scroller, .table-wrapper, .scheduler-code'))
        .map(it => it.outerHTML.slice(0, 120));
";

#[test]
#[ignore = "needs a browser; CI runs it"]
fn everything_is_there_that_works_without_scripts_and_nothing_else() {
    browse(async |browser| {
        browser.let_scripts_run(false).await;
        for page in all_pages() {
            browser.open_page(&address(&page)).await;
            let scripted = browser.run("return document.documentElement.matches('.js')").await;
            assert_eq!(scripted, false, "{page} runs scripts");
            assert_eq!(browser.run(LACKS).await, json!([]), "{page} lacks something");
            assert_eq!(browser.run(IN_VAIN).await, json!([]), "{page} shows what cannot work");
            browser
                .run("document.querySelectorAll('details').forEach(it => { it.open = true })")
                .await;
            assert_eq!(browser.run(CUT_OFF).await, json!([]), "{page} is cut off");
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn one_gets_about_without_scripts() {
    browse(async |browser| {
        browser.let_scripts_run(false).await;
        for (edition, other) in [("en", "es"), ("es", "en")] {
            browser.open_page(&address(&format!("{edition}/index.html"))).await;
            browser.click(".menu-bar a[href$='toc.html']").await;
            browser.click("main a[href='threading.html']").await;
            arrive(browser, edition, "threading.html").await;
            browser.click(".nav-chapters.next").await;
            arrive(browser, edition, "counter.html").await;
            browser.click("#telar-language").await;
            arrive(browser, other, "counter.html").await;
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn axe_finds_nothing_without_scripts_by_day_or_night() {
    let axe = axe();
    browse(async |browser| {
        for dark in [false, true] {
            if dark {
                browser.prefer_dark().await;
            }
            for page in ["en/testing.html", "es/toc.html"] {
                browser.let_scripts_run(false).await;
                browser.open_page(&address(page)).await;
                // Axe needs them; those of the page do not run any more.
                browser.let_scripts_run(true).await;
                browser
                    .run("document.querySelectorAll('details').forEach(it => { it.open = true })")
                    .await;
                let found = violations(browser, &axe, page).await;
                assert!(found.is_empty(), "axe-core found, dark = {dark}:\n{found}");
            }
        }
    });
}

async fn arrive(browser: &Browser, edition: &str, page: &str) {
    browser.wait_for(&format!("html[lang={edition}] main h1")).await;
    let there = browser.address().await;
    assert!(there.path().ends_with(&format!("/{edition}/{page}")), "{there}");
}
