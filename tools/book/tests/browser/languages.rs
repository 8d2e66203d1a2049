//! From one language to the other, and from the door to the right one.

use std::net::Ipv4Addr;

use axum::Router;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::book::{address, folder, pages};
use crate::browser::{Browser, browse};

/// Scrolls to a heading in the middle of those that can stand at the top; returns its id.
const MIDDLE: &str = "
    const last = document.documentElement.scrollHeight - innerHeight;
    const headings = [...document.querySelectorAll('main h2[id]')]
        .filter(it => it.getBoundingClientRect().top < last);
    const middle = headings[Math.floor(headings.length / 2)];
    if (!middle) { return null; }
    middle.scrollIntoView({ behavior: 'instant' });
    return middle.id;
";

#[test]
#[ignore = "needs a browser; CI runs it"]
fn the_switch_stays_on_the_page_and_in_the_section() {
    browse(async |browser| {
        for (from, to) in [("en", "es"), ("es", "en")] {
            for page in pages(from) {
                let name = page.split_once('/').expect("a page is in its edition").1;
                browser.open_page(&address(&page)).await;
                let section = browser.run(MIDDLE).await;
                browser.click("#telar-language").await;
                browser.wait_for(&format!("html[lang={to}]")).await;

                let there = browser.address().await;
                assert!(there.path().ends_with(&format!("/{to}/{name}")), "{page} led to {there}");
                if let Some(section) = section.as_str() {
                    assert_eq!(there.fragment(), Some(section), "{page} led to {there}");
                    in_sight(browser, section).await;
                }
            }
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn the_switch_keeps_the_section_of_the_address() {
    browse(async |browser| {
        for (from, to) in [("en", "es"), ("es", "en")] {
            browser.open_page(&address(&format!("{from}/threading.html#three-threads"))).await;
            browser.click("#telar-language").await;
            browser.wait_for(&format!("html[lang={to}]")).await;
            assert_eq!(browser.address().await.fragment(), Some("three-threads"));
            in_sight(browser, "three-threads").await;
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn the_door_opens_by_the_browser_s_languages_then_by_what_was_chosen() {
    browse(async |browser| {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let router = Router::new().fallback_service(ServeDir::new(folder()));
        let server = tokio::spawn(async move { axum::serve(listener, router).await });

        for door in [format!("http://127.0.0.1:{port}/"), address("index.html")] {
            for (languages, edition) in
                [("es-ES,en", "es"), ("en-GB,es", "en"), ("ca,es,en", "es"), ("fr", "en")]
            {
                browser.speak(languages).await;
                browser.open_page(&door).await;
                arrive(browser, edition).await;
            }
            browser.speak("en").await;
            browser.open_page(&door).await;
            arrive(browser, "en").await;
            browser.click("#telar-language").await;
            browser.wait_for("html[lang=es]").await;
            browser.open_page(&door).await;
            arrive(browser, "es").await;
        }
        server.abort();
    });
}

async fn arrive(browser: &Browser, edition: &str) {
    browser.wait_for(&format!("html[lang={edition}] main h1")).await;
    // The door leads on by itself, so nobody has waited for the page's scripts yet.
    browser.wait_until("document.readyState === 'complete'").await;
    let there = browser.address().await;
    assert!(there.path().ends_with(&format!("/{edition}/index.html")), "{there}");
}

async fn in_sight(browser: &Browser, section: &str) {
    let top = format!("document.getElementById('{section}').getBoundingClientRect().top");
    browser.wait_until(&format!("{top} >= -1 && {top} < innerHeight")).await;
}
