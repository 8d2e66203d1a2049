//! A run drawn with letters: one strip for each thread, for a terminal.
//!
//! A letter is a stretch of time, and tells for how much of it the thread ran. So it also shows what is too
//! fine to be drawn as a line: threads that take turns many times within one letter.

use messages::Language;

use super::bound::Bound;
use super::timeline::shares_waited;
use super::words::{Words, shortened};
use crate::report::Report;

/// How many letters a strip has.
const LETTERS: usize = 56;
/// How many strips are drawn.
const STRIPS: Bound = Bound { first: 12, last: 3 };
/// The widest name that gets its place.
const NAME: usize = 18;

/// The run as strips, with the processor time of each thread beside it.
pub fn strips(report: &Report, language: Language) -> String {
    let words = Words { report, language };
    let in_order = report.processes.iter().flat_map(|process| process.threads.iter().copied());
    let threads: Vec<usize> = in_order.collect();
    let shown = STRIPS.of(&threads);
    let name = |thread| shortened(&words.role(thread), NAME);
    let width = shown.iter().map(|&thread| name(thread).chars().count()).max().unwrap_or(0);
    let strip = |thread: &usize| {
        let cpu = words.ms(report.threads[*thread].cpu_ns);
        let cpu = words.say("strip-cpu", &[("time", cpu.into())]);
        format!("  {:width$}  {}  {cpu}\n", name(*thread), strip(report, *thread))
    };
    let mut text: String = shown.first.iter().map(strip).collect();
    if shown.left_out > 0 {
        let left_out = words.say("left-out", &[("count", shown.left_out.into())]);
        text += &format!("  {left_out}\n");
    }
    text.extend(shown.last.iter().map(strip));
    text
}

/// What the letters mean.
pub fn strips_legend(language: Language) -> String {
    super::words::say(language, "strip-legend", &[])
}

fn strip(report: &Report, thread: usize) -> String {
    let life = &report.threads[thread];
    let whole = report.duration_ns.max(1) as f64;
    let letter_of = |ns: u64| ns.min(report.duration_ns) as f64 / whole * LETTERS as f64;
    let (born, ended) = (letter_of(life.born_ns), letter_of(report.end_of(life)));
    // Whoever lived at all is seen.
    let alive = born.floor() as usize..(ended.ceil() as usize).max(born as usize + 1);
    let waits = report.waits.iter().filter(|wait| wait.thread == thread);
    let waited = shares_waited(report, thread, waits, LETTERS, letter_of);
    let letter = |(place, waited): (usize, f64)| match (alive.contains(&place), 1.0 - waited) {
        (false, _) => ' ',
        (true, 0.9..) => '█',
        (true, 0.6..) => '▓',
        (true, 0.35..) => '▒',
        (true, 0.08..) => '░',
        (true, _) => '·',
    };
    waited.into_iter().enumerate().map(letter).collect()
}
