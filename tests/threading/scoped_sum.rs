//! The grader of the exercise `scoped-sum`: a test for each requirement.

use std::collections::BTreeSet;

use support::prelude::*;

const EXERCISE: Exercise = exercise!("scoped-sum");

/// How many numbers and how many threads: none, one, fewer than threads, as many, and numbers that can't
/// be shared out evenly, one too few and one too many.
const SIZES: [(usize, usize); 8] =
    [(0, 4), (1, 4), (3, 4), (4, 4), (7, 4), (10, 4), (9, 1), (100, 7)];

/// More threads than machines have cores: whoever starts no more than there are cores is seen to everywhere.
const MANY: (usize, usize) = (480, 480);

/// Numbers that take a thread much longer to count than it takes main to begin and to end.
const MUCH_WORK: usize = 100_000;

/// The largest power of two in 64 bits. Both its neighbours grow beyond 64 bits at once.
const HALVES_DOWN: u64 = 1 << 63;

/// From here on, every odd number grows beyond 64 bits at once.
const TOO_LARGE: u64 = 10_000_000_000_000_000_001;

/// With the creator first: who reads a shared total before the threads have ended reads it before they have begun.
#[test]
fn the_sum_is_exact() {
    EXERCISE.requires("the_sum_is_exact", |program| {
        for (numbers, threads) in SIZES {
            for first in [1, 27, drawn("scoped-sum-first", 28..=9_999)] {
                let run = program.run_in(Order::CreatorFirst, counting(first, numbers, threads))?;
                let panicked = numbers == 0 && run.outcome == Outcome::Exited { code: 101 };
                run.check(!panicked, "scoped-sum-no-numbers", args! {})?;
                run.succeeds()?;
                let sum: u64 = (first..).take(numbers).map(steps).sum();
                let required = format!("sum: {sum}");
                let said = run.texts_of(run.main_of(0), Stream::Stdout);
                let seen = said.last().copied().unwrap_or("-");
                let counted: usize = parts(&run).iter().map(|part| part.length).sum();
                let missing = if counted < numbers { "yes" } else { "no" };
                let values = args! { numbers: numbers, threads: threads, missing: missing, seen: seen, required: required.as_str() };
                run.check(seen == required, "scoped-sum-sum", values)?;
            }
        }
        Ok(())
    });
}

#[test]
fn no_more_threads_than_asked() {
    EXERCISE.requires("no_more_threads_than_asked", |program| {
        for (numbers, threads) in SIZES {
            let run = program.run(counting(1, numbers, threads))?;
            // Processes have threads too; besides main, nobody should be there but the workers.
            let seen = run.threads.len() - 1;
            let values = args! { numbers: numbers, asked: threads, seen: seen };
            run.check(seen <= threads, "scoped-sum-threads", values)?;
        }
        Ok(())
    });
}

/// What a thread prints, another one may have counted. So the second half has numbers that nobody can
/// count: who tries panics, and is seen to.
#[test]
fn every_part_is_counted_by_its_own_thread() {
    EXERCISE.requires("every_part_is_counted_by_its_own_thread", |program| {
        for (numbers, threads) in [(12, 4), (8, 4), (6, 2)] {
            let run = program.run(counting(1, numbers, threads))?;
            let parts = parts_by_thread(&run)?;
            let counted: usize = parts.iter().map(|part| part.length).sum();
            let values = args! { numbers: numbers, threads: parts.len(), seen: counted };
            run.check(parts.len() > 1, "scoped-sum-few", values)?;

            let run = program.run(counting(TOO_LARGE, numbers, threads))?;
            let started = run.threads_of(0).len();
            let values = args! { required: parts.len(), seen: started };
            run.check(started >= parts.len(), "scoped-sum-never-started", values)?;
            // Of the panic itself: that a scope has lost a thread is told otherwise.
            // And one that was cut off did not get that far; `a_failing_part_is_not_passed_over` tells.
            let panics = |thread: &&usize| {
                let said = run.texts_of(**thread, Stream::Stderr);
                said.iter().any(|line| line.contains("64 bits")) || run.was_cut_off(**thread)
            };
            let seen = run.threads_of(0).iter().filter(panics).count();
            let values = args! { required: parts.len(), seen: seen };
            run.check(seen == parts.len(), "scoped-sum-others-count", values)?;
        }
        main_does_not_count(&program.run(counting(1, MUCH_WORK, 4))?)
    });
}

#[test]
fn parts_are_equally_long() {
    EXERCISE.requires("parts_are_equally_long", |program| {
        for (numbers, threads) in SIZES.into_iter().chain([MANY]) {
            let run = program.run(counting(1, numbers, threads))?;
            let most = numbers.div_ceil(threads);
            let parts = parts(&run);
            let fewer = if parts.len() < numbers.div_ceil(most.max(1)) { "yes" } else { "no" };
            for Part { who, length, .. } in parts {
                let values = args! { role: run.role(who), numbers: numbers, threads: threads, most: most, seen: length, fewer: fewer };
                run.check(length <= most, "scoped-sum-long", values)?;
            }
        }
        Ok(())
    });
}

/// With the creator first, whoever starts all threads before waiting for one has all of them alive.
#[test]
fn all_parts_are_counted_at_once() {
    EXERCISE.requires("all_parts_are_counted_at_once", |program| {
        let run = program.run_in(Order::CreatorFirst, counting(1, 12, 4))?;
        let threads: Vec<usize> = parts_by_thread(&run)?.iter().map(|part| part.who).collect();
        let main = run.main_of(0);
        for &thread in &threads {
            let creator = run.threads[thread].created_by.unwrap_or(main);
            let values = args! { role: run.role(thread), creator: run.role(creator) };
            run.check(creator == main, "scoped-sum-not-main", values)?;
        }
        run.check(
            threads.len() > 1 && run.alive_at_once(&threads),
            "scoped-sum-one-at-a-time",
            args! { threads: threads.len() },
        )?;
        // Alive, and yet one after another: each counts while it holds a lock that all of them need.
        for run in program.under_schedules(STORY)? {
            let told: Vec<&Line> = run.lines.iter().filter(|line| part(line).is_some()).collect();
            for (index, line) in told.iter().enumerate() {
                let same =
                    |other: &&&Line| line.locks.iter().any(|lock| other.locks.contains(lock));
                if let Some(other) = told[..index].iter().find(same) {
                    let values =
                        args! { role: run.role(line.thread), other: run.role(other.thread) };
                    return Err(run.fail("scoped-sum-under-a-lock", values));
                }
            }
        }
        Ok(())
    });
}

/// Each part lies where the numbers lie.
#[test]
fn the_numbers_are_not_copied() {
    EXERCISE.requires("the_numbers_are_not_copied", |program| {
        for (numbers, threads) in [(12, 4), (100, 7)] {
            let run = program.run(counting(1, numbers, threads) + " --addresses")?;
            let first =
                run.stdout().iter().find_map(|line| address(line.strip_prefix("numbers at ")?));
            let first = first.unwrap_or_default();
            let mut places: Vec<(u64, u64)> = Vec::new();
            for part in parts_by_thread(&run)? {
                let begin = part.address.unwrap_or_default();
                places.push((begin, begin + 8 * part.length as u64));
            }
            places.sort_unstable();
            let mut next = first;
            for (begin, end) in places {
                run.check(
                    begin == next,
                    "scoped-sum-elsewhere",
                    args! { seen: format!("{begin:#x}"), required: format!("{next:#x}") },
                )?;
                next = end;
            }
        }
        Ok(())
    });
}

/// The first part, one in the middle, the last: none of them can be left out of the sum. At first all of them fail; then
/// all but the first, and all but the last.
#[test]
fn a_failing_part_is_not_passed_over() {
    EXERCISE.requires("a_failing_part_is_not_passed_over", |program| {
        let mut runs = program.in_each_order(counting(TOO_LARGE, 8, 4))?;
        // A power of two goes down to 1 without growing, and the odd number after it grows at once.
        for first in [HALVES_DOWN, HALVES_DOWN - 1] {
            runs.push(program.run(counting(first, 2, 2))?);
        }
        for run in runs {
            run.ends()?;
            let said =
                run.stdout().into_iter().find(|line| line.starts_with("sum:")).map(str::to_owned);
            if let Some(seen) = said {
                return Err(run.fail("scoped-sum-sum-of-the-rest", args! { seen: seen }));
            }
            let failed = run.outcome != Outcome::Exited { code: 0 };
            run.check(failed, "scoped-sum-passed-over", args! {})?;
            let cut_off = &run.processes[0].cut_off;
            run.check(!cut_off.contains(&run.main_of(0)), "scoped-sum-main-cut-off", args! {})?;
            if let Some(&thread) = cut_off.first() {
                return Err(run.fail("scoped-sum-cut-off", args! { role: run.role(thread) }));
            }
        }
        Ok(())
    });
}

/// In virtual time, under some hundred schedules: nobody gets stuck, and each run ends and tells the
/// same, whoever was faster.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        program.is_right_under_every_schedule(STORY)
    });
}

/// Twelve numbers for four threads can be shared out in one way only.
const STORY: &str = "--numbers 12 --threads 4";

#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(STORY));
}

fn counting(first: u64, numbers: usize, threads: usize) -> String {
    format!("--first {first} --numbers {numbers} --threads {threads}")
}

/// Checks that main does not count again what the threads count. Its processor time tells: a right one's is some hundredths
/// of theirs; of one that waits awake, about as much as one of them takes; of one that counts, as much as all.
fn main_does_not_count(run: &Run) -> Judged {
    let spent = |thread: usize| run.threads[thread].cpu_ns;
    let threads: u64 = run.threads_of(0).into_iter().map(spent).sum();
    let main = spent(run.main_of(0));
    run.check(main * 5 < threads * 3, "scoped-sum-main-counts-again", args! {})
}

/// A part, as it was told by whoever counted it.
struct Part {
    who: usize,
    length: usize,
    address: Option<u64>,
}

/// All that was said of parts that have numbers in them.
fn parts(run: &Run) -> Vec<Part> {
    run.lines.iter().filter_map(part).filter(|part| part.length > 0).collect()
}

/// What a line says of a part.
fn part(line: &Line) -> Option<Part> {
    if line.stream != Stream::Stdout {
        return None;
    }
    let (length, rest) = line.text.split_once(" numbers")?;
    let place = rest.split_once(':')?.0;
    let length = length.parse().ok()?;
    Some(Part { who: line.thread, length, address: place.strip_prefix(" at ").and_then(address) })
}

/// All parts, if each was counted by a thread that counted no other, besides main.
fn parts_by_thread(run: &Run) -> Judged<Vec<Part>> {
    let children = run.children_of(0).len();
    run.check(children == 0, "scoped-sum-processes", args! { seen: children })?;
    let parts = parts(run);
    let main = run.main_of(0);
    run.check(parts.iter().all(|part| part.who != main), "scoped-sum-main-counts", args! {})?;
    let authors: BTreeSet<usize> = parts.iter().map(|part| part.who).collect();
    let values = args! { parts: parts.len(), threads: authors.len() };
    run.check(authors.len() == parts.len(), "scoped-sum-several-parts", values)?;
    Ok(parts)
}

/// A number as `{:p}` prints it.
fn address(text: &str) -> Option<u64> {
    u64::from_str_radix(text.strip_prefix("0x")?, 16).ok()
}

/// How many steps a number takes to come to 1.
fn steps(number: u64) -> u64 {
    let next = |&number: &u64| match number {
        0 | 1 => None,
        even if even % 2 == 0 => Some(even / 2),
        odd => Some(3 * odd + 1),
    };
    std::iter::successors(Some(number), next).count() as u64 - 1
}
