//! A run as a picture: one lane for each thread, time from left to right.
//!
//! A lane is solid while its thread runs and dashed while it waits; marks above it are lines of
//! output. Nothing is told by colour alone, and what the picture shows is also said in words, in its
//! description. It is one self-contained SVG element: a file of its own, or part of a page. All its
//! rules of style begin with `.telar-timeline`, so that a page can override them and is not touched
//! by them.

mod lane;
mod svg;

use messages::Language;

use super::bound::Bound;
use super::words::{Words, shortened};
use crate::report::Report;
use lane::Lane;
use svg::{Svg, number};

/// The width in the picture's own units. At 16 units for a letter's height, a telephone of 360 pixels
/// shows letters of 12.
const WIDTH: f64 = 480.0;
/// Free space at the left and at the right.
const MARGIN: f64 = 14.0;
/// Height of a lane: its label, its marks, its line.
const LANE: f64 = 46.0;
/// Free space inside the frame that holds the lanes of one process.
const FRAME: f64 = 6.0;
/// How many lanes are drawn.
const LANES: Bound = Bound { first: 40, last: 8 };
/// How many lanes the description puts into words.
const DESCRIBED: usize = 12;

const STYLE: &str = "\
.telar-timeline{color:#1f2328;width:100%;max-width:48rem;height:auto;\
font-family:system-ui,sans-serif;font-size:16px}\
.telar-timeline .paper{fill:#fff}\
.telar-timeline text{fill:currentColor}\
.telar-timeline .small{font-size:14px}\
.telar-timeline .frame{fill:none;stroke:#8c959f}\
.telar-timeline .grid{stroke:#8c959f;stroke-opacity:.4}\
.telar-timeline .run{fill:none;stroke:#0969da;stroke-width:6}\
.telar-timeline .wait{fill:none;stroke:#59636e;stroke-width:2;stroke-dasharray:4 3}\
.telar-timeline .out{fill:none;stroke:currentColor;stroke-width:1.5}\
.telar-timeline .err{fill:#bc4c00}\
.telar-timeline .end{fill:none;stroke:#0969da;stroke-width:2.5}\
.telar-timeline .cut{fill:none;stroke:#cf222e;stroke-width:2.5}\
@media (prefers-color-scheme:dark){\
.telar-timeline{color:#e6edf3}\
.telar-timeline .paper{fill:#161b22}\
.telar-timeline .run,.telar-timeline .end{stroke:#58a6ff}\
.telar-timeline .wait{stroke:#9198a1}\
.telar-timeline .err{fill:#f0883e}\
.telar-timeline .cut{stroke:#ff7b72}}";

/// The run as a picture: an SVG element with its title and its description in this language.
pub fn timeline(report: &Report, language: Language) -> String {
    let words = Words { report, language };
    let lanes = Lane::all(report);
    let shown = LANES.of(&lanes);
    let mut svg = Svg::default();
    svg.text("", (MARGIN, 26.0), &shortened(&words.short_command(), 48));
    let top = 40.0;
    let mut bottom = draw_lanes(&mut svg, &words, shown.first, top);
    if shown.left_out > 0 {
        let left_out = words.say("left-out", &[("count", shown.left_out.into())]);
        svg.text("small", (MARGIN, bottom + 18.0), &left_out);
        bottom = draw_lanes(&mut svg, &words, shown.last, bottom + 28.0);
    }
    let axis = draw_axis(&words, top, bottom);
    let mut legend = Svg::default();
    let height = draw_legend(&mut legend, &words, bottom + 44.0);
    let title = words.say("picture-title", &[("command", words.command().into())]);
    let description = describe(&words, &lanes);
    // The axis lies below the lanes, so it is drawn first.
    let drawn = format!("{axis}{svg}{legend}");
    let id = format!("telar-{:016x}", fingerprint(&format!("{title}{description}{drawn}")));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"telar-timeline\" role=\"img\" \
         lang=\"{language}\" viewBox=\"0 0 {} {}\" aria-labelledby=\"{id}-t {id}-d\">\n\
         <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n{drawn}</svg>\n",
        number(WIDTH),
        number(height),
        svg::escaped(&title),
        svg::escaped(&description),
    )
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
        let label = format!("{}", (tick * step) as f64 / 1e6);
        let label = if is_last { words.say("ms", &[("time", label.into())]) } else { label };
        // A label must not leave the picture at its right end.
        let room = WIDTH - MARGIN - 4.5 * label.chars().count() as f64;
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

/// What the marks mean, two to a row; says how high the whole picture is.
fn draw_legend(svg: &mut Svg, words: &Words, top: f64) -> f64 {
    let entries = [
        "picture-running",
        "picture-waiting",
        "picture-stdout",
        "picture-stderr",
        "picture-ended",
        "picture-cut-off",
    ];
    let mut y = top;
    for (index, id) in entries.into_iter().enumerate() {
        let x = if index % 2 == 0 { MARGIN } else { WIDTH / 2.0 };
        let (from, to) = (x, x + 24.0);
        let middle = x + 12.0;
        match id {
            "picture-running" => lane::run(svg, from, to, y),
            "picture-waiting" => lane::wait(svg, from, to, y),
            "picture-stdout" => lane::marks(svg, "out", &[middle], y + 9.0),
            "picture-stderr" => lane::marks(svg, "err", &[middle], y + 9.0),
            "picture-ended" => lane::ended(svg, middle, y),
            _ => lane::cut_off(svg, middle, y),
        }
        svg.text("small", (x + 32.0, y + 5.0), &words.say(id, &[]));
        if index % 2 == 1 {
            y += 22.0;
        }
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

/// FNV-1a: several pictures on one page need different names for their titles, and the same picture
/// must get the same name each time.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
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
