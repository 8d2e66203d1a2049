//! Whether a run that was made again did what its recording says.

use anyhow::{Context, bail};
use witness::explore::{Explored, Failure};
use witness::{Report, story};

use super::plan::{Run, Varies};
use super::{Output, Recording};

/// Compares what must not change.
pub(super) fn same(run: &Run, kept: &Recording, now: &Recording) -> anyhow::Result<()> {
    let differs = |what: &str, (kept, now): (String, String)| {
        if kept == now {
            return Ok(());
        }
        bail!("{what} is not as recorded\n--- recorded\n{kept}\n--- now\n{now}");
    };
    let masked = |text: String| masked(&text, run.varies);
    if let (Some(kept), Some(now)) = (&kept.report, &now.report) {
        let told = |report: &Report| match run.varies {
            Some(Varies::All) => format!("{:?}", std::mem::discriminant(&report.outcome)),
            _ => masked(story(report)),
        };
        return differs("the story", (told(kept), told(now)));
    }
    if let (Some(kept), Some(now)) = (&kept.output, &now.output) {
        let told = |Output { stdout, stderr, status }: &Output| match run.varies {
            Some(Varies::All) => format!("exit status {status}"),
            _ => {
                let texts = masked(stdout.clone()) + "--- errors\n" + &masked(stderr.clone());
                format!("{texts}exit status {status}")
            }
        };
        return differs("the output", (told(kept), told(now)));
    }
    if let (Some(kept), Some(now)) = (&kept.explored, &now.explored) {
        return differs("what the explorer finds", (found(kept), found(now)));
    }
    bail!("it is a recording of another kind")
}

/// Looks whether there are measurements at all.
pub(super) fn shape(kept: &Recording) -> anyhow::Result<()> {
    let figures = kept.figures.as_ref().context("it is a recording of another kind")?;
    if figures.contenders.is_empty() {
        bail!("nothing was measured");
    }
    for one in &figures.contenders {
        if one.at_once.is_empty() || one.at_once.len() != one.in_a_row.len() {
            bail!("{:?} with {:?} was not measured in every round", one.written, one.with);
        }
    }
    Ok(())
}

/// The text without what may differ.
fn masked(text: &str, varies: Option<Varies>) -> String {
    // The number of a thread that panics is the kernel's.
    let unnumbered = |line: &str| match line.split_once(") panicked at ") {
        Some((thread, place)) if thread.starts_with("thread '") => {
            let name = thread.rsplit_once(" (").map_or(thread, |(name, _)| name);
            format!("{name} panicked at {place}")
        }
        _ => line.to_owned(),
    };
    let mut lines: Vec<String> = text.lines().map(unnumbered).collect();
    match varies {
        Some(Varies::Order) => lines.sort(),
        Some(Varies::Numbers) => lines.iter_mut().for_each(|line| *line = without_numbers(line)),
        Some(Varies::All) | None => {}
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The line with `0` for each number, and one space for each gap: numbers in columns push them about.
fn without_numbers(line: &str) -> String {
    let mut kept = String::new();
    for letter in line.chars() {
        match letter {
            '0'..='9' | '.' if kept.ends_with('0') => {}
            '0'..='9' => kept.push('0'),
            ' ' if kept.ends_with(' ') => {}
            other => kept.push(other),
        }
    }
    kept
}

/// What is wrong, and the steps that led there.
fn found(explored: &Explored) -> String {
    let Some(Failure { finding, woven, .. }) = &explored.failure else {
        return "nothing".into();
    };
    let step = |step: &witness::explore::Step| {
        let object = step.object.as_deref().unwrap_or_default();
        format!("{} {} {object}\n", step.thread, step.what)
    };
    format!("{finding:?}\n{}", woven.log.iter().map(step).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(stdout: &str, status: i32) -> Recording {
        let machine = super::super::Machine::this(None);
        let output = Some(Output { stdout: stdout.into(), stderr: String::new(), status });
        let (name, typed) = ("a".into(), "a".into());
        Recording { name, typed, machine, report: None, explored: None, output, figures: None }
    }

    fn is_same(varies: Option<Varies>, kept: &str, now: &str) -> bool {
        same(&Run { varies, ..Run::default() }, &output(kept, 0), &output(now, 0)).is_ok()
    }

    #[test]
    fn what_may_vary_is_not_compared() {
        assert!(is_same(None, "a\nb\n", "a\nb\n"));
        assert!(!is_same(None, "a\nb\n", "b\na\n"));
        assert!(is_same(Some(Varies::Order), "a\nb\n", "b\na\n"));
        assert!(!is_same(Some(Varies::Order), "a\nb\n", "b\nc\n"));
        assert!(is_same(Some(Varies::Numbers), "took  9.95 ms\n", "took 10.1 ms\n"));
        assert!(!is_same(Some(Varies::Numbers), "took 1 ms\n", "took 1 s\n"));
        assert!(is_same(Some(Varies::All), "a", "b"));
    }

    #[test]
    fn how_it_ends_is_always_compared() {
        for varies in [None, Some(Varies::All)] {
            let run = Run { varies, ..Run::default() };
            assert!(same(&run, &output("a", 0), &output("a", 1)).is_err());
        }
    }

    #[test]
    fn the_number_of_a_thread_is_not_compared() {
        let panic = |number| format!("thread 'main' ({number}) panicked at src/a.rs:1:2:\nno\n");
        assert!(is_same(None, &panic(1), &panic(23)));
        assert!(!is_same(None, &panic(1), "thread 'main' (1) panicked at src/a.rs:1:3:\nno\n"));
    }
}
