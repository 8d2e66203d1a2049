//! One thread's lane: what it did when, at the picture's resolution.

use super::{LANE, x_of};
use crate::job::Detail;
use crate::report::{Fate, Report, Stream, Wait};
use crate::show::figure::{MARGIN, WIDTH};
use crate::show::svg::{Svg, number};
use crate::show::words::{Words, shortened};

/// Nothing finer than this is drawn. So a lane has a bounded number of parts and marks, however much
/// its thread did.
const FINEST: f64 = 0.8;

/// One thread, and what of the run concerns it.
pub(super) struct Lane<'a> {
    pub(super) process: usize,
    thread: usize,
    waits: Vec<&'a Wait>,
    /// When it wrote a line, to which stream.
    lines: Vec<(u64, Stream)>,
}

impl<'a> Lane<'a> {
    /// A lane for each thread, those of one process together.
    pub(super) fn all(report: &'a Report) -> Vec<Self> {
        let mut waits: Vec<Vec<&Wait>> = vec![Vec::new(); report.threads.len()];
        for wait in &report.waits {
            waits[wait.thread].push(wait);
        }
        let mut lines: Vec<Vec<(u64, Stream)>> = vec![Vec::new(); report.threads.len()];
        for line in &report.lines {
            lines[line.thread].push((line.at_ns, line.stream));
        }
        let in_order = report.processes.iter().enumerate();
        in_order
            .flat_map(|(process, lived)| lived.threads.iter().map(move |&thread| (process, thread)))
            .map(|(process, thread)| Self {
                process,
                thread,
                waits: std::mem::take(&mut waits[thread]),
                lines: std::mem::take(&mut lines[thread]),
            })
            .collect()
    }

    /// Draws the lane with its upper edge at `top`.
    pub(super) fn draw(&self, svg: &mut Svg, words: &Words, top: f64) {
        let report = words.report;
        let life = &report.threads[self.thread];
        let y = top + LANE - 10.0;
        svg.text("", (MARGIN + 5.0, top + 20.0), &shortened(&words.role(self.thread), 36));
        let note = self.fate(words);
        svg.right("small", (WIDTH - MARGIN, top + 20.0), &shortened(&note, 40));

        let end = x_of(report, report.end_of(life));
        let (running, waiting) = self.pieces(report, y);
        svg.path("wait", &waiting);
        svg.path("run", &running);
        for (class, stream) in [("out", Stream::Stdout), ("err", Stream::Stderr)] {
            let of_stream = self.lines.iter().filter(|line| line.1 == stream);
            let mut at: Vec<f64> = of_stream.map(|line| x_of(report, line.0)).collect();
            at.dedup_by(|next, kept| *next - *kept < FINEST);
            marks(svg, class, &at, y);
        }
        if self.was_cut_off(report) {
            cut_off(svg, end, y);
        } else if life.ended_ns.is_some() {
            ended(svg, end, y);
        }
    }

    /// The paths of the running and of the waiting parts of the line at height `y`.
    ///
    /// The thread's life is cut into steps of [`FINEST`], and each step is drawn as what the thread
    /// did for the greater part of it: a thousand waits within one step still look like waiting.
    fn pieces(&self, report: &Report, y: f64) -> (String, String) {
        let life = &report.threads[self.thread];
        let (from, until) = (life.born_ns, report.end_of(life));
        let (left, right) = (x_of(report, from), x_of(report, until));
        let steps = ((right - left) / FINEST).ceil().max(1.0) as usize;
        let step_of = |ns: u64| (x_of(report, ns) - left) / FINEST;
        let waited = shares_waited(report, self.thread, self.waits.iter().copied(), steps, step_of);
        let (mut running, mut waiting) = (String::new(), String::new());
        let mut step = 0;
        for alike in waited.chunk_by(|one, other| (*one > 0.5) == (*other > 0.5)) {
            let (from, to) = (step as f64, (step + alike.len()) as f64);
            let path = if alike[0] > 0.5 { &mut waiting } else { &mut running };
            piece(path, left + from * FINEST, (left + to * FINEST).min(right), y);
            step += alike.len();
        }
        (running, waiting)
    }

    /// The lane in words.
    pub(super) fn describe(&self, words: &Words) -> String {
        let report = words.report;
        let life = &report.threads[self.thread];
        let mut values = vec![
            ("who", words.role(self.thread).into()),
            ("from", words.ms(life.born_ns).into()),
            ("until", words.ms(report.end_of(life)).into()),
            ("lines", self.lines.len().into()),
            ("end", self.end(words).into()),
        ];
        if report.detail == Detail::Lines {
            return words.say("picture-lane-plain", &values);
        }
        let waited =
            self.waits.iter().map(|wait| report.end_of_wait(wait).saturating_sub(wait.from_ns));
        let held_back = life.began_ns.saturating_sub(life.born_ns);
        values.push(("waited", words.ms(held_back + waited.sum::<u64>()).into()));
        words.say("picture-lane", &values)
    }

    /// What stands beside the lane's name: only what is not as it should be.
    fn fate(&self, words: &Words) -> String {
        let process = &words.report.processes[self.process];
        let is_main = words.report.main_of(self.process) == self.thread;
        match process.fate {
            _ if self.was_cut_off(words.report) => words.say("picture-cut-off", &[]),
            Fate::Zombie if is_main => words.say("picture-zombie", &[]),
            Fate::Orphan if is_main => words.say("picture-orphan", &[]),
            _ if words.report.threads[self.thread].ended_ns.is_none() => {
                words.say("not-ended", &[])
            }
            _ => String::new(),
        }
    }

    fn end(&self, words: &Words) -> String {
        match self.fate(words) {
            fate if fate.is_empty() => words.say("picture-ended", &[]),
            fate => fate,
        }
    }

    fn was_cut_off(&self, report: &Report) -> bool {
        report.processes[self.process].cut_off.contains(&self.thread)
    }
}

/// How much of each step of time a thread waited away, from 0 to 1.
///
/// `step_of` puts a moment into the order of the steps: 1.5 is the middle of the second one.
pub(in crate::show) fn shares_waited<'a>(
    report: &Report,
    thread: usize,
    waits: impl Iterator<Item = &'a Wait>,
    steps: usize,
    step_of: impl Fn(u64) -> f64,
) -> Vec<f64> {
    let life = &report.threads[thread];
    // A thread that was held back waits from its birth, as one does that a call holds back.
    let held_back = (life.born_ns, life.began_ns);
    let end = report.end_of(life);
    let waits = waits.map(|wait| (wait.from_ns, wait.until_ns.unwrap_or(end)));
    let mut waited = vec![0.0; steps];
    for (from, until) in std::iter::once(held_back).chain(waits) {
        let (mut at, until) = (step_of(from).max(0.0), step_of(until).min(steps as f64));
        while at < until {
            let step = at as usize;
            let next = ((step + 1) as f64).min(until);
            waited[step] += next - at;
            at = next;
        }
    }
    waited
}

fn piece(path: &mut String, from: f64, to: f64, y: f64) {
    if to > from {
        *path += &format!("M{} {}H{}", number(from), number(y), number(to));
    }
}

pub(super) fn run(svg: &mut Svg, from: f64, to: f64, y: f64) {
    svg.path("run", &format!("M{} {}H{}", number(from), number(y), number(to)));
}

pub(super) fn wait(svg: &mut Svg, from: f64, to: f64, y: f64) {
    svg.path("wait", &format!("M{} {}H{}", number(from), number(y), number(to)));
}

/// Marks above a line at height `y`: strokes for output, triangles for errors.
pub(super) fn marks(svg: &mut Svg, class: &str, at: &[f64], y: f64) {
    let mark = |x: &f64| match class {
        "err" => format!("M{} {}h7l-3.5 7z", number(x - 3.5), number(y - 12.0)),
        _ => format!("M{} {}v-8", number(*x), number(y - 4.0)),
    };
    svg.path(class, &at.iter().map(mark).collect::<String>());
}

/// An end of its own: a bar across the line.
pub(super) fn ended(svg: &mut Svg, x: f64, y: f64) {
    svg.path("end", &format!("M{} {}v12", number(x), number(y - 6.0)));
}

/// An end by somebody else: a cross.
pub(super) fn cut_off(svg: &mut Svg, x: f64, y: f64) {
    let (left, top) = (number(x - 5.0), number(y - 5.0));
    svg.path("cut", &format!("M{left} {top}l10 10m0 -10l-10 10"));
}
