//! The grader of the exercise `bounded-queue`: a test for each requirement.
//!
//! What is in the queue can't be seen from outside, and need not be: a producer says so after it has put an
//! item in, and a consumer before it takes one out. What was said to be put in and was not yet asked
//! for is in the queue.

mod lines;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use support::prelude::*;

use self::lines::{Said, What};

const EXERCISE: Exercise = exercise!("bounded-queue");

/// One of each, quick to make and slow to use: the one story that does not depend on who is faster.
const STORY: &str = "--producers 1 --items 5 --make-ms 1 --use-ms 10";

/// How long a run may take that hangs on everybody's being still. Stillness is noticed within
/// milliseconds, so only a program that is never still gets here.
const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn everybody_is_a_thread() {
    EXERCISE.requires("everybody_is_a_thread", |program| {
        for (producers, consumers) in [(2, 1), (1, 3), (3, 2), (0, 1)] {
            let run = program.run(quick(producers, consumers, 2, 2))?;
            let said = said(&run, producers, consumers)?;
            let ready: BTreeSet<_> = said.iter().filter(|it| it.what == What::Ready).collect();
            let seen = ready.iter().map(|it| it.thread).collect::<BTreeSet<_>>().len();
            run.check(
                seen == consumers,
                "bounded-queue-consumers",
                args! { required: consumers, seen: seen },
            )?;
        }
        Ok(())
    });
}

/// More items than fit, and fewer; with each thread in turn so slow that the others have waited, or
/// even ended, before it begins.
#[test]
fn every_item_arrives_once() {
    EXERCISE.requires("every_item_arrives_once", |program| {
        for (items, capacity) in [(2, 4), (3, 1)] {
            for run in in_each_order(program, 2, &quick(1, 1, items, capacity))? {
                let said = said(&run, 1, 1)?;
                run.ends()?;
                every_item_arrives(&run, &said, 1, items)?;
                run.succeeds()?;
            }
        }
        for (producers, items, capacity) in [(2, 4, 2), (3, 2, 10), (2, 0, 1)] {
            let run = program.run(quick(producers, 1, items, capacity))?;
            let said = said(&run, producers, 1)?;
            run.ends()?;
            every_item_arrives(&run, &said, producers, items)?;
            run.succeeds()?;
        }
        Ok(())
    });
}

/// All items are in before the consumer begins, in one of these runs: so their order is the queue's.
#[test]
fn the_order_is_kept() {
    EXERCISE.requires("the_order_is_kept", |program| {
        for run in in_each_order(program, 2, &quick(1, 1, 4, 4))? {
            in_order(&run, &said(&run, 1, 1)?)?;
        }
        Ok(())
    });
}

/// Without a consumer, a producer stops when the queue is full, and not before.
#[test]
fn never_above_capacity() {
    EXERCISE.requires("never_above_capacity", |program| {
        for (producers, items, capacity) in [(3, 2, 4), (2, 1, 5)] {
            let args = quick(producers, 0, items, capacity);
            let run = until_still(program, &args)?;
            let said = said(&run, producers, 0)?;
            let seen = said.iter().filter(|it| it.is_put()).count();
            let id = if seen > capacity { "bounded-queue-above" } else { "bounded-queue-below" };
            let values = args! { capacity: capacity, items: producers * items, seen: seen };
            run.check(seen == capacity.min(producers * items), id, values)?;
        }
        Ok(())
    });
}

/// Two queues at which everybody waits for ever, as they should: nobody takes from the first, nobody
/// closes the second. A program that is ever seen to be still then has asked somebody to wake it.
#[test]
fn who_waits_sleeps() {
    EXERCISE.requires("who_waits_sleeps", |program| {
        for (producers, consumers, option) in [(2, 0, ""), (1, 2, " --leave-open")] {
            let args = quick(producers, consumers, 2, 1) + option;
            let run = until_still(program, &args)?;
            said(&run, producers, consumers)?;
            let values = args! { seconds: PATIENCE.as_secs() };
            run.check(run.outcome != Outcome::Deadline, "bounded-queue-restless", values)?;
            run.check(
                is_stuck(&run),
                "bounded-queue-nobody-waits",
                args! { consumers: consumers },
            )?;
        }
        Ok(())
    });
}

#[test]
fn nobody_waits_while_another_works() {
    EXERCISE.requires("nobody_waits_while_another_works", |program| {
        // While one producer makes its first item, however long that takes, the other is done: there
        // is room for all.
        for sleeper in 0..2 {
            let run = program.run_in(Order::Oversleep(sleeper), quick(2, 0, 2, 4))?;
            let said = said(&run, 2, 0)?;
            // Main was created by nobody and comes first.
            let sleeper = sleeper + 1;
            let puts = |it: &&Said| it.is_put() && it.thread != sleeper;
            let before = said.iter().take_while(|it| it.thread != sleeper);
            let role = run.role(sleeper);
            let slept = run.sleeps_of(sleeper).len();
            run.check(slept >= 2, "bounded-queue-makes-nothing", args! { role: role.as_str() })?;
            run.check(
                before.filter(puts).count() == 2,
                "bounded-queue-made-alone",
                args! { role: role },
            )?;
        }
        // While the consumer uses its first item, the producer fills the queue. The clock is virtual,
        // so nobody is too slow for that.
        let runs = program.under_schedules(STORY)?;
        let first = runs.first().expect("the first run is always there");
        let said = said(first, 1, 1)?;
        let first_use = said.iter().skip_while(|it| !it.is_took()).skip(1);
        let meanwhile = first_use.take_while(|it| it.what != What::Ready);
        // One of them may have been put in before, and said late.
        let puts = meanwhile.filter(|it| it.is_put()).count();
        first.check(puts >= 2, "bounded-queue-used-alone", args! {})?;
        nobody_waits_beside_an_item(program)
    });
}

/// Two items come at once, and both consumers take one, long before the next come.
fn nobody_waits_beside_an_item(program: &Program) -> Judged {
    let args = "--producers 2 --consumers 2 --items 2 --capacity 4 --make-ms 100 --use-ms 1000";
    for run in program.in_virtual_time(args)? {
        let said = said(&run, 2, 2)?;
        let soon = said.iter().take_while(|it| !matches!(it.what, What::Put(_, 1)));
        let took = soon.filter(|it| it.is_took()).map(|it| it.thread);
        let took: BTreeSet<usize> = took.collect();
        let mut consumers = said.iter().filter(|it| it.what == What::Ready).map(|it| it.thread);
        let idle = consumers.find(|it| !took.contains(it));
        let values = args! { role: idle.map_or_else(String::new, |idle| run.role(idle)) };
        run.check(idle.is_none(), "bounded-queue-item-waits", values)?;
    }
    Ok(())
}

#[test]
fn close_wakes_everybody() {
    EXERCISE.requires("close_wakes_everybody", |program| {
        // In one of these runs, both consumers wait before the only producer begins, and it makes none.
        for run in in_each_order(program, 3, &quick(1, 2, 0, 1))? {
            said(&run, 1, 2)?;
            run.check(!is_stuck(&run), "bounded-queue-consumers-left", args! {})?;
        }
        // All producers wait before the consumer begins, which takes one item and closes the queue.
        for run in in_each_order(program, 5, &(quick(4, 1, 2, 1) + " --stop-after 1"))? {
            let said = said(&run, 4, 1)?;
            let mut ready = said.iter().enumerate().filter(|(_, it)| it.what == What::Ready);
            let (Some((_, consumer)), closed) = (ready.next(), ready.next()) else { continue };
            // Main was created by nobody and comes first.
            if run.order != Order::Starve(consumer.thread - 1) {
                continue;
            }
            run.check(!is_stuck(&run), "bounded-queue-producers-left", args! {})?;
            let after = closed.map_or(&[][..], |(at, _)| &said[at..]);
            let put = |producer: usize| {
                after
                    .iter()
                    .filter(|it| matches!(it.what, What::Put(p, _) if p == producer))
                    .count()
            };
            // One of them may have been put in before, and said late.
            let late = (0..4).find(|&producer| put(producer) > 1);
            let values = args! { producer: late.unwrap_or_default() };
            run.check(late.is_none(), "bounded-queue-not-refused", values)?;
        }
        // A producer that comes after the close, and finds room: nobody takes out what it puts in.
        let args = "--producers 1 --consumers 1 --items 3 --capacity 3 --make-ms 10 --use-ms 1 --stop-after 1";
        for run in program.in_virtual_time(args)? {
            let said = said(&run, 1, 1)?;
            let is_said = |what| said.iter().any(|it| it.what == what);
            let is_lost = |&number: &usize| {
                is_said(What::Put(0, number))
                    && !is_said(What::Took(0, number))
                    && !is_said(What::Refused(0, number))
            };
            let lost = (0..3).find(is_lost);
            run.check(lost.is_none(), "bounded-queue-not-refused", args! { producer: 0 })?;
        }
        Ok(())
    });
}

/// In virtual time, under some hundred schedules: nobody gets stuck, and each run keeps what the queue
/// promises, whoever was faster.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        // First, main closes the queue while consumers are about to wait. Then a consumer does, or main
        // after all: it depends on who gets how many. Last, several wait for room in a queue that is
        // neither full nor empty when they are to be woken; without pauses, or few schedules lead there.
        for (producers, consumers, items, capacity, option) in
            [(0, 2, 2, 1, ""), (2, 2, 2, 1, " --stop-after 3"), (4, 1, 1, 2, "")]
        {
            let args = quick(producers, consumers, items, capacity) + option;
            let args = if capacity > 1 { args.replace("-ms 1", "-ms 0") } else { args };
            program.holds_under_every_schedule(args, |run| {
                let said = said(run, producers, consumers)?;
                every_item_arrives(run, &said, producers, items)?;
                in_order(run, &said)?;
                within_capacity(run, &said, capacity)
            })?;
        }
        Ok(())
    });
}

#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(STORY));
}

/// The arguments for this many of each, with work that takes a millisecond.
fn quick(producers: usize, consumers: usize, items: usize, capacity: usize) -> String {
    format!(
        "--producers {producers} --consumers {consumers} --items {items} --capacity {capacity} \
         --make-ms 1 --use-ms 1"
    )
}

/// A run that may end by everybody's waiting. One that is never still comes back as it was when it was
/// ended.
fn until_still(program: &Program, args: &str) -> Judged<Run> {
    patiently(program, Order::Natural, args).or_else(|stop| match *stop {
        Stop::Failed(failure) if failure.run.outcome == Outcome::Deadline => Ok(failure.run),
        _ => Err(stop),
    })
}

/// Runs with the creator first, then with each of so many threads starved in turn.
fn in_each_order(program: &Program, threads: usize, args: &str) -> Judged<Vec<Run>> {
    let starved = (0..threads).map(Order::Starve);
    let orders = std::iter::once(Order::CreatorFirst).chain(starved);
    orders.map(|order| patiently(program, order, args)).collect()
}

fn patiently(program: &Program, order: Order, args: &str) -> Judged<Run> {
    program.run_with(args, |mut job| {
        job.limits.deadline = PATIENCE;
        Job { order, ..job }
    })
}

fn is_stuck(run: &Run) -> bool {
    matches!(run.outcome, Outcome::Stuck { .. })
}

/// All lines of the run, if there are as many threads besides main as were asked for, and each of them
/// speaks for itself. Each requirement begins here: to whoever has no threads, that is the one thing
/// worth telling.
fn said(run: &Run, producers: usize, consumers: usize) -> Judged<Vec<Said>> {
    let children = run.children_of(0).len();
    run.check(children == 0, "bounded-queue-processes", args! { seen: children })?;
    let (required, seen) = (producers + consumers, run.threads_of(0).len());
    run.check(seen == required, "bounded-queue-threads", args! { required: required, seen: seen })?;
    let mut said = Vec::new();
    let mut authors: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for line in run.lines.iter().filter(|line| line.stream == Stream::Stdout) {
        let Some(what) = What::of(&line.text) else {
            return Err(run.fail("bounded-queue-other-line", args! { seen: line.text.as_str() }));
        };
        let (thread, role) = (line.thread, run.role(line.thread));
        let is_main = thread == run.main_of(0);
        run.check(!is_main, "bounded-queue-main-writes", args! { line: line.text.as_str() })?;
        let speaks_for = *authors.entry(thread).or_insert(what.producer());
        let alone = authors.iter().filter(|(_, it)| it.is_some() && **it == what.producer());
        run.check(
            speaks_for == what.producer() && alone.count() <= 1,
            "bounded-queue-speaks-for-another",
            args! { role: role, line: line.text.as_str() },
        )?;
        said.push(Said { thread, what });
    }
    Ok(said)
}

/// Checks that each producer put in its items, all or those before one that was refused, and that all of
/// these were taken out, once each.
fn every_item_arrives(run: &Run, said: &[Said], producers: usize, items: usize) -> Judged {
    for producer in 0..producers {
        let own = said.iter().filter(|it| it.what.producer() == Some(producer));
        let own: Vec<_> = own.map(|it| it.what).collect();
        let mut required: Vec<_> = (0..items).map(|number| What::Put(producer, number)).collect();
        if let Some(What::Refused(_, number)) = own.last() {
            required.truncate(*number);
            required.push(What::Refused(producer, *number));
        }
        let values = args! { producer: producer, required: items, seen: own.len() };
        run.check(own == required, "bounded-queue-own-items", values)?;
    }
    let mut times: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
    for it in said {
        match it.what {
            What::Put(producer, number) => times.entry((producer, number)).or_default().0 += 1,
            What::Took(producer, number) => times.entry((producer, number)).or_default().1 += 1,
            What::Refused(..) | What::Ready => {}
        }
    }
    match times.into_iter().find(|(_, (put, took))| put != took) {
        None => Ok(()),
        Some(((producer, number), (put, took))) => Err(run.fail(
            "bounded-queue-item",
            args! { item: format!("{producer}.{number}"), put: put, took: took },
        )),
    }
}

/// Checks that no consumer got an item of a producer after a later one of the same producer.
fn in_order(run: &Run, said: &[Said]) -> Judged {
    let mut last: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for it in said {
        let What::Took(producer, number) = it.what else { continue };
        if let Some(before) = last.insert((it.thread, producer), number) {
            run.check(
                before < number,
                "bounded-queue-order",
                args! {
                    role: run.role(it.thread),
                    before: format!("{producer}.{before}"),
                    item: format!("{producer}.{number}"),
                },
            )?;
        }
    }
    Ok(())
}

/// Checks that never more items were put in than had been asked for and fit.
fn within_capacity(run: &Run, said: &[Said], capacity: usize) -> Judged {
    let (mut put, mut ready) = (0, 0);
    for it in said {
        put += usize::from(it.is_put());
        ready += usize::from(it.what == What::Ready);
        let values = args! { capacity: capacity, put: put, ready: ready };
        run.check(put <= ready + capacity, "bounded-queue-beyond", values)?;
    }
    Ok(())
}
