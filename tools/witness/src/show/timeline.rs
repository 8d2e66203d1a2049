//! A run as a picture: one lane for each thread, time from left to right.
//!
//! A lane is solid while its thread runs and dashed while it waits; marks above it are lines of
//! output.

mod lane;

use messages::Language;

use super::bound::Bound;
use super::figure::{Figure, LETTER, MARGIN, WIDTH};
use super::svg::{Svg, number};
use super::words::{Words, shortened};
use crate::report::Report;
use lane::Lane;
pub(super) use lane::shares_waited;

/// Height of a lane: its label, its marks, its line.
const LANE: f64 = 46.0;
/// Free space inside the frame that holds the lanes of one process.
const FRAME: f64 = 6.0;
/// How many lanes are drawn.
const LANES: Bound = Bound { first: 40, last: 8 };
/// How many lanes the description puts into words.
const DESCRIBED: usize = 12;

/// The run as a picture, with its title and its description in this language.
pub fn timeline(report: &Report, language: Language) -> String {
    let words = Words { report, language };
    let lanes = Lane::all(report);
    let shown = LANES.of(&lanes);
    let mut drawn = Svg::default();
    let top = 36.0;
    let mut bottom = draw_lanes(&mut drawn, &words, shown.first, top);
    if shown.left_out > 0 {
        let left_out = words.say("left-out", &[("count", shown.left_out.into())]);
        drawn.text("small", (MARGIN, bottom + 18.0), &left_out);
        bottom = draw_lanes(&mut drawn, &words, shown.last, bottom + 28.0);
    }
    let legend = legend(&drawn);
    // The axis lies below the lanes, so it is drawn first.
    let mut svg = draw_axis(&words, top, bottom);
    svg.text("", (MARGIN, 22.0), &shortened(&words.short_command(), 64));
    svg.append(drawn);
    let height = draw_legend(&mut svg, &words, &legend, bottom + 44.0);
    let title = words.say("picture-title", &[("command", words.command().into())]);
    let description = describe(&words, &lanes);
    Figure { kind: "timeline", language, title, description, height, drawn: svg }.finish()
}

/// Where a moment stands from left to right.
fn x_of(report: &Report, ns: u64) -> f64 {
    let share = ns.min(report.duration_ns) as f64 / report.duration_ns.max(1) as f64;
    MARGIN + share * (WIDTH - 2.0 * MARGIN)
}

/// Draws lanes from `top` down, those of one process in a common frame, and says where they end.
fn draw_lanes(svg: &mut Svg, words: &Words, lanes: &[Lane], top: f64) -> f64 {
    let mut y = top;
    for process in lanes.chunk_by(|one, other| one.process == other.process) {
        let height = LANE * process.len() as f64 + FRAME;
        svg.rect("frame", (FRAME, y), (WIDTH - 2.0 * FRAME, height));
        for (index, lane) in process.iter().enumerate() {
            lane.draw(svg, words, y + LANE * index as f64);
        }
        y += height + FRAME;
    }
    y
}

/// A line and a number at round times.
fn draw_axis(words: &Words, top: f64, bottom: f64) -> Svg {
    let mut svg = Svg::default();
    let duration = words.report.duration_ns;
    let step = round_step(duration);
    for tick in 0..=duration / step {
        let x = x_of(words.report, tick * step);
        svg.path("grid", &format!("M{} {}V{}", number(x), number(top), number(bottom)));
        let is_last = (tick + 1) * step > duration;
        let label = words.language.number((tick * step) as f64 / 1e6);
        let label = if is_last { words.say("ms", &[("time", label.into())]) } else { label };
        // A label must not leave the picture at its right end.
        let room = WIDTH - MARGIN - LETTER / 2.0 * label.chars().count() as f64;
        svg.middle("small", (x.clamp(MARGIN + 4.0, room), bottom + 16.0), &label);
    }
    svg
}

/// A step of one, two or five times a power of ten, so that there are four to ten of them.
fn round_step(duration: u64) -> u64 {
    let mut step = 1;
    let mut factors = [2, 5, 10].iter().cycle();
    let mut decade = 1;
    while duration / step > 5 {
        let factor = factors.next().expect("a cycle has no end");
        step = decade * factor;
        if *factor == 10 {
            decade = step;
        }
    }
    step
}

/// The sentences for those marks that are in the picture.
fn legend(drawn: &Svg) -> Vec<&'static str> {
    let marks = [
        ("run", "picture-running"),
        ("wait", "picture-waiting"),
        ("out", "picture-stdout"),
        ("err", "picture-stderr"),
        ("end", "picture-ended"),
        ("cut", "picture-cut-off"),
    ];
    let drawn = marks.into_iter().filter(|(class, _)| !drawn.lacks(class));
    drawn.map(|(_, sentence)| sentence).collect()
}

/// What the marks mean, three to a row; says how high the whole picture is.
fn draw_legend(svg: &mut Svg, words: &Words, entries: &[&str], top: f64) -> f64 {
    let mut y = top;
    for row in entries.chunks(3) {
        for (column, id) in row.iter().enumerate() {
            let x = MARGIN + column as f64 * (WIDTH - 2.0 * MARGIN) / 3.0;
            let (from, middle, to) = (x, x + 12.0, x + 24.0);
            match *id {
                "picture-running" => lane::run(svg, from, to, y),
                "picture-waiting" => lane::wait(svg, from, to, y),
                "picture-stdout" => lane::marks(svg, "out", &[middle], y + 8.0),
                "picture-stderr" => lane::marks(svg, "err", &[middle], y + 8.0),
                "picture-ended" => lane::ended(svg, middle, y),
                _ => lane::cut_off(svg, middle, y),
            }
            svg.text("small", (x + 32.0, y + 5.0), &words.say(id, &[]));
        }
        y += 22.0;
    }
    y
}

/// The picture in words.
fn describe(words: &Words, lanes: &[Lane]) -> String {
    let report = words.report;
    let mut told: Vec<_> = lanes.iter().take(DESCRIBED).map(|lane| lane.describe(words)).collect();
    if lanes.len() > DESCRIBED {
        let more = lanes.len() - DESCRIBED;
        told.push(words.say("picture-more", &[("count", more.into())]));
    }
    words.say(
        "picture-desc",
        &[
            ("threads", report.threads.len().into()),
            ("processes", report.processes.len().into()),
            ("time", words.ms(report.duration_ns).into()),
            ("ended", words.ended().into()),
            ("lanes", told.join(" ").into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_a_few_round_steps() {
        assert_eq!(round_step(16_000_000), 5_000_000);
        assert_eq!(round_step(5_003_000_000), 1_000_000_000);
        assert_eq!(round_step(0), 1);
        for duration in (1..200).map(|n| n * 7_919 * n * n) {
            let steps = duration / round_step(duration);
            assert!((2..=5).contains(&steps), "{duration} has {steps} steps");
        }
    }
}
