//! The grader of the exercise `separate-memory`: a test for each requirement.

use support::prelude::*;

const EXERCISE: Exercise = exercise!("separate-memory");

/// What the program is asked for: the start, what the child adds, what the parent adds.
type Case = (u64, u64, u64);

/// What it does when nothing is said.
const DEFAULT: Case = (5, 1000, 1);

/// Main forks one child, and the child prints its count itself.
#[test]
fn a_child_process_counts() {
    EXERCISE.requires("a_child_process_counts", |program| {
        for case in [DEFAULT, (0, 0, 0), (70, 7, 700)] {
            let run = program.run(args_of(case))?;
            let child = child(&run)?;
            judge_line(&run, child, "child: count ", &childs_line(case))?;
        }
        Ok(())
    });
}

/// Main prints its own count, to which the child has added nothing.
#[test]
fn the_parent_keeps_its_own_count() {
    EXERCISE.requires("the_parent_keeps_its_own_count", |program| {
        for case in [DEFAULT, (300, 1, 0), (1, 40, 2)] {
            let run = program.run(args_of(case))?;
            child(&run)?;
            judge_line(&run, 0, "parent: count ", &parents_line(case))?;
        }
        Ok(())
    });
}

/// Bytes go from the child to main through a pipe.
#[test]
fn the_count_comes_through_a_pipe() {
    EXERCISE.requires("the_count_comes_through_a_pipe", |program| {
        for case in [DEFAULT, (3, 4, 5)] {
            let run = program.run(args_of(case))?;
            let child = child(&run)?;
            let carries = |channel: &Channel| carries_to_main(&run, channel, child);
            run.check(run.channels.iter().any(carries), "separate-memory-no-pipe", args! {})?;
        }
        Ok(())
    });
}

/// Main prints what the child counted, however large it is.
#[test]
fn any_count_is_received() {
    EXERCISE.requires("any_count_is_received", |program| {
        let drawn =
            (drawn("separate-memory-start", 2..=99), drawn("separate-memory-add", 2..=99), 1);
        let cases = [
            DEFAULT,
            (0, 0, 9),
            (0, 255, 1),
            (0, 256, 1),
            (1 << 32, 7, 0),
            (u64::MAX - 9, 9, 0),
            drawn,
        ];
        for case in cases {
            let run = program.run(args_of(case))?;
            run.succeeds()?;
            child(&run)?;
            judge_line(&run, 0, "parent: received ", &received_line(case))?;
        }
        Ok(())
    });
}

/// When the child is killed before it sends, main prints nothing as received but tells it, and the
/// program ends with exit code 1.
#[test]
fn a_missing_count_is_told() {
    EXERCISE.requires("a_missing_count_is_told", |program| {
        for case in [DEFAULT, (0, 0, 0)] {
            let run = program.run(args_of(case) + " --crash")?;
            run.ends()?;
            let child = child(&run)?;
            let killed = End::Signaled { signal: "SIGKILL".into() };
            // How a child ends that is not waited for is a matter of luck.
            let reaped = matches!(run.processes[child].fate, Fate::Reaped { .. });
            run.check(
                !reaped || run.processes[child].end == killed,
                "separate-memory-no-crash",
                args! {},
            )?;
            judge_loss(&run)?;
        }
        Ok(())
    });
}

/// However slow the child is, and however it ends, main waits for it.
#[test]
fn the_child_is_reaped() {
    EXERCISE.requires("the_child_is_reaped", |program| {
        let mut runs = program.in_each_order(args_of(DEFAULT))?;
        runs.push(program.run(args_of(DEFAULT) + " --crash")?);
        for run in runs {
            run.ends()?;
            let fate = &run.processes[child(&run)?].fate;
            run.check(matches!(fate, Fate::Reaped { .. }), "separate-memory-left", args! {})?;
        }
        Ok(())
    });
}

/// The child is killed at each of its steps in turn: main ends all the same, with the count or with
/// the word that there is none, but with no other number.
#[test]
fn a_kill_at_any_step_is_survived() {
    EXERCISE.requires("a_kill_at_any_step_is_survived", |program| {
        program.survives_every_kill("", |run| {
            let child = child(run)?;
            judge_line(run, 0, "parent: count ", &parents_line(DEFAULT))?;
            // Once all is in the pipe, how the child ends makes no difference.
            let received =
                run.stdout().into_iter().find(|line| line.starts_with("parent: received "));
            let killed = matches!(run.processes[child].end, End::Signaled { .. });
            if received.is_some() || !killed {
                run.succeeds()?;
                let carries = |channel: &Channel| carries_to_main(run, channel, child);
                let sent = run.channels.iter().any(carries);
                let required = received_line(DEFAULT);
                let seen = received.unwrap_or(&required);
                run.check(sent, "separate-memory-made-up", args! { line: seen })?;
                return judge_line(run, 0, "parent: received ", &required);
            }
            judge_loss(run)
        })
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

fn args_of((start, child_adds, parent_adds): Case) -> String {
    format!("--start {start} --child-adds {child_adds} --parent-adds {parent_adds}")
}

fn childs_line((start, child_adds, _): Case) -> String {
    format!("child: count {}", start + child_adds)
}

fn parents_line((start, _, parent_adds): Case) -> String {
    format!("parent: count {}", start + parent_adds)
}

fn received_line((start, child_adds, _): Case) -> String {
    format!("parent: received {}", start + child_adds)
}

/// Main's only child, which has no children of its own. Everything else that is required is required
/// of these two.
fn child(run: &Run) -> Judged<usize> {
    let descendants = run.descendants_of(0);
    let seen = descendants.len();
    run.check(seen == 1, "separate-memory-children", args! { seen: seen })?;
    Ok(descendants[0])
}

/// Checks that this line, and no other that begins so, is written once, and by this process.
fn judge_line(run: &Run, process: usize, begins: &str, required: &str) -> Judged {
    let lines = run.lines.iter().filter(|line| line.stream == Stream::Stdout);
    let seen: Vec<_> = lines.filter(|line| line.text.starts_with(begins)).collect();
    let Some(&first) = seen.first() else {
        return Err(run.fail("separate-memory-no-line", args! { required: required }));
    };
    run.check(
        first.text == required,
        "separate-memory-line",
        args! { required: required, seen: first.text.as_str() },
    )?;
    run.check(
        seen.len() == 1,
        "separate-memory-lines",
        args! { required: required, seen: seen.len() },
    )?;
    let author = run.process_of(first.thread);
    run.check(
        author == process,
        "separate-memory-author",
        args! {
            required: required,
            role: run.process_role(process),
            author: run.process_role(author),
        },
    )
}

/// Checks that nothing was printed as received, and that main said so at its end.
fn judge_loss(run: &Run) -> Judged {
    let received = run.stdout().into_iter().find(|line| line.starts_with("parent: received"));
    if let Some(line) = received {
        return Err(run.fail("separate-memory-made-up", args! { line: line }));
    }
    run.exits_with(1)?;
    let required = "error: the child sent no count";
    let said = run.texts_of(run.main_of(0), Stream::Stderr);
    let seen = said.last().copied().unwrap_or_default();
    run.check(seen == required, "separate-memory-told", args! { required: required, seen: seen })
}

/// Whether bytes went through this channel, a pipe, from the child to main.
fn carries_to_main(run: &Run, channel: &Channel, child: usize) -> bool {
    let moved =
        |thread: usize, bytes: u64, process: usize| bytes > 0 && run.process_of(thread) == process;
    let sent = channel.writers.iter().any(|it| moved(it.thread, it.bytes, child));
    let received = channel.readers.iter().any(|it| moved(it.thread, it.bytes, 0));
    channel.kind == ChannelKind::Pipe && sent && received
}
