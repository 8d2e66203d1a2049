//! The grader of the exercise `graceful-shutdown`: a test for each requirement.
//!
//! The program is told to stop by its own `--stop-at`: the worker that begins this task sends SIGTERM to
//! main. Where main is by then, the schedule decides. Most requirements look at runs in virtual time, in
//! which a deadline costs nothing and is kept to the microsecond.

use std::collections::BTreeSet;
use std::time::Duration;

use support::prelude::*;

const EXERCISE: Exercise = exercise!("graceful-shutdown");

/// Told to stop while all are at work: each worker has begun its second task.
const STOPS: [(usize, &str); 2] =
    [(2, "--workers 2 --tasks 12 --stop-at 2"), (3, "--workers 3 --tasks 21 --stop-at 4")];

/// How long workers have to end when nothing else is said.
const DEADLINE: Duration = Duration::from_secs(10);

/// Told again as soon as it is stopping, while a task hangs.
const INSISTING: &str = "--workers 3 --stop-at 4 --hang 4 --insist --deadline-s 3600";

/// A task hangs until the deadline.
const HANGING: &str = "--workers 3 --stop-at 4 --hang 4 --deadline-s 5";

/// Tasks that take no time. When workers that are all at work go on while main does not, they end without
/// main having run in between: all that it is told of them is one SIGCHLD.
const ALL_AT_ONCE: &str = "--workers 2 --tasks 2 --task-ms 0";

/// Each worker is a child of main, all are alive at once, and each does its own tasks.
#[test]
fn each_worker_does_its_tasks() {
    EXERCISE.requires("each_worker_does_its_tasks", |program| {
        for (workers, tasks) in [(3, 7), (1, 2), (4, 4), (2, 1)] {
            let args = format!("--workers {workers} --tasks {tasks}");
            let runs = program.in_virtual_time(args)?;
            for run in &runs {
                does_all_tasks(run, workers, tasks)?;
            }
            // In the first one, no child begins before main waits: those that are alive at once there are
            // so because of how the program is written, not because of who was faster.
            let first = &runs[0];
            let mains: Vec<_> =
                first.children_of(0).iter().map(|&child| first.main_of(child)).collect();
            let values = args! { required: workers };
            first.check(first.alive_at_once(&mains), "graceful-shutdown-one-by-one", values)?;
        }
        Ok(())
    });
}

/// After a SIGTERM, each task that was begun is done.
#[test]
fn work_in_flight_is_finished() {
    EXERCISE.requires("work_in_flight_is_finished", |program| {
        for (workers, args) in STOPS {
            for run in program.in_virtual_time(args)? {
                children(&run, workers)?;
                finishes_what_it_begins(&run)?;
            }
        }
        Ok(())
    });
}

/// Once all workers are told, none begins another task; main says so, once.
#[test]
fn no_worker_begins_another_task() {
    EXERCISE.requires("no_worker_begins_another_task", |program| {
        for (workers, args) in STOPS {
            for run in program.in_virtual_time(args)? {
                children(&run, workers)?;
                let said = written_by(&run, 0).iter().filter(|line| **line == "stopping").count();
                run.check(said == 1, "graceful-shutdown-stopping", args! { seen: said })?;
                begins_no_more(&run)?;
            }
        }
        // The second worker does not take its first step before it is told, by a main that has started both long ago.
        let run = program.run_in(Order::Starve(1), "--workers 2 --tasks 4 --stop-at 2")?;
        let late = children(&run, 2)?[1];
        let begun = written_by(&run, late).into_iter().find_map(|it| it.strip_prefix("begin "));
        let values = args! { role: run.process_role(late), task: begun.unwrap_or_default() };
        run.check(begun.is_none(), "graceful-shutdown-begins-at-all", values)
    });
}

/// Main ends after its last child and has reaped each of them, however it comes to its end. Nor does it
/// wait for ever for one that has ended.
#[test]
fn every_child_is_reaped() {
    EXERCISE.requires("every_child_is_reaped", |program| {
        program.survives_every_kill(ALL_AT_ONCE, |run| reaps_all(run, 2))?;
        for (workers, args) in STOPS.into_iter().chain([(3, INSISTING), (3, HANGING)]) {
            for run in program.in_virtual_time(args)? {
                reaps_all(&run, workers)?;
            }
        }
        Ok(())
    });
}

/// A program that was told to stop, and has stopped, has not failed: it ends with 0, and as soon as the last
/// task is done.
#[test]
fn a_stop_is_no_failure() {
    EXERCISE.requires("a_stop_is_no_failure", |program| {
        for (workers, args) in STOPS {
            for run in program.in_virtual_time(args)? {
                children(&run, workers)?;
                run.succeeds()?;
                let done = run.lines.iter().rfind(|line| line.text.starts_with("done "));
                let last = done.map_or(0, |line| line.at_ns);
                let late = Duration::from_nanos(run.duration_ns.saturating_sub(last));
                run.check(
                    late < Duration::from_millis(500),
                    "graceful-shutdown-late",
                    args! { late: format!("{late:.1?}") },
                )?;
            }
        }
        Ok(())
    });
}

/// When a second SIGTERM comes, the workers that are left are killed at once.
#[test]
fn a_second_signal_forces() {
    EXERCISE.requires("a_second_signal_forces", |program| {
        for run in program.in_virtual_time(INSISTING)? {
            run.ends()?;
            main_survives(&run)?;
            let children = children(&run, 3)?;
            let since = since_stopping(&run)?;
            run.check(
                since < Duration::from_millis(500),
                "graceful-shutdown-not-forced",
                args! { since: format!("{since:.1?}") },
            )?;
            is_forced(&run, &children)?;
        }
        Ok(())
    });
}

/// Workers that have not ended at the deadline are killed, and not before.
#[test]
fn the_deadline_forces() {
    EXERCISE.requires("the_deadline_forces", |program| {
        for run in program.in_virtual_time(HANGING)? {
            run.ends()?;
            main_survives(&run)?;
            let children = children(&run, 3)?;
            let since = since_stopping(&run)?;
            let due = Duration::from_secs(5);
            run.check(
                since.abs_diff(due) < Duration::from_millis(500),
                "graceful-shutdown-too-late",
                args! { due: format!("{due:?}"), since: format!("{since:.1?}") },
            )?;
            is_forced(&run, &children)?;
        }
        Ok(())
    });
}

/// A worker is killed, at each step at which it can be: the others go on, and it is named.
#[test]
fn a_lost_worker_is_named() {
    EXERCISE.requires("a_lost_worker_is_named", |program| {
        program.survives_every_kill("--workers 2 --tasks 2", |run| {
            let children = children(run, 2)?;
            for &child in &children {
                let done =
                    written_by(run, child).iter().filter(|it| it.starts_with("done ")).count();
                let survives = ended_well(run, child);
                let values = args! { role: run.process_role(child) };
                run.check(!survives || done == 1, "graceful-shutdown-gives-up", values)?;
            }
            names_the_failed(run, &children)
        })?;
        // In the second one, worker 0 is lost at the deadline, and worker 1 before it, when it is the one that is killed.
        let until_the_deadline = "--workers 2 --tasks 2 --stop-at 0 --hang 0 --deadline-s 5";
        for args in ["--workers 2 --tasks 6 --stop-at 2", until_the_deadline] {
            program.survives_every_kill(args, |run| names_the_failed(run, &children(run, 2)?))?;
        }
        Ok(())
    });
}

/// In virtual time, under some hundred schedules: nobody gets stuck, no signal is lost, and what was
/// promised holds, wherever the signal meets main.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        program.is_right_under_every_schedule("")?;
        program.holds_however_it_ends("--workers 2 --tasks 4 --stop-at 0", |run| {
            let children = children(run, 2)?;
            begins_no_more(run)?;
            // Whoever is as slow as that is killed, and rightly so. The time runs since the signal, which
            // comes soon after the beginning here, and may come long before main says so.
            if Duration::from_nanos(run.duration_ns) >= DEADLINE {
                return is_forced(run, &children);
            }
            finishes_what_it_begins(run)?;
            run.succeeds()
        })?;
        // Tasks that take no time leave room for several of them between two steps of main. Whoever closes a
        // pipe has told nobody before each worker has begun, and closed the end that it was born with.
        program.holds_however_it_ends("--workers 2 --tasks 12 --task-ms 0 --stop-at 0", |run| {
            let said = run.lines.iter().take_while(|line| line.text != "stopping");
            let begun: BTreeSet<_> = said.map(|line| run.process_of(line.thread)).collect();
            let all = children(run, 2)?.iter().all(|child| begun.contains(child));
            if all { begins_no_more(run) } else { Ok(()) }
        })
    });
}

/// The whole run is the one that a right program makes, whatever the order.
#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(""));
}

/// The program's children, if there are as many as workers and these have none of their own.
/// Everything else that is required is required of these.
fn children(run: &Run, workers: usize) -> Judged<Vec<usize>> {
    let children = run.children_of(0);
    let (seen, all) = (children.len(), run.descendants_of(0).len());
    run.check(
        all == seen,
        "graceful-shutdown-grandchildren",
        args! { children: seen, others: all - seen },
    )?;
    run.check(seen == workers, "graceful-shutdown-count", args! { required: workers, seen: seen })?;
    Ok(children)
}

/// Checks that main and each worker wrote the lines of the tasks that are theirs, and that the run succeeds.
fn does_all_tasks(run: &Run, workers: usize, tasks: usize) -> Judged {
    let children = children(run, workers)?;
    let starts: Vec<_> = (0..workers).map(|worker| format!("start {worker}")).collect();
    judge_lines(run, "main", &starts, &written_by(run, 0))?;
    for (worker, &child) in children.iter().enumerate() {
        let tasks = (worker..tasks).step_by(workers);
        let lines: Vec<_> =
            tasks.flat_map(|it| [format!("begin {it}"), format!("done {it}")]).collect();
        judge_lines(run, &run.process_role(child), &lines, &written_by(run, child))?;
    }
    // A main that has all of this done, and then waits for ever, is the business of
    // `every_child_is_reaped`.
    if matches!(run.outcome, Outcome::Stuck { .. }) { Ok(()) } else { run.succeeds() }
}

/// Checks that no signal has ended main.
fn main_survives(run: &Run) -> Judged {
    match &run.outcome {
        Outcome::Signaled { signal } => {
            Err(run.fail("graceful-shutdown-main-ended", args! { signal: signal.as_str() }))
        }
        _ => Ok(()),
    }
}

/// Checks that main has reaped each child that has ended.
fn reaps_all(run: &Run, workers: usize) -> Judged {
    main_survives(run)?;
    for child in children(run, workers)? {
        let process = &run.processes[child];
        let id = match process.fate {
            Fate::Zombie => "graceful-shutdown-zombie",
            Fate::Orphan => "graceful-shutdown-orphan",
            Fate::Discarded => "graceful-shutdown-discarded",
            // A run that is stuck can't go on: nobody is going to reap this one.
            Fate::Undecided if process.end != End::Killed => "graceful-shutdown-zombie",
            Fate::Reaped { .. } | Fate::Root | Fate::Undecided => continue,
        };
        return Err(run.fail(id, args! { role: run.process_role(child) }));
    }
    Ok(())
}

/// What a process wrote to standard output, whichever of its threads did.
fn written_by(run: &Run, process: usize) -> Vec<&str> {
    let lines = run.lines.iter().filter(|line| line.stream == Stream::Stdout);
    let own = lines.filter(|line| run.process_of(line.thread) == process);
    own.map(|line| line.text.as_str()).collect()
}

/// Checks that these are a process's lines.
fn judge_lines(run: &Run, role: &str, required: &[String], seen: &[&str]) -> Judged {
    let (required, seen) = (required.join(", "), seen.join(", "));
    run.check(
        required == seen,
        "graceful-shutdown-lines",
        args! { role: role, required: required.as_str(), seen: seen.as_str() },
    )
}

/// Checks that each process has done what it has begun.
fn finishes_what_it_begins(run: &Run) -> Judged {
    for child in run.children_of(0) {
        let lines = written_by(run, child);
        let begun = lines.iter().filter_map(|line| line.strip_prefix("begin "));
        for task in begun {
            let done = lines.iter().any(|line| line.strip_prefix("done ") == Some(task));
            let values = args! { role: run.process_role(child), task: task };
            run.check(done, "graceful-shutdown-unfinished", values)?;
        }
    }
    Ok(())
}

/// Checks that each worker has begun at most one task since main said that it is stopping: the one that
/// it was about to begin.
fn begins_no_more(run: &Run) -> Judged {
    let said = |line: &&Line| run.process_of(line.thread) == 0 && line.text == "stopping";
    // The workers may have come to the end of their tasks before.
    let Some(since) = run.lines.iter().position(|line| said(&line)) else { return Ok(()) };
    for child in run.children_of(0) {
        let later = run.lines[since..].iter().filter(|line| run.process_of(line.thread) == child);
        let begun = later.filter(|line| line.text.starts_with("begin ")).count();
        let values = args! { role: run.process_role(child), seen: begun };
        run.check(begun <= 1, "graceful-shutdown-begins", values)?;
    }
    Ok(())
}

/// How long after its line `stopping` the program ended.
fn since_stopping(run: &Run) -> Judged<Duration> {
    let said = run.lines.iter().find(|line| line.text == "stopping");
    let Some(said) = said else {
        return Err(run.fail("graceful-shutdown-stopping", args! { seen: 0 }));
    };
    Ok(Duration::from_nanos(run.duration_ns.saturating_sub(said.at_ns)))
}

/// Checks that a worker was killed, and that the error names those that were.
fn is_forced(run: &Run, children: &[usize]) -> Judged {
    let killed = End::Signaled { signal: "SIGKILL".into() };
    for &child in children {
        let end = &run.processes[child].end;
        let values = args! { role: run.process_role(child) };
        run.check(
            ended_well(run, child) || *end == killed,
            "graceful-shutdown-not-killed",
            values,
        )?;
    }
    names_the_failed(run, children)
}

fn ended_well(run: &Run, child: usize) -> bool {
    run.process_exited_with(child, 0)
}

/// Checks that the program ends with 0 when all workers ended well, and else with 1 and an error that
/// names those that did not.
fn names_the_failed(run: &Run, children: &[usize]) -> Judged {
    let workers = children.iter().enumerate().filter(|(_, child)| !ended_well(run, **child));
    let failed: Vec<String> = workers.map(|(worker, _)| worker.to_string()).collect();
    if failed.is_empty() {
        return run.succeeds();
    }
    run.exits_with(1)?;
    let required = format!("error: these workers failed: {}", failed.join(", "));
    let said = run.texts_of(run.main_of(0), Stream::Stderr);
    let seen = said.last().copied().unwrap_or_default();
    run.check(
        seen == required,
        "graceful-shutdown-named",
        args! { required: required.as_str(), seen: seen },
    )
}
