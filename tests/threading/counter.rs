//! The grader of the exercise `counter`: a test for each requirement.

use std::time::Duration;

use support::prelude::*;

const EXERCISE: Exercise = exercise!("counter");

/// How many gates the requirements ask for that are not about their number.
const GATES: usize = 3;

#[test]
fn each_gate_is_a_thread() {
    EXERCISE.requires("each_gate_is_a_thread", |program| {
        for gates in [1, GATES, 5, 0] {
            let run = program.run(garden(gates, 1))?;
            gate_threads(&run, gates)?;
        }
        Ok(())
    });
}

/// Which numbers it gives is a matter for other requirements: here, that it is the gate which gives
/// them.
#[test]
fn each_gate_counts_its_own_visitors() {
    EXERCISE.requires("each_gate_counts_its_own_visitors", |program| {
        for visitors in [4, 0, 1] {
            let run = program.run(garden(GATES, visitors))?;
            let threads = gate_threads(&run, GATES)?;
            let mut gates: Vec<usize> = Vec::new();
            for thread in threads {
                gates.extend(writes_its_lines(&run, thread, visitors)?);
            }
            gates.sort_unstable();
            gates.dedup();
            let all =
                gates.len() == GATES || run.threads_of(0).iter().any(|&it| run.was_cut_off(it));
            run.check(all, "counter-same-gate", args! { gates: GATES, seen: gates.len() })?;
        }
        Ok(())
    });
}

/// Of two gates one is held back until the other is closed, so there is no race that luck could win:
/// who comes later goes on where the first one stopped.
#[test]
fn all_gates_share_one_count() {
    EXERCISE.requires("all_gates_share_one_count", |program| {
        let visitors = 3;
        for late in [0, 1] {
            let run = program.run_in(Order::Starve(late), garden(2, visitors))?;
            gate_threads(&run, 2)?;
            run.ends()?;
            let numbers: Vec<usize> = numbered(&run).into_iter().map(|(_, _, it)| it).collect();
            let required: Vec<usize> = (1..=2 * visitors).collect();
            run.check(
                numbers == required,
                "counter-not-shared",
                args! { seen: listed(&numbers), required: listed(&required) },
            )?;
        }
        Ok(())
    });
}

/// Read when all gates are closed, whichever was slow, and however many visitors there were.
#[test]
fn the_total_is_exact() {
    EXERCISE.requires("the_total_is_exact", |program| {
        let drawn = drawn("counter-visitors", 5..=60) as usize;
        for (order, gates, visitors) in [
            (Order::Natural, 0, 4),
            (Order::Natural, 1, 300),
            (Order::Natural, 2, drawn),
            (Order::CreatorFirst, 1, 4),
            (Order::Starve(0), 2, 4),
            (Order::Starve(1), 2, 4),
        ] {
            let run = program.run_in(order, garden(gates, visitors))?;
            gate_threads(&run, gates)?;
            run.succeeds()?;
            let required = format!("visitors: {}", gates * visitors);
            let said = run.texts_of(run.main_of(0), Stream::Stdout);
            let seen = said.last().copied().unwrap_or("-");
            run.check(
                seen == required,
                "counter-total",
                args! { seen: seen, required: required.as_str(), gates: gates, visitors: visitors },
            )?;
        }
        Ok(())
    });
}

/// One gate does not wake before nobody else can go on. Who waits for it waits for its lock, or has
/// not been started.
#[test]
fn gates_count_while_one_sleeps() {
    EXERCISE.requires("gates_count_while_one_sleeps", |program| {
        for sleeper in 0..GATES {
            let run = program.run_in(Order::Oversleep(sleeper), garden(GATES, 2))?;
            let threads = gate_threads(&run, GATES)?;
            sleeps_after_each_visitor(&run, &threads, 2)?;
            nobody_waits_for_the_sleeper(&run, &threads, threads[sleeper])?;
        }
        Ok(())
    });
}

#[test]
fn main_waits_for_every_gate() {
    EXERCISE.requires("main_waits_for_every_gate", |program| {
        for run in program.in_each_order(garden(GATES, 2))? {
            gate_threads(&run, GATES)?;
            run.ends()?;
            if let Some(&thread) = run.processes[0].cut_off.first() {
                return Err(run.fail("counter-cut-off", args! { role: run.role(thread) }));
            }
        }
        Ok(())
    });
}

/// In virtual time, under some hundred schedules: whoever was faster, the total is the same, and each
/// visitor has a number, and no two the same.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        program.is_right_under_every_schedule("")?;
        program.holds_under_every_schedule(garden(GATES, 3), |run| {
            each_visitor_has_a_number(run, GATES, 3)
        })
    });
}

#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(""));
}

/// The arguments for so many gates with so many visitors each, who are numbered.
fn garden(gates: usize, visitors: usize) -> String {
    format!("--gates {gates} --visitors {visitors} --pause-ms 1 --numbers")
}

/// The threads besides main, if there are as many as gates. Each requirement begins here: to whoever
/// has no threads yet, that is the one thing worth telling.
fn gate_threads(run: &Run, required: usize) -> Judged<Vec<usize>> {
    let children = run.children_of(0).len();
    run.check(children == 0, "counter-processes", args! { seen: children })?;
    let threads = run.threads_of(0);
    let seen = threads.len();
    run.check(seen == required, "counter-threads", args! { required: required, seen: seen })?;
    Ok(threads)
}

/// Compares all that a thread wrote, but for the numbers, with what a gate should write. Gives the
/// number of the gate, unless it was cut off before it said so.
fn writes_its_lines(run: &Run, thread: usize, visitors: usize) -> Judged<Option<usize>> {
    let lines = run.lines_of(thread).into_iter();
    let lines: Vec<&str> = lines
        .filter(|line| line.stream == Stream::Stdout)
        // Of a thread that was cut off, half a line says nothing.
        .filter(|line| line.complete || !run.was_cut_off(thread))
        .map(|line| line.text.as_str())
        .collect();
    let gate = lines.first().and_then(|line| {
        let (gate, _) = line.strip_prefix("gate ")?.split_once(':')?;
        gate.parse::<usize>().ok()
    });
    let shown = gate.map_or("K".into(), |gate| gate.to_string());
    let mut required = vec![format!("gate {shown}: visitor N"); visitors];
    required.push(format!("gate {shown}: closed after {visitors} visitors"));
    let without_number = |line: &str| match line.rsplit_once(' ') {
        Some((before, number))
            if before.ends_with(": visitor") && number.parse::<usize>().is_ok() =>
        {
            format!("{before} N")
        }
        _ => line.to_owned(),
    };
    let differs =
        lines.iter().zip(&required).find(|(line, required)| without_number(line) != **required);
    if let Some((seen, required)) = differs {
        let values = args! { role: run.role(thread), seen: *seen, required: required.as_str() };
        return Err(run.fail("counter-other-line", values));
    }
    run.check(
        lines.len() == required.len() || (run.was_cut_off(thread) && lines.len() < required.len()),
        "counter-line-count",
        args! { role: run.role(thread), seen: lines.len(), required: required.len() },
    )?;
    Ok(gate)
}

/// The lines that tell a visitor's number, in the order in which they were written: when, at which
/// gate, which number.
fn numbered(run: &Run) -> Vec<(u64, usize, usize)> {
    let lines = run.lines.iter().filter(|line| line.stream == Stream::Stdout);
    lines
        .filter_map(|line| {
            let (gate, number) = line.text.strip_prefix("gate ")?.split_once(": visitor ")?;
            Some((line.at_ns, gate.parse().ok()?, number.parse().ok()?))
        })
        .collect()
}

/// What holds of the numbers, whoever is faster.
fn each_visitor_has_a_number(run: &Run, gates: usize, visitors: usize) -> Judged {
    gate_threads(run, gates)?;
    let given = numbered(run);
    let all = gates * visitors;
    let visitors_of = |number: usize| given.iter().filter(|(.., it)| *it == number).count();
    // A number that is missing mostly comes of one that was given twice, which tells more.
    for number in 1..=all {
        let seen = visitors_of(number);
        run.check(seen < 2, "counter-twice", args! { number: number, seen: seen })?;
    }
    for number in 1..=all {
        let values = args! { number: number, all: all };
        run.check(visitors_of(number) > 0, "counter-never", values)?;
    }
    for (told, &(_, gate, number)) in given.iter().enumerate() {
        // Each other gate may have taken one number that it has not told yet; no gate has two of them.
        run.check(
            number <= told + gates,
            "counter-ahead",
            args! { gate: gate, number: number, told: told },
        )?;
    }
    Ok(())
}

/// Compares what each gate slept, all in all, with what it was asked to.
fn sleeps_after_each_visitor(run: &Run, threads: &[usize], visitors: u32) -> Judged {
    for &thread in threads {
        let seen: Duration = run.sleeps_of(thread).iter().sum();
        let required = Duration::from_millis(1) * visitors;
        run.check(
            seen == required || run.was_cut_off(thread),
            "counter-sleep",
            args! { role: run.role(thread), seen: milliseconds(seen), required: milliseconds(required) },
        )?;
    }
    Ok(())
}

/// Checks that the others were closed before the sleeper, which could not wake any earlier, was.
fn nobody_waits_for_the_sleeper(run: &Run, threads: &[usize], sleeper: usize) -> Judged {
    let closed = |thread: usize| {
        let lines = run.lines_of(thread).into_iter();
        lines.filter(|line| line.text.contains(": closed")).map(|line| line.at_ns).next_back()
    };
    let Some(woken) = closed(sleeper) else { return Ok(()) };
    for &other in threads {
        let late =
            run.threads[sleeper].ended_ns.is_some_and(|end| run.threads[other].born_ns > end);
        let values = args! { role: run.role(other), sleeper: run.role(sleeper) };
        run.check(!late, "counter-started-late", values)?;
        run.check(
            closed(other).is_none_or(|closed| closed <= woken),
            "counter-waits-for-the-sleeper",
            args! { role: run.role(other), sleeper: run.role(sleeper) },
        )?;
    }
    Ok(())
}

fn milliseconds(duration: Duration) -> String {
    format!("{} ms", duration.as_micros() as f64 / 1e3)
}

fn listed(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    numbers.join(", ")
}
