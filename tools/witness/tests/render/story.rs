//! The canonical story.

use messages::Language;
use witness::show::story_line;
use witness::{ChannelKind, End, Fate, Traffic, story};

use crate::reports::{EXIT_0, Scene, family, stuck, three_threads};
use crate::without_end;

const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

#[test]
fn story_is_a_snapshot() {
    insta::assert_snapshot!("story_three_threads", story(&three_threads([0, 1, 2], 1)));
    insta::assert_snapshot!("story_family", story(&family()));
    insta::assert_snapshot!("story_stuck", story(&stuck()));
}

#[test]
fn every_line_of_a_story_can_be_told_in_spanish() {
    let mut reports = without_end::all();
    reports.extend([three_threads([0, 1, 2], 1), family(), stuck()]);
    for story in reports.iter().map(story) {
        let is_output = |line: &str| ["out", "err"].iter().any(|it| line.trim().starts_with(it));
        for line in story.lines().filter(|line| !line.is_empty() && !is_output(line)) {
            let spanish = story_line(line, Language::Es);
            assert!(spanish != line || line == "main", "{line}");
            assert_eq!(spanish.starts_with("  "), line.starts_with("  "));
            assert_eq!(story_line(line, Language::En), line);
        }
    }
}

#[test]
fn a_line_of_a_story_keeps_who_and_what() {
    for (english, spanish) in [
        ("pipe: 8 bytes from child 1 to main", "tubería: 8 bytes de hijo 1 a main"),
        (
            "child 1.2 thread 3, created by child 1.2, ended before its process",
            "hijo 1.2 hilo 3, creado por hijo 1.2, terminó antes que su proceso",
        ),
        (
            "child 2, created by main, runs seq, exit code 0, reaped by its parent",
            "hijo 2, creado por main, ejecuta seq, código de salida 0, su padre lo esperó",
        ),
        ("  thread 3 waits for a lock held by main", "  hilo 3 espera un cerrojo que tiene main"),
        // What the program says is not ours to translate.
        ("  out: main sleeps", "  out: main sleeps"),
        ("  err: wrote nothing", "  err: wrote nothing"),
        ("he sleeps", "he sleeps"),
    ] {
        assert_eq!(story_line(english, Language::Es), spanish);
    }
}

#[test]
fn story_is_the_same_for_every_interleaving_and_every_order_of_creation() {
    let first = story(&three_threads([0, 1, 2], 1));
    for order in ORDERS {
        for jitter in 0..20 {
            assert_eq!(story(&three_threads(order, jitter)), first, "{order:?}, {jitter}");
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
    assert_eq!(story(&two_children(true).finish()), story(&two_children(false).finish()));
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
        readers.push(Traffic { thread: 2, bytes: 10, calls: 1 });
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
        for (from, to) in [(0, place[0]), (place[0], place[1]), (place[1], place[2]), (place[2], 0)]
        {
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
        scene.complains(thread, 13, &format!("thread '{name}' ({number}) panicked at {place}:"));
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
    assert_eq!(run("it's (9) me", 7, "src/other.rs:30:4", false, true), first);
    assert!(first.contains("  err: thread panicked:\n  err: as asked\n"), "{first}");
    assert!(first.contains("  err:   at last, words of its own\n"), "{first}");
    assert!(!first.contains("err:\n"), "the runtime's empty line is dropped: {first}");
}

#[test]
fn story_tells_every_fate_apart() {
    let with = |fate: Fate| {
        let mut scene = two_children(false);
        scene.report.processes[1].fate = fate;
        story(&scene.finish())
    };
    let fates = [Fate::Reaped { by: 0, at_ns: 1 }, Fate::Discarded, Fate::Zombie, Fate::Orphan];
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
