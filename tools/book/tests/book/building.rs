//! A book without faults is built: both editions, complete, and for reading anywhere.

use std::fs;

use book::site::Built;

use crate::sample::Sample;

#[test]
fn both_editions_are_built_with_what_their_directives_ask_for() {
    let sample = Sample::new();
    assert_eq!(sample.refused(), Vec::<String>::new());
    for (edition, words) in [
        ("en", ["About 2 minutes", "Exercise: A sum", "5 points", "What the grader looks at"]),
        (
            "es",
            ["Unos 2 minutos", "Ejercicio: Una suma", "5 puntos", "En qué se fija el evaluador"],
        ),
    ] {
        let page = sample.read(&format!("target/book/{edition}/threads.html"));
        for word in words {
            assert!(page.contains(word), "{edition}: {word}");
        }
        assert!(page.contains("threading.Thread(target=print") && !page.contains("ANCHOR"));
        assert!(page.contains("$ python3 two.py\nthread 0 &lt; 2\nthread 1 &lt; 2\n"), "{edition}");
        assert!(
            page.contains("<svg") && page.contains("<figcaption>") && page.contains("A processor")
        );
        assert!(page.contains(&format!("<html lang=\"{edition}\"")), "{edition}");
        assert!(!page.contains("{{#") && !page.contains("@{") && !page.contains("@["), "{edition}");
    }
}

#[test]
fn each_page_leads_to_the_same_page_in_the_other_language() {
    let sample = Sample::new();
    sample.build();
    for (edition, other) in [("en", "es"), ("es", "en")] {
        for page in ["index.html", "threads.html", "print.html"] {
            let text = sample.read(&format!("target/book/{edition}/{page}"));
            let link = format!("href=\"../{other}/{page}\" hreflang=\"{other}\"");
            assert!(text.contains(&link), "{edition}/{page}");
            assert!(sample.path(&format!("target/book/{other}/{page}")).is_file());
        }
    }
    let start = sample.read("target/book/index.html");
    assert!(start.contains("href=\"en/index.html\"") && start.contains("href=\"es/index.html\""));
}

#[test]
fn nothing_is_loaded_from_another_site() {
    let sample = Sample::new();
    sample.build();
    for edition in ["en", "es"] {
        for entry in fs::read_dir(sample.path(&format!("target/book/{edition}"))).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|kind| kind == "html") {
                let text = fs::read_to_string(&path).unwrap();
                for mark in
                    ["src=\"http", "src=\"//", "<link rel=\"stylesheet\" href=\"http", "@import"]
                {
                    assert!(!text.contains(mark), "{}: {mark}", path.display());
                }
            }
        }
    }
}

#[test]
fn the_scripts_of_mdbook_speak_spanish_in_the_spanish_edition() {
    let sample = Sample::new();
    sample.build();
    assert!(sample.read("target/book/es/book.js").contains("Copiar al portapapeles"));
    assert!(sample.read("target/book/es/searcher.js").contains("resultados para"));
    let page = sample.read("target/book/es/index.html");
    let order = ["elasticlunr.min.js", "\"search.js\"", "searcher.js"];
    let places: Vec<_> = order.iter().map(|name| page.find(name).expect(name)).collect();
    assert!(places.is_sorted(), "the search must come between the index and the searcher");
}

#[test]
fn a_refused_book_leaves_the_last_good_one_and_nothing_else() {
    let sample = Sample::new();
    assert!(matches!(sample.build(), Built::Done(_)));
    let before = sample.read("target/book/en/index.html");
    sample.change("book/en/index.md", "threads.md#run", "threads.md#walk");
    assert!(matches!(sample.build(), Built::Refused(_)));
    assert_eq!(sample.read("target/book/en/index.html"), before);
    let left = fs::read_dir(sample.path("target")).unwrap().count();
    assert_eq!(left, 1, "something is left beside the book");
}
