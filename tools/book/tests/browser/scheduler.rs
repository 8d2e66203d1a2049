//! The figure in which the reader is the scheduler, played by keyboard alone.

use crate::book::{EDITIONS, address};
use crate::browser::{Browser, browse};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
/// No page has as many places for the keyboard's focus.
const TABS_AT_MOST: usize = 500;

#[test]
#[ignore = "needs a browser; CI runs it"]
fn an_update_is_lost_when_the_threads_take_turns() {
    browse(async |browser| {
        for (edition, said) in [("en", "1 instead of 2"), ("es", "1 en vez de 2")] {
            play(browser, edition, "lost-update", &[1, 2, 1, 2]).await;
            end(browser, "lost-update", false, said).await;
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn two_locks_in_opposite_order_are_a_deadlock() {
    browse(async |browser| {
        for (edition, said) in [("en", "deadlock"), ("es", "interbloqueo")] {
            play(browser, edition, "abba", &[1, 2, 2, 1]).await;
            end(browser, "abba", false, said).await;
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn the_mended_programs_end_well_however_they_are_played() {
    browse(async |browser| {
        for edition in EDITIONS {
            for name in ["lost-update-mended", "abba-mended"] {
                play(browser, edition, name, &[1, 2]).await;
                reach(browser, &format!("#scheduler-{name} [data-act=finish]")).await;
                browser.press(ENTER).await;
                end(browser, name, true, "").await;
            }
        }
    });
}

/// Opens the figure's page and lets these threads take a step, one after the other.
async fn play(browser: &Browser, edition: &str, name: &str, threads: &[u8]) {
    browser.open_page(&address(&format!("{edition}/testing.html"))).await;
    for (done, thread) in threads.iter().enumerate() {
        reach(browser, &format!("#scheduler-{name} [data-thread='{thread}']")).await;
        browser.press(ENTER).await;
        let rows = format!("#scheduler-{name} .scheduler-play .scheduler-steps tbody tr");
        browser
            .wait_until(&format!("document.querySelectorAll('{rows}').length == {}", done + 1))
            .await;
    }
}

/// Presses the tabulator until the element has the focus.
async fn reach(browser: &Browser, selector: &str) {
    let reached = format!("return document.activeElement.matches(`{selector}`)");
    for _ in 0..TABS_AT_MOST {
        if browser.run(&reached).await == true {
            return;
        }
        browser.press(TAB).await;
    }
    panic!("the keyboard does not reach {selector}");
}

async fn end(browser: &Browser, name: &str, right: bool, said: &str) {
    let end = browser
        .wait_for(&format!("#scheduler-{name} [role=status] .scheduler-end[data-right='{right}']"))
        .await;
    let told = end.text().await.expect("it has a text");
    assert!(told.to_lowercase().contains(said), "{name} ended with: {told}");
}
