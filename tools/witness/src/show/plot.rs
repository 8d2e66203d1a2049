//! Measurements, shown: a plot of how many times faster each contender was at once, and a table.
//!
//! Each contender is a row of the plot: a dot at the median, a line from the least to the greatest value. A
//! line through all rows stands at 1, where nothing is gained; a dashed one in each row stands where it would be
//! as many times faster as it has workers.

use messages::Language;

use super::figure::{Figure, MARGIN, WIDTH};
use super::svg::{Svg, line, number};
use super::words::say;
use crate::measured::{Contender, Measurements, Round, Spread, With, Work, Written};

/// Where the plot begins, right of the names.
const LEFT: f64 = 190.0;
/// Where it ends, left of the values.
const RIGHT: f64 = WIDTH - 150.0;
/// Height of a row.
const ROW: f64 = 30.0;

/// How many times faster each contender was, as a picture with its title and description in this language.
pub fn plot(measured: &Measurements, language: Language) -> String {
    let contenders = &measured.contenders;
    let most =
        contenders.iter().filter_map(|one| Some(one.speed_up()?.max.max(one.workers as f64)));
    let scale = Scale { most: most.fold(1.0, f64::max) * 1.04 };
    let differ = Differ::among(contenders);
    let mut rows = Svg::default();
    let mut told = Vec::new();
    let top = 40.0;
    let mut y = top;
    for group in contenders.chunk_by(|one, other| one.work == other.work) {
        if differ.work {
            rows.text("small strong", (MARGIN, y + 20.0), &say(language, work(group[0].work), &[]));
            y += ROW;
        }
        for contender in group {
            let Some(speed_up) = contender.speed_up() else { continue };
            let name = differ.name(contender, language);
            draw(&mut rows, &scale, contender, speed_up, y + ROW / 2.0);
            rows.text("small", (MARGIN + 8.0, y + ROW / 2.0 + 4.5), &name);
            let value = spread(speed_up, 2, language);
            rows.right("small", (WIDTH - MARGIN, y + ROW / 2.0 + 4.5), &value);
            let work = say(language, work(contender.work), &[]);
            let values = [("who", name.into()), ("work", work.into()), ("value", value.into())];
            told.push(say(language, "plot-row", &values));
            y += ROW;
        }
    }
    let mut drawn = scale.draw(top, y, language);
    drawn.append(rows);
    let height = draw_legend(&mut drawn, y + 46.0, language);
    let title = say(language, "plot-title", &[]);
    let description = told.join(" ");
    Figure { kind: "plot", language, title, description, height, drawn }.finish()
}

/// The measurements as rows of cells; the first row are the columns' names.
pub fn table(measured: &Measurements, language: Language) -> Vec<Vec<String>> {
    let columns = [
        "table-who",
        "table-work",
        "table-in-a-row",
        "table-at-once",
        "table-cpu",
        "table-speed-up",
    ];
    let heading = columns.iter().map(|id| say(language, id, &[])).collect();
    let row = |one: &Contender| {
        let ms = |rounds: &[Round], of: fn(&Round) -> u64| {
            Spread::of(rounds.iter().map(|round| of(round) as f64 / 1e6))
        };
        let wall = |rounds| ms(rounds, |round| round.wall_ns);
        let cpu = ms(&one.at_once, |round| round.cpu_ns);
        vec![
            Differ { written: true, with: true, workers: true, work: true }.name(one, language),
            say(language, work(one.work), &[]),
            wall(&one.in_a_row).map_or_else(String::new, |value| format!("{:.0} ms", value.median)),
            wall(&one.at_once)
                .map_or_else(String::new, |value| format!("{} ms", spread(value, 0, language))),
            cpu.map_or_else(String::new, |value| format!("{:.0} ms", value.median)),
            one.speed_up().map_or_else(String::new, |value| spread(value, 2, language)),
        ]
    };
    std::iter::once(heading).chain(measured.contenders.iter().map(row)).collect()
}

/// `1.93 (1.88–1.97)`
fn spread(Spread { median, min, max }: Spread, decimals: usize, language: Language) -> String {
    let [median, min, max] = [median, min, max].map(|value| language.decimal(value, decimals));
    format!("{median} ({min}–{max})")
}

fn work(work: Work) -> &'static str {
    match work {
        Work::Cpu => "work-cpu",
        Work::Wait => "work-wait",
    }
}

/// In what the contenders are not all alike, and so must be told apart by.
struct Differ {
    written: bool,
    with: bool,
    workers: bool,
    work: bool,
}

impl Differ {
    fn among(contenders: &[Contender]) -> Self {
        let differ = |same: fn(&Contender, &Contender) -> bool| {
            contenders.windows(2).any(|pair| !same(&pair[0], &pair[1]))
        };
        let written = differ(|one, other| one.written == other.written);
        let with = differ(|one, other| one.with == other.with);
        let work = differ(|one, other| one.work == other.work);
        let workers = differ(|one, other| one.workers == other.workers);
        // A row without a name would say nothing.
        Self { written, with, work, workers: workers || !(written || with) }
    }

    fn name(&self, contender: &Contender, language: Language) -> String {
        let written = match contender.written {
            Written::Python => "Python",
            Written::Rust => "Rust",
        };
        let count = [("count", contender.workers.into())];
        let with = match (contender.with, self.workers) {
            (With::Threads, true) => Some(say(language, "count-threads", &count)),
            (With::Processes, true) => Some(say(language, "count-processes", &count)),
            (With::Threads, false) => self.with.then(|| say(language, "with-threads", &[])),
            (With::Processes, false) => self.with.then(|| say(language, "with-processes", &[])),
        };
        let written = self.written.then(|| written.to_owned());
        written.into_iter().chain(with).collect::<Vec<_>>().join(", ")
    }
}

/// From a speed-up to a place between left and right.
struct Scale {
    /// The speed-up at the right end; the left one is 0.
    most: f64,
}

impl Scale {
    fn x(&self, value: f64) -> f64 {
        LEFT + value / self.most * (RIGHT - LEFT)
    }

    fn draw(&self, top: f64, bottom: f64, language: Language) -> Svg {
        let mut svg = Svg::default();
        svg.text("", (MARGIN, 22.0), &say(language, "plot-title", &[]));
        let mut step = 1;
        while self.most / f64::from(step) > 8.0 {
            step *= 2;
        }
        for tick in (0..=self.most as u32).step_by(step as usize) {
            let x = self.x(f64::from(tick));
            svg.path("grid", &line((x, top), (x, bottom)));
            svg.middle("small", (x, bottom + 17.0), &tick.to_string());
        }
        let one = self.x(1.0);
        svg.path("link", &line((one, top), (one, bottom)));
        svg
    }
}

fn draw(svg: &mut Svg, scale: &Scale, contender: &Contender, speed_up: Spread, y: f64) {
    draw_ideal(svg, scale.x(contender.workers as f64), y);
    draw_spread(svg, scale.x(speed_up.min), scale.x(speed_up.max), y);
    svg.dot("tip", (scale.x(speed_up.median), y), 5.0);
}

fn draw_ideal(svg: &mut Svg, x: f64, y: f64) {
    svg.path("ideal", &line((x, y - ROW / 2.0 + 2.0), (x, y + ROW / 2.0 - 2.0)));
}

fn draw_spread(svg: &mut Svg, from: f64, to: f64, y: f64) {
    let (left, right, top) = (number(from), number(to), number(y - 5.0));
    svg.path("spread", &format!("M{left} {top}v10M{right} {top}v10M{left} {}H{right}", number(y)));
}

/// What the marks mean; says how high the whole picture is.
fn draw_legend(svg: &mut Svg, top: f64, language: Language) -> f64 {
    let say = |id| say(language, id, &[]);
    let column = |number: f64| MARGIN + number * (WIDTH - 2.0 * MARGIN) / 2.0;
    let below = top + 24.0;
    draw_spread(svg, column(0.0), column(0.0) + 24.0, top);
    svg.dot("tip", (column(0.0) + 12.0, top), 5.0);
    svg.text("small", (column(0.0) + 34.0, top + 4.5), &say("plot-spread"));
    svg.path("link", &line((column(0.0) + 12.0, below - 9.0), (column(0.0) + 12.0, below + 9.0)));
    svg.text("small", (column(0.0) + 34.0, below + 4.5), &say("plot-one"));
    draw_ideal(svg, column(1.0) + 12.0, below);
    svg.text("small", (column(1.0) + 34.0, below + 4.5), &say("plot-ideal"));
    below + 18.0
}
