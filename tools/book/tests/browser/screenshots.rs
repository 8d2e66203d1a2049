//! Pictures of every page, for the eye: the English edition on a desktop by day, the Spanish one on a
//! phone by night. The two have the same pages, and the pictures take their time.
//!
//! They lie in target/book-screenshots, a folder for each width and theme. A long page is cut into
//! several pictures, from top to bottom.

use std::fs;
use std::path::Path;

use crate::book::{EDITIONS, THEMES, address, pages, root};
use crate::browser::{Browser, browse};

/// In CSS pixels; a picture that is much higher is hard to look at.
const HEIGHT_AT_MOST: u32 = 2400;

/// What a book is read on, and how wide it is in CSS pixels.
const SCREENS: [(&str, u32); 2] = [("desktop", 1280), ("phone", 375)];

#[test]
#[ignore = "needs a browser; CI runs it"]
fn every_page_has_its_picture_taken() {
    let folder = root().join("target/book-screenshots");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("old pictures can be removed");
    }
    browse(async |browser| {
        for ((theme, edition), (kind, width)) in THEMES.into_iter().zip(EDITIONS).zip(SCREENS) {
            browser.choose_theme(theme).await;
            let folder = folder.join(format!("{kind}-{theme}"));
            fs::create_dir_all(&folder).expect("the folder of the pictures can be made");
            for page in pages(edition) {
                browser.resize(width, 800).await;
                browser.open_page(&address(&page)).await;
                browser.wait_until(&format!("document.documentElement.matches('.{theme}')")).await;
                let name = page.replace('/', "-").replace(".html", "");
                take(browser, width, &folder, &name).await;
            }
        }
    });
}

/// Takes the pictures of the open page, as many as its height needs.
async fn take(browser: &Browser, width: u32, folder: &Path, name: &str) {
    let page = browser.run("return document.documentElement.scrollHeight").await;
    let page = page.as_u64().and_then(|it| u32::try_from(it).ok()).expect("a page has a height");
    let height = page.min(HEIGHT_AT_MOST);
    browser.resize(width, height).await;
    for number in 0..page.div_ceil(height) {
        let top = number * height;
        browser.run(&format!("window.scrollTo({{ top: {top}, behavior: 'instant' }})")).await;
        let file = folder.join(format!("{name}-{}.png", number + 1));
        fs::write(&file, browser.picture().await).expect("the picture can be written");
    }
}
