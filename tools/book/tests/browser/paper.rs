//! The book on paper: a page by itself, and the page of the whole book, which is there to be printed.
//!
//! How wide things are is asked of a page that is laid out as on paper. What comes out of the printer is
//! asked of a PDF: where a link leads stands there in plain letters, so each thing that must be printed,
//! and each that must not, is marked with a link of its own.

use std::collections::BTreeSet;

use serde_json::json;

use crate::book::{EDITIONS, address};
use crate::browser::{Browser, browse};

/// The width of a sheet of A4 without Chromium's margins, in CSS pixels.
const SHEET: u32 = 717;
/// Those that are printed. The whole book takes longer than chromedriver waits on a busy machine.
const PAGES: [&str; 2] = ["en/testing.html", "es/testing.html"];

/// What can be opened, but for what belongs to the buttons of a figure.
const ANSWER: &str = "main details:not(.scheduler-play *)";

/// Name and selector.
const PRINTED: [(&str, &str); 4] = [
    ("answer", ANSWER),
    ("figure", "main figure"),
    ("schedule", "main .scheduler-recorded"),
    ("listing", "main pre"),
];
const NOT_PRINTED: [(&str, &str); 5] = [
    ("contents", "#mdbook-sidebar"),
    ("menu", "#mdbook-menu-bar"),
    ("buttons", ".scheduler-play"),
    ("turning", ".nav-chapters, .mobile-nav-chapters"),
    ("copying", "main pre > .buttons"),
];

/// Begins the address of each mark.
const MARK: &str = "https://mark.invalid/";

/// What is cut off at the right edge: it sticks out of the sheet, or of a part that would have to scroll.
const CUT_OFF: &str = "
    const sheet = document.documentElement.clientWidth;
    const seen = [...document.querySelectorAll('main *')]
        .filter(it => it.checkVisibility() && !it.closest('svg *'));
    const scrolls = it => getComputedStyle(it).overflowX !== 'visible' && it.scrollWidth > it.clientWidth + 1;
    return seen.filter(it => it.getBoundingClientRect().right > sheet + 1 || scrolls(it))
        .map(it => it.outerHTML.slice(0, 120));
";

/// Where letters are too pale for white paper.
const PALE: &str = "
    const light = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const contrast = it => {
        const [red, green, blue] = getComputedStyle(it).color.match(/[\\d.]+/g).map(part => light(part / 255));
        return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
    };
    const speaks = it => [...it.childNodes].some(part => part.nodeType === 3 && part.data.trim());
    return [...document.querySelectorAll('main *')]
        .filter(it => it.checkVisibility() && speaks(it) && contrast(it) < 4.5)
        .map(it => it.outerHTML.slice(0, 120));
";

#[test]
#[ignore = "needs a browser; CI runs it"]
fn nothing_is_cut_off_on_paper() {
    browse(async |browser| {
        browser.lay_on_paper(SHEET).await;
        for page in EDITIONS.map(|edition| format!("{edition}/print.html")) {
            browser.open_page(&address(&page)).await;
            assert_eq!(browser.run(CUT_OFF).await, json!([]), "{page} is cut off on paper");
        }
    });
}

/// A script opens them before a page is printed; but they must be open without it.
#[test]
#[ignore = "needs a browser; CI runs it"]
fn answers_are_open_on_paper_even_without_scripts() {
    browse(async |browser| {
        browser.lay_on_paper(SHEET).await;
        browser.let_scripts_run(false).await;
        browser.open_page(&address("en/testing.html")).await;
        let open = format!(
            "const all = [...document.querySelectorAll('{ANSWER}')];
            return all.map(it => [...it.children].every(part => part.checkVisibility()));"
        );
        let open = browser.run(&open).await;
        let open = open.as_array().expect("the script returns a list");
        assert!(!open.is_empty() && open.iter().all(|it| it == true), "{open:?}");
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn answers_figures_and_schedules_are_printed_and_buttons_are_not() {
    browse(async |browser| {
        for page in PAGES {
            browser.open_page(&address(page)).await;
            let mut marked = BTreeSet::new();
            for (name, selector) in PRINTED {
                let count = mark(browser, name, selector).await;
                assert!(count > 0, "{page} has no {name}");
                marked.extend((0..count).map(|number| format!("{name}/{number}")));
            }
            for (name, selector) in NOT_PRINTED {
                mark(browser, name, selector).await;
            }
            assert_eq!(marks(&browser.print().await), marked, "the marks on {page}, printed");
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn letters_are_dark_on_paper_whatever_the_theme_is() {
    browse(async |browser| {
        browser.choose_theme("navy").await;
        browser.lay_on_paper(SHEET).await;
        browser.open_page(&address("es/testing.html")).await;
        let pale = browser.run(PALE).await;
        assert_ne!(pale, json!([]), "navy's letters are pale, and this was not noticed");
        browser.run("dispatchEvent(new Event('beforeprint'))").await;
        assert_eq!(browser.run(PALE).await, json!([]), "too pale for paper");
        browser.run("dispatchEvent(new Event('afterprint'))").await;
        assert_eq!(browser.run(PALE).await, pale, "the theme is another one after printing");
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn links_within_the_whole_book_lead_somewhere_and_to_one_place_only() {
    browse(async |browser| {
        for page in EDITIONS.map(|edition| format!("{edition}/print.html")) {
            browser.open_page(&address(&page)).await;
            let wrong = "
                const ids = [...document.querySelectorAll('[id]')].map(it => it.id);
                const twice = ids.filter((id, place) => ids.indexOf(id) < place);
                const links = [...document.querySelectorAll('main a[href]')].map(it => it.getAttribute('href'));
                const asked = links.filter(link => !/^https?:/.test(link));
                return [twice, asked.filter(link => !ids.includes(decodeURIComponent(link.slice(1))))];
            ";
            assert_eq!(browser.run(wrong).await, json!([[], []]), "ids and links of {page}");
        }
    });
}

/// Puts a link into each element that the selector finds, and says how many there are.
async fn mark(browser: &Browser, name: &str, selector: &str) -> u64 {
    let script = format!(
        "const all = [...document.querySelectorAll('{selector}')];
        all.forEach((it, number) => {{
            const link = document.createElement('a');
            link.href = '{MARK}{name}/' + number;
            link.textContent = 'mark';
            it.append(link);
        }});
        return all.length;"
    );
    browser.run(&script).await.as_u64().expect("the script counts")
}

/// The marks in a PDF.
fn marks(pdf: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(pdf);
    let ends = text.split(MARK).skip(1).filter_map(|rest| rest.split_once(')'));
    ends.map(|(mark, _)| mark.to_owned()).collect()
}
