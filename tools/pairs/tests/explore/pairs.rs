//! Of each pair, the wrong twin is found out, in the way of its kind, and the right one is let pass.

use std::collections::BTreeSet;
use std::process::Command;

use witness::explore::{Expectation, Finding, Look, Session};

use crate::limits::ENOUGH_STEPS;
use crate::{assert_right, explored, twin};

/// How often a failure is replayed.
const REPLAYS: u32 = 5;

macro_rules! pairs {
    ($($name:ident: $kind:ident,)*) => {
        /// As `pairs list` prints them, in its order.
        const PAIRS: &[(&str, &str)] = &[$((stringify!($name), stringify!($kind)),)*];

        $(mod $name {
            #[test]
            fn wrong_is_found_and_replays() {
                super::wrong(stringify!($name), stringify!($kind));
            }

            #[test]
            fn right_is_let_pass() {
                super::right(stringify!($name), stringify!($kind));
            }
        })*
    };
}

pairs! {
    abba_printing: deadlock,
    abba_silent: deadlock,
    abba_gate: deadlock,
    philosophers: deadlock,
    lock_twice: deadlock,
    read_twice: deadlock,
    guard_in_match: deadlock,
    upgrade: deadlock,
    join_under_lock: deadlock,
    two_sections: panic,
    loaded_twice: panic,
    overdrawn: panic,
    length_then_index: panic,
    half_moved: panic,
    load_then_store: panic,
    load_then_store_once: panic,
    exchange_ignored: panic,
    two_winners: panic,
    lost_maximum: panic,
    two_last: panic,
    flag_before_data: panic,
    aba: panic,
    if_for_while: panic,
    one_condvar: deadlock,
    wait_without_look: deadlock,
    flag_without_lock: deadlock,
    notify_one_of_two: deadlock,
    park_once: panic,
    park_twice: deadlock,
    barrier_count: deadlock,
    barrier_rounds: deadlock,
    sender_kept: deadlock,
    rendezvous: deadlock,
    undrained: deadlock,
    undrained_pool: deadlock,
    one_pill: deadlock,
    stop_overtakes: panic,
    arrival_order: panic,
    write_end_kept: deadlock,
    write_end_inherited: deadlock,
    wait_before_drain: deadlock,
    partial_read: panic,
    torn_lines: panic,
    one_pipe_both_ways: deadlock,
    tcp_one_read: panic,
    tcp_no_shutdown: deadlock,
    tcp_first_come: panic,
    unix_one_read: panic,
    dialogue: deadlock,
    sleep_for_join: untidy,
    sleep_for_handshake: panic,
    sleep_sort: panic,
    timeout_never: panic,
    timeout_for_news: panic,
    socket_timeout: panic,
    poll_timeout: exit,
    fork_under_lock: deadlock,
    exit_code_ignored: exit,
    shared_memory: panic,
    shared_file: panic,
    no_join: untidy,
    last_word: untidy,
    zombie: untidy,
    orphan: untidy,
    wait_once: untidy,
    signal_before_pause: deadlock,
    children_coalesced: deadlock,
    interrupted_read: panic,
    lock_in_handler: deadlock,
    polite_locks: endless,
    spin_never_set: endless,
    spin_under_lock: endless,
    yield_under_lock: endless,
    end_read_for_ever: endless,
    nap_never_set: endless,
    reset_late: endless,
}

#[test]
fn every_pair_is_tested() {
    let list = Command::new(env!("CARGO_BIN_EXE_pairs")).arg("list").output();
    let list = list.expect("the pairs are built with the tests").stdout;
    let list = String::from_utf8(list).expect("names are plain letters").replace('-', "_");
    let listed: BTreeSet<&str> = list.lines().collect();
    let tested: Vec<String> = PAIRS.iter().map(|(name, kind)| format!("{name} {kind}")).collect();
    assert_eq!(listed, tested.iter().map(String::as_str).collect());
}

/// Being tidy is asked for only where leaving something behind is the bug.
fn expectation(kind: &str) -> Expectation {
    Expectation { tidy: kind == "untidy", ..Expectation::default() }
}

fn wrong(name: &str, kind: &str) {
    let mut job = twin(&name.replace('_', "-"), "wrong");
    if kind == "endless" {
        job.limits.steps = ENOUGH_STEPS;
    }
    let expectation = expectation(kind);
    let explored = explored(&job, &expectation);
    let Some(failure) = explored.failure else {
        panic!("not found in {} runs, with notes {:?}", explored.runs, explored.notes);
    };
    let is_of_its_kind = match kind {
        "deadlock" => failure.finding == Finding::Deadlock,
        "panic" => matches!(failure.finding, Finding::Panic { .. }),
        "exit" => matches!(failure.finding, Finding::Exit { .. }),
        "untidy" => matches!(
            failure.finding,
            Finding::Zombie { .. } | Finding::Orphan { .. } | Finding::CutOff { .. }
        ),
        "endless" => failure.finding == Finding::Endless,
        _ => panic!("there is no kind `{kind}`"),
    };
    assert!(is_of_its_kind, "{:?} is not of kind {kind}", failure.finding);
    assert!(!failure.doubtful, "{:?}", failure.woven.report.notes);

    let mut session = Session::start(&job).expect("it has been started before");
    for _ in 0..REPLAYS {
        let again = session.run(&failure.schedule, Look::Quick).expect("it has run before");
        let finding = expectation.finds(&again, Some(&explored.first));
        assert_eq!(finding.as_ref(), Some(&failure.finding), "{:?}", failure.schedule);
        assert_eq!(again.fingerprint, failure.woven.fingerprint, "{:?}", failure.schedule);
    }
}

fn right(name: &str, kind: &str) {
    let job = twin(&name.replace('_', "-"), "right");
    assert_right(&job, &explored(&job, &expectation(kind)));
}
