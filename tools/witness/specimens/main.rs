//! Programs for the witness to be tested on: each does one thing that a report must tell.
//!
//! `specimen NAME [ARGUMENT]`.

mod files;
mod processes;
mod threads;

fn main() {
    // One of the specimens is itself a caller of the witness.
    witness::serve_if_asked();
    let mut args = std::env::args().skip(1);
    let name = args.next().expect("the specimen's name is the first argument");
    let argument = args.next().unwrap_or_default();
    match name.as_str() {
        "join-all" => threads::join_all(),
        "join-none" => threads::join_none(),
        "join-one-by-one" => threads::join_one_by_one(),
        "sleep-instead-of-join" => threads::sleep_instead_of_join(),
        "scope" => threads::scope(),
        "spin-until-done" => threads::spin_until_done(),
        "nap-until-done" => threads::nap_until_done(),
        "wait-a-little-until-done" => threads::wait_a_little_until_done(),
        "sleep-locked" => threads::sleep_locked(),
        "sleep-unlocked" => threads::sleep_unlocked(),
        "exec-while-leaving" => threads::exec_while_leaving(),
        "blocked-while-leaving" => threads::blocked_while_leaving(),
        "leave-twice" => threads::leave_twice(),
        "sleep-for-ever" => threads::sleep_for_ever(),
        "lock-twice" => threads::lock_twice(),
        "exec-from-a-thread" => threads::exec_from_a_thread(),

        "poll-beside-an-end" => processes::poll_beside_an_end(),
        "reap-all" => processes::reap_all(),
        "reap-none" => processes::reap_none(),
        "ignore-children" => processes::ignore_children(),
        "reap-one-of-two" => processes::reap_one_of_two(),
        "reap-without-a-name" => processes::reap_without_a_name(),
        "kill-a-forker" => processes::kill_a_forker(),
        "forge-a-report" => processes::forge_a_report(&argument),
        "daemon" => processes::daemon(),
        "fork-without-end" => processes::fork_without_end(),
        "bomb-in-the-background" => processes::bomb_in_the_background(),
        "die-of" => processes::die_of(&argument),
        "clone-untraced" => processes::clone_untraced(),
        "observe-without-ptrace" => processes::observe_without_ptrace(),

        "talk-through-pipe" => files::talk_through_pipe(),
        "talk-through-socketpair" => files::talk_through_socketpair(),
        "keep-own-read-end" => files::keep_own_read_end(),
        "keep-own-write-end" => files::keep_own_write_end(),
        "many-small-writes" => files::many_small_writes(argument.parse().expect("a number")),
        "pour-into-pipe" => files::pour_into_pipe(argument.parse().expect("a number")),
        "compute" => threads::compute(argument.parse().expect("a number")),
        "busy-then-stuck" => files::busy_then_stuck(),
        "wait-with-time-limit" => files::wait_with_time_limit(),
        "leave-open" => files::leave_open(&argument),
        "write-vector" => files::write_vector(),
        "write-rubbish" => files::write_rubbish(),
        "flood" => files::flood(),
        other => panic!("no specimen is called `{other}`"),
    }
}
