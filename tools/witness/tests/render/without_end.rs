//! Runs that came to no end: who waits for whom, or who goes on and on.

use messages::Language;
use witness::{
    Busy, Channel, ChannelKind, Fate, Note, Outcome, Place, Report, Stuck, Traffic, WaitOn, show,
    story,
};

use crate::reports::{EXIT_0, Scene, waits_in_vain};

/// All of them, for what is asked of every report.
pub fn all() -> Vec<Report> {
    vec![
        transfers(1, 2),
        locked_twice(),
        unwoken(),
        own_pipe(),
        full_pipe(),
        family_circle(),
        going_on(2),
        going_on(1),
    ]
}

fn place(function: &str, file: &str, line: u32) -> Option<Place> {
    Some(Place { function: function.into(), file: file.into(), line })
}

fn bare(thread: usize, on: WaitOn) -> Stuck {
    waits_in_vain(thread, on, Vec::new())
}

/// The report of a run in which everybody waits in vain from the same moment on.
fn stuck(mut scene: Scene, waiting: Vec<Stuck>) -> Report {
    for stuck in &waiting {
        scene.waits_for_ever(stuck.thread, 800, stuck.on.clone());
    }
    for process in scene.report.processes.iter_mut().skip(1) {
        process.fate = Fate::Undecided;
    }
    scene.report.outcome = Outcome::Stuck { waiting };
    let mut report = scene.finish();
    report.duration_ns = 900_000;
    report
}

/// Two threads that take the same two locks in different order, and one that comes too late for the
/// lock that `holder` has. Main waits for the first of them.
pub fn transfers(holder: usize, other: usize) -> Report {
    let mut scene = Scene::new(&["threading", "transfers"]);
    for at in [100, 200, 300] {
        scene.thread(0, at);
    }
    let file = "crates/threading/src/transfers.rs";
    let function = "threading::transfers::move_money";
    let waits = |thread, lock, held_by, since, at| Stuck {
        held_by: Some(held_by),
        held_since: place(function, file, since),
        at: place(function, file, at),
        ..bare(thread, WaitOn::Lock { lock })
    };
    let late = 6 - holder - other;
    let main = Stuck {
        at: place("threading::transfers::run", file, 50),
        ..bare(0, WaitOn::Join { thread: holder })
    };
    stuck(
        scene,
        vec![
            main,
            waits(holder, 2, other, 31, 24),
            waits(other, 1, holder, 23, 32),
            Stuck {
                at: place("threading::transfers::run::{closure#1}", file, 44),
                ..waits(late, 1, holder, 23, 0)
            },
        ],
    )
}

/// A child takes a lock that it has, of which is not known where it took it.
fn locked_twice() -> Report {
    let mut scene = Scene::new(&["threading", "twice"]);
    let child = scene.child(0, 100);
    let twice = Stuck {
        held_by: Some(child),
        at: place("twice::run", "src/twice.rs", 12),
        ..bare(child, WaitOn::Lock { lock: 1 })
    };
    stuck(scene, vec![bare(0, WaitOn::Child), twice])
}

/// Somebody waits on a condition variable, and somebody for the lock of a thread that has ended.
fn unwoken() -> Report {
    let mut scene = Scene::new(&["threading", "gate"]);
    let threads: Vec<usize> = (1..=3).map(|at| scene.thread(0, 100 * at)).collect();
    let file = "src/gate.rs";
    scene.ends(threads[2], 500);
    let waiting = vec![
        bare(0, WaitOn::Join { thread: threads[0] }),
        Stuck { at: place("gate::wait", file, 9), ..bare(threads[0], WaitOn::Condition) },
        Stuck {
            held_by: Some(threads[2]),
            held_since: place("gate::open", file, 20),
            ..bare(threads[1], WaitOn::Lock { lock: 3 })
        },
    ];
    stuck(scene, waiting)
}

fn empty_pipe(scene: &mut Scene, reader: usize) -> WaitOn {
    scene.report.channels.push(Channel {
        kind: ChannelKind::Pipe,
        name: "pipe:[31]".into(),
        writers: Vec::new(),
        readers: vec![Traffic { thread: reader, bytes: 0, calls: 1 }],
    });
    WaitOn::Channel { channel: 0, reading: true }
}

/// Main, alone, reads to the end of a pipe that it could still write to.
fn own_pipe() -> Report {
    let mut scene = Scene::new(&["ipc", "relay"]);
    let on = empty_pipe(&mut scene, 0);
    let at = place("ipc::relay::hear", "/course/ipc/src/relay.rs", 61);
    stuck(scene, vec![Stuck { held_open_by: vec![0], at, ..bare(0, on) }])
}

/// A child writes to a full pipe that only it could read from; its parent waits for it, and has not
/// asked for another child that has ended.
fn full_pipe() -> Report {
    let mut scene = Scene::new(&["multiprocessing", "pipeline"]);
    let [writer, reader] = [scene.child(0, 100), scene.child(0, 150)];
    scene.exits(reader, 300, EXIT_0);
    scene.report.processes[2].fate = Fate::Undecided;
    empty_pipe(&mut scene, reader);
    let on = WaitOn::Channel { channel: 0, reading: false };
    let child = Stuck { held_open_by: vec![1], ..bare(writer, on) };
    stuck(scene, vec![bare(0, WaitOn::Child), child])
}

/// A child reads to the end of a pipe that its parent forgot to close before it waits for the child.
fn family_circle() -> Report {
    let mut scene = Scene::new(&["ipc", "relay"]);
    let child = scene.child(0, 100);
    let on = empty_pipe(&mut scene, child);
    let parent = Stuck { at: place("main", "relay.py", 7), ..bare(0, WaitOn::Child) };
    stuck(scene, vec![parent, Stuck { held_open_by: vec![0, 1], ..bare(child, on) }])
}

/// So many threads ask for locks again and again.
fn going_on(threads: usize) -> Report {
    let mut scene = Scene::new(&["threading", "polite"]);
    let busy = (1..=threads).map(|number| Busy {
        thread: scene.thread(0, 100 * number as u64),
        doing: format!("try-lock lock {number}"),
        at: place("polite::bow", "src/polite.rs", 9 + number as u32),
    });
    let busy = busy.collect();
    scene.waits_for_ever(0, 700, WaitOn::Lock { lock: 7 });
    scene.waits(1, 710, 720, WaitOn::Condition);
    scene.report.outcome = Outcome::Endless { busy };
    scene.report.notes =
        vec![Note::Unmodelled { call: "io_uring_enter".into() }, Note::Preempted { thread: 1 }];
    let mut report = scene.finish();
    report.duration_ns = 900_000;
    report
}

#[test]
fn text_of_a_run_without_end_is_a_snapshot_in_both_languages() {
    for language in Language::ALL {
        for (name, report) in [
            ("transfers", transfers(1, 2)),
            ("locked_twice", locked_twice()),
            ("unwoken", unwoken()),
            ("own_pipe", own_pipe()),
            ("full_pipe", full_pipe()),
            ("family_circle", family_circle()),
            ("live_lock", going_on(2)),
            ("spinning", going_on(1)),
        ] {
            let text = show::text(&report, language);
            insta::assert_snapshot!(format!("text_{name}_{language}"), text);
        }
    }
}

#[test]
fn story_of_a_run_without_end_is_a_snapshot() {
    for (name, report) in [
        ("transfers", transfers(1, 2)),
        ("locked_twice", locked_twice()),
        ("unwoken", unwoken()),
        ("live_lock", going_on(2)),
    ] {
        insta::assert_snapshot!(format!("story_{name}"), story(&report));
    }
}

#[test]
fn story_does_not_depend_on_who_came_to_hold_which_lock() {
    let unjoined = |holder, other| {
        let mut report = transfers(holder, other);
        // Whom main waits for is another matter: it waits for the one that it created first.
        let Outcome::Stuck { waiting } = &mut report.outcome else {
            panic!("it got stuck");
        };
        waiting[0].on = WaitOn::Child;
        story(&report)
    };
    for (holder, other) in [(1, 3), (2, 1), (2, 3), (3, 1), (3, 2)] {
        assert_eq!(unjoined(holder, other), unjoined(1, 2), "{holder}, {other}");
    }
}

#[test]
fn story_has_no_lines_of_the_source_and_no_numbers_of_locks() {
    for report in all() {
        let told = story(&report);
        assert!(!told.contains(".rs") && !told.contains("lock 1"), "{told}");
    }
}

#[test]
fn text_says_that_nobody_can_wake_a_thread_only_when_that_is_known() {
    let mut report = unwoken();
    assert!(show::text(&report, Language::En).contains("nobody is left"));
    let Outcome::Stuck { waiting } = &mut report.outcome else { panic!("it got stuck") };
    // Of this one is not known that it waits, nor that it has ended.
    waiting.retain(|stuck| stuck.thread != 0);
    assert!(!show::text(&report, Language::En).contains("nobody is left"));
}

#[test]
fn text_bounds_a_long_circle() {
    let count = 200;
    let mut scene = Scene::new(&["philosophers"]);
    let threads: Vec<usize> = (0..count).map(|at| scene.thread(0, at)).collect();
    let next = threads.iter().cycle().skip(1);
    let waits = |(&thread, &next): (&usize, &usize)| Stuck {
        held_by: Some(next),
        ..bare(thread, WaitOn::Lock { lock: thread })
    };
    let waiting = threads.iter().zip(next).map(waits).collect();
    let text = show::text(&stuck(scene, waiting), Language::En);
    let circle = text.lines().find(|line| line.contains('→')).expect("the circle is told");
    assert!(circle.contains("thread 8 → … → thread 198"), "{circle}");
    assert!(circle.ends_with("thread 200 → thread 1."), "{circle}");
}

#[test]
fn names_from_the_program_drive_no_terminal() {
    let mut scene = Scene::new(&["evil"]);
    let evil = "evil\x1b[31m";
    let at = place(evil, &format!("/src/{evil}"), 1);
    let call = WaitOn::Call { name: evil.into() };
    scene.report.notes = vec![Note::Unmodelled { call: evil.into() }];
    let mut report = stuck(scene, vec![Stuck { at: at.clone(), ..bare(0, call) }]);
    let stuck = show::text(&report, Language::Es);
    report.outcome = Outcome::Endless { busy: vec![Busy { thread: 0, doing: evil.into(), at }] };
    for text in [stuck, show::text(&report, Language::En), story(&report)] {
        assert!(!text.contains('\x1b'), "{text}");
    }
}

#[test]
fn a_report_without_locks_and_places_can_still_be_read() {
    let old = serde_json::json!({ "thread": 0, "on": { "kind": "child" }, "held_open_by": [] });
    let read: Stuck = serde_json::from_value(old).expect("an older report is a report");
    assert_eq!(read, bare(0, WaitOn::Child));
}
