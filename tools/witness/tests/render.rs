//! The renderings of a report: its story, its text, its picture, its trace, and its documentation.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test -p witness --test render` writes the
//! snapshots anew; read their difference before it is kept.

mod reports;

use std::collections::BTreeMap;

use messages::Language;
use reports::{EXIT_0, Scene, crowd, family, stuck, three_threads};
use witness::{ChannelKind, End, Fate, Report, Traffic, Wait, WaitOn, show, story};

const ORDERS: [[usize; 3]; 6] = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
];

fn all_scenes() -> Vec<Report> {
    vec![
        three_threads([0, 1, 2], 1),
        family(),
        stuck(),
        crowd(300),
        Scene::new(&["x"]).finish(),
    ]
}

#[test]
fn story_is_a_snapshot() {
    insta::assert_snapshot!("story_three_threads", story(&three_threads([0, 1, 2], 1)));
    insta::assert_snapshot!("story_family", story(&family()));
    insta::assert_snapshot!("story_stuck", story(&stuck()));
}

#[test]
fn story_is_the_same_for_every_interleaving_and_every_order_of_creation() {
    let first = story(&three_threads([0, 1, 2], 1));
    for order in ORDERS {
        for jitter in 0..20 {
            assert_eq!(
                story(&three_threads(order, jitter)),
                first,
                "{order:?}, {jitter}"
            );
        }
    }
}

#[test]
fn story_differs_when_main_writes_a_workers_line() {
    let right = three_threads([0, 1, 2], 1);
    let mut wrong = right.clone();
    let last = wrong.lines.last_mut().expect("there are lines");
    last.thread = 0;
    assert_ne!(story(&wrong), story(&right));
}

#[test]
fn story_differs_when_a_worker_is_cut_off() {
    let right = three_threads([0, 1, 2], 1);
    let mut wrong = right.clone();
    wrong.processes[0].cut_off = vec![2];
    assert_ne!(story(&wrong), story(&right));
    assert!(story(&wrong).contains("cut off by the end of its process"));
}

#[test]
fn story_does_not_say_who_was_seen_to_join() {
    let seen = three_threads([0, 1, 2], 1);
    let mut unseen = seen.clone();
    for thread in &mut unseen.threads {
        thread.joined_by = None;
        thread.name = Some("worker".into());
    }
    assert_eq!(story(&unseen), story(&seen));
}

/// Two children, created in either order; the parent reaps them in either order.
fn two_children(swapped: bool) -> Scene {
    let mut scene = Scene::new(&["multiprocessing", "three-processes"]);
    for (place, number) in [(0, usize::from(swapped)), (1, usize::from(!swapped))] {
        let child = scene.child(0, 10 + place);
        scene.says(child, 20 + place, &format!("Proceso {number} iniciado"));
        scene.exits(child, 30 - place, EXIT_0);
        scene.reaps(0, child, 40 - place);
    }
    scene.exits(0, 50, EXIT_0);
    scene
}

#[test]
fn story_does_not_depend_on_which_child_was_created_or_reaped_first() {
    assert_eq!(
        story(&two_children(true).finish()),
        story(&two_children(false).finish())
    );
}

#[test]
fn story_leaves_out_pipes_that_carried_nothing_and_files_and_standard_streams() {
    let plain = story(&two_children(false).finish());
    let mut scene = two_children(false);
    scene.carries(ChannelKind::Pipe, "pipe:[1]", 1, 0, 0);
    scene.carries(ChannelKind::File, "/usr/lib/python3/site.py", 1, 0, 99);
    scene.carries(ChannelKind::Stdout, "pipe:[2]", 1, 0, 99);
    assert_eq!(story(&scene.finish()), plain);

    let mut scene = two_children(false);
    scene.carries(ChannelKind::Pipe, "pipe:[1]", 1, 0, 4);
    assert!(story(&scene.finish()).contains("pipe: 4 bytes from child 1 to main\n"));
}

#[test]
fn story_does_not_depend_on_who_of_several_readers_was_fed() {
    let run = |fed: usize| {
        let mut scene = two_children(false);
        scene.carries(ChannelKind::Pipe, "pipe:[1]", 0, 1, 10);
        let readers = &mut scene.report.channels[0].readers;
        readers.push(Traffic {
            thread: 2,
            bytes: 10,
            calls: 1,
        });
        readers[fed].bytes = 0;
        story(&scene.finish())
    };
    assert_eq!(run(0), run(1));
    assert!(run(0).contains("pipe: 10 bytes from main to child 1, child 2\n"));
}

#[test]
fn story_finds_the_same_order_for_children_that_differ_only_in_their_partners() {
    // A ring without a word: main feeds the first, each feeds the next, the last feeds main.
    let ring = |order: [usize; 3]| {
        let mut scene = Scene::new(&["ring"]);
        let mut place = [0; 3];
        for (at, who) in order.into_iter().enumerate() {
            let child = scene.child(0, at as u64);
            scene.exits(child, 100, EXIT_0);
            scene.reaps(0, child, 100);
            place[who] = child;
        }
        for (from, to) in [
            (0, place[0]),
            (place[0], place[1]),
            (place[1], place[2]),
            (place[2], 0),
        ] {
            scene.carries(ChannelKind::Pipe, "pipe:[1]", from, to, 3);
        }
        scene.exits(0, 200, EXIT_0);
        story(&scene.finish())
    };
    for order in ORDERS {
        assert_eq!(ring(order), ring([0, 1, 2]), "{order:?}");
    }
}

#[test]
fn story_keeps_a_panic_and_drops_what_varies_about_it() {
    let run = |name: &str, number: u32, place: &str, advice: bool, backtrace: bool| {
        let mut scene = Scene::new(&["p"]);
        let thread = scene.thread(0, 10);
        scene.says(thread, 11, "Hilo 0 iniciado");
        scene.complains(thread, 12, "");
        scene.complains(
            thread,
            13,
            &format!("thread '{name}' ({number}) panicked at {place}:"),
        );
        scene.complains(thread, 14, "as asked");
        if advice {
            scene.complains(
                thread,
                15,
                "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
            );
        }
        if backtrace {
            for line in [
                "stack backtrace:",
                "   0: __rustc::rust_begin_unwind",
                "             at /rustc/library/std/src/panicking.rs:689:5",
                "  11: p::main",
                "note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.",
            ] {
                scene.complains(thread, 16, line);
            }
        }
        scene.complains(thread, 17, "  at last, words of its own");
        scene.ends(thread, 20);
        scene.exits(0, 30, End::Exited { code: 1 });
        story(&scene.finish())
    };
    let first = run("<unnamed>", 12345, "src/a.rs:1:2", true, false);
    assert_eq!(
        run("it's (9) me", 7, "src/other.rs:30:4", false, true),
        first
    );
    assert!(
        first.contains("  err: thread panicked:\n  err: as asked\n"),
        "{first}"
    );
    assert!(
        first.contains("  err:   at last, words of its own\n"),
        "{first}"
    );
    assert!(
        !first.contains("err:\n"),
        "the runtime's empty line is dropped: {first}"
    );
}

#[test]
fn story_tells_every_fate_apart() {
    let with = |fate: Fate| {
        let mut scene = two_children(false);
        scene.report.processes[1].fate = fate;
        story(&scene.finish())
    };
    let fates = [
        Fate::Reaped { by: 0, at_ns: 1 },
        Fate::Discarded,
        Fate::Zombie,
        Fate::Orphan,
    ];
    let stories: std::collections::BTreeSet<_> = fates.into_iter().map(with).collect();
    assert_eq!(stories.len(), 4);
}

#[test]
fn story_of_a_long_chain_of_forks_is_told() {
    let mut scene = Scene::new(&["chain"]);
    let mut parent = 0;
    for at in 0..3000 {
        parent = scene.child(parent, at);
    }
    let told = story(&scene.finish());
    assert!(told.lines().count() > 6000);
}

#[test]
fn text_is_a_snapshot_in_both_languages() {
    for language in Language::ALL {
        insta::assert_snapshot!(
            format!("text_three_threads_{language}"),
            show::text(&three_threads([0, 1, 2], 1), language)
        );
        insta::assert_snapshot!(
            format!("text_family_{language}"),
            show::text(&family(), language)
        );
        insta::assert_snapshot!(
            format!("text_stuck_{language}"),
            show::text(&stuck(), language)
        );
    }
}

#[test]
fn text_is_bounded_and_says_what_it_leaves_out() {
    let text = show::text(&crowd(2000), Language::En);
    assert!(text.lines().count() < 400, "{} lines", text.lines().count());
    assert!(text.contains("… 39948 more left out …"), "lines");
    assert!(
        text.contains("0 at 0") && text.contains("1999 at 19"),
        "both ends are shown"
    );
}

#[test]
fn text_tells_apart_workers_that_overlap_from_workers_in_a_row() {
    let text = show::text(&three_threads([0, 1, 2], 1), Language::En);
    assert!(
        text.contains("Thread 1, thread 2 and thread 3 were all alive at once"),
        "{text}"
    );

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
        show::trace(&report),
    ];
    for text in shown {
        let control = text.chars().find(|one| one.is_control() && *one != '\n');
        assert_eq!(control, None, "{text}");
    }
}

#[test]
fn timeline_is_well_formed_and_describes_itself() {
    for report in all_scenes() {
        for language in Language::ALL {
            let svg = show::timeline(&report, language);
            assert_well_formed(&svg);
            assert!(svg.contains("role=\"img\"") && svg.contains("viewBox=\"0 0 480 "));
            assert!(svg.contains(&format!("lang=\"{language}\"")));
            assert!(svg.contains("prefers-color-scheme:dark"));
            let described = between(&svg, "<desc", "</desc>");
            assert!(described.contains("main"), "{described}");
        }
    }
}

#[test]
fn timeline_shows_waits_dashed_and_runs_solid_and_a_mark_for_each_line() {
    let svg = show::timeline(&three_threads([0, 1, 2], 1), Language::En);
    // One for each worker, one for main's joins, one in the legend.
    assert_eq!(svg.matches("class=\"wait\"").count(), 5);
    assert_eq!(svg.matches("class=\"run\"").count(), 5);
    let marks: usize = svg
        .lines()
        .filter(|line| line.contains("class=\"out\""))
        .map(|line| line.matches('M').count())
        .sum();
    // Seven lines of three workers, one in the legend.
    assert_eq!(marks, 22);
    assert!(svg.contains("stroke-dasharray"));
}

#[test]
fn timeline_does_not_let_a_program_write_markup() {
    let mut scene = Scene::new(&["</title><script>alert(1)</script>", "&\"'\u{ffff}\x01"]);
    scene.says(0, 5, "</svg>");
    scene.exits(0, 10, EXIT_0);
    let svg = show::timeline(&scene.finish(), Language::En);
    assert_well_formed(&svg);
    assert!(!svg.contains("<script"));
}

#[test]
fn timeline_is_bounded() {
    let svg = show::timeline(&crowd(2000), Language::En);
    assert!(svg.len() < 300_000, "{} bytes", svg.len());
    assert!(svg.contains("more left out"));

    let mut scene = Scene::new(&["busy"]);
    for at in 0..100_000 {
        scene.sleeps(0, 2 * at, 2 * at + 1);
        scene.says(0, 2 * at, "again");
    }
    scene.exits(0, 200_000, EXIT_0);
    let svg = show::timeline(&scene.finish(), Language::En);
    assert!(svg.len() < 30_000, "{} bytes", svg.len());
}

#[test]
fn timelines_on_one_page_do_not_share_names() {
    let id = |svg: String| between(&svg, "aria-labelledby=\"", "\"").to_owned();
    let one = id(show::timeline(&three_threads([0, 1, 2], 1), Language::En));
    assert_ne!(
        one,
        id(show::timeline(&three_threads([0, 1, 2], 2), Language::En))
    );
    assert_eq!(
        one,
        id(show::timeline(&three_threads([0, 1, 2], 1), Language::En))
    );
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
                    assert!(
                        stack.last().is_none_or(|outer| outer.1 <= at),
                        "{name} begins early"
                    );
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
        let named = events
            .iter()
            .filter(|event| event["name"] == "thread_name")
            .count();
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
    report.waits.push(Wait {
        thread: 1,
        from_ns: report.duration_ns - 1,
        until_ns,
        on,
    });
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
    let documentation = include_str!("../../../docs/run-report.md");
    let mut fields = std::collections::BTreeSet::new();
    for report in [three_threads([0, 1, 2], 1), family(), stuck()] {
        collect_fields(
            &serde_json::to_value(report).expect("a report is JSON"),
            &mut fields,
        );
    }
    assert!(fields.len() > 50, "{fields:?}");
    let missing: Vec<_> = fields
        .iter()
        .filter(|field| !documentation.contains(&format!("`{field}`")))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/run-report.md says nothing of {missing:?}"
    );
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

/// Enough of XML to notice an unescaped or unclosed piece: tags balance, attributes are quoted,
/// texts have no bare `&`, and there is one root.
fn assert_well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg.trim_end();
    loop {
        let Some((text, after)) = rest.split_once('<') else {
            panic!("text after the root: {rest}");
        };
        assert_text(text);
        let (tag, after) = after.split_once('>').expect("each tag is closed");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "what closes was open");
            if open.is_empty() {
                assert_eq!(rest, "", "one root");
                return;
            }
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        assert!(!tag.contains('<'), "{tag}");
        if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().expect("a tag has a name"));
        }
    }
}

fn assert_text(text: &str) {
    assert!(!text.contains('>'), "{text}");
    for after in text.split('&').skip(1) {
        let (entity, _) = after
            .split_once(';')
            .unwrap_or_else(|| panic!("a bare & in {text}"));
        assert!(
            ["amp", "lt", "gt", "quot", "#39"].contains(&entity),
            "{entity}"
        );
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, after) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    after.split_once(to).unwrap_or_else(|| panic!("no {to}")).0
}
