//! The kept schedules are those that the programs have today, and the figure shows them.

use std::path::Path;

use messages::Language;

use super::kept::{Ending, Kept, Node};
use super::{PROGRAMS, Program, figure, kept_in, text, walked, words};

/// The explorer is this very binary, started anew.
#[ctor::ctor(unsafe)]
fn become_the_explorer_if_asked() {
    witness::serve_if_asked();
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn program(name: &str) -> Program {
    PROGRAMS.into_iter().find(|program| program.name == name).unwrap()
}

fn kept(program: Program) -> Kept {
    let text = std::fs::read_to_string(kept_in(root(), program)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// How many schedules end right, and how many wrong.
fn ends(name: &str) -> (usize, usize) {
    let program = program(name);
    let kept = kept(program);
    let mut ends = (0, 0);
    for (ending, schedules) in kept.endings.iter().zip(kept.counts()) {
        match ending {
            Ending::Prints { lines } if *lines == [program.prints] => ends.0 += schedules,
            _ => ends.1 += schedules,
        }
    }
    ends
}

#[test]
fn schedules_are_kept_as_the_programs_have_them_today() {
    for program in PROGRAMS {
        let now = text(&walked(root(), program).unwrap()).unwrap();
        let then = std::fs::read_to_string(kept_in(root(), program)).unwrap();
        assert_eq!(now, then, "`{}`: record it anew", program.name);
    }
}

#[test]
fn an_update_is_lost_when_both_load_before_either_stores() {
    // Of the six orders of two loads and two stores, two have a store before the other's load.
    assert_eq!(ends("lost-update"), (2, 4));
    assert_eq!(ends("lost-update-mended"), (2, 0));
}

#[test]
fn locks_taken_in_opposite_orders_can_end_in_a_deadlock_and_in_the_same_order_cannot() {
    let (right, wrong) = ends("abba");
    assert!(right > 0 && wrong > 0);
    let (right, wrong) = ends("abba-mended");
    assert!(right > 0 && wrong == 0);
}

#[test]
fn a_figure_is_one_block_of_html_in_both_languages() {
    for program in PROGRAMS {
        for language in Language::ALL {
            let html = figure(program.name, language, root()).unwrap();
            assert!(html.starts_with("<figure ") && html.ends_with("</figure>"));
            assert!(html.lines().all(|line| !line.trim().is_empty()), "a blank line ends it");
            assert_eq!(html.matches("</script>").count(), 1);
            assert!(!html.contains("http"), "nothing is loaded from elsewhere");
            assert!(html.len() < 40_000, "{} is {} bytes long", program.name, html.len());
        }
    }
}

#[test]
fn the_example_of_a_wrong_program_goes_wrong() {
    for name in ["lost-update", "abba"] {
        let html = figure(name, Language::Es, root()).unwrap();
        assert!(html.contains(r#"<p class="scheduler-end" data-right="false">"#));
    }
}

#[test]
fn a_figure_without_recording_or_program_is_refused() {
    let told = figure("three-threads", Language::En, root()).unwrap_err().to_string();
    assert!(told.contains("three-threads"), "{told}");
    let empty = tempfile::tempdir().unwrap();
    let told = figure("abba", Language::En, empty.path()).unwrap_err().to_string();
    assert!(told.contains("book record"), "{told}");
}

#[test]
fn a_tree_that_lacks_a_schedule_or_has_a_wrong_end_is_refused() {
    let whole = kept(program("lost-update"));
    super::model::check(&whole).unwrap();

    let mut lacking = whole.clone();
    let Node::Goes(next) = &mut lacking.tree else { panic!("there are steps") };
    next.pop();
    super::model::check(&lacking).unwrap_err();

    let mut untrue = whole;
    untrue.endings.reverse();
    super::model::check(&untrue).unwrap_err();
}

#[test]
fn the_sentences_are_the_same_in_both_languages() {
    messages::parity(words::EN, words::ES).unwrap();
}

#[test]
fn the_script_is_small_and_stands_alone() {
    let script = include_str!("../../../../book/theme/scheduler.js");
    assert!(script.len() < 20_000);
    for elsewhere in ["http", "import ", "fetch(", "eval"] {
        assert!(!script.contains(elsewhere), "it says `{elsewhere}`");
    }
}
