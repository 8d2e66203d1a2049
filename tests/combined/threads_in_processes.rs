//! The grader of the exercise `threads-in-processes`: a test for each requirement.

use std::collections::BTreeMap;

use support::prelude::*;

const EXERCISE: Exercise = exercise!("threads-in-processes");

/// What the program is asked for: processes, threads in each, and where the numbers end.
type Case = (usize, usize, u64);

/// There is one child for each process that was asked for, and main forks while it is alone.
#[test]
fn one_child_per_process() {
    EXERCISE.requires("one_child_per_process", |program| {
        for case in [(1, 2, 100), (2, 3, 100), (4, 1, 100)] {
            children(&program.run(args_of(case))?, case)?;
        }
        Ok(())
    });
}

/// Each child has as many threads as were asked for, besides its main thread.
#[test]
fn each_child_runs_its_threads() {
    EXERCISE.requires("each_child_runs_its_threads", |program| {
        for case in [(1, 3, 100), (2, 2, 100), (3, 1, 100)] {
            threads(&program.run(args_of(case))?, case)?;
        }
        Ok(())
    });
}

/// Each part's line is written by a thread that has this part alone, in the child it belongs to.
#[test]
fn every_part_is_counted_by_its_own_thread() {
    EXERCISE.requires("every_part_is_counted_by_its_own_thread", |program| {
        for case in [(2, 3, 10_000), (3, 2, 997), (1, 4, 30), (2, 2, 3)] {
            let run = program.run(args_of(case))?;
            let threads = threads(&run, case)?;
            for part in 0..case.0 * case.1 {
                let authors = run.authors_of(&line_of(part, case));
                // A thread that nobody waited for may be cut off before its line. That it is
                // waited for is required elsewhere.
                if authors.is_empty() && threads.iter().flatten().any(|&it| was_lost(&run, it)) {
                    continue;
                }
                let author = authors.first().copied();
                run.check(
                    authors.len() == 1,
                    "threads-in-processes-part-line",
                    args! { line: line_of(part, case), seen: authors.len() },
                )?;
                let own = author.is_some_and(|it| threads.iter().flatten().any(|&one| one == it));
                let role = author.map_or(String::new(), |author| run.role(author));
                run.check(
                    own,
                    "threads-in-processes-part-author",
                    args! { line: line_of(part, case), author: role },
                )?;
            }
            one_line_each(&run, &threads)?;
            parts_stay_together(&run, case)?;
        }
        Ok(())
    });
}

/// All children have been started before main waits for the first, and in each child all threads
/// before the child's main thread waits for the first.
#[test]
fn children_and_threads_are_alive_at_once() {
    EXERCISE.requires("children_and_threads_are_alive_at_once", |program| {
        for case in [(2, 3, 100), (3, 2, 100), (1, 4, 100)] {
            // In this order nobody begins before its creator waits: those that are alive at once
            // here are so because of how the program is written, not because of who was faster.
            let run = program.run_in(Order::CreatorFirst, args_of(case))?;
            let threads = threads(&run, case)?;
            let children: Vec<_> =
                run.children_of(0).into_iter().map(|child| run.main_of(child)).collect();
            run.check(
                run.alive_at_once(&children),
                "threads-in-processes-children-one-by-one",
                args! { required: case.0 },
            )?;
            for of_one in threads {
                run.check(
                    run.alive_at_once(&of_one),
                    "threads-in-processes-threads-one-by-one",
                    args! { required: case.1 },
                )?;
            }
        }
        Ok(())
    });
}

/// Bytes go from each child to main through a pipe.
#[test]
fn sums_come_back_through_pipes() {
    EXERCISE.requires("sums_come_back_through_pipes", |program| {
        for case in [(2, 3, 1_000), (3, 1, 1_000)] {
            let run = program.run(args_of(case))?;
            for child in children(&run, case)? {
                run.check(
                    run.channels.iter().any(|channel| carries_to_main(&run, channel, child)),
                    "threads-in-processes-no-pipe",
                    args! { child: child_number(&run, child) },
                )?;
            }
        }
        Ok(())
    });
}

/// Main prints the number of all primes below the end, once, however the numbers are cut and
/// however slow any one thread is.
#[test]
fn the_total_is_right() {
    EXERCISE.requires("the_total_is_right", |program| {
        let drawn = (2, 2, drawn("threads-in-processes-end", 1_000..=9_999));
        let cases = [(2, 3, 10_000), (3, 2, 997), (2, 2, 5), (2, 3, 3), (2, 2, 0), (1, 1, 2)];
        for case in cases.into_iter().chain([drawn]) {
            judge_total(&program.run(args_of(case))?, case)?;
        }
        let case = (1, 3, 50);
        program.in_each_order(args_of(case))?.iter().try_for_each(|run| judge_total(run, case))
    });
}

/// When children crash before they send their sums, main prints no total but names them, and the
/// program ends with exit code 1.
#[test]
fn a_missing_sum_is_named() {
    EXERCISE.requires("a_missing_sum_is_named", |program| {
        let cases = [
            ((3, 2, 100), " --crash 1", 1, "1"),
            ((3, 1, 100), " --crash 0 --crash 2", 2, "0, 2"),
            ((1, 2, 100), " --crash 0", 1, "0"),
        ];
        for (case, faults, crashes, named) in cases {
            let run = program.run(args_of(case) + faults)?;
            run.ends()?;
            crashed(&run, case, crashes)?;
            if let Some(line) = totals(&run).first() {
                let values = args! { line: *line };
                return Err(run.fail("threads-in-processes-total-all-the-same", values));
            }
            run.exits_with(1)?;
            let required = format!("error: these processes sent no sum: {named}");
            let said = run.texts_of(run.main_of(0), Stream::Stderr);
            let seen = said.last().copied().unwrap_or_default();
            run.check(
                seen == required,
                "threads-in-processes-named",
                args! { required: required.as_str(), seen: seen },
            )?;
        }
        // Who was told to crash and who did are two things: nobody is process 5.
        program.run(args_of((2, 2, 100)) + " --crash 5")?.succeeds()
    });
}

/// However slow any one thread or child is, it is waited for; a child that crashes is too.
#[test]
fn every_thread_and_child_is_waited_for() {
    EXERCISE.requires("every_thread_and_child_is_waited_for", |program| {
        // One process first: there, who is created as which number is no matter of timing.
        for case in [(1, 3, 50), (2, 2, 50)] {
            for run in program.in_each_order(args_of(case))? {
                judge_waits(&run, case)?;
            }
        }
        let case = (2, 1, 50);
        judge_waits(&program.run(args_of(case) + " --crash 0")?, case)
    });
}

/// In virtual time, under some hundred schedules: nobody gets stuck, and each run ends and tells the
/// same, whoever was faster.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        program.is_right_under_every_schedule("")
    });
}

/// The whole run is the one that a right program makes, whatever the order.
#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(""));
}

fn args_of((processes, threads, upto): Case) -> String {
    format!("--processes {processes} --threads {threads} --upto {upto}")
}

/// Main's children, if there are as many as were asked for, main made each while it was the only
/// thread of its process, and they have no children of their own. Most other requirements are
/// about these.
fn children(run: &Run, (processes, ..): Case) -> Judged<Vec<usize>> {
    let children = run.children_of(0);
    let (seen, all) = (children.len(), run.descendants_of(0).len());
    // Children of children first: they are why there may be too few or too many.
    run.check(
        all == seen,
        "threads-in-processes-grandchildren",
        args! { children: seen, others: all - seen },
    )?;
    run.check(
        seen == processes,
        "threads-in-processes-children",
        args! { required: processes, seen: seen },
    )?;
    for &child in &children {
        let born_ns = run.processes[child].born_ns;
        let already = |&&thread: &&usize| run.threads[thread].born_ns < born_ns;
        let others = run.threads_of(0).iter().filter(already).count();
        run.check(
            others == 0,
            "threads-in-processes-not-alone",
            args! { child: child_number(run, child), seen: others },
        )?;
    }
    Ok(children)
}

/// The threads of each child besides its main thread, if there are as many as were asked for.
fn threads(run: &Run, case: Case) -> Judged<Vec<Vec<usize>>> {
    let children = children(run, case)?;
    let threads: Vec<_> = children.iter().map(|&child| run.threads_of(child)).collect();
    for (&child, of_one) in children.iter().zip(&threads) {
        let seen = of_one.len();
        run.check(
            seen == case.1,
            "threads-in-processes-threads",
            args! { child: child_number(run, child), required: case.1, seen: seen },
        )?;
    }
    Ok(threads)
}

/// Checks that no thread wrote the lines of two parts.
fn one_line_each(run: &Run, threads: &[Vec<usize>]) -> Judged {
    for &thread in threads.iter().flatten() {
        let seen = run.texts_of(thread, Stream::Stdout).len();
        run.check(
            seen <= 1,
            "threads-in-processes-two-parts",
            args! { author: run.role(thread), seen: seen },
        )?;
    }
    Ok(())
}

/// Checks that the parts of each child are neighbours: 0 to K-1, K to 2K-1, and so on.
fn parts_stay_together(run: &Run, case: Case) -> Judged {
    let mut children = BTreeMap::new();
    for part in 0..case.0 * case.1 {
        for author in run.authors_of(&line_of(part, case)) {
            let child = run.process_of(author);
            let first = *children.entry(child).or_insert(part / case.1);
            run.check(
                first == part / case.1,
                "threads-in-processes-parts-mixed",
                args! { child: child_number(run, child), part: part },
            )?;
        }
    }
    Ok(())
}

/// Checks that main, and nobody else, prints one right total.
fn judge_total(run: &Run, case: Case) -> Judged {
    run.succeeds()?;
    let required = format!("total: {} primes", primes(0, case.2));
    let seen = totals(run);
    run.check(
        seen.len() == 1,
        "threads-in-processes-totals",
        args! { required: required.as_str(), seen: seen.len() },
    )?;
    run.check(
        seen[0] == required && run.authors_of(&required) == [run.main_of(0)],
        "threads-in-processes-total",
        args! { required: required.as_str(), seen: seen[0] },
    )
}

/// Checks that every part was counted and every child reaped, however slow it was.
fn judge_waits(run: &Run, case: Case) -> Judged {
    run.ends()?;
    threads(run, case)?;
    for part in 0..case.0 * case.1 {
        run.check(
            !run.authors_of(&line_of(part, case)).is_empty(),
            "threads-in-processes-thread-left",
            args! { line: line_of(part, case) },
        )?;
    }
    for child in children(run, case)? {
        run.check(
            matches!(run.processes[child].fate, Fate::Reaped { .. }),
            "threads-in-processes-child-left",
            args! { child: child_number(run, child) },
        )?;
    }
    Ok(())
}

/// Checks that as many children as were asked to did crash.
fn crashed(run: &Run, case: Case, crashes: usize) -> Judged {
    let killed = End::Signaled { signal: "SIGKILL".into() };
    let children = children(run, case)?;
    // Whether a child that is not waited for gets to its end is a matter of luck; that it is
    // waited for is required elsewhere.
    let waited_for = |&child: &usize| matches!(run.processes[child].fate, Fate::Reaped { .. });
    if !children.iter().all(waited_for) {
        return Ok(());
    }
    let seen = children.iter().filter(|&&child| run.processes[child].end == killed).count();
    run.check(
        seen == crashes,
        "threads-in-processes-no-crash",
        args! { required: crashes, seen: seen },
    )
}

/// Whether a thread may have been cut off in its work, by the end of its process or of the run.
fn was_lost(run: &Run, thread: usize) -> bool {
    let process = &run.processes[run.process_of(thread)];
    run.was_cut_off(thread) || !matches!(process.fate, Fate::Reaped { .. })
}

/// Whether bytes went through this channel, a pipe, from the child to main.
fn carries_to_main(run: &Run, channel: &Channel, child: usize) -> bool {
    let moved =
        |thread: usize, bytes: u64, process: usize| bytes > 0 && run.process_of(thread) == process;
    let sent = channel.writers.iter().any(|it| moved(it.thread, it.bytes, child));
    let received = channel.readers.iter().any(|it| moved(it.thread, it.bytes, 0));
    channel.kind == ChannelKind::Pipe && sent && received
}

/// What the story calls a child by: 1 for the first that was started.
fn child_number(run: &Run, child: usize) -> usize {
    run.processes[child].path.last().copied().unwrap_or_default()
}

fn totals(run: &Run) -> Vec<&str> {
    run.stdout().into_iter().filter(|line| line.starts_with("total")).collect()
}

/// The line that is required of one part.
fn line_of(part: usize, (processes, threads, upto): Case) -> String {
    let bound = |part: usize| upto * part as u64 / (processes * threads) as u64;
    format!("part {part}: {} primes", primes(bound(part), bound(part + 1)))
}

/// How many primes there are from one number up to, not including, another.
fn primes(from: u64, to: u64) -> usize {
    let divisors = |number: u64| (2..).take_while(move |it| it * it <= number);
    let is_prime =
        |&number: &u64| number > 1 && divisors(number).all(|it| !number.is_multiple_of(it));
    (from..to).filter(is_prime).count()
}
