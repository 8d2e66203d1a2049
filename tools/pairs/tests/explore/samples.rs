//! Right programs that do one thing each are let pass: whatever they do is modelled as the system does it.

use std::collections::BTreeSet;
use std::process::Command;

use witness::explore::{Expectation, Plan};

use crate::{assert_right, explored_by, sample, unmodelled};

/// Whoever does one thing has done it in many ways by then; of the longest samples, this is a few runs.
const ENOUGH_STEPS: u64 = 60_000;

macro_rules! samples {
    ($($name:ident,)*) => {
        const SAMPLES: &[&str] = &[$(stringify!($name),)*];

        $(#[test]
        fn $name() {
            is_let_pass(stringify!($name));
        })*
    };
}

samples! {
    barrier,
    scoped_sum,
    messages,
    select,
    ticks,
    thread_locals,
    once,
    many_readers,
    wait_timeout,
    park,
    spin,
    try_lock,
    many_threads,
    threads_of_threads,
    panic_joined,
    panic_scoped,
    panic_caught,
    panic_poisons,
    exit_in_thread,
    exit_meanwhile,
    main_ends_first,
    main_thread_exits,
    exec,
    exec_in_thread,
    sleep_five_seconds,
    sleep_side_by_side,
    wait_out,
    until_then,
    spin_on_a_sleeper,
    yield_to_a_sleeper,
    look_at_a_socket,
    look_after_a_child,
    look_until_late,
    ask_until_late,
    output,
    output_of_both,
    feed,
    try_wait,
    kill_child,
    no_such_program,
    pre_exec,
    pipeline,
    commands_side_by_side,
    shell,
    fork_tree,
    wait_any,
    look_first,
    told_how,
    never_waited,
    group,
    daemon,
    shared_counter,
    shared_semaphore,
    owner_dies,
    child_dies,
    fork_in_thread,
    pipe_full,
    pipe_full_at_once,
    pipe_many_writers,
    pipe_no_reader,
    nonblocking,
    poll_both,
    poll_nothing,
    select_one,
    epoll,
    epoll_edge,
    eventfd,
    eventfd_semaphore,
    redirect,
    files,
    much_output,
    many_messages,
    tcp_echo,
    tcp_many,
    tcp_refused,
    tcp_time_limit,
    tcp_nonblocking_accept,
    udp,
    vectors,
    receive_all,
    send_what_fits,
    send_for_a_second,
    copy_between_children,
    packets_in_a_pipe,
    write_interrupted,
    select_interrupted,
    all_sleep_one_is_told,
    sleeps_for_ever,
    counts_far,
    tries_its_own_lock,
    grandchild_adopted,
    aborts_in_a_thread,
    signal_as_bytes,
    unix_pair,
    unix_server,
    unix_datagrams,
    unix_packets,
    handler,
    interrupted,
    restarted,
    sleep_interrupted,
    suspend,
    sigwait,
    sigchld,
    alarm,
    ping_pong,
    stopped_child,
    to_a_thread,
    three_children,
    pool,
    ask_io_uring,
    ask_ptrace,
}

#[test]
fn every_sample_is_tested() {
    let list = Command::new(env!("CARGO_BIN_EXE_samples")).arg("list").output();
    let list = list.expect("the samples are built with the tests").stdout;
    let list = String::from_utf8(list).expect("names are plain letters").replace('-', "_");
    let listed: BTreeSet<&str> = list.lines().collect();
    let elsewhere = unmodelled::SAMPLES.iter().map(|(name, _)| *name);
    assert_eq!(listed, SAMPLES.iter().copied().chain(elsewhere).collect());
}

fn is_let_pass(name: &str) {
    let job = sample(&name.replace('_', "-"));
    let panics = name.starts_with("panic");
    let plan = Plan { steps: ENOUGH_STEPS, ..Plan::default() };
    let expectation = Expectation { panics, ..Expectation::default() };
    assert_right(&job, &explored_by(&job, &plan, &expectation));
}
