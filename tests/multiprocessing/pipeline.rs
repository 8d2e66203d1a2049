//! The grader of the exercise `pipeline`: a test for each requirement.

use std::io::Write;
use std::process::{Command, Stdio};

use support::prelude::*;

const EXERCISE: Exercise = exercise!("pipeline");

/// What it does when nothing is said.
const DEFAULT: &str = "seq 20 | grep 1 | wc -l";

/// Its first stage writes for as long as somebody reads.
const ENDLESS: &str = "yes | head -n 1";

/// Each stage is a child of main and runs its own command.
#[test]
fn each_stage_is_a_process() {
    EXERCISE.requires("each_stage_is_a_process", |program| {
        for pipeline in [DEFAULT, "seq 3", "seq 5 | cat | cat | wc -c"] {
            let run = program.run([pipeline])?;
            for (index, child) in children(&run, pipeline)?.into_iter().enumerate() {
                let required = commands(pipeline)[index].join(" ");
                let seen = run.processes[child].command.join(" ");
                run.check(
                    seen == required,
                    "pipeline-other-command",
                    args! { stage: index + 1, required: required.as_str(), seen: seen.as_str() },
                )?;
            }
        }
        Ok(())
    });
}

/// All stages have been started before main waits for the first of them.
#[test]
fn stages_are_alive_at_once() {
    EXERCISE.requires("stages_are_alive_at_once", |program| {
        for pipeline in [DEFAULT, "seq 3 | wc -l", "seq 5 | cat | cat | wc -c"] {
            // In this order no child begins before main waits: those that are alive at once here
            // are so because of how the program is written, not because of who was faster.
            let run = program.run_in(Order::CreatorFirst, [pipeline])?;
            let children = children(&run, pipeline)?;
            let mains: Vec<_> = children.iter().map(|&child| run.main_of(child)).collect();
            let values = args! { required: mains.len() };
            run.check(run.alive_at_once(&mains), "pipeline-one-by-one", values)?;
        }
        Ok(())
    });
}

/// What a stage writes goes through a pipe that nobody but the next one reads; the last one writes the
/// output.
#[test]
fn pipes_join_the_stages() {
    EXERCISE.requires("pipes_join_the_stages", |program| {
        for pipeline in [DEFAULT, "seq 5 | cat | cat | wc -c", "seq 3"] {
            judge_joints(&program.run([pipeline])?, pipeline)?;
        }
        Ok(())
    });
}

/// The output is that of the shell, byte for byte, and the first stage reads what main would.
#[test]
fn the_bytes_are_the_shells() {
    EXERCISE.requires("the_bytes_are_the_shells", |program| {
        let drawn = format!("{}\n", drawn("pipeline-input", 100..=99_999));
        let cases = [
            (DEFAULT, ""),
            ("cat | tac", &drawn),
            ("printf no-newline", ""),
            // Each of its pipes holds less than goes through it.
            ("seq 40000 | cat | tac | tail -n 3", ""),
            ("cat", "uno\ndos\n"),
            ("sort | uniq -c | sort -n -r | head -n 2", "b\na\nb\nc\nb\na\n"),
        ];
        cases.iter().try_for_each(|(pipeline, input)| judge_output(program, pipeline, input))
    });
}

/// No stage has an end of a pipe besides those that it reads and writes; main keeps none.
#[test]
fn no_spare_end_stays_open() {
    EXERCISE.requires("no_spare_end_stays_open", |program| {
        for pipeline in [DEFAULT, "seq 5 | cat | cat | wc -c"] {
            let run = program.run([pipeline])?;
            run.ends()?;
            children(&run, pipeline)?;
            for (process, record) in run.processes.iter().enumerate() {
                let mut left_open = record.left_open.iter();
                if let Some(spare) = left_open.find(|it| it.kind == ChannelKind::Pipe) {
                    let role = run.process_role(process);
                    let values = args! { role: role, number: spare.number };
                    return Err(run.fail("pipeline-spare-end", values));
                }
            }
        }
        Ok(())
    });
}

/// A stage whose reader has gone dies of SIGPIPE, without a word, and the pipeline ends.
#[test]
fn a_writer_without_a_reader_dies_of_sigpipe() {
    EXERCISE.requires("a_writer_without_a_reader_dies_of_sigpipe", |program| {
        // Who keeps what the stages write in a file would never come to an end of it.
        judge_joints(&program.run("")?, DEFAULT)?;
        for pipeline in [ENDLESS, "yes | cat | head -n 2"] {
            let run = program.run([pipeline])?;
            run.ends()?;
            let children = children(&run, pipeline)?;
            for (index, &child) in children.iter().take(children.len() - 1).enumerate() {
                let seen = end_of(&run, child);
                let values = args! { stage: index + 1, seen: seen.as_str() };
                // How a stage ends that nobody waits for is a matter of luck.
                let reaped = matches!(run.processes[child].fate, Fate::Reaped { .. });
                run.check(!reaped || seen == "SIGPIPE", "pipeline-no-sigpipe", values)?;
            }
        }
        Ok(())
    });
}

/// However slow any one stage is, main waits for it and tells how it ended; the last one decides.
#[test]
fn every_end_is_told() {
    EXERCISE.requires("every_end_is_told", |program| {
        let run = program.run("")?;
        judge_joints(&run, DEFAULT)?;
        judge_ends(&run, DEFAULT)?;
        let cases = [
            ("false | true", ["exit code 1", "exit code 0"]),
            ("true | false", ["exit code 0", "exit code 1"]),
            ("true | no-such-program", ["exit code 0", "exit code 127"]),
        ];
        for (pipeline, required) in cases {
            for run in program.in_each_order([pipeline])? {
                judge_ends(&run, pipeline)?;
                for (index, child) in children(&run, pipeline)?.into_iter().enumerate() {
                    let seen = end_of(&run, child);
                    let required = required[index];
                    run.check(
                        seen == required,
                        "pipeline-other-end",
                        args! { stage: index + 1, required: required, seen: seen.as_str() },
                    )?;
                }
            }
        }
        program.in_each_order([ENDLESS])?.iter().try_for_each(|run| judge_ends(run, ENDLESS))
    });
}

/// A stage is killed, each at each of its steps in turn: the others come to their end, main waits
/// for all, and the report is right.
#[test]
fn a_kill_at_any_step_is_survived() {
    EXERCISE.requires("a_kill_at_any_step_is_survived", |program| {
        program.survives_every_kill([DEFAULT], |run| judge_ends(run, DEFAULT))
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

/// The program's children, one for each stage in the order in which main started them, if there are as
/// many as stages and these have no children of their own.
fn children(run: &Run, pipeline: &str) -> Judged<Vec<usize>> {
    let children = run.children_of(0);
    let (seen, others) = (children.len(), run.descendants_of(0).len() - children.len());
    run.check(others == 0, "pipeline-grandchildren", args! { seen: seen, others: others })?;
    let required = commands(pipeline).len();
    run.check(seen == required, "pipeline-count", args! { required: required, seen: seen })?;
    Ok(children)
}

fn commands(pipeline: &str) -> Vec<Vec<&str>> {
    pipeline.split('|').map(|stage| stage.split_whitespace().collect()).collect()
}

/// Checks that a pipe is between each two stages, and that the last one alone writes the output.
fn judge_joints(run: &Run, pipeline: &str) -> Judged {
    run.ends()?;
    let children = children(run, pipeline)?;
    for (index, pair) in children.windows(2).enumerate() {
        let joined = run.channels.iter().any(|channel| joins(run, channel, pair[0], pair[1]));
        run.check(joined, "pipeline-not-joined", args! { stage: index + 1, next: index + 2 })?;
    }
    let mut lines = run.lines.iter().filter(|line| line.stream == Stream::Stdout);
    let other = lines.find(|line| Some(&run.process_of(line.thread)) != children.last());
    let author = other.map_or(String::new(), |line| run.role(line.thread));
    let line = other.map_or("", |line| &line.text);
    run.check(other.is_none(), "pipeline-other-author", args! { author: author, line: line })
}

/// Whether all that this pipe carried was written by the one process and read by the other.
fn joins(run: &Run, channel: &Channel, from: usize, to: usize) -> bool {
    let (writers, readers) = (&channel.writers, &channel.readers);
    channel.kind == ChannelKind::Pipe
        && !writers.is_empty()
        && writers.iter().all(|writer| run.process_of(writer.thread) == from)
        && !readers.is_empty()
        && readers.iter().all(|reader| run.process_of(reader.thread) == to)
}

/// Checks the output's lines and the number of its bytes.
fn judge_output(program: &Program, pipeline: &str, input: &str) -> Judged {
    let bytes = input.as_bytes().to_vec();
    let run = program.run_with([pipeline], |job| Job { input: Input::Bytes(bytes), ..job })?;
    run.ends()?;
    let shells = shells_output(pipeline, input)
        .map_err(|error| Box::new(Stop::OurFault(format!("failed to ask the shell: {error}"))))?;
    let text = String::from_utf8_lossy(&shells);
    let (required, seen): (Vec<&str>, Vec<&str>) = (text.lines().collect(), run.stdout());
    let differs = (0..required.len().max(seen.len())).find(|&at| required.get(at) != seen.get(at));
    if let Some(at) = differs {
        let [required, seen] = [&required, &seen].map(|lines| lines.get(at).copied().unwrap_or(""));
        let values = args! { number: at + 1, required: required, seen: seen };
        return Err(run.fail("pipeline-other-line", values));
    }
    let outputs = run.channels.iter().filter(|channel| channel.kind == ChannelKind::Stdout);
    let seen: u64 = outputs.flat_map(|channel| &channel.writers).map(|it| it.bytes).sum();
    let required = shells.len() as u64;
    run.check(seen == required, "pipeline-bytes", args! { required: required, seen: seen })
}

/// What the shell's own pipeline writes.
fn shells_output(pipeline: &str, input: &str) -> std::io::Result<Vec<u8>> {
    let mut shell = Command::new("sh");
    shell.args(["-c", pipeline]).stdin(Stdio::piped()).stdout(Stdio::piped());
    shell.env_clear().envs(std::env::var("PATH").map(|path| ("PATH", path)));
    let mut shell = shell.spawn()?;
    // Less than a pipe holds; a first stage that does not read it may be gone already.
    let _ = shell.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
    Ok(shell.wait_with_output()?.stdout)
}

/// Checks that main waited for each stage, told how each ended, and ended as the last one bids.
fn judge_ends(run: &Run, pipeline: &str) -> Judged {
    run.ends()?;
    let children = children(run, pipeline)?;
    let mut required = Vec::new();
    for (index, &child) in children.iter().enumerate() {
        let fate = &run.processes[child].fate;
        let reaped = matches!(fate, Fate::Reaped { .. });
        run.check(reaped, "pipeline-not-reaped", args! { stage: index + 1 })?;
        required.push(format!("stage {}: {}", index + 1, end_of(run, child)));
    }
    let well = children.last().is_some_and(|&child| run.process_exited_with(child, 0));
    if !well {
        required.push("error: the last stage failed".into());
    }
    // Where a stage can't be run, main may be the one that says so.
    let mut seen = run.texts_of(run.main_of(0), Stream::Stderr);
    seen.retain(|line| line.starts_with("stage ") || line.starts_with("error: "));
    run.check(
        required == seen,
        "pipeline-told",
        args! { required: required.join(" / "), seen: seen.join(" / ") },
    )?;
    run.exits_with(if well { 0 } else { 1 })
}

/// How a process ended, in the words of the exercise.
fn end_of(run: &Run, process: usize) -> String {
    match &run.processes[process].end {
        End::Exited { code } => format!("exit code {code}"),
        End::Signaled { signal } => signal.clone(),
        End::Killed => "no end".into(),
    }
}
