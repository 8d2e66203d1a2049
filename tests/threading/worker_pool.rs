//! The grader of the exercise `worker-pool`: a test for each requirement.

use std::collections::BTreeMap;

use support::prelude::*;

const EXERCISE: Exercise = exercise!("worker-pool");

/// As many jobs as workers, which wait for each other: so each worker does one, and the story does not
/// depend on who is faster.
const STORY: &str = "--workers 3 --jobs 3 --meet --pause-ms 1";

#[test]
fn as_many_workers_as_asked() {
    EXERCISE.requires("as_many_workers_as_asked", |program| {
        for (workers, jobs) in [(1, 3), (3, 6), (4, 2), (2, 0)] {
            let run = program.run_in(Order::CreatorFirst, asked(workers, jobs))?;
            said(&run, workers)?;
        }
        // A worker that panicked is replaced by nobody, because it goes on.
        let run = program.run_in(Order::CreatorFirst, asked(2, 4) + " --panic 0 --panic 2")?;
        said(&run, 2).map(|_| ())
    });
}

#[test]
fn every_job_is_done_once() {
    EXERCISE.requires("every_job_is_done_once", |program| {
        for (workers, jobs) in [(1, 3), (3, 8), (4, 2)] {
            let run = program.run_in(Order::CreatorFirst, asked(workers, jobs))?;
            every_job_is_done(&run, &said(&run, workers)?, jobs, &[])?;
        }
        Ok(())
    });
}

/// Jobs that begin and wait until there are as many of them as workers: no luck gets a pool past that
/// which works on fewer at once. And while one worker is at its first job, for however long, the other
/// does all the rest.
#[test]
fn workers_work_at_once() {
    EXERCISE.requires("workers_work_at_once", |program| {
        for (workers, jobs) in [(2, 2), (3, 6), (5, 5)] {
            let run = program.run_in(Order::CreatorFirst, asked(workers, jobs) + " --meet")?;
            let said = said(&run, workers)?;
            let begun = said.iter().filter(|it| matches!(it.what, What::Begin(_))).count();
            let ended = said.iter().filter(|it| matches!(it.what, What::End(_))).count();
            let values = args! { workers: workers, jobs: jobs, begun: begun, ended: ended };
            run.check(
                ended == jobs || somebody_is_cut_off(&run),
                "worker-pool-no-meeting",
                values,
            )?;
        }
        for sleeper in 0..2 {
            let run = program.run_in(Order::Oversleep(sleeper), asked(2, 4))?;
            let said = said(&run, 2)?;
            let ends = said.iter().filter(|it| matches!(it.what, What::End(_)));
            let meanwhile = ends.take_while(|it| it.thread != sleeper + 1).count();
            let values = args! { role: run.role(sleeper + 1), seen: meanwhile };
            run.check(meanwhile >= 3 || somebody_is_cut_off(&run), "worker-pool-idle", values)?;
        }
        Ok(())
    });
}

/// After the panics, jobs wait until there are as many of them as there were workers.
#[test]
fn a_panicking_job_does_not_kill_its_worker() {
    EXERCISE.requires("a_panicking_job_does_not_kill_its_worker", |program| {
        for (workers, jobs, panicking) in [(2, 3, &[0][..]), (1, 3, &[1]), (2, 6, &[0, 1, 2, 5])] {
            let told: String = panicking.iter().map(|job| format!(" --panic {job}")).collect();
            let meet = if panicking.len() == 1 { " --meet" } else { "" };
            let run = program.run_in(Order::CreatorFirst, asked(workers, jobs) + &told + meet)?;
            every_job_is_done(&run, &said(&run, workers)?, jobs, panicking)?;
        }
        Ok(())
    });
}

/// No sleep is long enough: with each worker in turn at its first job for as long as anybody else can go on,
/// with the creator first, and with each worker in turn so slow that it begins when nobody else can go on.
#[test]
fn dropping_the_pool_waits_for_every_job() {
    EXERCISE.requires("dropping_the_pool_waits_for_every_job", |program| {
        let asleep = [0, 1].map(|sleeper| program.run_in(Order::Oversleep(sleeper), asked(2, 3)));
        let asleep = asleep.into_iter().collect::<Judged<Vec<_>>>()?;
        for run in asleep.into_iter().chain(program.in_each_order(asked(2, 3))?) {
            let said = said(&run, 2)?;
            run.ends()?;
            let after = said.iter().skip_while(|it| it.what != What::Dropped).nth(1);
            let done = said.iter().filter(|it| matches!(it.what, What::End(_))).count() == 3;
            let cut_off = run.processes[0].cut_off.iter().copied().find(|_| !done);
            let late = after.map(|it| it.thread).or(cut_off);
            let values = args! { role: late.map_or_else(String::new, |late| run.role(late)) };
            run.check(late.is_none(), "worker-pool-late", values)?;
            every_job_is_done(&run, &said, 3, &[])?;
        }
        Ok(())
    });
}

#[test]
fn no_thread_is_left() {
    EXERCISE.requires("no_thread_is_left", |program| {
        for run in program.in_each_order(asked(2, 1))? {
            said(&run, 2)?;
            run.ends()?;
            // One that has begun and is about to end is looked at under schedules, where it is not a matter of luck.
            let dropped = when_dropped(&run);
            for worker in run.threads_of(0) {
                let begun = run.threads[worker].began_ns < dropped;
                run.check(
                    begun && !run.was_cut_off(worker),
                    "worker-pool-left",
                    args! { role: run.role(worker) },
                )?;
            }
            run.succeeds()?;
        }
        Ok(())
    });
}

/// In virtual time, under some hundred schedules: nobody gets stuck, every job is done, and every
/// worker ends, whoever was faster.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        let all_is_done = |run: &Run, workers, jobs, panicking: &[usize]| {
            let said = said(run, workers)?;
            every_job_is_done(run, &said, jobs, panicking)?;
            let last = said.last().map(|it| it.what);
            run.check(last == Some(What::Dropped), "worker-pool-late", args! { role: "" })?;
            all_have_ended(run)
        };
        program.holds_under_every_schedule(STORY, |run| all_is_done(run, 3, 3, &[]))?;
        // A worker may be done before the next job is there: then the channel is empty, and not closed.
        let quick = "--workers 1 --jobs 2 --pause-ms 0";
        program.holds_under_every_schedule(quick, |run| all_is_done(run, 1, 2, &[]))?;
        let panic = asked(2, 3) + " --panic 1";
        program.holds_in_spite_of_panics(panic, |run| all_is_done(run, 2, 3, &[1]))
    });
}

#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| {
        // With fewer workers, the jobs of this story wait for each other for ever.
        said(&program.run(STORY)?, 3)?;
        program.tells_the_story(STORY)
    });
}

/// When main said that it had dropped the pool, in nanoseconds; the end of time when it did not.
fn when_dropped(run: &Run) -> u64 {
    let dropped = run.lines.iter().find(|line| line.text == "dropped");
    dropped.map_or(u64::MAX, |line| line.at_ns)
}

/// Checks that each worker had ended when main said that it had dropped the pool.
fn all_have_ended(run: &Run) -> Judged {
    let dropped = when_dropped(run);
    for worker in run.threads_of(0) {
        let ended = run.threads[worker].ended_ns.is_some_and(|ended| ended < dropped);
        run.check(ended, "worker-pool-left", args! { role: run.role(worker) })?;
    }
    Ok(())
}

/// The arguments for this many of each, with jobs that take a millisecond.
fn asked(workers: usize, jobs: usize) -> String {
    format!("--workers {workers} --jobs {jobs} --pause-ms 1")
}

/// A line of a run, and who wrote it.
#[derive(Debug, Clone, Copy)]
struct Said {
    thread: usize,
    what: What,
}

/// What a line says; the number is the job's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Begin(usize),
    End(usize),
    Panicked,
    Dropped,
}

impl What {
    fn of(line: &str) -> Option<Self> {
        match line {
            "panicked" => return Some(Self::Panicked),
            "dropped" => return Some(Self::Dropped),
            _ => {}
        }
        let (word, number) = line.split_once(' ')?;
        let number = number.parse().ok()?;
        match word {
            "begin" => Some(Self::Begin(number)),
            "end" => Some(Self::End(number)),
            _ => None,
        }
    }
}

/// All lines of the run, if there are as many threads besides main as workers, and main says only that
/// it has dropped the pool. Each requirement begins here: to whoever has no workers, that is the one
/// thing worth telling.
fn said(run: &Run, workers: usize) -> Judged<Vec<Said>> {
    let children = run.children_of(0).len();
    run.check(children == 0, "worker-pool-processes", args! { seen: children })?;
    let seen = run.threads_of(0).len();
    let fewer = if seen < workers { "yes" } else { "no" };
    let values = args! { required: workers, seen: seen, fewer: fewer };
    run.check(seen == workers, "worker-pool-threads", values)?;
    let mut said = Vec::new();
    for line in run.lines.iter().filter(|line| line.stream == Stream::Stdout) {
        let text = line.text.as_str();
        let Some(what) = What::of(text) else {
            // Of one that was cut off within a line, only the beginning is there.
            if run.was_cut_off(line.thread) && !line.complete {
                continue;
            }
            return Err(run.fail("worker-pool-other-line", args! { seen: text }));
        };
        let thread = line.thread;
        run.check(
            (what == What::Dropped) == (thread == run.main_of(0)),
            "worker-pool-wrong-author",
            args! { role: run.role(thread), line: text },
        )?;
        said.push(Said { thread, what });
    }
    Ok(said)
}

/// That a thread did not get to its end, so that jobs may be missing. Then
/// `dropping_the_pool_waits_for_every_job` tells what went wrong.
fn somebody_is_cut_off(run: &Run) -> bool {
    !run.processes[0].cut_off.is_empty()
}

/// Checks that each job was begun once, and ended once by the same worker; for one that was to panic,
/// that its worker said so in place of an end.
fn every_job_is_done(run: &Run, said: &[Said], jobs: usize, panicking: &[usize]) -> Judged {
    let is_ours = |line: &&Line| What::of(&line.text).is_some();
    if let Some(line) = run.lines.iter().filter(|it| it.stream == Stream::Stderr).find(is_ours) {
        let values = args! { role: run.role(line.thread), line: line.text.as_str() };
        return Err(run.fail("worker-pool-stderr", values));
    }
    let mut at_work = BTreeMap::new();
    let mut done = vec![0; jobs];
    for it in said {
        let job = match it.what {
            What::Begin(job) => {
                let before = at_work.insert(it.thread, job);
                run.check(
                    before.is_none() && job < jobs,
                    "worker-pool-begins-another",
                    args! { role: run.role(it.thread), job: job },
                )?;
                continue;
            }
            What::End(_) | What::Panicked => at_work.remove(&it.thread),
            What::Dropped => continue,
        };
        let as_it_should = job.filter(|job| match it.what {
            What::End(ended) => ended == *job && !panicking.contains(job),
            _ => panicking.contains(job),
        });
        let Some(job) = as_it_should else {
            return Err(run.fail("worker-pool-other-end", args! { role: run.role(it.thread) }));
        };
        done[job] += 1;
    }
    let excused = |times: usize| times == 0 && somebody_is_cut_off(run);
    match done.iter().position(|&times| times != 1 && !excused(times)) {
        None => Ok(()),
        Some(job) if panicking.contains(&job) && at_work.values().any(|it| *it == job) => {
            Err(run.fail("worker-pool-unsaid", args! { job: job }))
        }
        Some(job) => Err(run.fail(
            "worker-pool-job",
            args! { job: job, times: done[job], panics: panicking.len() },
        )),
    }
}
