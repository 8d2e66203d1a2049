//! The program's clock is ours: it agrees with how long the program sleeps, and nobody waits for it.

use witness::WaitOn;
use witness::explore::{Look, Schedule, Session};

use crate::{sample, written};

/// What may come on top of sleeping: steps cost a little.
const SLACK_MS: u64 = 100;

/// Each line that the sample prints is a number of milliseconds, about this many.
fn assert_takes(name: &str, expected_ms: u64) {
    let mut session = Session::start(&sample(name)).expect("the machine permits exploring");
    // The even seeds: in the others, time-outs fire whenever they like.
    for seed in (0..16).step_by(2) {
        let woven = session.run(&Schedule::of_seed(seed, 50), Look::Quick).expect("it can be run");
        let report = &woven.report;
        let expected = expected_ms..expected_ms + SLACK_MS;
        for line in written(report) {
            let took: u64 = line.parse().expect("the sample prints numbers");
            assert!(expected.contains(&took), "seed {seed}: {took} ms");
        }
        assert!(!report.lines.is_empty());
        assert!(expected.contains(&(report.duration_ns / 1_000_000)), "{}", report.duration_ns);
    }
}

#[test]
fn five_seconds_of_sleep_are_five_seconds_on_every_clock() {
    assert_takes("sleep-five-seconds", 5_000);
}

#[test]
fn threads_that_sleep_at_the_same_time_take_as_long_as_one() {
    assert_takes("sleep-side-by-side", 3_000);
}

#[test]
fn waiting_in_vain_takes_as_long_as_its_limit() {
    assert_takes("wait-out", 5_000);
}

#[test]
fn each_sleep_is_in_the_report_with_its_length() {
    let mut session = Session::start(&sample("sleep-five-seconds")).expect("it can be explored");
    let woven = session.run(&Schedule::of_seed(0, 50), Look::Quick).expect("it can be run");
    let sleeps: Vec<u64> = woven
        .report
        .waits
        .iter()
        .filter(|wait| matches!(wait.on, WaitOn::Sleep { .. }))
        .map(|wait| wait.until_ns.expect("it woke") - wait.from_ns)
        .collect();
    assert_eq!(sleeps.len(), 5);
    assert!(
        sleeps.iter().all(|slept| (1_000_000_000..1_010_000_000).contains(slept)),
        "{sleeps:?}"
    );
}
