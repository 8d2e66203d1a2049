//! The grader of the exercise `cache`: a test for each requirement.
//!
//! A reader looks, a writer changes and a key is loaded with a sleep in the middle. [`Order::Oversleep`]
//! lets one thread go first and sleep there until nobody else can go on; its line comes after that sleep,
//! while it still holds what it holds. So whoever got through meanwhile wrote before it.

use std::time::Duration;

use support::prelude::*;

const EXERCISE: Exercise = exercise!("cache");

/// How long a key takes to load, where it does; different from the other pauses, so that a load can be
/// told from a look.
const LOAD_MS: u64 = 3;

#[test]
fn everybody_is_a_thread() {
    EXERCISE.requires("everybody_is_a_thread", |program| {
        for (readers, writers, keys) in [(3, 0, 1), (1, 2, 2), (2, 1, 0), (0, 1, 1)] {
            let run = program.run(args_for(readers, writers, keys, 1))?;
            let threads = threads(&run, readers + writers)?;
            run.succeeds()?;
            for (number, &thread) in threads.iter().enumerate() {
                let seen = run.texts_of(thread, Stream::Stdout).join(" / ");
                // Whether an entry is whole is judged elsewhere.
                let seen = seen.replace("torn", "whole");
                let required: Vec<_> = (0..keys)
                    .map(|key| match number.checked_sub(readers) {
                        None => format!("reader {number}: key {key} is whole"),
                        Some(writer) => format!("writer {writer}: key {key} is written"),
                    })
                    .collect();
                let required = required.join(" / ");
                let is_right = seen == required;
                let values = args! { role: run.role(thread), seen: seen, required: required };
                run.check(is_right, "cache-lines", values)?;
            }
        }
        Ok(())
    });
}

/// While one reader looks, for however long, the others look too and are done.
#[test]
fn readers_look_at_the_same_time() {
    EXERCISE.requires("readers_look_at_the_same_time", |program| {
        for first in 0..3 {
            let run = program.run_in(Order::Oversleep(first), args_for(3, 0, 1, 0))?;
            let threads = threads(&run, 3)?;
            waits_in_peace(&run)?;
            let last = only_line(&run, threads[first])?.at_ns;
            for &thread in &threads {
                let values = args! { one: run.role(threads[first]), other: run.role(thread) };
                run.check(run.sleeps_of(thread).len() == 1, "cache-no-look", values.clone())?;
                let line = only_line(&run, thread)?;
                run.check(line.at_ns <= last, "cache-readers-take-turns", values)?;
            }
        }
        Ok(())
    });
}

/// While somebody loads a key, for however long, nobody else does, and who needs the key waits.
#[test]
fn each_key_is_loaded_once() {
    EXERCISE.requires("each_key_is_loaded_once", |program| {
        for (first, readers, writers) in [(0, 3, 0), (1, 2, 1), (2, 2, 1), (0, 0, 2)] {
            let args = args_for(readers, writers, 1, LOAD_MS);
            let run = program.run_in(Order::Oversleep(first), args)?;
            let threads = threads(&run, readers + writers)?;
            waits_in_peace(&run)?;
            let load = Duration::from_millis(LOAD_MS);
            let sleeps = threads.iter().flat_map(|&thread| run.sleeps_of(thread));
            let seen = sleeps.filter(|&sleep| sleep == load).count();
            run.check(
                seen == 1,
                "cache-loads",
                args! { role: run.role(threads[first]), seen: seen },
            )?;
            waits_for_the_load(&run, &threads)?;
            let said = run.texts_of(run.main_of(0), Stream::Stdout).join(" / ");
            let values = args! { seen: said.as_str(), required: "key 0: loaded 1" };
            run.check(said == "key 0: loaded 1", "cache-loads-said", values)?;
        }
        Ok(())
    });
}

/// A reader that comes in the middle of a change, and one that is overtaken by a change, see a whole
/// entry. A writer that comes in the middle of a change waits.
#[test]
fn nobody_sees_half_a_change() {
    EXERCISE.requires("nobody_sees_half_a_change", |program| {
        for first in 0..3 {
            let run = program.run_in(Order::Oversleep(first), args_for(2, 1, 1, 0))?;
            let threads = threads(&run, 3)?;
            waits_in_peace(&run)?;
            for &thread in &threads {
                let line = only_line(&run, thread)?;
                run.check(
                    !line.text.ends_with("torn"),
                    "cache-torn",
                    args! { seen: line.text.as_str(), role: run.role(threads[first]) },
                )?;
            }
        }
        for first in 0..2 {
            let run = program.run_in(Order::Oversleep(first), args_for(0, 2, 1, 0))?;
            let threads = threads(&run, 2)?;
            waits_in_peace(&run)?;
            let (one, other) = (threads[first], threads[1 - first]);
            let in_turn = only_line(&run, one)?.at_ns < only_line(&run, other)?.at_ns;
            let values = args! { one: run.role(one), other: run.role(other) };
            run.check(in_turn, "cache-writers-meet", values)?;
        }
        Ok(())
    });
}

/// While one reader looks, for however long, a writer waits, and another reader asks for the key again
/// and again. Sooner or later that one must wait too.
#[test]
fn a_writer_gets_in() {
    EXERCISE.requires("a_writer_gets_in", |program| {
        for first in 0..2 {
            let args = args_for(2, 1, 1, 0) + " --until-written";
            let run = program.run_in(Order::Oversleep(first), args)?;
            threads(&run, 3)?;
            run.ends()?;
            let overtaken = run.notes.iter().any(|note| matches!(note, Note::ReleasedEarly { .. }));
            run.check(!overtaken, "cache-writer-starves", args! {})?;
            run.succeeds()?;
        }
        Ok(())
    });
}

/// Checks that nobody had looked at the key, or changed it, before its load was over.
fn waits_for_the_load(run: &Run, threads: &[usize]) -> Judged {
    let is_load = |wait: &&Wait| matches!(&wait.on, WaitOn::Sleep { requested_ns: Some(long) } if *long == LOAD_MS * 1_000_000);
    let mut loads = threads.iter().flat_map(|&thread| run.waits_of(thread)).filter(is_load);
    let Some(load) = loads.next() else { return Ok(()) };
    let over = run.end_of_wait(load);
    for &thread in threads {
        let early = run.lines_of(thread).into_iter().any(|line| line.at_ns < over);
        let values = args! { role: run.role(thread), loader: run.role(load.thread) };
        run.check(!early, "cache-before-the-load", values)?;
    }
    Ok(())
}

/// In virtual time, under some hundred schedules: nobody gets stuck, every look is whole and every key
/// loaded once, whoever was faster.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        program.holds_under_every_schedule("", |run| {
            let said = |thread| run.texts_of(thread, Stream::Stdout).into_iter();
            for thread in run.threads_of(0) {
                let torn = said(thread).find(|line| line.ends_with("torn"));
                let values = args! { role: run.role(thread), seen: torn.unwrap_or_default() };
                run.check(torn.is_none(), "cache-sees-half", values)?;
            }
            for line in said(run.main_of(0)) {
                let again = line.split_once(": loaded ").is_some_and(|(_, loads)| loads != "1");
                run.check(!again, "cache-loads-again", args! { seen: line })?;
            }
            Ok(())
        })
    });
}

#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(""));
}

/// The arguments for so many readers, writers and keys. To look and to change takes a while; to load
/// takes none for 0.
fn args_for(readers: usize, writers: usize, keys: usize, load_ms: u64) -> String {
    format!(
        "--readers {readers} --writers {writers} --keys {keys} --load-ms {load_ms} --look-ms 1 --change-ms 2"
    )
}

/// The threads besides main, if there are as many as required. Each requirement begins here: to whoever
/// has no threads, that is the one thing worth telling.
fn threads(run: &Run, required: usize) -> Judged<Vec<usize>> {
    let threads = run.threads_of(0);
    let seen = threads.len();
    run.check(seen == required, "cache-count", args! { required: required, seen: seen })?;
    Ok(threads)
}

/// Checks that the program came to its end, and that nobody kept a processor busy until it did.
fn waits_in_peace(run: &Run) -> Judged {
    run.ends()?;
    let asked_again = run.notes.iter().any(|note| matches!(note, Note::ReleasedEarly { .. }));
    run.check(!asked_again, "cache-asks-again", args! {})
}

/// The one line that the thread wrote.
fn only_line(run: &Run, thread: usize) -> Judged<&Line> {
    let lines = run.lines_of(thread).into_iter();
    let lines: Vec<_> = lines.filter(|line| line.stream == Stream::Stdout).collect();
    match lines[..] {
        [line] => Ok(line),
        _ => {
            let values = args! { role: run.role(thread), lines: lines.len() };
            Err(run.fail("cache-line-count", values))
        }
    }
}
