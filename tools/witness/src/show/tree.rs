//! Who created whom: the processes of a run as a tree, each with its threads.
//!
//! A process is a box, below and to the right of the one that created it. In the box stand its threads,
//! with a dot, or with a cross where the end of the process cut one off.

use messages::Language;

use super::bound::Bound;
use super::figure::{Figure, LETTER, MARGIN, WIDTH};
use super::svg::{Svg, number};
use super::words::{Words, shortened};
use crate::report::{End, Fate, Report};

/// How far a child stands to the right of its parent.
const INDENT: f64 = 28.0;
/// From this depth on, children stand below their parents.
const DEEPEST: usize = 8;
/// Height of a line of letters.
const LINE: f64 = 24.0;
/// Free space between boxes.
const GAP: f64 = 10.0;
/// How many processes are drawn.
const PROCESSES: Bound = Bound { first: 24, last: 4 };
/// How many threads of a process are drawn.
const THREADS: Bound = Bound { first: 20, last: 3 };
/// How many processes the description puts into words.
const DESCRIBED: usize = 12;

/// The processes and threads of a run as a picture, with its title and description in this language.
pub fn tree(report: &Report, language: Language) -> String {
    let words = Words { report, language };
    let mut tree = Tree { words, drawn: Svg::default(), boxes: Vec::new(), y: 36.0 };
    tree.drawn.text("", (MARGIN, 22.0), &shortened(&words.short_command(), 64));
    let order = depth_first(report);
    let shown = PROCESSES.of(&order);
    for &process in shown.first {
        tree.draw(process);
    }
    if shown.left_out > 0 {
        let left_out = words.say("left-out", &[("count", shown.left_out.into())]);
        tree.drawn.text("small", (MARGIN, tree.y + 12.0), &left_out);
        tree.y += LINE;
        for &process in shown.last {
            tree.draw(process);
        }
    }
    let title = words.say("tree-title", &[("command", words.command().into())]);
    let description = describe(&words, &order);
    let height = tree.y + 4.0;
    Figure { kind: "tree", language, title, description, height, drawn: tree.drawn }.finish()
}

struct Tree<'a> {
    words: Words<'a>,
    drawn: Svg,
    /// Each process that is drawn: its number, left edge and lower edge.
    boxes: Vec<(usize, f64, f64)>,
    /// Where the next box begins.
    y: f64,
}

impl Tree<'_> {
    fn draw(&mut self, process: usize) {
        let report = self.words.report;
        let depth = report.processes[process].path.len().min(DEEPEST);
        let left = MARGIN + INDENT * depth as f64;
        let (top, right) = (self.y, WIDTH - MARGIN);
        let mut inside = Svg::default();
        let name = self.words.process_role(process);
        inside.text("strong", (left + 10.0, top + 19.0), &name);
        let room = ((right - left - 30.0) / LETTER) as usize;
        let end = shortened(&end(&self.words, process), room.saturating_sub(name.chars().count()));
        inside.right("small", (right - 10.0, top + 19.0), &end);
        let bottom = self.draw_threads(&mut inside, process, left + 18.0, top + LINE + 12.0) + 12.0;
        self.drawn.rect("node", (left, top), (right - left, bottom - top));
        self.drawn.append(inside);
        self.link(report.processes[process].parent, left, top + 14.0);
        self.boxes.push((process, left, bottom));
        self.y = bottom + GAP;
    }

    /// Names the threads one after the other, in as many lines as they need; says where the last one is.
    fn draw_threads(&self, svg: &mut Svg, process: usize, left: f64, top: f64) -> f64 {
        let lived = &self.words.report.processes[process];
        let shown = THREADS.of(&lived.threads);
        let (mut x, mut y) = (left, top);
        let mut draw = |mark: Option<bool>, name: &str| {
            let width = LETTER * name.chars().count() as f64 + 32.0;
            if x + width > WIDTH - MARGIN && x > left {
                (x, y) = (left, y + LINE - 2.0);
            }
            match mark {
                Some(true) => svg.path("cut", &cross(x, y - 4.5)),
                Some(false) => svg.dot("head", (x, y - 4.5), 4.0),
                None => {}
            }
            svg.text("small", (x + 10.0, y), name);
            x += width;
        };
        let name = |thread: &usize| (lived.cut_off.contains(thread), name(&self.words, *thread));
        for (is_cut_off, name) in shown.first.iter().map(name) {
            draw(Some(is_cut_off), &name);
        }
        if shown.left_out > 0 {
            draw(None, &self.words.say("left-out", &[("count", shown.left_out.into())]));
        }
        for (is_cut_off, name) in shown.last.iter().map(name) {
            draw(Some(is_cut_off), &name);
        }
        y
    }

    /// A line from the parent's box to the box at `left`, when both are drawn.
    fn link(&mut self, parent: Option<usize>, left: f64, y: f64) {
        let parent = self.boxes.iter().find(|one| Some(one.0) == parent);
        let Some(&(_, from, bottom)) = parent.filter(|one| one.1 < left) else { return };
        let (x, y) = (number(from + INDENT / 2.0), number(y));
        self.drawn.path("link", &format!("M{x} {}V{y}H{}", number(bottom), number(left)));
    }
}

fn cross(x: f64, y: f64) -> String {
    format!("M{} {}l8 8m0 -8l-8 8", number(x - 4.0), number(y - 4.0))
}

/// Parents before their children, siblings in the order of their creation.
fn depth_first(report: &Report) -> Vec<usize> {
    let mut order: Vec<usize> = (0..report.processes.len()).collect();
    order.sort_by(|&one, &other| report.processes[one].path.cmp(&report.processes[other].path));
    order
}

/// A thread's name within its process; how it ended, where it did not end by itself.
fn name(words: &Words, thread: usize) -> String {
    let life = &words.report.threads[thread];
    let mut name = match life.number {
        0 => words.say("main", &[]),
        number => words.say("thread", &[("number", number.into())]),
    };
    if let Some(own) = &life.name {
        name += &format!(" ({})", shortened(own, 16));
    }
    if words.report.processes[life.process].cut_off.contains(&thread) {
        name += &format!(" · {}", words.say("picture-cut-off", &[]));
    }
    name
}

/// How a process ended, and what became of it.
fn end(words: &Words, process: usize) -> String {
    let report = words.report;
    let lived = &report.processes[process];
    let end = match &lived.end {
        End::Exited { code } => words.say("exit-code", &[("code", (*code).into())]),
        End::Signaled { signal } => words.say("signal", &[("signal", signal.into())]),
        End::Killed => words.say("not-ended", &[]),
    };
    match lived.fate {
        Fate::Reaped { by, .. } => {
            words.say("tree-reaped", &[("end", end.into()), ("whom", words.the(by).into())])
        }
        Fate::Zombie => format!("{end}; {}", words.say("picture-zombie", &[])),
        Fate::Orphan => format!("{end}; {}", words.say("picture-orphan", &[])),
        Fate::Root | Fate::Discarded | Fate::Undecided => end,
    }
}

/// The tree in words.
fn describe(words: &Words, order: &[usize]) -> String {
    let report = words.report;
    let told = order.iter().take(DESCRIBED).map(|&process| {
        let lived = &report.processes[process];
        let values = [
            ("who", words.process_role(process).into()),
            ("threads", lived.threads.len().into()),
            ("end", end(words, process).into()),
        ];
        match lived.created_by {
            None => words.say("tree-first", &values),
            Some(creator) => {
                let [who, threads, end] = values;
                words.say("tree-child", &[who, threads, end, ("whom", words.the(creator).into())])
            }
        }
    });
    let mut told: Vec<String> = told.collect();
    if order.len() > DESCRIBED {
        let more = order.len() - DESCRIBED;
        told.push(words.say("tree-more", &[("count", more.into())]));
    }
    told.join(" ")
}
