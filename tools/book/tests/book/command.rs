//! The program: what it tells, and its exit status.

use std::process::{Command, Output};

use crate::sample::Sample;

fn book(sample: &Sample, words: &[&str]) -> (Option<i32>, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_book"))
        .args(words)
        .current_dir(sample.path("book/en"))
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).unwrap())
}

#[test]
fn a_good_book_is_built_from_any_folder_of_the_course() {
    let sample = Sample::new();
    let (status, told) = book(&sample, &[]);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("target/book/index.html"), "{told}");
}

#[test]
fn faults_are_told_and_can_be_looked_for_page_by_page() {
    let sample = Sample::new();
    sample.change("book/en/index.md", "goes through", "walks through");
    let (status, told) = book(&sample, &["build"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("book/es/index.md:5: ") && told.contains("1 thing is to be mended"));
    assert_eq!(book(&sample, &["check", "index.md"]).0, Some(1));
    assert_eq!(book(&sample, &["check", "threads.md"]).0, Some(0));
    assert_eq!(book(&sample, &["agree", "index.md#words"]).0, Some(0));
    assert_eq!(book(&sample, &["check"]).0, Some(0));
}

#[test]
fn what_cannot_be_done_is_an_error() {
    let sample = Sample::new();
    let (status, told) = book(&sample, &["agree", "nowhere.md"]);
    assert_eq!(status, Some(2), "{told}");
    assert!(told.starts_with("error: there is no `nowhere.md`"), "{told}");
}
