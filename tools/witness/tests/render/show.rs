//! Text, picture and trace, and the documentation of the report.

use std::collections::BTreeMap;

use messages::Language;
use witness::{Report, Wait, WaitOn, show, story};

use crate::reports::{EXIT_0, Scene, crowd, family, stuck, three_threads};
use crate::without_end;

pub fn all_scenes() -> Vec<Report> {
    let mut scenes = without_end::all();
    scenes.extend([three_threads([0, 1, 2], 1), family(), stuck(), crowd(300)]);
    scenes.push(Scene::new(&["x"]).finish());
    scenes
}

#[test]
fn text_is_a_snapshot_in_both_languages() {
    for language in Language::ALL {
        insta::assert_snapshot!(
            format!("text_three_threads_{language}"),
            show::text(&three_threads([0, 1, 2], 1), language)
        );
        insta::assert_snapshot!(format!("text_family_{language}"), show::text(&family(), language));
        insta::assert_snapshot!(format!("text_stuck_{language}"), show::text(&stuck(), language));
    }
}

#[test]
fn text_is_bounded_and_says_what_it_leaves_out() {
    let text = show::text(&crowd(2000), Language::En);
    assert!(text.lines().count() < 400, "{} lines", text.lines().count());
    assert!(text.contains("… 39948 more left out …"), "lines");
    assert!(text.contains("0 at 0") && text.contains("1999 at 19"), "both ends are shown");
}

#[test]
fn text_tells_apart_workers_that_overlap_from_workers_in_a_row() {
    let text = show::text(&three_threads([0, 1, 2], 1), Language::En);
    assert!(text.contains("Thread 1, thread 2 and thread 3 were all alive at once"), "{text}");

    let mut scene = Scene::new(&["row"]);
    for start in [10, 20, 30] {
        let thread = scene.thread(0, start);
        scene.ends(thread, start + 10);
    }
    scene.exits(0, 50, EXIT_0);
    let text = show::text(&scene.finish(), Language::En);
    assert!(text.contains("were never alive at the same time"), "{text}");
}

#[test]
fn nothing_that_is_shown_drives_a_terminal() {
    let report = family();
    let shown = [
        story(&report),
        show::text(&report, Language::En),
        show::text(&report, Language::Es),
        show::timeline(&report, Language::En),
        show::tree(&report, Language::En),
        show::pipes(&report, Language::En),
        show::strips(&report, Language::En),
        show::trace(&report),
    ];
    for text in shown {
        let control = text.chars().find(|one| one.is_control() && *one != '\n');
        assert_eq!(control, None, "{text}");
    }
}

#[test]
fn trace_has_balanced_slices_within_each_other() {
    for report in all_scenes() {
        let trace: serde_json::Value =
            serde_json::from_str(&show::trace(&report)).expect("a trace is JSON");
        let events = trace["traceEvents"].as_array().expect("a list of events");
        let mut open: BTreeMap<(u64, u64), Vec<(&str, f64)>> = BTreeMap::new();
        for event in events {
            let track = (
                event["pid"].as_u64().expect("a process"),
                event["tid"].as_u64().expect("a thread"),
            );
            let name = event["name"].as_str().expect("a name");
            let at = event["ts"].as_f64().expect("a time");
            let stack = open.entry(track).or_default();
            match event["ph"].as_str().expect("a phase") {
                "B" => {
                    assert!(stack.last().is_none_or(|outer| outer.1 <= at), "{name} begins early");
                    stack.push((name, at));
                }
                "E" => {
                    let (begun, from) = stack.pop().expect("what ends has begun");
                    assert_eq!(begun, name);
                    assert!(from <= at, "{name} ends before it begins");
                }
                _ => {}
            }
        }
        assert!(open.values().all(Vec::is_empty), "what begins ends");
        let named = events.iter().filter(|event| event["name"] == "thread_name").count();
        assert_eq!(named, report.threads.len());
        let instants = events.iter().filter(|event| event["ph"] == "i").count();
        assert_eq!(instants, report.lines.len());
    }
}

#[test]
fn trace_cuts_a_wait_that_outlasts_its_thread() {
    let mut report = three_threads([0, 1, 2], 1);
    let until_ns = Some(report.duration_ns + 5_000_000);
    let on = WaitOn::Futex { timed: false };
    report.waits.push(Wait { thread: 1, from_ns: report.duration_ns - 1, until_ns, on });
    let trace: serde_json::Value =
        serde_json::from_str(&show::trace(&report)).expect("a trace is JSON");
    let latest = trace["traceEvents"]
        .as_array()
        .expect("a list of events")
        .iter()
        .filter(|event| event["tid"] == 2)
        .filter_map(|event| event["ts"].as_f64())
        .fold(0.0, f64::max);
    assert!(latest * 1000.0 <= report.duration_ns as f64);
}

#[test]
fn questions_about_a_report_are_answered_from_it() {
    let report = family();
    assert_eq!(report.children_of(0), [1, 2, 3]);
    assert_eq!(report.threads_of(1), [3]);
    assert_eq!(report.role(3), "child 1 thread 1");
    assert_eq!(report.process_role(2), "child 2");
    assert_eq!(report.lines_of(3)[0].text, "part 1: 21 primes");
    assert!(report.texts_of(2, witness::Stream::Stdout).is_empty());

    let report = three_threads([0, 1, 2], 1);
    assert!(report.alive_at_once(&[1, 2, 3]));
    let (from, until) = report.overlap(1, 2).expect("they overlap");
    assert!(from < until);
    assert_eq!(report.waits_of(2).len(), 5);

    let mut scene = Scene::new(&["row"]);
    let one = scene.thread(0, 10);
    scene.ends(one, 20);
    let other = scene.thread(0, 20);
    scene.exits(0, 30, EXIT_0);
    let report = scene.finish();
    assert!(!report.alive_at_once(&[one, other]));
    assert_eq!(report.overlap(one, other), None);
}

#[test]
fn every_field_of_the_report_is_documented() {
    let documentation = include_str!("../../../../docs/run-report.md");
    let mut fields = std::collections::BTreeSet::new();
    for report in all_scenes() {
        collect_fields(&serde_json::to_value(report).expect("a report is JSON"), &mut fields);
    }
    assert!(fields.len() > 50, "{fields:?}");
    let missing: Vec<_> =
        fields.iter().filter(|field| !documentation.contains(&format!("`{field}`"))).collect();
    assert!(missing.is_empty(), "docs/run-report.md says nothing of {missing:?}");
    assert!(documentation.contains(&format!("`version` is **{}**", witness::VERSION)));
}

/// The names of all fields, and all that stands in a `kind`.
fn collect_fields(value: &serde_json::Value, fields: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                fields.insert(name.clone());
                if let ("kind", Some(kind)) = (name.as_str(), value.as_str()) {
                    fields.insert(kind.to_owned());
                }
                // The names within `calls` are the kernel's.
                if name != "calls" {
                    collect_fields(value, fields);
                }
            }
        }
        serde_json::Value::Array(list) => {
            list.iter().for_each(|value| collect_fields(value, fields));
        }
        _ => {}
    }
}
