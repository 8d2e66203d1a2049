//! The witness is tested on programs that do one thing each, the specimens.
//!
//! Nothing here depends on how fast anything is: what natural timing would leave open is decided by
//! an order, or holds under every timing.

use std::time::Duration;

use witness::{
    ChannelKind, Detail, End, Error, Fate, Input, Job, Note, Order, Outcome, Report, Stream, WaitOn,
};

/// Each observation is made by this very binary, started anew.
#[ctor::ctor(unsafe)]
fn become_the_witness_if_asked() {
    witness::serve_if_asked();
}

fn job(specimen: &str) -> Job {
    let mut job = Job::new(env!("CARGO_BIN_EXE_specimen")).args([specimen]);
    job.limits.deadline = Duration::from_secs(60);
    job
}

fn observe(specimen: &str) -> Report {
    witness::observe(&job(specimen)).expect("the machine permits observing")
}

fn observe_in(order: Order, specimen: &str) -> Report {
    witness::observe(&Job { order, ..job(specimen) }).expect("the machine permits observing")
}

const STARVE: [Order; 3] = [Order::Starve(0), Order::Starve(1), Order::Starve(2)];

fn exited(code: i32) -> Outcome {
    Outcome::Exited { code }
}

fn texts(report: &Report) -> Vec<&str> {
    let mut texts: Vec<_> = report.lines.iter().map(|line| line.text.as_str()).collect();
    texts.sort_unstable();
    texts
}

/// Whether all these threads have a moment in common.
fn share_a_moment(report: &Report, threads: &[usize]) -> bool {
    let threads = || threads.iter().map(|thread| &report.threads[*thread]);
    let last_to_begin = threads().map(|thread| thread.began_ns).max();
    let first_to_end = threads().filter_map(|thread| thread.ended_ns).min();
    last_to_begin <= first_to_end
}

#[test]
fn each_line_has_its_author() {
    let report = observe("join-all");
    assert_eq!(report.outcome, exited(0));
    assert_eq!(report.threads.len(), 4);
    let mut authors: Vec<_> =
        report.lines.iter().map(|line| (line.thread, line.text.as_str())).collect();
    authors.sort_unstable();
    assert_eq!(authors, [(1, "I am 1"), (2, "I am 2"), (3, "I am 3")]);
    assert!(report.lines.iter().all(|line| line.stream == Stream::Stdout && line.complete));
    assert!(report.threads[1..].iter().all(|thread| thread.created_by == Some(0)));
}

#[test]
fn what_is_created_before_the_first_wait_is_alive_at_once() {
    let together = observe_in(Order::CreatorFirst, "join-all");
    assert!(share_a_moment(&together, &[0, 1, 2, 3]));
    assert_eq!(together.peak_threads, 4);
    let in_turn = observe_in(Order::CreatorFirst, "join-one-by-one");
    assert!(!share_a_moment(&in_turn, &[1, 2]) && !share_a_moment(&in_turn, &[2, 3]));
    assert_eq!(in_turn.peak_threads, 2);
}

#[test]
fn a_thread_that_is_joined_is_never_cut_off() {
    for order in STARVE {
        let report = observe_in(order, "join-all");
        assert!(report.processes[0].cut_off.is_empty(), "{order:?}");
        assert_eq!(texts(&report), ["I am 1", "I am 2", "I am 3"]);
        let Order::Starve(starved) = order else { unreachable!() };
        // It had not begun when main came to join it, so that the join was seen.
        assert_eq!(report.threads[starved + 1].joined_by, Some(0));
        let joins = |wait: &witness::Wait| wait.on == WaitOn::Join { thread: starved + 1 };
        assert!(report.waits.iter().any(joins));
    }
}

#[test]
fn a_thread_that_is_not_joined_is_cut_off() {
    for specimen in ["join-none", "sleep-instead-of-join"] {
        for (index, order) in STARVE.into_iter().enumerate() {
            let report = observe_in(order, specimen);
            assert!(report.processes[0].cut_off.contains(&(index + 1)), "{specimen} {order:?}");
            let line = format!("I am {}", index + 1);
            assert!(!texts(&report).contains(&line.as_str()), "{specimen} {order:?}");
        }
    }
}

#[test]
fn a_thread_whose_work_is_done_is_not_cut_off_for_ending_late() {
    for _ in 0..20 {
        let report = observe("scope");
        assert_eq!((report.threads.len(), &report.processes[0].cut_off), (5, &vec![]));
    }
}

#[test]
fn who_spins_or_naps_until_another_is_done_does_not_do_so_for_ever() {
    for specimen in ["spin-until-done", "nap-until-done"] {
        for order in [Order::CreatorFirst, Order::Starve(0)] {
            let report = observe_in(order, specimen);
            assert_eq!(report.outcome, exited(0));
            assert_eq!(texts(&report), ["done"]);
            assert_eq!(report.notes, [Note::ReleasedEarly { thread: 1 }]);
        }
    }
}

#[test]
fn a_lock_taken_twice_is_stuck_and_told_at_once() {
    let report = observe("lock-twice");
    let Outcome::Stuck { waiting } = &report.outcome else { panic!("{:?}", report.outcome) };
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].on, WaitOn::Futex { timed: false });
    assert_eq!(report.processes[0].end, End::Killed);
    // The wait that was never over is told too.
    assert!(report.waits.iter().any(|wait| wait.until_ns.is_none() && wait.on == waiting[0].on));
}

#[test]
fn a_thread_that_executes_a_program_is_the_only_one_left() {
    let report = observe("exec-from-a-thread");
    assert_eq!(report.outcome, exited(0));
    assert_eq!(report.processes[0].command, ["/bin/echo", "another program"]);
    assert_eq!(texts(&report), ["another program"]);
    assert_eq!(report.lines[0].thread, 2);
}

#[test]
fn children_are_reaped_with_their_exit_codes() {
    for order in [Order::Natural, Order::CreatorFirst, Order::Starve(1)] {
        let report = observe_in(order, "reap-all");
        assert_eq!(report.outcome, exited(0));
        for (index, child) in report.processes.iter().enumerate().skip(1) {
            assert_eq!(child.path, [index]);
            assert_eq!(child.end, End::Exited { code: index as i32 });
            assert!(matches!(child.fate, Fate::Reaped { by: 0, .. }), "{child:?}");
        }
        assert_eq!(report.processes.len(), 4);
    }
    let together = observe_in(Order::CreatorFirst, "reap-all");
    assert!(share_a_moment(&together, &[1, 2, 3]));
    assert_eq!(together.peak_processes, 4);
}

#[test]
fn a_child_that_outlives_its_parent_is_an_orphan() {
    for starved in 0..2 {
        let report = observe_in(Order::Starve(starved), "reap-none");
        assert_eq!(report.processes[starved + 1].fate, Fate::Orphan);
        // It goes on all the same.
        assert_eq!(report.processes[starved + 1].end, End::Exited { code: 0 });
    }
}

#[test]
fn a_child_that_nobody_waits_for_is_a_zombie() {
    // With the second child held back, the one `wait` gets the first one; with the first, the second.
    for starved in 0..2 {
        let report = observe_in(Order::Starve(starved), "reap-one-of-two");
        let (kept, reaped) = (starved + 1, 2 - starved);
        assert!(matches!(report.processes[reaped].fate, Fate::Reaped { by: 0, .. }));
        assert_eq!(report.processes[kept].fate, Fate::Orphan);
    }
    let report = observe("ignore-children");
    assert_eq!(report.processes[1].fate, Fate::Discarded);
}

#[test]
fn nobody_outlives_the_witness() {
    let job = Job {
        limits: witness::Limits { deadline: Duration::from_millis(300), ..job("daemon").limits },
        ..job("daemon")
    };
    let report = witness::observe(&job).expect("the machine permits observing");
    assert_eq!(report.outcome, exited(0));
    let daemon = &report.processes[2];
    assert_eq!((&daemon.fate, &daemon.end), (&Fate::Orphan, &End::Killed));
    assert!(!std::fs::exists(format!("/proc/{}", daemon.pid)).expect("/proc can be read"));
}

#[test]
fn a_fork_bomb_is_bounded() {
    for specimen in ["fork-without-end", "bomb-in-the-background"] {
        let mut job = job(specimen);
        job.limits.tasks = 40;
        let report = witness::observe(&job).expect("the machine permits observing");
        assert_eq!(report.outcome, Outcome::TaskLimit);
        for process in &report.processes {
            assert!(!std::fs::exists(format!("/proc/{}", process.pid)).expect("/proc can be read"));
        }
        // A fork that had begun may still be told.
        assert!(report.peak_processes <= 80, "{}", report.peak_processes);
    }
}

#[test]
fn a_flood_is_bounded() {
    let mut job = job("flood");
    job.limits.output_bytes = 100_000;
    let report = witness::observe(&job).expect("the machine permits observing");
    assert_eq!(report.outcome, Outcome::OutputLimit);
    let kept: usize = report.lines.iter().map(|line| line.text.len()).sum();
    assert!(kept > 0 && kept <= 100_000, "{kept}");
}

#[test]
fn a_signal_is_named() {
    for signal in ["SIGTERM", "SIGKILL", "SIGABRT"] {
        let job = job("die-of").args([signal]);
        let report = witness::observe(&job).expect("the machine permits observing");
        assert_eq!(report.outcome, Outcome::Signaled { signal: signal.into() });
    }
}

#[test]
fn nobody_gets_out_of_sight() {
    let report = observe("clone-untraced");
    assert_eq!(texts(&report), [format!("-1 {}", libc::EPERM)]);
    assert_eq!(report.processes.len(), 1);
}

#[test]
fn without_permission_the_error_says_so() {
    let report = observe("observe-without-ptrace");
    let said = texts(&report).join("\n");
    assert!(said.starts_with("not permitted: ptrace: "), "{said}");
}

/// Who moved how many bytes.
type Moved = Vec<(usize, u64)>;

/// Writers and readers of each channel of this kind.
fn traffic(report: &Report, kind: ChannelKind) -> Vec<(Moved, Moved)> {
    let told = |traffic: &[witness::Traffic]| {
        traffic.iter().map(|traffic| (traffic.thread, traffic.bytes)).collect::<Vec<_>>()
    };
    let channels = report.channels.iter().filter(|channel| channel.kind == kind);
    channels.map(|channel| (told(&channel.writers), told(&channel.readers))).collect()
}

#[test]
fn bytes_are_counted_per_channel_and_thread() {
    let report = observe("talk-through-pipe");
    assert_eq!(traffic(&report, ChannelKind::Pipe), [(vec![(1, 5)], vec![(0, 5)])]);
    let report = observe("talk-through-socketpair");
    let mut talk = traffic(&report, ChannelKind::SocketPair);
    talk[0].0.sort_unstable();
    talk[0].1.sort_unstable();
    assert_eq!(talk, [(vec![(0, 4), (1, 6)], vec![(0, 6), (1, 4)])]);
}

#[test]
fn a_busy_thread_is_counted_as_exactly_as_a_calm_one() {
    for count in [3, 2000] {
        let job = job("many-small-writes").args([count.to_string()]);
        let report = witness::observe(&job).expect("the machine permits observing");
        let pipe = report.channels.iter().find(|channel| channel.kind == ChannelKind::Pipe);
        let pipe = pipe.expect("the specimen writes to a pipe");
        let [writer] = pipe.writers[..] else { panic!("{:?}", pipe.writers) };
        assert_eq!((writer.thread, writer.bytes, writer.calls), (0, 3 * count, count));
        let [reader] = pipe.readers[..] else { panic!("{:?}", pipe.readers) };
        assert_eq!((reader.thread, reader.bytes), (1, 3 * count));
    }
}

#[test]
fn a_reader_that_holds_the_write_end_is_told_that_it_does() {
    for specimen in ["keep-own-write-end", "busy-then-stuck"] {
        let report = observe(specimen);
        let Outcome::Stuck { waiting } = &report.outcome else { panic!("{:?}", report.outcome) };
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].held_open_by, [0]);
        let WaitOn::Channel { channel, reading: true } = waiting[0].on else {
            panic!("{:?}", waiting[0].on)
        };
        assert_eq!(report.channels[channel].kind, ChannelKind::Pipe);
    }
}

#[test]
fn what_is_left_open_is_named() {
    let job = job("leave-open").args(["/etc/hostname"]);
    let report = witness::observe(&job).expect("the machine permits observing");
    let left: Vec<_> = report.processes[0]
        .left_open
        .iter()
        .map(|descriptor| (descriptor.number, descriptor.kind))
        .collect();
    assert_eq!(left, [(3, ChannelKind::File), (4, ChannelKind::Pipe), (5, ChannelKind::Pipe)]);
    assert_eq!(report.processes[0].left_open[0].name, "/etc/hostname");
    assert_eq!(observe("join-all").processes[0].left_open, []);
}

#[test]
fn a_line_may_come_in_parts_and_need_not_be_text() {
    assert_eq!(texts(&observe("write-vector")), ["one line"]);
    let report = observe("write-rubbish");
    let lines: Vec<_> =
        report.lines.iter().map(|line| (line.text.as_str(), line.complete)).collect();
    assert_eq!(lines, [("caf\u{fffd}", true), ("no end", false)]);
    assert_eq!(report.notes, []);
}

#[test]
fn less_detail_still_tells_lines_and_lifetimes() {
    let lines = Job { detail: Detail::Lines, ..job("join-all") };
    let report = witness::observe(&lines).expect("the machine permits observing");
    assert_eq!(texts(&report), ["I am 1", "I am 2", "I am 3"]);
    assert_eq!(report.threads.len(), 4);
    assert_eq!((report.waits.len(), report.notes.len()), (0, 0));
    let children = Job { detail: Detail::Lines, ..job("reap-all") };
    let report = witness::observe(&children).expect("the machine permits observing");
    let reaped = |process: &witness::Process| matches!(process.fate, Fate::Reaped { .. });
    assert!(report.processes[1..].iter().all(reaped));
}

#[test]
fn input_is_passed_on() {
    let cat = Job { input: Input::Bytes(b"to be\nor not\n".into()), ..Job::new("cat") };
    let report = witness::observe(&cat).expect("the machine permits observing");
    assert_eq!(report.lines.iter().map(|line| &line.text).collect::<Vec<_>>(), ["to be", "or not"]);
    let nothing = witness::observe(&Job::new("cat")).expect("the machine permits observing");
    assert_eq!((nothing.outcome, nothing.lines), (exited(0), vec![]));
}

#[test]
fn a_pipeline_of_strangers_is_told() {
    let job = Job::new("sh").args(["-c", "yes | head -1 | cat"]);
    let report = witness::observe(&job).expect("the machine permits observing");
    assert_eq!(report.outcome, exited(0));
    let ends: Vec<_> = report
        .processes
        .iter()
        .map(|process| (process.command[0].as_str(), process.end.clone()))
        .collect();
    let done = || End::Exited { code: 0 };
    let broken_pipe = End::Signaled { signal: "SIGPIPE".into() };
    assert_eq!(ends, [("sh", done()), ("yes", broken_pipe), ("head", done()), ("cat", done())]);
    assert_eq!(texts(&report), ["y"]);
    let author = report.lines[0].thread;
    assert_eq!(report.threads[author].process, 3);
    assert_eq!(traffic(&report, ChannelKind::Pipe).len(), 2);
}

#[test]
fn what_cannot_be_started_is_named() {
    let missing = witness::observe(&Job::new("no-such-program")).expect_err("there is none");
    assert_eq!(missing.to_string(), "failed to start `no-such-program`");
    let folder = Job { folder: Some("/no/such/folder".into()), ..Job::new("true") };
    let missing = witness::observe(&folder).expect_err("there is none");
    assert!(matches!(missing, Error::Folder { .. }), "{missing:?}");
    let not_a_program = witness::observe(&Job::new("/etc/hostname")).expect_err("it is a text");
    assert!(matches!(not_a_program, Error::Start { .. }), "{not_a_program:?}");
}

#[test]
fn the_environment_can_be_cleared_and_set() {
    let job = Job {
        clear_env: true,
        env: vec![("COLOUR".into(), "red".into())],
        ..Job::new("/usr/bin/env")
    };
    let report = witness::observe(&job).expect("the machine permits observing");
    assert_eq!(texts(&report), ["COLOUR=red"]);
}
