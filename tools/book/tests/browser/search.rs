//! The search, in both languages: as one types, and not as the text is written.

use crate::book::address;
use crate::browser::{Browser, browse};

#[test]
#[ignore = "needs a browser; CI runs it"]
fn spanish_is_found_without_accents_and_in_singular_or_plural() {
    browse(async |browser| {
        for (queries, page) in [
            (&["hilo", "hilos", "HILOS"][..], "threading.html"),
            (&["tuberia", "tubería", "tuberias"], "ipc.html"),
            (&["interbloqueo", "interbloqueos"], "testing.html"),
            (&["proceso", "procesos"], "multiprocessing.html"),
            (&["nucleo", "núcleos"], "performance.html"),
            (&["planificacion", "planificación", "planificaciones"], "testing.html"),
        ] {
            find(browser, "es", queries, page).await;
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn english_is_found_in_singular_or_plural() {
    browse(async |browser| {
        for (queries, page) in [
            (&["thread", "threads", "Threads"][..], "threading.html"),
            (&["pipe", "pipes"], "ipc.html"),
            (&["deadlock", "deadlocks"], "testing.html"),
            (&["process", "processes"], "multiprocessing.html"),
        ] {
            find(browser, "en", queries, page).await;
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn a_word_that_stands_nowhere_is_said_to_be_nowhere() {
    browse(async |browser| {
        for (edition, said) in [("en", "No search results"), ("es", "No hay resultados")] {
            assert_eq!(hits(browser, edition, "xylophon").await, Vec::<String>::new());
            let header = "document.getElementById('mdbook-searchresults-header').textContent";
            let told = browser.run(&format!("return {header}")).await;
            assert!(told.as_str().is_some_and(|it| it.contains(said)), "{edition}: {told}");
        }
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn a_hit_leads_to_its_section() {
    browse(async |browser| {
        let hits = hits(browser, "es", "tuberia").await;
        browser.press("\u{E015}\u{E007}").await; // arrow down, enter
        browser.wait_until("document.querySelectorAll('main mark').length > 0").await;
        let there = browser.address().await;
        let hit = hits[0].split(['?', '#']).next().expect("a split has a first part");
        assert!(there.path().ends_with(hit), "{there} is not {hit}");
    });
}

/// Each of these queries has the page among its hits, and all find the same.
async fn find(browser: &Browser, edition: &str, queries: &[&str], page: &str) {
    let mut first: Option<Vec<String>> = None;
    for query in queries {
        let mut hits = hits(browser, edition, query).await;
        assert!(
            hits.iter().any(|hit| hit.starts_with(page)),
            "{edition}: `{query}` does not find {page}, but {hits:#?}"
        );
        // The hits carry the query for the page to mark it.
        for hit in &mut hits {
            *hit = without_query(hit);
        }
        let first = first.get_or_insert_with(|| hits.clone());
        assert_eq!(&hits, first, "{edition}: `{query}` and `{}` differ", queries[0]);
    }
}

fn without_query(hit: &str) -> String {
    let (page, rest) = hit.split_once('?').unwrap_or((hit, ""));
    let section = rest.split_once('#').map(|(_, section)| format!("#{section}"));
    page.to_owned() + &section.unwrap_or_default()
}

/// Where the search of an edition leads to, best first.
async fn hits(browser: &Browser, edition: &str, query: &str) -> Vec<String> {
    browser.open_page(&address(&format!("{edition}/index.html"))).await;
    browser.press("/").await;
    browser.wait_for("#mdbook-search-wrapper:not(.hidden)").await;
    browser.press(query).await;
    let header = "document.getElementById('mdbook-searchresults-header').textContent";
    browser.wait_until(&format!("{header}.includes('{query}')")).await;
    let links = "return [...document.querySelectorAll('#mdbook-searchresults li > a')] \
                 .map(it => it.getAttribute('href'))";
    let links = browser.run(links).await;
    let links = links.as_array().expect("the script returns a list");
    links.iter().filter_map(|link| link.as_str()).map(str::to_owned).collect()
}
