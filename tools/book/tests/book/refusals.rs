//! Each fault is told once, with its place and the way out, and nothing else is told.

use std::fs;

use crate::sample::Sample;

/// The book with a fault: what is told, when everything that can be agreed on is.
fn told(fault: impl FnOnce(&Sample)) -> Vec<String> {
    let sample = Sample::new();
    fault(&sample);
    sample.agree();
    sample.refused()
}

/// In both editions, so that they stay alike; told of both.
fn in_both(page: &str, from: &str, to: &str, expected: &str) {
    let told = told(|sample| sample.change_both(page, from, to));
    assert_eq!(told.len(), 2, "{expected}: {told:#?}");
    for (told, edition) in told.iter().zip(["en", "es"]) {
        assert!(told.starts_with(&format!("book/{edition}/{page}:")), "{told}");
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn a_listing_needs_its_file_and_its_anchor() {
    let include = "../listings/two.py:all";
    in_both(
        "threads.md",
        include,
        "../listings/three.py:all",
        "`book/listings/three.py` cannot be",
    );
    in_both("threads.md", include, "../listings/two.py:some", "has no anchor `some`");
}

#[test]
fn a_directive_is_one_that_there_is() {
    in_both("threads.md", "{{#run two}}", "{{#ran two}}", "there is no directive `ran`");
    in_both("threads.md", "{{#run two}}", "{{#run two}", "is a broken directive");
    in_both("threads.md", "{{#run two}}", "{{#run one}}", "`cargo telar book record one`");
    in_both("threads.md", "{{#run two}}", "{{#failure two}}", "nothing was explored");
    in_both("threads.md", "{{#run two}}", "{{#table two}}", "nothing was measured");
}

#[test]
fn a_link_leads_somewhere() {
    in_both("index.md", "threads.md#run", "threads.md#walk", "no heading with `{#walk}`");
    in_both("index.md", "threads.md#run", "processes.md", "leads to no page");
}

#[test]
fn code_and_output_do_not_stand_in_pages() {
    in_both("index.md", "{#words}", "{#words}\n\n```\nx\n```", "a fence names its language");
    in_both("index.md", "{#words}", "{#words}\n\n```rust\nx\n```", "one include and nothing else");
    in_both(
        "threads.md",
        "$ python3 book/listings/two.py",
        "$ python3 book/listings/two.py\nthread 0",
        "commands alone",
    );
}

#[test]
fn a_reader_can_type_what_a_page_shows() {
    let shown = "$ python3 book/listings/two.py";
    for (typed, expected) in [
        ("$ python3 two.py", "there is no file `two.py`"),
        ("$ python3 book/listings/two.py 3", "is recorded with the arguments `3`"),
        ("$ cargo build && cargo test -p sums", "there is no package `sums`"),
        ("$ while true; do sort; done", "nothing proves `while true`"),
        ("$ target/debug/two", "no package builds `target/debug/two`"),
    ] {
        in_both("threads.md", shown, typed, expected);
    }
}

#[test]
fn a_table_names_its_columns() {
    let table = "{#words}\n\n| | B |\n| --- | --- |\n| a | b |";
    in_both("index.md", "{#words}", table, "has no name");
}

#[test]
fn an_exercise_has_its_section_and_its_card() {
    in_both("threads.md", "{#sum}", "{#sums}", "`sum` has no section here");
    in_both("threads.md", "{#wrong-turns}", "{#turns}", "graders send students to");
    in_both("threads.md", "{{#exercise sum}}", "", "the section has no card");
    in_both("threads.md", "- `waits`", "- `sleeps`", "has `sleeps` where the grader has `waits`");
    let told = told(|sample| {
        sample.change_both("index.md", "{#words}", "{#words}\n\n{{#exercise other}}");
    });
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("no exercise is called `other`"), "{told:#?}");
}

#[test]
fn headings_have_ids_of_their_own() {
    in_both("index.md", " {#words}", "", "the heading has no id");
    in_both("threads.md", "{#questions}", "{#run}", "the id `run` stands in line 5 already");
}

#[test]
fn both_editions_have_the_same_structure_and_pages() {
    for (from, to) in [
        ("{#questions}", "{#answers}"),
        ("### Preguntas", "## Preguntas"),
        ("{{#timeline two}}", "{{#tree two}}"),
        ("{{#timeline two}}\n", ""),
        ("</details>", "</details>\n\n<details>\n</details>"),
        ("two.py:all", "two.py"),
    ] {
        let told = told(|sample| sample.change("book/es/threads.md", from, to));
        assert_eq!(told.len(), 1, "{to}: {told:#?}");
        assert!(told[0].starts_with("book/es/threads.md:"), "{told:#?}");
        assert!(told[0].ends_with("give both editions the same structure"), "{told:#?}");
    }
    let told = told(|sample| fs::write(sample.path("book/en/new.md"), "# New\n").unwrap());
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("this page is not listed"), "{told:#?}");
}

#[test]
fn a_section_that_changed_in_one_edition_alone_is_stale() {
    let sample = Sample::new();
    sample.change("book/en/index.md", "goes through", "walks through");
    let told = sample.refused();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("book/es/index.md:5: "), "{told:#?}");
    assert!(told[0].contains("`cargo telar book agree index.md#words`"), "{told:#?}");
    sample.change("book/es/index.md", "recorre", "atraviesa");
    let told = sample.refused();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("has changed in both editions"), "{told:#?}");
    sample.agree();
    assert_eq!(sample.refused(), Vec::<String>::new());
}

#[test]
fn everything_is_told_at_once() {
    let told = told(|sample| {
        sample.change_both("index.md", "threads.md#run", "threads.md#walk");
        sample.change_both("threads.md", "{{#run two}}", "{{#ran two}}");
        sample.change_both("threads.md", "two.py:all", "two.py:some");
    });
    assert_eq!(told.len(), 6, "{told:#?}");
}
