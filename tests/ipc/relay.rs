//! The grader of the exercise `relay`: a test for each requirement.

use support::prelude::*;

const EXERCISE: Exercise = exercise!("relay");

/// What is said in the recorded story.
const STORY: [&str; 3] = ["hola", "¿quién está ahí?", "ŉ"];

/// What `--over` can ask for, and what must carry the words then.
const WAYS: [(&str, ChannelKind); 3] = [
    ("pipe", ChannelKind::Pipe),
    ("socketpair", ChannelKind::SocketPair),
    ("threads", ChannelKind::Pipe),
];

const NOTHING: &[&str] = &[];

/// Over `pipe`, parent and child talk through pipes, and through nothing else.
#[test]
fn pipes_carry_the_words() {
    EXERCISE.requires("pipes_carry_the_words", |program| {
        carried_by(program, "pipe", ChannelKind::Pipe)
    });
}

/// Over `socketpair`, parent and child talk through a socketpair, and through nothing else.
#[test]
fn a_socketpair_carries_the_words() {
    EXERCISE.requires("a_socketpair_carries_the_words", |program| {
        carried_by(program, "socketpair", ChannelKind::SocketPair)
    });
}

/// Over `threads`, two threads of one process talk through pipes, and through nothing else.
#[test]
fn two_threads_talk_through_pipes() {
    EXERCISE.requires("two_threads_talk_through_pipes", |program| {
        carried_by(program, "threads", ChannelKind::Pipe)
    });
}

/// Main prints each message and its answer, whatever is said.
#[test]
fn answers_are_right() {
    EXERCISE.requires("answers_are_right", |program| {
        let long = "ñandú ".repeat(200);
        // No usual buffer holds it, and every even length cuts a letter in two.
        let longer = format!("a{}", "ñ".repeat(5000));
        let conversations: [&[&str]; 7] = [
            &[],
            &["hola"],
            // An empty line is a message like any other.
            &["uno", "", "tres"],
            &["¿Qué?", "straße", "ŉandu", "ÁRBOL"],
            // More than any buffer of a careless reader holds, then a short one after it.
            &[long.as_str(), "corto"],
            &[longer.as_str(), "corto"],
            &["-> a", "a -> b", "  ", "  hola ", "\t"],
        ];
        for (over, _) in WAYS {
            for said in &conversations {
                answers(program, over, said)?;
            }
            for seed in 0..3 {
                let said = messages(seed);
                answers(program, over, &said.iter().map(String::as_str).collect::<Vec<_>>())?;
            }
            in_turns(program, over)?;
        }
        Ok(())
    });
}

/// When the near side closes its end, the far side meets the end of file and leaves.
#[test]
fn end_of_file_ends_the_conversation() {
    EXERCISE.requires("end_of_file_ends_the_conversation", |program| {
        for (over, _) in WAYS {
            let run = program.run(saying(over, &["hola", "adiós"]))?;
            far_side(&run, over)?;
            run.ends()?;
            for run in program.in_each_order(saying(over, NOTHING))? {
                let far = far_side(&run, over)?;
                run.ends()?;
                if let Some(End::Signaled { signal }) = far.process_end(&run) {
                    let signal = signal.as_str();
                    return Err(run.fail("relay-killed", args! { signal: signal }));
                }
                // One that nobody waited for may not have got that far: another requirement.
                let heard_it = !far.left_by_itself(&run) || far.heard_the_end(&run);
                run.check(heard_it, "relay-no-end-of-file", args! { over: over })?;
            }
        }
        Ok(())
    });
}

/// The near side ends after the far side, however slow that is.
#[test]
fn the_far_side_is_waited_for() {
    EXERCISE.requires("the_far_side_is_waited_for", |program| {
        for (over, _) in WAYS {
            // With nothing said, no answer makes the near side wait: only its waiting does.
            for run in program.in_each_order(saying(over, NOTHING))? {
                let far = far_side(&run, over)?;
                // Why nobody can go on is another requirement's to tell.
                if matches!(run.outcome, Outcome::Stuck { .. }) {
                    continue;
                }
                run.check(far.was_waited_for(&run), "relay-not-waited", args! { over: over })?;
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
        for (over, _) in WAYS {
            program.is_right_under_every_schedule(saying(over, &STORY))?;
        }
        Ok(())
    });
}

/// The run as a whole: who took part, who wrote what, what carried how much.
#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(saying("pipe", &STORY)));
}

/// The side that answers: the main thread of the only child, or the only thread besides main.
struct Far {
    thread: usize,
    /// Its process, when it has one of its own.
    process: Option<usize>,
}

impl Far {
    fn process_end<'run>(&self, run: &'run Run) -> Option<&'run End> {
        self.process.map(|process| &run.processes[process].end)
    }

    fn left_by_itself(&self, run: &Run) -> bool {
        match self.process_end(run) {
            Some(end) => matches!(end, End::Exited { .. }),
            None => !run.was_cut_off(self.thread),
        }
    }

    /// Whether it read from where words come, in a run in which none came; or asked whether there
    /// was anything to read, which tells of the end too.
    fn heard_the_end(&self, run: &Run) -> bool {
        let asks = ["poll", "ppoll", "epoll_wait", "epoll_pwait", "select", "pselect6"];
        if asks.iter().any(|name| run.threads[self.thread].calls.contains_key(*name)) {
            return true;
        }
        let carries = |channel: &&Channel| WAYS.iter().any(|&(_, kind)| kind == channel.kind);
        let mut reads = run.channels.iter().filter(carries).flat_map(|it| &it.readers);
        reads.any(|read| read.thread == self.thread && read.calls > 0)
    }

    fn was_waited_for(&self, run: &Run) -> bool {
        match self.process {
            Some(process) => matches!(run.processes[process].fate, Fate::Reaped { .. }),
            // A thread that has done its work may take its time to vanish: a scope, for
            // instance, waits for the work alone.
            None => !run.was_cut_off(self.thread) || self.heard_the_end(run),
        }
    }
}

/// Finds the far side; stops when there are too many or too few to be one.
fn far_side(run: &Run, over: &str) -> Judged<Far> {
    let processes = run.processes.len() - 1;
    let threads = run.threads.len() - run.processes.len();
    let required = if over == "threads" { (0, 1) } else { (1, 0) };
    run.check(
        (processes, threads) == required,
        "relay-far-side",
        args! { over: over, processes: processes, threads: threads },
    )?;
    // Created second, whichever it is; the first is main.
    Ok(Far { thread: 1, process: (over != "threads").then_some(1) })
}

/// Checks that all words and answers go between the near and the far side, through that kind of
/// channel and no other.
fn carried_by(program: &Program, over: &str, kind: ChannelKind) -> Judged {
    for seed in 0..3 {
        let said = messages(seed);
        let run = program.run(saying(over, &said))?;
        let (near, far) = (run.main_of(0), far_side(&run, over)?.thread);
        let (through, required) = (name(kind), lengths(&said));
        let seen = (carried(&run, kind, near, far), carried(&run, kind, far, near));
        run.check(
            seen.0 == required.0,
            "relay-words",
            args! { through: through, required: required.0, seen: seen.0 },
        )?;
        run.check(
            seen.1 == required.1,
            "relay-answers",
            args! { through: through, required: required.1, seen: seen.1 },
        )?;
        let astray = run.channels.iter().find(|channel| {
            channel.kind != kind && can_carry(channel.kind) && written(channel) > 0
        });
        if let Some(astray) = astray {
            let (by, bytes) = (name(astray.kind), written(astray));
            return Err(run.fail("relay-astray", args! { by: by, bytes: bytes }));
        }
    }
    Ok(())
}

/// How many bytes one thread read from where the other one wrote.
fn carried(run: &Run, kind: ChannelKind, from: usize, to: usize) -> u64 {
    let of_kind = run.channels.iter().filter(|channel| channel.kind == kind);
    let written = of_kind.filter(|channel| {
        channel.writers.iter().any(|traffic| traffic.thread == from && traffic.bytes > 0)
    });
    let reads = written.flat_map(|channel| &channel.readers);
    reads.filter(|read| read.thread == to).map(|read| read.bytes).sum()
}

fn written(channel: &Channel) -> u64 {
    channel.writers.iter().map(|traffic| traffic.bytes).sum()
}

/// Whether words could travel by it. What a program reads while it starts is never written to.
fn can_carry(kind: ChannelKind) -> bool {
    use ChannelKind::{File, Pipe, Socket, SocketPair};
    matches!(kind, Pipe | SocketPair | Socket | File)
}

/// What the messages call it.
fn name(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Pipe => "pipe",
        ChannelKind::SocketPair => "socketpair",
        ChannelKind::Socket => "socket",
        _ => "file",
    }
}

/// Checks that main prints these messages with their answers, and nothing else is printed.
fn answers(program: &Program, over: &str, said: &[&str]) -> Judged {
    let run = program.run(saying(over, said))?;
    let required: Vec<_> =
        said.iter().map(|said| format!("{said} -> {}", said.to_uppercase())).collect();
    let seen = run.stdout();
    let by_main = run.texts_of(run.main_of(0), Stream::Stdout);
    let differs = (0..required.len().max(seen.len()))
        .find(|&line| required.get(line).map(String::as_str) != seen.get(line).copied());
    if let Some(line) = differs {
        let required = required.get(line).map_or("", String::as_str);
        return Err(match seen.get(line) {
            None => run.fail(
                "relay-line-missing",
                args! { line: line + 1, required: shortened(required, 0) },
            ),
            Some(seen) => {
                let same = seen.chars().zip(required.chars()).take_while(|(a, b)| a == b);
                let same = same.count();
                run.fail(
                    "relay-line",
                    args! {
                        line: line + 1,
                        required: shortened(required, same),
                        seen: shortened(seen, same),
                        letter: same + 1,
                    },
                )
            }
        });
    }
    run.check(by_main.len() == seen.len(), "relay-author", args! {})?;
    // Said and answered; that it can't end after that is another requirement's to tell.
    match run.outcome {
        Outcome::Stuck { .. } => Ok(()),
        _ => run.succeeds(),
    }
}

/// Checks that the near side says one thing and hears the answer before it says the next.
///
/// The far side does not begin before the near side waits. If everything has been said by then, it
/// hears several messages in one read; of a near side that takes turns it never can.
fn in_turns(program: &Program, over: &str) -> Judged {
    const MESSAGES: [&str; 5] = ["a", "b", "c", "d", "e"];
    let run = program.run_in(Order::Starve(0), saying(over, &MESSAGES))?;
    let kind = WAYS.iter().find(|way| way.0 == over).map(|&(_, kind)| kind);
    let channels = run.channels.iter().filter(|channel| Some(channel.kind) == kind);
    // The far side was created second. That it is there, and hears, is required elsewhere.
    let reads = channels.flat_map(|channel| &channel.readers).filter(|read| read.thread == 1);
    let (mut bytes, mut calls) = (0, 0);
    for read in reads {
        bytes += read.bytes;
        calls += read.calls;
    }
    run.check(
        bytes == 0 || calls >= MESSAGES.len() as u64,
        "relay-says-all-first",
        args! { messages: MESSAGES.len(), calls: calls },
    )
}

/// A line as a message can show it: at most 60 letters, those around the letter `at`.
fn shortened(line: &str, at: usize) -> String {
    const MOST: usize = 60;
    let letters: Vec<char> = line.chars().collect();
    if letters.len() <= MOST {
        return line.into();
    }
    let from = at.saturating_sub(MOST / 2).min(letters.len() - MOST);
    let to = from + MOST;
    let before = if from > 0 { "…" } else { "" };
    let after = if to < letters.len() { "…" } else { "" };
    format!("{before}{}{after}", letters[from..to].iter().collect::<String>())
}

/// The arguments that lead this conversation.
fn saying<S: AsRef<str>>(over: &str, messages: &[S]) -> Vec<String> {
    let messages = messages.iter().map(|message| message.as_ref().to_owned());
    let mut args = vec!["--over".to_owned(), over.to_owned()];
    if messages.len() == 0 {
        args.push("--silent".into());
    } else {
        args.push("--".into());
        args.extend(messages);
    }
    args
}

/// A few messages, others for each seed. Their bytes are more in upper case, or fewer: so what
/// the far side sends tells whether it has answered or only echoed.
fn messages(seed: usize) -> Vec<String> {
    const WORDS: [&str; 5] = ["tubería", "ŉandu", "ılık", "ſala", "ﬁbra"];
    let words = (0..3 + seed).map(|n| WORDS[(n * (seed + 2) + seed) % WORDS.len()]);
    let drawn = drawn("relay-word", 100..=9_999);
    words.enumerate().map(|(n, word)| format!("{word} {drawn} {seed}{n}")).collect()
}

/// How many bytes the words and the answers are, with their newlines.
fn lengths(messages: &[String]) -> (u64, u64) {
    let bytes = |text: &str| text.len() as u64 + 1;
    let words = messages.iter().map(|message| bytes(message)).sum();
    let answers = messages.iter().map(|message| bytes(&message.to_uppercase())).sum();
    (words, answers)
}
