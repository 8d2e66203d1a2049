//! Bytes: through pipes and sockets, into lines, left open.

use witness::explore::{Canonical, Look, Schedule, Session};
use witness::{ChannelKind, Input, Job, Outcome, WaitOn};

use crate::{exited, job, observe, texts, traffic};

#[test]
fn who_gives_up_waiting_is_not_stuck() {
    let report = observe("wait-with-time-limit");
    assert_eq!(report.outcome, exited(0));
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
fn a_writer_that_holds_the_read_end_is_told_that_it_does() {
    let told = |report: witness::Report| {
        let Outcome::Stuck { waiting } = &report.outcome else { panic!("{:?}", report.outcome) };
        let [writer] = &waiting[..] else { panic!("{waiting:?}") };
        assert_eq!(writer.held_open_by, [0]);
        let WaitOn::Channel { channel, reading: false } = writer.on else {
            panic!("{:?}", writer.on)
        };
        assert_eq!(report.channels[channel].kind, ChannelKind::Pipe);
    };
    told(observe("keep-own-read-end"));
    let job = job("keep-own-read-end");
    let mut session = Session::start(&job).expect("the machine permits observing");
    let woven = session.run(&Schedule::canonical(Canonical::First), Look::Quick);
    told(woven.expect("the machine permits observing").report);
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
fn input_is_passed_on() {
    let cat = Job { input: Input::Bytes(b"to be\nor not\n".into()), ..Job::new("cat") };
    let report = witness::observe(&cat).expect("the machine permits observing");
    assert_eq!(report.lines.iter().map(|line| &line.text).collect::<Vec<_>>(), ["to be", "or not"]);
    let nothing = witness::observe(&Job::new("cat")).expect("the machine permits observing");
    assert_eq!((nothing.outcome, nothing.lines), (exited(0), vec![]));
}
