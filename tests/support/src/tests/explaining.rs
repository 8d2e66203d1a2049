//! What a student is told, word for word.

use std::path::{Path, PathBuf};

use course::Course;
use messages::Language;
use witness::{Order, Stream};

use super::report;
use crate::explain::{Explanation, Place};
use crate::not_written::NotWritten;
use crate::run::Run;
use crate::stop::Stop;

fn place(requirement: &str) -> Place {
    let root =
        course::find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("this is in a course");
    let course = Course::load(&root).unwrap_or_else(|error| panic!("{error}"));
    let (topic, exercise) = course.exercise("three-threads").expect("the course has it");
    Place {
        root: PathBuf::new(),
        topic: topic.name.clone(),
        exercise: exercise.clone(),
        requirement: requirement.into(),
    }
}

/// A run in which thread 1 wrote something wrong, and something that would steer a terminal.
fn run(order: Order, language: Language) -> Run {
    let lines = [
        (1, Stream::Stdout, "Hilo 0 iniciado"),
        (1, Stream::Stdout, "Hilo 0 durmiendo..."),
        (2, Stream::Stdout, "\u{1b}[2JHilo 1 iniciado"),
    ];
    let mut report = report(2, &lines);
    report.order = order;
    Run::made_up(report, "--workers 2 --pause-ms 1", language)
}

/// What is told about that run; with a difference in the place of the run's story, because how a story
/// is told is the witness's business.
fn told(order: Order, language: Language, difference: Option<&str>) -> String {
    let run = run(order, language);
    let values = args! {
        role: run.role(1),
        seen: "Hilo 0 durmiendo...\u{1b}[31m",
        required: "Hilo 0 trabajando...",
    };
    let stop = run.failure("three-threads-other-line", values, difference.map(str::to_owned));
    let place = place("each_worker_writes_its_own_lines");
    Explanation::of(&place, language, Some(&stop)).to_string()
}

#[test]
fn a_failed_requirement_is_explained_in_english() {
    let told = told(Order::Natural, Language::En, Some("-required\n+seen"));
    insta::assert_snapshot!("failed.en", told);
}

#[test]
fn a_failed_requirement_is_explained_in_spanish() {
    let told = told(Order::Starve(1), Language::Es, Some("-required\n+seen"));
    insta::assert_snapshot!("failed.es", told);
}

#[test]
fn the_evidence_is_the_run_itself() {
    let told = told(Order::Natural, Language::En, None);
    let evidence = told.lines().find(|line| line.contains("Hilo 0 iniciado"));
    assert!(evidence.is_some_and(|line| line.contains("thread 1")), "{told}");
}

#[test]
fn nothing_that_a_program_writes_steers_the_terminal() {
    for language in Language::ALL {
        let told = told(Order::CreatorFirst, language, None);
        assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "{told:?}");
    }
}

#[test]
fn a_long_run_is_cut_where_the_command_can_tell_more() {
    let lines = vec![(1, Stream::Stdout, "again and again"); 500];
    let run = Run::made_up(report(1, &lines), "", Language::En);
    let stop = run.fail("three-threads-no-lines", args! { worker: 0 });
    let told = Explanation::of(&place("tells_the_story"), Language::En, Some(&stop)).to_string();
    assert!(told.lines().count() < 80, "{} lines", told.lines().count());
    assert!(told.contains("more lines"), "{told}");
}

#[test]
fn what_is_not_written_yet_is_told_as_such() {
    let todo = NotWritten {
        place: "crates/threading/src/three_threads.rs:26:5".into(),
        task: "start a thread for each worker".into(),
        test: "cargo test -p threading three_threads::".into(),
    };
    let told = |language| {
        let place = place("each_worker_is_a_thread");
        Explanation::of(&place, language, Some(&Stop::NotWritten(todo.clone()))).to_string()
    };
    insta::assert_snapshot!("not-written.en", told(Language::En));
    insta::assert_snapshot!("not-written.es", told(Language::Es));
}

#[test]
fn what_cannot_be_seen_is_inconclusive_in_every_language() {
    for language in Language::ALL {
        let stop = Stop::Inconclusive("no ptrace".into());
        let told = Explanation::of(&place("tells_the_story"), language, Some(&stop));
        assert!(told.message.starts_with("inconclusive: no ptrace\n"), "{}", told.message);
    }
}

#[test]
fn what_a_program_hides_is_inconclusive_and_not_put_on_the_machine() {
    let undecided = |what: &'static str| {
        let values = vec![("what", what.into()), ("line", 26_u64.into())];
        let stop = Stop::Undecided("common-undecided-blind", values);
        let place = place("is_right_under_every_schedule");
        Language::ALL.map(|language| Explanation::of(&place, language, Some(&stop)).message)
    };
    let [en, es] = undecided("static-mut");
    assert!(en.starts_with("inconclusive: there is a `static mut` in line 26, and"), "{en}");
    assert!(es.starts_with("inconclusive: hay un `static mut` en la línea 26, y"), "{es}");
    for what in ["unsafe-cell", "raw-write", "assembly", "unsafe-sync", "elsewhere", "unparsable"] {
        for (told, other) in undecided(what).iter().zip([&en, &es]) {
            assert!(told.contains("26") && told != other, "{told}");
        }
    }
}

#[test]
fn a_topic_may_know_more_about_a_common_finding() {
    let run = run(Order::Natural, Language::En);
    let stop = run.exits_with(101).expect_err("it ended with 0");
    let place = place("a_panicking_worker_is_named");
    let told = Explanation::of(&place, Language::En, Some(&stop)).message;
    assert!(told.contains("The panic was never noticed."), "{told}");
    let stop = run.fail("common-stuck", args! {});
    let told = Explanation::of(&place, Language::En, Some(&stop)).message;
    assert!(told.contains("Likely cause: Look at who waits for what."), "{told}");
}

#[test]
fn the_command_shows_the_run_in_its_order() {
    let again = |order| run(order, Language::En).again();
    let rest = "-- --workers 2 --pause-ms 1";
    assert_eq!(again(Order::Natural), format!("cargo telar observe three-threads {rest}"));
    assert_eq!(
        again(Order::CreatorFirst),
        format!("cargo telar observe three-threads --order creator-first {rest}"),
    );
    assert_eq!(
        again(Order::Starve(1)),
        format!("cargo telar observe three-threads --order starve:1 {rest}"),
    );
    let bare = Run::made_up(report(0, &[]), "", Language::En);
    assert_eq!(bare.again(), "cargo telar observe three-threads");
}
