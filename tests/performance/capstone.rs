//! The grader of the exercise `capstone`: a test for each requirement.

use std::collections::HashMap;
use std::fs;

use support::prelude::*;
use witness::Impatience;

const EXERCISE: Exercise = exercise!("capstone");

/// How many threads are asked for: one, an even and an odd number, more than most machines that
/// this runs on have cores.
const THREADS: [usize; 4] = [1, 2, 4, 7];

/// The counts are those of the text, whatever the text, however it is cut.
#[test]
fn output_is_identical() {
    EXERCISE.requires("output_is_identical", |program| {
        let drawn = drawn("capstone-text", 100..=99_999);
        for threads in THREADS {
            let usual = [(0, 1), (1, 2), (5, 3), (60, 4), (300, 5 + threads as u64)];
            for (lines, seed) in usual.into_iter().chain([(40, drawn)]) {
                let run = program.run(counting(lines, seed, threads))?;
                run.ends()?;
                let required = counts(&text(lines, seed));
                let seen = run.stdout();
                let differs = (0..required.len().max(seen.len())).find(|&line| {
                    required.get(line).map(String::as_str) != seen.get(line).copied()
                });
                if let Some(line) = differs {
                    let required = required.get(line).map_or("-", String::as_str);
                    let seen = seen.get(line).copied().unwrap_or("-");
                    return Err(run.fail(
                        "capstone-line",
                        args! { line: line + 1, required: required, seen: seen },
                    ));
                }
                run.succeeds()?;
            }
        }
        Ok(())
    });
}

/// The result leaves in few writes.
#[test]
fn few_writes() {
    EXERCISE.requires("few_writes", |program| {
        for threads in [1, 4] {
            let run = program.run(counting(600, 11, threads))?;
            let out = run.channels.iter().filter(|it| it.kind == ChannelKind::Stdout);
            let writers = || out.clone().flat_map(|channel| &channel.writers);
            let bytes: u64 = writers().map(|traffic| traffic.bytes).sum();
            let seen: u64 = writers().map(|traffic| traffic.calls).sum();
            let most = bytes.div_ceil(4096) + 1;
            run.check(
                seen <= most,
                "capstone-writes",
                args! { bytes: bytes, most: most, seen: seen, futexes: futexes(&run), cpu: cpu_ms(&run) },
            )?;
        }
        Ok(())
    });
}

/// However long the text is, no more threads are started than were asked for.
#[test]
fn no_more_threads_than_asked() {
    EXERCISE.requires("no_more_threads_than_asked", |program| {
        for threads in THREADS {
            let run = program.run(counting(300, 21, threads))?;
            // Processes have threads too; besides main, nobody should be there but the workers.
            let seen = run.threads.len() - 1;
            run.check(
                seen <= threads,
                "capstone-threads",
                args! { asked: threads, seen: seen, futexes: futexes(&run), cpu: cpu_ms(&run) },
            )?;
        }
        Ok(())
    });
}

/// As many threads as were asked for are there at once, and each counts its part.
#[test]
fn the_work_is_shared() {
    EXERCISE.requires("the_work_is_shared", |program| {
        for threads in THREADS {
            let args = counting(300, 31, threads) + " --parts";
            let run = program.run_in(Order::CreatorFirst, args)?;
            let parts: Vec<_> = run
                .threads_of(0)
                .into_iter()
                .filter_map(|thread| Some((thread, words_of(&run, thread)?)))
                .collect();
            run.check(
                parts.len() >= threads,
                "capstone-parts",
                args! { asked: threads, seen: parts.len() },
            )?;
            let workers: Vec<_> = parts.iter().map(|&(thread, _)| thread).collect();
            run.check(run.alive_at_once(&workers), "capstone-one-at-a-time", args! {})?;
            let words = text(300, 31).split_whitespace().count();
            let fair = words / parts.len();
            for (thread, seen) in parts {
                run.check(
                    (fair / 2..=fair * 2).contains(&seen),
                    "capstone-unfair",
                    args! { who: run.role(thread), words: words, fair: fair, seen: seen },
                )?;
            }
        }
        Ok(())
    });
}

/// No bytes go through files, pipes or sockets on the way.
#[test]
fn no_detours() {
    EXERCISE.requires("no_detours", |program| {
        for threads in [1, 4] {
            let run = program.run(counting(60, 41, threads))?;
            let detour = run.channels.iter().find(|channel| {
                use ChannelKind::{File, Pipe, Socket, SocketPair};
                let kinds = [File, Pipe, Socket, SocketPair];
                kinds.contains(&channel.kind) && written(channel) > 0
            });
            if let Some(detour) = detour {
                let (name, bytes) = (detour.name.as_str(), written(detour));
                return Err(run.fail("capstone-detour", args! { name: name, bytes: bytes }));
            }
        }
        Ok(())
    });
}

/// Main waits for every thread, however slow one of them is, and does so without spinning.
#[test]
fn every_thread_is_waited_for() {
    EXERCISE.requires("every_thread_is_waited_for", |program| {
        for run in program.in_each_order(counting(60, 51, 3))? {
            let spins = |note: &Note| {
                matches!(note, Note::ReleasedEarly { because: Impatience::Spinning, .. })
            };
            run.check(!run.notes.iter().any(spins), "capstone-spins", args! {})?;
            if let Some(&thread) = run.processes[0].cut_off.first() {
                return Err(run.fail("capstone-cut-off", args! { who: run.role(thread) }));
            }
        }
        Ok(())
    });
}

/// `--report` writes a picture of both versions, whole or not at all.
#[test]
fn writes_a_before_and_after_report() {
    EXERCISE.requires("writes_a_before_and_after_report", |program| {
        let run = program.run("--lines 60 --threads 2 --report report.html")?;
        run.succeeds()?;
        let files = files_in(program);
        run.check(
            files == ["report.html"],
            "capstone-report-files",
            args! { seen: files.join(", ") },
        )?;
        let report = fs::read_to_string(program.folder().join("report.html"));
        let report = report.unwrap_or_default();
        let picture = report.split_once("<svg").and_then(|(_, it)| it.split_once("</svg>"));
        let (picture, rest) = picture.unwrap_or_default();
        for (place, part) in [
            (report.as_str(), "<svg"),
            (picture, "<title"),
            (picture, "<desc"),
            (report.as_str(), "color-scheme"),
            (rest, "</html>"),
        ] {
            run.check(place.contains(part), "capstone-report-part", args! { part: part })?;
        }
        let in_place = run
            .channels
            .iter()
            .any(|channel| written(channel) > 0 && channel.name.ends_with("/report.html"));
        run.check(!in_place, "capstone-report-in-place", args! {})?;

        // A folder that is not there, a file in the place of a folder, and the other way round.
        let folder = program.folder().display().to_string();
        for path in ["nowhere/report.html", "report.html/report.html", &folder] {
            let run = program.run(["--lines", "60", "--report", path])?;
            run.exits_with(1)?;
            let told = run.stderr().iter().any(|line| line.contains(path));
            run.check(told, "capstone-report-error", args! { path: path })?;
            let files = files_in(program);
            run.check(
                files == ["report.html"],
                "capstone-report-files",
                args! { seen: files.join(", ") },
            )?;
        }
        Ok(())
    });
}

/// In virtual time, under some hundred schedules: nobody gets stuck, and each run ends and tells the
/// same, whoever was faster.
#[test]
fn is_right_under_every_schedule() {
    EXERCISE.requires("is_right_under_every_schedule", |program| {
        program.is_right_under_every_schedule(counting(6, 61, 3))
    });
}

/// The run as a whole: who took part, who wrote what.
#[test]
fn tells_the_story() {
    EXERCISE.requires("tells_the_story", |program| program.tells_the_story(counting(6, 61, 3)));
}

/// The arguments for a count by the fast version.
fn counting(lines: usize, seed: u64, threads: usize) -> String {
    format!("--lines {lines} --seed {seed} --threads {threads}")
}

/// How many words the thread says that it has counted; `None` when it says nothing of the kind.
fn words_of(run: &Run, thread: usize) -> Option<usize> {
    run.texts_of(thread, Stream::Stderr).into_iter().find_map(|line| {
        let (_, words) = line.strip_prefix("part ")?.split_once(": ")?;
        words.strip_suffix(" words")?.parse().ok()
    })
}

fn written(channel: &Channel) -> u64 {
    channel.writers.iter().map(|traffic| traffic.bytes).sum()
}

/// How often a thread waited for another, or woke one. Shown, never graded.
fn futexes(run: &Run) -> u64 {
    run.threads.iter().filter_map(|thread| thread.calls.get("futex")).sum()
}

/// Shown, never graded.
fn cpu_ms(run: &Run) -> u64 {
    run.cpu_ns / 1_000_000
}

/// What is in the program's working folder.
fn files_in(program: &Program) -> Vec<String> {
    let entries = fs::read_dir(program.folder()).into_iter().flatten().flatten();
    let mut names: Vec<_> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The lines that a right program prints, by a way of our own: a program that counts wrongly in
/// both of its versions is found out.
fn counts(text: &str) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(word, count)| (std::cmp::Reverse(count), word));
    counts.into_iter().map(|(word, count)| format!("{word} {count}")).collect()
}

/// The text that the program is given to count; its generator is part of the exercise.
fn text(lines: usize, seed: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "ña", "pe", "ri", "so", "tú",
        "va",
    ];
    let mut state = seed;
    let mut below = |bound: usize| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % bound
    };
    let mut text = String::new();
    for _ in 0..lines {
        for _ in 0..8 + below(9) {
            let word = below(1024).min(below(1024));
            for digit in [word >> 8, word >> 4 & 15, word & 15] {
                text += SYLLABLES[digit];
            }
            text.push(' ');
        }
        text.push('\n');
    }
    text
}
