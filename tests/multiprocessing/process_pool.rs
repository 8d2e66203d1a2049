//! The grader of the exercise `process-pool`: a test for each requirement.

use support::prelude::*;

const EXERCISE: Exercise = exercise!("process-pool");

/// Each worker gets one task, whoever is faster.
const ONE_EACH: &str = "--workers 2 --tasks 2";

/// What the program is asked for: how many workers, how many tasks.
type Case = (usize, usize);

/// Each task is begun once, by a worker; and a worker does one task after the other.
#[test]
fn each_task_is_done_by_a_worker() {
    EXERCISE.requires("each_task_is_done_by_a_worker", |program| {
        for case in [(3, 6), (1, 4), (2, 5)] {
            let run = program.run(args_of(case))?;
            let seen = workers(&run)?.len();
            let required = case.0;
            run.check(
                seen == required,
                "process-pool-count",
                args! { required: required, seen: seen },
            )?;
            for task in 0..case.1 {
                begun_once(&run, task)?;
            }
        }
        Ok(())
    });
}

/// As many workers as were asked for are alive at once, and never more.
#[test]
fn as_many_as_allowed_are_alive() {
    EXERCISE.requires("as_many_as_allowed_are_alive", |program| {
        for (case, faults) in [((3, 6), ""), ((2, 5), ""), ((2, 4), " --poison 0 --poison 1")] {
            // In this order no worker begins before main waits: those that are alive at once here
            // are so because of how the program is written, not because of who was faster.
            let run = program.run_in(Order::CreatorFirst, args_of(case) + faults)?;
            let workers = workers(&run)?;
            let first: Vec<_> =
                workers.iter().take(case.0).map(|&child| run.main_of(child)).collect();
            let values = || args! { required: case.0 };
            let enough = first.len() == case.0 && run.alive_at_once(&first);
            run.check(enough, "process-pool-too-few", values())?;
            run.check(most_at_once(&run, &workers) <= case.0, "process-pool-too-many", values())?;
        }
        Ok(())
    });
}

/// While one worker is at its first task, for however long, the others do all the rest.
#[test]
fn a_slow_task_holds_up_nobody() {
    EXERCISE.requires("a_slow_task_holds_up_nobody", |program| {
        for (case, sleeper) in [((3, 9), 0), ((3, 9), 2), ((2, 5), 0)] {
            let run = program.run_in(Order::Oversleep(sleeper), args_of(case))?;
            run.ends()?;
            // Who wakes only when nobody else can go on finds that no task is left.
            let Some(&slow) = workers(&run)?.get(sleeper) else { continue };
            let seen = run.texts_of(run.main_of(slow), Stream::Stdout).len();
            let values = args! { child: sleeper + 1, seen: seen };
            run.check(seen <= 1, "process-pool-held-up", values)?;
        }
        Ok(())
    });
}

/// Main prints each answer, in the order of the tasks, and has it from the worker.
#[test]
fn the_answers_are_right() {
    EXERCISE.requires("the_answers_are_right", |program| {
        for case in [(3, 6), (1, 1), (2, 20)] {
            let run = program.run(args_of(case))?;
            let workers = workers(&run)?;
            judge_told(&run, case.1, &[])?;
            for (index, &child) in workers.iter().enumerate() {
                let begun = run.texts_of(run.main_of(child), Stream::Stdout).len();
                run.check(
                    begun == 0 || sent_by(&run, child) > 0,
                    "process-pool-no-pipe",
                    args! { child: index + 1 },
                )?;
            }
        }
        program.run("--tasks 0")?.succeeds()
    });
}

/// A task that crashes its worker is lost and named, and no other is.
#[test]
fn a_poison_task_is_lost_alone() {
    EXERCISE.requires("a_poison_task_is_lost_alone", |program| {
        for (case, lost) in [((3, 6), vec![1]), ((1, 4), vec![0, 2]), ((2, 5), vec![0, 4])] {
            let run = program.run(args_of(case) + &faults("poison", &lost))?;
            judge_loss(&run, case, &lost)?;
        }
        let (case, lost) = ((2, 3), [0]);
        let runs = program.in_each_order(args_of(case) + &faults("poison", &lost))?;
        runs.iter().try_for_each(|run| judge_loss(run, case, &lost))
    });
}

/// An answer that came only in part is none: its task is lost and named.
#[test]
fn a_partial_answer_is_no_answer() {
    EXERCISE.requires("a_partial_answer_is_no_answer", |program| {
        for (case, lost) in [((3, 6), vec![1]), ((2, 5), vec![3])] {
            let run = program.run(args_of(case) + &faults("cut", &lost))?;
            judge_loss(&run, case, &lost)?;
        }
        Ok(())
    });
}

/// As long as there are tasks that nobody was given, another worker takes the place of a dead one.
#[test]
fn a_dead_worker_is_replaced() {
    EXERCISE.requires("a_dead_worker_is_replaced", |program| {
        // Where each task kills, there have to be as many workers as tasks, one after the other.
        for (case, poison, required) in [((3, 6), vec![0, 1, 2, 3, 4, 5], 6), ((1, 4), vec![1], 2)]
        {
            let run = program.run(args_of(case) + &faults("poison", &poison))?;
            run.ends()?;
            let seen = workers(&run)?.len();
            run.check(
                seen == required,
                "process-pool-not-replaced",
                args! { required: required, seen: seen },
            )?;
            for task in 0..case.1 {
                begun_once(&run, task)?;
            }
        }
        Ok(())
    });
}

/// However slow any one worker is, and however it ends, main waits for it.
#[test]
fn every_worker_is_reaped() {
    EXERCISE.requires("every_worker_is_reaped", |program| {
        for faults in ["", " --poison 0"] {
            for run in program.in_each_order(args_of((2, 4)) + faults)? {
                run.ends()?;
                for (index, child) in workers(&run)?.into_iter().enumerate() {
                    let reaped = matches!(run.processes[child].fate, Fate::Reaped { .. });
                    run.check(reaped, "process-pool-not-reaped", args! { child: index + 1 })?;
                }
            }
        }
        Ok(())
    });
}

/// A worker is killed, each at each of its steps in turn: only the task that it had in hand is lost.
#[test]
fn a_kill_at_any_step_is_survived() {
    EXERCISE.requires("a_kill_at_any_step_is_survived", |program| {
        let tasks = 3;
        program.survives_every_kill(args_of((2, tasks)), |run| {
            let workers = workers(run)?;
            let killed = workers
                .iter()
                .find(|&&child| matches!(run.processes[child].end, End::Signaled { .. }));
            let told = run.texts_of(run.main_of(0), Stream::Stdout);
            let lost: Vec<_> =
                (0..tasks).filter(|task| told.contains(&&*format!("task {task}: lost"))).collect();
            let allowed = usize::from(killed.is_some());
            let values = args! { seen: lost.len(), allowed: allowed };
            run.check(lost.len() <= allowed, "process-pool-lost-too-many", values)?;
            // What it has begun and answered is not in its hand any more.
            let all_answered = killed.is_some_and(|&child| {
                let begun = run.texts_of(run.main_of(child), Stream::Stdout).len() as u64;
                sent_by(run, child) >= 8 * begun
            });
            for &task in &lost {
                let begun = !run.authors_of(&format!("task {task} begins")).is_empty();
                let values = args! { task: task };
                run.check(!(begun && all_answered), "process-pool-answer-lost", values)?;
            }
            judge_told(run, tasks, &lost)
        })
    });
}

/// In virtual time, under some hundred schedules: nobody gets stuck, and each run ends and tells the
/// same, whoever was faster.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        program.is_right_under_every_schedule(ONE_EACH)?;
        let (case, faults) = ((2, 4), " --poison 1 --cut 2");
        program
            .holds_under_every_schedule(args_of(case) + faults, |run| judge_told(run, 4, &[1, 2]))
    });
}

/// The whole run is the one that a right program makes, whatever the order.
#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(ONE_EACH));
}

fn args_of((workers, tasks): Case) -> String {
    format!("--workers {workers} --tasks {tasks} --pause-ms 1")
}

fn faults(kind: &str, tasks: &[usize]) -> String {
    tasks.iter().map(|task| format!(" --{kind} {task}")).collect()
}

/// The program's children, if there are any and they have none of their own.
fn workers(run: &Run) -> Judged<Vec<usize>> {
    let workers = run.children_of(0);
    let others = run.descendants_of(0).len() - workers.len();
    run.check(others == 0, "process-pool-grandchildren", args! { others: others })?;
    run.check(!workers.is_empty(), "process-pool-no-workers", args! {})?;
    Ok(workers)
}

/// How many of the workers were alive at once. One that crashes closes its pipes before the system
/// counts it as dead, and main may start the next one in between; so it counts up to its last line.
fn most_at_once(run: &Run, workers: &[usize]) -> usize {
    let end_of = |worker: usize| {
        let main = run.main_of(worker);
        let last_line = run.lines_of(main).last().map(|line| line.at_ns);
        match run.processes[worker].end {
            End::Signaled { .. } => last_line.unwrap_or(run.threads[main].born_ns),
            _ => run.threads[main].ended_ns.unwrap_or(u64::MAX),
        }
    };
    let alive_at = |moment: u64| {
        let born = |worker: usize| run.threads[run.main_of(worker)].born_ns;
        workers.iter().filter(|&&it| born(it) <= moment && moment <= end_of(it)).count()
    };
    let births = workers.iter().map(|&worker| run.threads[run.main_of(worker)].born_ns);
    births.map(alive_at).max().unwrap_or(0)
}

/// Checks that the task was begun once, and not by main.
fn begun_once(run: &Run, task: usize) -> Judged {
    let authors = run.authors_of(&format!("task {task} begins"));
    let seen = authors.len();
    run.check(seen == 1, "process-pool-begun", args! { task: task, seen: seen })?;
    let by_main = authors.iter().any(|&author| run.process_of(author) == 0);
    run.check(!by_main, "process-pool-main-works", args! { task: task })
}

/// How many bytes main was sent by a worker, through pipes that main has read from.
fn sent_by(run: &Run, child: usize) -> u64 {
    let to_main = run.channels.iter().filter(|channel| {
        matches!(channel.kind, ChannelKind::Pipe | ChannelKind::SocketPair)
            && channel.readers.iter().any(|reader| run.process_of(reader.thread) == 0)
    });
    let writers = to_main.flat_map(|channel| &channel.writers);
    writers.filter(|writer| run.process_of(writer.thread) == child).map(|it| it.bytes).sum()
}

/// Checks what [`judge_told`] does, and that a task that was lost was not tried again.
fn judge_loss(run: &Run, (_, tasks): Case, lost: &[usize]) -> Judged {
    run.ends()?;
    workers(run)?;
    judge_told(run, tasks, lost)?;
    lost.iter().try_for_each(|&task| begun_once(run, task))
}

/// Checks that main tells the answer to each task or that it is lost, in order, and ends accordingly.
fn judge_told(run: &Run, tasks: usize, lost: &[usize]) -> Judged {
    run.ends()?;
    let seen = run.texts_of(run.main_of(0), Stream::Stdout);
    for task in 0..tasks {
        let required = match lost.contains(&task) {
            true => format!("task {task}: lost"),
            false => format!("task {task}: {}", task * task),
        };
        let seen = seen.get(task).copied().unwrap_or_default();
        let values = args! { number: task + 1, required: required.as_str(), seen: seen };
        run.check(seen == required, "process-pool-told", values)?;
    }
    let extra = seen.get(tasks).copied();
    run.check(extra.is_none(), "process-pool-one-more", args! { seen: extra.unwrap_or("") })?;
    if lost.is_empty() {
        return run.succeeds();
    }
    let names: Vec<_> = lost.iter().map(usize::to_string).collect();
    let required = format!("error: these tasks were lost: {}", names.join(", "));
    let said = run.texts_of(run.main_of(0), Stream::Stderr);
    let seen = said.last().copied().unwrap_or_default();
    let values = args! { required: required.as_str(), seen: seen };
    run.check(seen == required, "process-pool-named", values)?;
    run.exits_with(1)
}
