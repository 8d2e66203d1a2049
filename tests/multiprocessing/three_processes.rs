//! The grader of the exercise `three-processes`: a test for each requirement.

use std::time::Duration;

use support::prelude::*;

const EXERCISE: Exercise = exercise!("three-processes");

/// Each worker is a process of its own, started by the program's first process.
#[test]
fn each_worker_is_a_process() {
    EXERCISE.requires("each_worker_is_a_process", |program| {
        for workers in [3, 1, 5] {
            let run = program.run(format!("--workers {workers} --steps 1 --pause-ms 1"))?;
            children(&run, workers)?;
        }
        Ok(())
    });
}

/// Each worker's lines are written by its own process, in order, and nobody else writes any.
#[test]
fn each_worker_writes_its_own_lines() {
    EXERCISE.requires("each_worker_writes_its_own_lines", |program| {
        for (workers, steps) in [(3, 2), (2, 5), (4, 1), (1, 0)] {
            let args = format!("--workers {workers} --steps {steps} --pause-ms 1");
            let run = program.run(args)?;
            let children = children(&run, workers)?;
            let by_main = written_by(&run, 0);
            if let Some(line) = by_main.first() {
                return Err(run.fail("three-processes-main-writes", args! { line: *line }));
            }
            for worker in 0..workers {
                judge_lines(&run, &children, worker, steps)?;
            }
        }
        Ok(())
    });
}

/// After each step the worker sleeps for the pause, no longer and no shorter.
#[test]
fn each_worker_pauses_between_steps() {
    EXERCISE.requires("each_worker_pauses_between_steps", |program| {
        for (workers, steps, pause_ms) in [(3, 3, 2), (2, 2, 7)] {
            let args = format!("--workers {workers} --steps {steps} --pause-ms {pause_ms}");
            let run = program.run(args)?;
            for child in children(&run, workers)? {
                let pauses = pauses_after_steps(&run, child);
                // Who was not waited for may have been cut off at any step.
                if was_waited_for(&run, child) {
                    let seen = pauses.len();
                    run.check(
                        seen == steps,
                        "three-processes-steps",
                        args! { required: steps, seen: seen },
                    )?;
                }
                let required = Duration::from_millis(pause_ms);
                if let Some(seen) = pauses.iter().flatten().find(|pause| **pause != required) {
                    return Err(run.fail(
                        "three-processes-pause",
                        args! { required: format!("{required:?}"), seen: format!("{seen:?}") },
                    ));
                }
            }
        }
        Ok(())
    });
}

/// All workers have been started before main waits for the first of them.
#[test]
fn workers_are_alive_at_once() {
    EXERCISE.requires("workers_are_alive_at_once", |program| {
        for workers in [2, 3, 5] {
            let args = format!("--workers {workers} --steps 1 --pause-ms 1");
            // In this order no child begins before main waits: those that are alive at once here
            // are so because of how the program is written, not because of who was faster.
            let run = program.run_in(Order::CreatorFirst, args)?;
            let children = children(&run, workers)?;
            let mains: Vec<_> = children.iter().map(|&child| run.main_of(child)).collect();
            run.check(
                run.alive_at_once(&mains),
                "three-processes-one-by-one",
                args! { required: workers },
            )?;
        }
        for sleeper in 0..3 {
            let args = "--workers 3 --steps 1 --pause-ms 1";
            let run = program.run_in(Order::Oversleep(sleeper), args)?;
            let children = children(&run, 3)?;
            nobody_waits_for_the_sleeper(&run, &children, children[sleeper])?;
        }
        Ok(())
    });
}

/// However slow any one child is, and however it ends, main waits for it.
#[test]
fn the_parent_reaps_every_child() {
    EXERCISE.requires("the_parent_reaps_every_child", |program| {
        for faults in ["", " --fail 0 --kill 1"] {
            let args = format!("--workers 3 --steps 1 --pause-ms 1{faults}");
            for run in program.in_each_order(args)? {
                run.ends()?;
                for child in children(&run, 3)? {
                    let id = match run.processes[child].fate {
                        Fate::Reaped { .. } | Fate::Root | Fate::Undecided => continue,
                        Fate::Zombie => "three-processes-zombie",
                        Fate::Orphan => "three-processes-orphan",
                        Fate::Discarded => "three-processes-discarded",
                    };
                    return Err(run.fail(id, args! { child: child_number(&run, child) }));
                }
            }
        }
        Ok(())
    });
}

/// The program ends with exit code 1 and names every worker that failed, and ends with 0 when
/// there is none.
#[test]
fn a_failing_worker_is_named() {
    EXERCISE.requires("a_failing_worker_is_named", |program| {
        let cases = [
            (3, "--fail 0 --kill 2", 1, 1, "0, 2"),
            (3, "--kill 1", 0, 1, "1"),
            (2, "--fail 1", 1, 0, "1"),
        ];
        for (workers, faults, exits, kills, named) in cases {
            let args = format!("--workers {workers} --steps 2 --pause-ms 1 {faults}");
            for run in program.in_each_order(args)? {
                run.ends()?;
                let children = children(&run, workers)?;
                broke_down(&run, &children, exits, kills)?;
                for worker in named.split(", ") {
                    after_its_first_step(&run, &children, worker)?;
                }
                run.exits_with(1)?;
                let required = format!("error: these workers failed: {named}");
                let said = run.texts_of(run.main_of(0), Stream::Stderr);
                let seen = said.last().copied().unwrap_or_default();
                // In any order: what counts is that all of them are known.
                run.check(
                    numbers(seen) == numbers(&required),
                    "three-processes-named",
                    args! { required: required.as_str(), seen: seen },
                )?;
            }
        }
        // Who was told to break down and who did are two things: nobody is worker 7 or 8.
        for nobody in ["", " --fail 7 --kill 8"] {
            let run = program.run(format!("--workers 3 --steps 1 --pause-ms 1{nobody}"))?;
            children(&run, 3)?;
            run.succeeds()?;
        }
        Ok(())
    });
}

/// In virtual time, under some hundred schedules: nobody gets stuck, and each run ends and tells the
/// same, whoever was faster.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        program.is_right_under_every_schedule("")?;
        program.is_right_under_every_schedule("--steps 2 --fail 0 --kill 2")
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
    // Children of children first: they are why there may be too few or too many.
    run.check(
        all == seen,
        "three-processes-grandchildren",
        args! { children: seen, others: all - seen },
    )?;
    run.check(seen == workers, "three-processes-count", args! { required: workers, seen: seen })?;
    Ok(children)
}

/// Checks that one of the children wrote this worker's lines and nothing else.
fn judge_lines(run: &Run, children: &[usize], worker: usize, steps: usize) -> Judged {
    let mut required = vec![format!("Proceso {worker} iniciado")];
    required.extend((0..steps).map(|_| format!("Proceso {worker} trabajando...")));
    required.push(format!("Proceso {worker} terminó"));

    let begins_so =
        |child: &&usize| written_by(run, **child).first() == Some(&required[0].as_str());
    let Some(&child) = children.iter().find(begins_so) else {
        // A child that was not waited for may have been cut off before its first line.
        let cut_off = children.iter().any(|&child| !was_waited_for(run, child));
        let values = args! { line: required[0].as_str() };
        return run.check(cut_off, "three-processes-nobody-begins", values);
    };

    let seen = written_by(run, child);
    // One that was not waited for may have been cut off after any line. That main waits is
    // required elsewhere; here, what it did write has to be right.
    let due = if was_waited_for(run, child) { required.len() } else { seen.len() };
    for index in 0..due.max(seen.len()) {
        let (number, child) = (index + 1, child_number(run, child));
        match (required.get(index), seen.get(index)) {
            (Some(required), Some(seen)) => run.check(
                required == seen,
                "three-processes-line",
                args! { child: child, number: number, required: required.as_str(), seen: *seen },
            )?,
            (Some(required), None) => {
                let values = args! { child: child, required: required.as_str() };
                return Err(run.fail("three-processes-line-missing", values));
            }
            (None, seen) => {
                let seen = seen.copied().unwrap_or_default();
                let values = args! { child: child, seen: seen };
                return Err(run.fail("three-processes-line-too-many", values));
            }
        }
    }
    Ok(())
}

/// What a process wrote to standard output, whichever of its threads did.
fn written_by(run: &Run, process: usize) -> Vec<&str> {
    let lines = run.lines.iter().filter(|line| line.stream == Stream::Stdout);
    lines
        .filter(|line| run.process_of(line.thread) == process)
        .map(|line| line.text.as_str())
        .collect()
}

/// Checks that the others were done before the sleeper, which could not wake any earlier, wrote its
/// last line.
fn nobody_waits_for_the_sleeper(run: &Run, children: &[usize], sleeper: usize) -> Judged {
    let last = |child: usize| {
        let lines = run.lines_of(run.main_of(child)).into_iter();
        lines.filter(|line| line.text.ends_with("terminó")).map(|line| line.at_ns).next_back()
    };
    let Some(woken) = last(sleeper) else { return Ok(()) };
    let mut waits = run.waits_of(run.main_of(sleeper)).into_iter();
    // One that does not sleep before its end makes nobody wait.
    if !waits.any(|w| matches!(w.on, WaitOn::Sleep { .. }) && w.from_ns < woken) {
        return Ok(());
    }
    for &other in children {
        run.check(
            last(other).is_none_or(|done| done <= woken),
            "three-processes-taking-turns",
            args! { child: child_number(run, other), sleeper: child_number(run, sleeper) },
        )?;
    }
    Ok(())
}

/// What the story calls a child by: 1 for the first that was started.
fn child_number(run: &Run, child: usize) -> usize {
    run.processes[child].path.last().copied().unwrap_or_default()
}

fn was_waited_for(run: &Run, child: usize) -> bool {
    matches!(run.processes[child].fate, Fate::Reaped { .. })
}

/// For each step of a child, how long it asked to sleep between that step's line and its next line;
/// `None` when it wrote no next line.
fn pauses_after_steps(run: &Run, child: usize) -> Vec<Option<Duration>> {
    let lines: Vec<_> =
        run.lines.iter().filter(|line| run.process_of(line.thread) == child).collect();
    let steps = lines.iter().enumerate().filter(|(_, line)| line.text.ends_with("trabajando..."));
    steps
        .map(|(index, step)| {
            let next = lines.get(index + 1)?;
            let between = step.at_ns..=next.at_ns;
            let sleeps = run.waits.iter().filter(|wait| {
                run.process_of(wait.thread) == child && between.contains(&wait.from_ns)
            });
            let slept_ns: u64 = sleeps
                .filter_map(|wait| match wait.on {
                    WaitOn::Sleep { requested_ns } => requested_ns,
                    _ => None,
                })
                .sum();
            Some(Duration::from_nanos(slept_ns))
        })
        .collect()
}

/// Checks that as many workers as were asked to did exit with code 1 and die by SIGKILL.
fn broke_down(run: &Run, children: &[usize], exits: usize, kills: usize) -> Judged {
    // How an orphan ended is a matter of luck; that it is one is judged elsewhere.
    if !children.iter().all(|&child| was_waited_for(run, child)) {
        return Ok(());
    }
    let ended =
        |end: &End| children.iter().filter(|&&child| run.processes[child].end == *end).count();
    let exited = ended(&End::Exited { code: 1 });
    let killed = ended(&End::Signaled { signal: "SIGKILL".into() });
    run.check(
        (exited, killed) == (exits, kills),
        "three-processes-no-breakdown",
        args! { exits: exits, kills: kills, exited: exited, killed: killed },
    )
}

/// Checks that a worker that broke down had done one step, neither none nor two.
fn after_its_first_step(run: &Run, children: &[usize], worker: &str) -> Judged {
    let begins = format!("Proceso {worker} iniciado");
    // Nobody began so, or it was cut off before: that is judged elsewhere.
    let written = children
        .iter()
        .filter(|&&child| was_waited_for(run, child))
        .map(|&child| written_by(run, child))
        .find(|lines| lines.first() == Some(&begins.as_str()));
    let Some(written) = written else {
        return Ok(());
    };
    let steps = written.iter().filter(|line| line.ends_with("trabajando...")).count();
    run.check(steps == 1, "three-processes-breakdown-step", args! { worker: worker, steps: steps })
}

/// What a line says before its last colon, and the numbers after that, the smallest first.
fn numbers(line: &str) -> (&str, Vec<&str>) {
    let (before, listed) = line.rsplit_once(": ").unwrap_or((line, ""));
    let mut numbers: Vec<_> = listed.split(", ").collect();
    numbers.sort_unstable();
    (before, numbers)
}
