//! Lines of text that are put under headings and into columns.

use crate::show::bound::Bound;
use crate::show::words::Words;

/// Whether a column's cells lean to the right, as numbers do.
pub(in crate::show) const RIGHT: bool = true;
/// See [`RIGHT`].
pub(in crate::show) const LEFT: bool = false;

/// Wider cells stand out of their column instead of widening it for all.
const WIDEST: usize = 36;

/// How many rows a table shows.
const ROWS: Bound = Bound { first: 40, last: 12 };

/// The text, as far as it is written.
pub(in crate::show) struct Page<'a> {
    words: Words<'a>,
    text: String,
}

impl<'a> Page<'a> {
    pub(in crate::show) fn new(words: Words<'a>) -> Self {
        Self { words, text: String::new() }
    }

    pub(in crate::show) fn line(&mut self, line: String) {
        self.text += line.trim_end();
        self.text.push('\n');
    }

    pub(in crate::show) fn heading(&mut self, id: &str) {
        let heading = self.words.say(id, &[]);
        self.line(format!("\n{heading}"));
    }

    pub(in crate::show) fn indented(&mut self, line: &str) {
        self.line(format!("  {line}"));
    }

    /// Sentences on lines of their own, the middle of a long list left out.
    pub(in crate::show) fn sentences(&mut self, sentences: Vec<String>) {
        let rows: Vec<_> = sentences.into_iter().map(|sentence| vec![sentence]).collect();
        self.table(&rows, &[]);
    }

    /// Rows of cells as columns, the middle of a long table left out. A column leans to the left
    /// unless `lean` says otherwise; the last one is as long as it is.
    pub(in crate::show) fn table(&mut self, rows: &[Vec<String>], lean: &[bool]) {
        let shown = ROWS.of(rows);
        let widths = widths(shown.iter());
        for row in shown.first {
            self.row(row, &widths, lean);
        }
        if shown.left_out > 0 {
            let left_out = self.words.say("left-out", &[("count", shown.left_out.into())]);
            self.indented(&left_out);
        }
        for row in shown.last {
            self.row(row, &widths, lean);
        }
    }

    /// Rows of cells as columns, however many there are. A row of one cell goes across all columns.
    pub(in crate::show) fn rows(&mut self, rows: &[Vec<String>], lean: &[bool]) {
        let widths = widths(rows.iter().filter(|row| row.len() > 1));
        for row in rows {
            match &row[..] {
                [across] => self.indented(across),
                row => self.row(row, &widths, lean),
            }
        }
    }

    fn row(&mut self, row: &[String], widths: &[usize], lean: &[bool]) {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let padding = " ".repeat(widths[column].saturating_sub(width(cell)));
            match lean.get(column) {
                Some(&RIGHT) => line += &format!("  {padding}{cell}"),
                _ => line += &format!("  {cell}{padding}"),
            }
        }
        self.line(line);
    }

    pub(in crate::show) fn finish(self) -> String {
        self.text
    }
}

/// How wide each column is.
fn widths<'a>(rows: impl Iterator<Item = &'a Vec<String>> + Clone) -> Vec<usize> {
    let columns = rows.clone().map(Vec::len).max().unwrap_or(0);
    let width_of = |column: usize| {
        let cells = rows.clone().filter_map(|row| row.get(column));
        cells.map(|cell| width(cell)).filter(|&width| width <= WIDEST).max().unwrap_or(0)
    };
    (0..columns).map(width_of).collect()
}

/// How many columns a text takes, as far as one character is one column.
fn width(text: &str) -> usize {
    text.chars().count()
}
