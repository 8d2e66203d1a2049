//! A page that is open while it is being written.

use crate::browser::browse;
use crate::sample::Sample;

#[test]
#[ignore = "needs a browser; CI runs it"]
fn an_open_page_appears_anew_once_it_is_built_anew() {
    let sample = Sample::new();
    sample.build();
    let address = sample.serve();
    browse(async |browser| {
        browser.open_page(&format!("{address}es/index.html")).await;
        // Twice: the new page waits for the next build, too.
        for new in ["first", "second"] {
            sample.change_both(
                "index.md",
                "{#words}",
                &format!("{{#words}}\n\n<p id=\"{new}\">…</p>\n"),
            );
            sample.agree();
            browser.wait_for(&format!("#{new}")).await;
        }
    });
}
