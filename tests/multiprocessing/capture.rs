//! The grader of the exercise `capture`: a test for each requirement.

use support::prelude::*;

const EXERCISE: Exercise = exercise!("capture");

/// How many bytes go to each stream where more must come than any pipe holds.
const MEBIBYTE: usize = 1 << 20;

/// A shell command, and what it does: what it writes, and how it ends.
struct Case<'a> {
    script: &'a str,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    ending: &'a str,
}

/// Main has one child, which becomes the command, each argument as it was given.
#[test]
fn the_command_runs_in_a_child() {
    EXERCISE.requires("the_command_runs_in_a_child", |program| {
        let spaced = ["printf", "%s|%s", "two  words", "$HOME '"];
        let written = b"two  words|$HOME '";
        let run = program.run(spaced)?;
        let child = command(&run, &spaced)?;
        run.succeeds()?;
        judge_lines(&run, child, written, b"", "exit code: 0")?;
        let plain = case("exit 0", b"", b"", "exit code: 0");
        command(&program.run(plain.args())?, &plain.args()).map(drop)
    });
}

/// What the command writes comes to main through pipes, each stream by itself, and nowhere else.
#[test]
fn both_streams_are_captured() {
    EXERCISE.requires("both_streams_are_captured", |program| {
        let drawn = format!("{}\n", drawn("capture-output", 100..=99_999));
        let says_it = format!("echo {drawn}");
        let cases = [
            case(&says_it, drawn.as_bytes(), b"", "exit code: 0"),
            case("echo out; echo err >&2; exit 3", b"out\n", b"err\n", "exit code: 3"),
            case("echo one; echo two >&2; echo three", b"one\nthree\n", b"two\n", "exit code: 0"),
            case("echo err >&2", b"", b"err\n", "exit code: 0"),
            case("echo out", b"out\n", b"", "exit code: 0"),
        ];
        for case in cases {
            let run = program.run(case.args())?;
            judge(&run, &case)?;
            let required = case.stdout.len() + case.stderr.len();
            let seen = carried_to_main(&run, only_child(&run)?);
            run.check(
                seen >= required,
                "capture-no-pipe",
                args! { required: required, seen: seen },
            )?;
        }
        Ok(())
    });
}

/// What is no text arrives as it is: zeros, bytes that are no UTF-8, no newline at the end.
#[test]
fn every_byte_arrives() {
    EXERCISE.requires("every_byte_arrives", |program| {
        let cases = [
            case(r"printf '\000\377\n\r\000'", b"\0\xff\n\r\0", b"", "exit code: 0"),
            case(r"printf 'a\303' >&2; printf '\n\n'", b"\n\n", b"a\xc3", "exit code: 0"),
        ];
        cases.iter().try_for_each(|case| judge(&program.run(case.args())?, case))
    });
}

/// 1 MiB on each stream, which no pipe holds, in whichever order: nobody waits for ever.
#[test]
fn a_mebibyte_on_each_does_not_hang() {
    EXERCISE.requires("a_mebibyte_on_each_does_not_hang", |program| {
        let (zeros, blanks) = (numbers_after_zeros(1), numbers_before_blanks(1));
        let cases = [
            Case {
                script: "printf %01048576d 1; printf %-1048576d 1 >&2",
                stdout: zeros.clone(),
                stderr: blanks.clone(),
                ending: "exit code: 0",
            },
            Case {
                script: "printf %-1048576d 1 >&2; printf %01048576d 1",
                stdout: zeros,
                stderr: blanks,
                ending: "exit code: 0",
            },
            Case {
                script: "n=0; while [ $n -lt 16 ]; do n=$((n+1)); \
                         printf %065536d $n; printf %-65536d $n >&2; done; kill -9 $$",
                stdout: numbers_after_zeros(16),
                stderr: numbers_before_blanks(16),
                ending: "signal: SIGKILL",
            },
        ];
        cases.iter().try_for_each(|case| judge(&program.run(case.args())?, case))
    });
}

/// An exit code is told as that and a signal as that, however alike their numbers are.
#[test]
fn exit_code_and_signal_are_told_apart() {
    EXERCISE.requires("exit_code_and_signal_are_told_apart", |program| {
        let cases = [
            case("exit 9", b"", b"", "exit code: 9"),
            case("kill -9 $$", b"", b"", "signal: SIGKILL"),
            case("exit 137", b"", b"", "exit code: 137"),
            case("kill -15 $$", b"", b"", "signal: SIGTERM"),
            case("exit 255", b"", b"", "exit code: 255"),
        ];
        cases.iter().try_for_each(|case| judge(&program.run(case.args())?, case))
    });
}

/// However slow the command is, main waits for it, and for its own threads; and no end of a pipe is
/// left open in the command besides its two streams.
#[test]
fn nothing_is_left_behind() {
    EXERCISE.requires("nothing_is_left_behind", |program| {
        for script in ["echo out; echo err >&2", "kill -9 $$"] {
            let args = ["sh", "-c", script];
            for run in program.in_each_order(args)? {
                run.ends()?;
                let child = &run.processes[command(&run, &args)?];
                let reaped = matches!(child.fate, Fate::Reaped { .. });
                run.check(reaped, "capture-left", args! {})?;
                let pipes =
                    child.left_open.iter().filter(|open| open.kind == ChannelKind::Pipe).count();
                run.check(pipes == 0, "capture-leaked", args! { seen: pipes })?;
                if let Some(&thread) = run.processes[0].cut_off.first() {
                    return Err(run.fail("capture-cut-off", args! { role: run.role(thread) }));
                }
            }
        }
        Ok(())
    });
}

/// The command is killed at each of its steps in turn: main tells the signal, and has every byte that
/// was written before.
#[test]
fn a_kill_at_any_step_is_told() {
    EXERCISE.requires("a_kill_at_any_step_is_told", |program| {
        let case = case("echo a; echo b >&2; echo c; exit 3", b"a\nc\n", b"b\n", "exit code: 3");
        program.survives_every_kill(case.args(), |run| {
            run.succeeds()?;
            // It may be killed before it has become the command.
            let child = only_child(run)?;
            if !matches!(run.processes[child].end, End::Signaled { .. }) {
                return judge(run, &case);
            }
            let carried = carried_to_main(run, child);
            // How many of these bytes went to which stream is for main to know.
            let told = |out: usize| {
                let (stdout, stderr) = (case.stdout.get(..out)?, case.stderr.get(..carried - out)?);
                Some(report(stdout, stderr, "signal: SIGKILL"))
            };
            let known = (0..=carried).filter_map(told).any(|report| run.stdout() == report);
            let seen = run.stdout().join("; ");
            run.check(known, "capture-killed", args! { bytes: carried, seen: seen })
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

/// The whole run is the one that a right program makes, whatever the order, and whichever of its
/// threads do what.
#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story_of_its_processes(""));
}

impl Case<'_> {
    fn args(&self) -> [&str; 3] {
        ["sh", "-c", self.script]
    }
}

fn case<'a>(script: &'a str, stdout: &[u8], stderr: &[u8], ending: &'a str) -> Case<'a> {
    Case { script, stdout: stdout.into(), stderr: stderr.into(), ending }
}

/// A mebibyte of so many numbers, each after as many zeros as it takes.
fn numbers_after_zeros(count: usize) -> Vec<u8> {
    let width = MEBIBYTE / count;
    let padded = |number: String| "0".repeat(width - number.len()) + &number;
    (1..=count).flat_map(|number| padded(number.to_string()).into_bytes()).collect()
}

/// A mebibyte of so many numbers, each before as many blanks as it takes.
fn numbers_before_blanks(count: usize) -> Vec<u8> {
    let width = MEBIBYTE / count;
    let padded = |number: String| number.clone() + &" ".repeat(width - number.len());
    (1..=count).flat_map(|number| padded(number.to_string()).into_bytes()).collect()
}

/// Checks that the case's command ran, and that main told of it what there is to tell.
fn judge(run: &Run, case: &Case<'_>) -> Judged {
    run.succeeds()?;
    let child = command(run, &case.args())?;
    judge_lines(run, child, &case.stdout, &case.stderr, case.ending)
}

/// The command, if it is all that main started.
fn command(run: &Run, args: &[&str]) -> Judged<usize> {
    let child = only_child(run)?;
    let seen = &run.processes[child].command;
    // The first word may be the path at which it was found.
    let same = seen.len() == args.len()
        && seen.iter().zip(args).skip(1).all(|(seen, required)| seen == required)
        && seen.first().is_some_and(|seen| seen.rsplit('/').next() == Some(args[0]));
    run.check(same, "capture-command", args! { required: args.join(" "), seen: seen.join(" ") })?;
    Ok(child)
}

/// The only process besides main.
fn only_child(run: &Run) -> Judged<usize> {
    let descendants = run.descendants_of(0);
    let seen = descendants.len();
    run.check(seen == 1, "capture-children", args! { seen: seen })?;
    Ok(descendants[0])
}

/// Checks main's three lines, and that the command wrote nothing past main.
fn judge_lines(run: &Run, child: usize, stdout: &[u8], stderr: &[u8], ending: &str) -> Judged {
    if let Some(line) = run.lines.iter().find(|line| run.process_of(line.thread) == child) {
        return Err(run.fail("capture-past-main", args! { line: line.text.as_str() }));
    }
    let seen = run.stdout();
    for (index, required) in report(stdout, stderr, ending).iter().enumerate() {
        let Some(&seen) = seen.get(index) else {
            return Err(run.fail("capture-no-line", args! { required: required.as_str() }));
        };
        run.check(
            seen == required,
            "capture-line",
            args! { required: required.as_str(), seen: seen },
        )?;
    }
    run.check(seen.len() == 3, "capture-lines", args! { seen: seen.len() })
}

/// What main has to print.
fn report(stdout: &[u8], stderr: &[u8], ending: &str) -> [String; 3] {
    let (stdout, stderr) = (described(stdout), described(stderr));
    [format!("stdout: {stdout}"), format!("stderr: {stderr}"), ending.to_owned()]
}

/// As the exercise's own function says it.
fn described(bytes: &[u8]) -> String {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{} bytes, sum {sum:016x}", bytes.len())
}

/// How many bytes the child put into pipes.
fn carried_to_main(run: &Run, child: usize) -> usize {
    let pipes = run.channels.iter().filter(|channel| channel.kind == ChannelKind::Pipe);
    let by_child = pipes.flat_map(|channel| &channel.writers);
    by_child.filter(|it| run.process_of(it.thread) == child).map(|it| it.bytes as usize).sum()
}
