//! Who is connected with whom: the bytes that went from one thread of a run to another.
//!
//! Each thread that took part is a column; each arrow is what one pipe or socket pair carried in one
//! direction, from those that wrote to those that read.

use messages::Language;

use super::bound::Bound;
use super::figure::{Figure, LETTER, MARGIN, WIDTH};
use super::svg::{Svg, line, number};
use super::words::{Words, shortened};
use crate::report::Report;
use crate::story::{Flow, flows};

/// More columns would not leave room for their names.
const COLUMNS: usize = 6;
/// Height of a column's name.
const HEAD: f64 = 44.0;
/// Height of an arrow and its label.
const ROW: f64 = 44.0;
/// How many arrows are drawn.
const ARROWS: Bound = Bound { first: 12, last: 3 };

/// What pipes and sockets carried, as a picture with its title and description in this language.
pub fn pipes(report: &Report, language: Language) -> String {
    let words = Words { report, language };
    let flows: Vec<Flow> = report.channels.iter().flat_map(flows).collect();
    let columns = Columns::of(report, &flows);
    let (drawable, elsewhere): (Vec<Flow>, Vec<Flow>) =
        flows.into_iter().partition(|flow| columns.have(flow));
    let shown = ARROWS.of(&drawable);
    let left_out = shown.left_out + elsewhere.len();

    let mut arrows = Svg::default();
    let mut y = 36.0 + HEAD + ROW - 8.0;
    for flow in shown.iter() {
        draw(&mut arrows, &words, &columns, flow, y);
        y += ROW;
    }
    let bottom = if columns.threads.is_empty() { 28.0 } else { y - ROW + 20.0 };
    let mut drawn = Svg::default();
    drawn.text("", (MARGIN, 22.0), &shortened(&words.short_command(), 64));
    columns.draw(&mut drawn, &words, 36.0, bottom);
    drawn.append(arrows);
    let mut height = bottom + 8.0;
    let note = match (columns.threads.is_empty(), left_out) {
        (true, _) => Some(words.say("pipes-none", &[])),
        (false, 0) => None,
        (false, count) => Some(words.say("left-out", &[("count", count.into())])),
    };
    if let Some(note) = note {
        drawn.text("small", (MARGIN, height + 10.0), &note);
        height += 22.0;
    }
    let title = words.say("pipes-title", &[("command", words.command().into())]);
    let told: Vec<String> = shown.iter().map(|flow| told(&words, flow)).collect();
    let description = match told.is_empty() {
        true => words.say("pipes-none", &[]),
        false => told.join(" "),
    };
    Figure { kind: "pipes", language, title, description, height, drawn }.finish()
}

/// The threads between which bytes went, from left to right.
struct Columns {
    threads: Vec<usize>,
}

impl Columns {
    fn of(report: &Report, flows: &[Flow]) -> Self {
        let takes_part = |thread: &usize| {
            flows.iter().any(|flow| flow.writers.contains(thread) || flow.readers.contains(thread))
        };
        let all = report.processes.iter().flat_map(|process| process.threads.iter().copied());
        Self { threads: all.filter(takes_part).take(COLUMNS).collect() }
    }

    fn have(&self, flow: &Flow) -> bool {
        flow.writers.iter().chain(&flow.readers).all(|thread| self.threads.contains(thread))
    }

    fn width(&self) -> f64 {
        (WIDTH - 2.0 * MARGIN) / self.threads.len().max(1) as f64
    }

    /// The middle of a thread's column.
    fn x(&self, thread: usize) -> f64 {
        let place = self.threads.iter().position(|other| *other == thread).unwrap_or(0);
        MARGIN + (place as f64 + 0.5) * self.width()
    }

    fn draw(&self, svg: &mut Svg, words: &Words, top: f64, bottom: f64) {
        let width = (self.width() - 10.0).min(150.0);
        for &thread in &self.threads {
            let x = self.x(thread);
            svg.path("grid", &line((x, top + HEAD), (x, bottom)));
            svg.rect("node", (x - width / 2.0, top), (width, HEAD));
            let name = words.role(thread);
            // `child 1 thread 2` stands in two lines.
            let half = name.match_indices(' ').nth(1).map(|(at, _)| name.split_at(at));
            match half {
                None => svg.middle("strong", (x, top + 27.0), &shortened(&name, 16)),
                Some((process, thread)) => {
                    svg.middle("strong", (x, top + 19.0), &shortened(process, 16));
                    svg.middle("small", (x, top + 36.0), &shortened(thread.trim(), 16));
                }
            }
        }
    }
}

/// Draws an arrow at height `y`, and what it carried above it.
fn draw(svg: &mut Svg, words: &Words, columns: &Columns, flow: &Flow, y: f64) {
    let of = |side: &[usize]| side.iter().map(|&thread| columns.x(thread)).collect::<Vec<_>>();
    let (from, to) = (of(&flow.writers), of(&flow.readers));
    let label = label(words, flow);
    let ends = || from.iter().chain(&to).copied();
    let (mut left, mut right) = (ends().fold(WIDTH, f64::min), ends().fold(0.0, f64::max));
    let is_alone = right - left < 1.0;
    if is_alone {
        // To itself, or to somebody who is not known: a stump beside the column.
        let stump = columns.width().min(80.0) * 0.45;
        if right + stump < WIDTH - MARGIN { right += stump } else { left -= stump }
    }
    svg.path("flow", &line((left, y), (right, y)));
    for &x in &from {
        svg.dot("tip", (x, y), 3.5);
    }
    for &x in &to {
        // The head points away from the writers.
        let comes_from = from.iter().copied().find(|writer| (writer - x).abs() >= 1.0);
        let side = if comes_from.unwrap_or(right) > x { 1.0 } else { -1.0 };
        let (back, x) = (number(x + side * 11.0), number(x));
        svg.path(
            "tip",
            &format!("M{x} {}L{back} {}V{}z", number(y), number(y - 5.5), number(y + 5.5)),
        );
    }
    let half = LETTER * label.chars().count() as f64 / 2.0;
    let middle =
        ((left + right) / 2.0).clamp(MARGIN + half, (WIDTH - MARGIN - half).max(MARGIN + half));
    svg.middle("small label", (middle, y - 9.0), &label);
}

fn label(words: &Words, flow: &Flow) -> String {
    let kind = words.kind(flow.kind);
    words.say("pipes-label", &[("kind", kind.into()), ("bytes", flow.bytes.into())])
}

/// An arrow in words.
fn told(words: &Words, flow: &Flow) -> String {
    let list = |side: &[usize]| match side {
        // Of a single end of a socket, who is at the other one is not known.
        [] => words.say("pipes-unknown", &[]),
        side => words.list(side.iter().map(|&thread| words.role(thread)).collect()),
    };
    let values = [
        ("from", list(&flow.writers).into()),
        ("to", list(&flow.readers).into()),
        ("what", label(words, flow).into()),
    ];
    words.say("pipes-flow", &values)
}
