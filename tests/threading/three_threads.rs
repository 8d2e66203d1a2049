//! The grader of the exercise `three-threads`: a test for each requirement.

use std::collections::BTreeSet;
use std::time::Duration;

use support::prelude::*;

const EXERCISE: Exercise = exercise!("three-threads");

/// How many workers the requirements ask for that are not about their number. A program that always
/// starts three is then told so once, by the requirement that is about it.
const WORKERS: usize = 3;

#[test]
fn each_worker_is_a_thread() {
    EXERCISE.requires("each_worker_is_a_thread", |program| {
        for workers in [1, WORKERS, 5, 0] {
            let run = program.run(format!("--workers {workers} --steps 1 --pause-ms 1"))?;
            worker_threads(&run, workers)?;
        }
        Ok(())
    });
}

#[test]
fn each_worker_writes_its_own_lines() {
    EXERCISE.requires("each_worker_writes_its_own_lines", |program| {
        for steps in [5, 0, 2] {
            let run = program.run(format!("--workers {WORKERS} --steps {steps} --pause-ms 1"))?;
            let threads = worker_threads(&run, WORKERS)?;
            for worker in 0..WORKERS {
                let Some(author) = author_of(&run, worker, &threads)? else {
                    continue;
                };
                writes_its_lines(&run, worker, author, steps)?;
            }
        }
        Ok(())
    });
}

#[test]
fn each_worker_pauses_between_steps() {
    EXERCISE.requires("each_worker_pauses_between_steps", |program| {
        for (steps, pause_ms) in [(3, 2), (2, 5)] {
            let pause = Duration::from_millis(pause_ms);
            let args = format!("--workers {WORKERS} --steps {steps} --pause-ms {pause_ms}");
            let run = program.run(args)?;
            for thread in worker_threads(&run, WORKERS)? {
                pauses_after_each_step(&run, thread, pause)?;
                let seen: Duration = run.sleeps_of(thread).iter().sum();
                let required = pause * steps;
                run.check(
                    // One that was cut off did not get to its last pause; that is the business of
                    // `main_waits_for_every_worker`.
                    seen == required || run.was_cut_off(thread),
                    "three-threads-sleep",
                    args! {
                        role: run.role(thread),
                        seen: milliseconds(seen),
                        required: milliseconds(required),
                    },
                )?;
            }
        }
        Ok(())
    });
}

/// With the creator first, a program that starts all workers before it waits for one has all of
/// them alive at once, however short they are; one that waits in between never has two. And while
/// one of them sleeps, for as long as it likes, the others come to their ends.
#[test]
fn workers_are_alive_at_once() {
    EXERCISE.requires("workers_are_alive_at_once", |program| {
        let args = format!("--workers {WORKERS} --steps 1 --pause-ms 1");
        let run = program.run_in(Order::CreatorFirst, args)?;
        let threads = worker_threads(&run, WORKERS)?;
        run.check(
            run.alive_at_once(&threads),
            "three-threads-one-after-the-other",
            args! { workers: WORKERS },
        )?;
        for sleeper in 0..WORKERS {
            let args = format!("--workers {WORKERS} --steps 1 --pause-ms 1");
            let run = program.run_in(Order::Oversleep(sleeper), args)?;
            let threads = worker_threads(&run, WORKERS)?;
            nobody_waits_for_the_sleeper(&run, &threads, threads[sleeper])?;
        }
        Ok(())
    });
}

#[test]
fn main_waits_for_every_worker() {
    EXERCISE.requires("main_waits_for_every_worker", |program| {
        let args = format!("--workers {WORKERS} --steps 2 --pause-ms 1");
        for run in program.in_each_order(args)? {
            worker_threads(&run, WORKERS)?;
            run.ends()?;
            nobody_is_cut_off(&run, "three-threads-cut-off")?;
        }
        Ok(())
    });
}

#[test]
fn a_panicking_worker_is_named() {
    EXERCISE.requires("a_panicking_worker_is_named", |program| {
        let args = format!("--workers {WORKERS} --steps 2 --pause-ms 1");
        for panicking in [&[0][..], &[1], &[2], &[0, 2]] {
            let told: String = panicking.iter().map(|k| format!(" --panic {k}")).collect();
            let run = program.run(format!("{args}{told}"))?;
            let threads = worker_threads(&run, WORKERS)?;
            // First, for whoever panics nowhere has nothing to notice and nobody to name.
            for &worker in panicking {
                panics_after_its_first_step(&run, worker, &threads)?;
            }
            run.exits_with(1)?;
            names(&run, panicking)?;
            nobody_is_cut_off(&run, "three-threads-stopped-by-another")?;
        }
        // Who was told to panic and who did are two things: nobody is worker 7.
        for nobody in ["", " --panic 7"] {
            program.run(format!("{args}{nobody}"))?.succeeds()?;
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
        program.fails_alike_under_every_schedule("--steps 2 --panic 0 --panic 2")
    });
}

#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| {
        // Workers and steps as in the source chapter: its Python program tells this story too.
        program.tells_the_story("")
    });
}

/// The threads besides main, if there are as many as workers. Each requirement begins here: to
/// whoever has no threads yet, that is the one thing worth telling.
fn worker_threads(run: &Run, required: usize) -> Judged<Vec<usize>> {
    let children = run.children_of(0).len();
    run.check(children == 0, "three-threads-processes", args! { seen: children })?;
    let threads = run.threads_of(0);
    let seen = threads.len();
    let values = args! { required: required, seen: seen };
    run.check(seen == required, "three-threads-count", values)?;
    Ok(threads)
}

/// The thread that wrote the worker's lines; `None` when it was cut off before its first one. Then
/// there is nothing to say about lines: `main_waits_for_every_worker` tells what went wrong.
fn author_of(run: &Run, worker: usize, threads: &[usize]) -> Judged<Option<usize>> {
    let own = format!("Hilo {worker} ");
    let lines = run.lines.iter().filter(|line| line.stream == Stream::Stdout);
    let authors: BTreeSet<usize> =
        lines.filter(|line| line.text.starts_with(&own)).map(|line| line.thread).collect();
    let main = run.main_of(0);
    run.check(!authors.contains(&main), "three-threads-main-writes", args! { worker: worker })?;
    run.check(
        authors.len() < 2,
        "three-threads-several-authors",
        args! { worker: worker, threads: authors.len() },
    )?;
    let cut_off_early =
        |&thread: &usize| run.was_cut_off(thread) && written(run, thread).is_empty();
    run.check(
        !authors.is_empty() || threads.iter().any(cut_off_early),
        "three-threads-no-lines",
        args! { worker: worker },
    )?;
    Ok(authors.first().copied())
}

/// Compares what the author wrote, and all that it wrote, with what the worker should write.
fn writes_its_lines(run: &Run, worker: usize, author: usize, steps: usize) -> Judged {
    let mut required = vec![format!("Hilo {worker} iniciado")];
    required.extend(std::iter::repeat_n(format!("Hilo {worker} trabajando..."), steps));
    required.push(last_line(worker));
    let seen = written(run, author);
    if let Some((seen, required)) =
        seen.iter().zip(&required).find(|(seen, required)| seen != required)
    {
        let values = args! { role: run.role(author), seen: *seen, required: required };
        return Err(run.fail("three-threads-other-line", values));
    }
    let begun = run.was_cut_off(author) && seen.len() < required.len();
    run.check(
        seen.len() == required.len() || begun,
        "three-threads-line-count",
        args! { role: run.role(author), worker: worker, seen: seen.len(), required: required.len() },
    )
}

/// What a thread wrote to standard output. Of a thread that was cut off, a line without its end is
/// not counted.
fn written(run: &Run, thread: usize) -> Vec<&str> {
    let lines = run.lines_of(thread).into_iter();
    lines
        .filter(|line| line.stream == Stream::Stdout)
        .filter(|line| line.complete || !run.was_cut_off(thread))
        .map(|line| line.text.as_str())
        .collect()
}

/// Compares what a thread slept between each of its steps and its next line with the pause. It is
/// read from what the thread asked for, so a slow machine changes nothing.
fn pauses_after_each_step(run: &Run, thread: usize, pause: Duration) -> Judged {
    let lines = run.lines_of(thread);
    let lines: Vec<_> = lines.iter().filter(|line| line.stream == Stream::Stdout).collect();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1);
        if !line.text.ends_with("trabajando...") || (next.is_none() && run.was_cut_off(thread)) {
            continue;
        }
        let until = next.map_or(u64::MAX, |next| next.at_ns);
        let sleeps = run.waits_of(thread).into_iter().filter_map(|wait| match wait.on {
            WaitOn::Sleep { requested_ns } if (line.at_ns..until).contains(&wait.from_ns) => {
                requested_ns
            }
            _ => None,
        });
        let seen = Duration::from_nanos(sleeps.sum());
        run.check(
            seen == pause,
            "three-threads-pause",
            args! {
                role: run.role(thread),
                seen: milliseconds(seen),
                required: milliseconds(pause),
            },
        )?;
    }
    Ok(())
}

/// Checks that the worker's own thread panicked, and did so when it had done one step. That main
/// can name the worker proves nothing: the options tell who it is.
fn panics_after_its_first_step(run: &Run, worker: usize, threads: &[usize]) -> Judged {
    let own = format!("Hilo {worker} ");
    let lines = run.lines.iter().filter(|line| line.text.starts_with(&own));
    let authors: BTreeSet<usize> = lines.map(|line| line.thread).collect();
    let author = match authors.into_iter().collect::<Vec<_>>()[..] {
        // One that was cut off did not get that far; who is cut off is judged below.
        [] if threads.iter().any(|&thread| run.was_cut_off(thread)) => return Ok(()),
        [] => {
            let values = args! { worker: worker, steps: 0 };
            return Err(run.fail("three-threads-panic-step", values));
        }
        [author] if threads.contains(&author) && !run.was_cut_off(author) => author,
        // Whose lines are written by somebody else is told by `each_worker_writes_its_own_lines`.
        _ => return Ok(()),
    };
    // What the standard library says of a panic, in the thread that panics, caught or not.
    let said = run.texts_of(author, Stream::Stderr);
    let panicked = said.iter().any(|line| line.contains("panicked at"));
    run.check(panicked, "three-threads-no-panic", args! { worker: worker })?;
    let seen = written(run, author);
    let steps = seen.iter().filter(|line| line.ends_with("trabajando...")).count();
    run.check(steps == 1, "three-threads-panic-step", args! { worker: worker, steps: steps })?;
    let finished = seen.contains(&last_line(worker).as_str());
    run.check(!finished, "three-threads-survives-panic", args! { worker: worker })
}

/// Checks that the others were done before the sleeper, which could not wake any earlier, wrote its
/// last line.
fn nobody_waits_for_the_sleeper(run: &Run, threads: &[usize], sleeper: usize) -> Judged {
    let last = |thread: usize| {
        let lines = run.lines_of(thread).into_iter();
        lines.filter(|line| line.text.ends_with("terminó")).map(|line| line.at_ns).next_back()
    };
    let Some(woken) = last(sleeper) else { return Ok(()) };
    let mut waits = run.waits_of(sleeper).into_iter();
    // One that does not sleep before its end makes nobody wait.
    if !waits.any(|w| matches!(w.on, WaitOn::Sleep { .. }) && w.from_ns < woken) {
        return Ok(());
    }
    for &other in threads {
        run.check(
            last(other).is_none_or(|done| done <= woken),
            "three-threads-taking-turns",
            args! { role: run.role(other), sleeper: run.role(sleeper) },
        )?;
    }
    Ok(())
}

/// Checks that no thread was still at work when the program ended.
fn nobody_is_cut_off(run: &Run, id: &str) -> Judged {
    match run.processes[0].cut_off.first() {
        Some(&thread) => Err(run.fail(id, args! { role: run.role(thread) })),
        None => Ok(()),
    }
}

/// Checks that the program names exactly these workers, in any order.
fn names(run: &Run, panicking: &[usize]) -> Judged {
    let stderr = run.stderr();
    let said = stderr.iter().find_map(|line| line.strip_prefix("error: these workers failed: "));
    let required = panicking.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    let Some(said) = said else {
        return Err(run.fail("three-threads-names-nobody", args! { required: required }));
    };
    let mut named: Vec<_> = said.split(", ").collect();
    named.sort_unstable();
    run.check(
        named.join(", ") == required,
        "three-threads-names-others",
        args! { seen: said, required: required },
    )
}

fn milliseconds(duration: Duration) -> String {
    format!("{} ms", duration.as_micros() as f64 / 1e3)
}

fn last_line(worker: usize) -> String {
    format!("Hilo {worker} terminó")
}
