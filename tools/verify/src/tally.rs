//! Counts what was proved, says it line by line, and sums it up.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

use crate::Part;
use crate::workspace::Lesson;

/// Something that was to be proved, and how it went.
#[derive(Debug, Clone)]
pub struct Check {
    part: Part,
    /// The exercise that it is about, if it is about one.
    lesson: Option<(String, String)>,
    /// What was to be proved, as a sentence.
    name: String,
    /// How many single verdicts, tests or rules are as they should be.
    passed: usize,
    /// How many are not.
    failed: usize,
    /// How many of the failed ones the machine could not decide.
    inconclusive: usize,
    /// The reason why this was not judged at all.
    skipped: Option<String>,
    /// What is wrong, and how to put it right.
    notes: Vec<String>,
}

impl Check {
    /// A check that holds until told otherwise.
    pub fn new(part: Part, name: impl Into<String>) -> Check {
        Check {
            part,
            lesson: None,
            name: name.into(),
            passed: 1,
            failed: 0,
            inconclusive: 0,
            skipped: None,
            notes: Vec::new(),
        }
    }

    /// Says which exercise it is about.
    pub fn about(self, lesson: &Lesson) -> Check {
        Check { lesson: Some((lesson.topic.clone(), lesson.exercise.clone())), ..self }
    }

    /// Fails by each of these complaints, and holds if there are none.
    pub fn of(self, complaints: impl IntoIterator<Item = String>) -> Check {
        let notes: Vec<String> = complaints.into_iter().collect();
        match notes.len() {
            0 => self,
            failed => Check { passed: 0, failed, notes, ..self },
        }
    }

    /// Replaces the numbers, for a check that stands for many.
    pub fn counting(self, passed: usize, failed: usize, inconclusive: usize) -> Check {
        Check { passed, failed, inconclusive, ..self }
    }

    /// Adds what there is to say, whether it holds or not.
    pub fn saying(self, notes: Vec<String>) -> Check {
        Check { notes, ..self }
    }

    /// Was not judged, for this reason.
    pub fn skip(self, why: impl Into<String>) -> Check {
        Check { passed: 0, failed: 0, skipped: Some(why.into()), ..self }
    }

    /// The line and its notes, as they are printed.
    fn text(&self) -> String {
        let (word, colour) = match (&self.skipped, self.failed) {
            (Some(_), _) => ("skipped", AnsiColor::Yellow),
            (None, 0) => ("ok", AnsiColor::Green),
            (None, failed) if failed == self.inconclusive => ("unknown", AnsiColor::Yellow),
            _ => ("FAILED", AnsiColor::Red),
        };
        let style = Style::new().fg_color(Some(colour.into()));
        let mut text = format!("{style}{word:>7}{style:#}  {}", self.name);
        let all = self.passed + self.failed;
        if all > 1 {
            let _ = write!(text, " ({} of {all})", self.passed);
        }
        for note in self.skipped.iter().chain(&self.notes) {
            for line in note.trim_end().lines() {
                text.push_str("\n         ");
                text.push_str(line);
            }
        }
        text
    }
}

/// Everything that was proved or not so far.
#[derive(Debug, Default)]
pub struct Tally {
    checks: Vec<Check>,
    bar: Option<ProgressBar>,
}

impl Tally {
    /// Counts a check and says how it went.
    pub fn add(&mut self, check: Check) {
        let print = || anstream::println!("{}", check.text());
        match &self.bar {
            // Printed while the bar is out of the way; without a terminal the bar is never there.
            Some(bar) => bar.suspend(print),
            None => print(),
        }
        self.checks.push(check);
    }

    /// Shows a bar for work of this many steps, if there is a terminal to show it on.
    pub fn begin(&mut self, what: &'static str, steps: usize) {
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len} {elapsed}")
            .expect("the template is well-formed")
            .progress_chars("=> ");
        let bar = ProgressBar::new(steps as u64).with_style(style).with_message(what);
        self.bar = Some(bar);
    }

    /// Moves the bar on.
    pub fn step(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// Takes the bar away.
    pub fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// How many verdicts, tests or rules were as they should be.
    pub fn passed(&self) -> usize {
        self.checks.iter().map(|check| check.passed).sum()
    }

    /// How many were not.
    pub fn failed(&self) -> usize {
        self.checks.iter().map(|check| check.failed).sum()
    }

    /// How many of the failed ones the machine could not decide.
    pub fn inconclusive(&self) -> usize {
        self.checks.iter().map(|check| check.inconclusive).sum()
    }

    /// How many programs were not judged.
    pub fn skipped(&self) -> usize {
        self.checks.iter().filter(|check| check.skipped.is_some()).count()
    }

    /// Prints the table, and the sum as the very last line.
    pub fn finish(&self, lessons: &[Lesson], took: Duration) {
        anstream::println!("\n{}", self.table(lessons));
        let failures: Vec<&Check> = self.checks.iter().filter(|check| check.failed > 0).collect();
        if !failures.is_empty() {
            anstream::println!("What failed, once more:");
            for check in failures {
                anstream::println!("         {}", check.name);
            }
            anstream::println!();
        }
        anstream::println!("took {} s", took.as_secs());
        println!("{}", self.sum());
    }

    /// The closing line, which others count.
    fn sum(&self) -> String {
        let mut sum = format!("verify: {} passed, {} failed", self.passed(), self.failed());
        if self.skipped() > 0 {
            let _ = write!(sum, ", {} skipped", self.skipped());
        }
        sum
    }

    /// One line per exercise, one column per part; then what belongs to no exercise.
    fn table(&self, lessons: &[Lesson]) -> String {
        const COLUMNS: [(Part, &str); 3] = [
            (Part::References, "references"),
            (Part::Starters, "starters"),
            (Part::Corpus, "submissions"),
        ];
        // By exercise and part: how many passed, and of how many.
        let mut cells = BTreeMap::<_, (usize, usize)>::new();
        for check in &self.checks {
            let lesson = check.lesson.as_ref().map(|(topic, name)| (topic.as_str(), name.as_str()));
            let cell = cells.entry((lesson, check.part)).or_default();
            cell.0 += check.passed;
            cell.1 += check.passed + check.failed;
        }
        let cell = |lesson, part| match cells.get(&(lesson, part)) {
            Some((passed, all)) => format!("{passed}/{all}"),
            None => "-".to_string(),
        };
        let mut rows: Vec<(String, Option<(&str, &str)>)> = Vec::new();
        for Lesson { topic, exercise, .. } in lessons {
            rows.push((format!("{topic} {exercise}"), Some((topic, exercise))));
        }
        rows.push(("builds and lists".into(), None));
        let mut table = format!("{:34}", "");
        for (_, title) in COLUMNS {
            let _ = write!(table, "{title:>13}");
        }
        for (title, lesson) in rows {
            let _ = write!(table, "\n{title:34}");
            for (part, _) in COLUMNS {
                let _ = write!(table, "{:>13}", cell(lesson, part));
            }
        }
        for (part, title) in [(Part::Tools, "tests of the tools"), (Part::Rules, "house rules")] {
            let _ = write!(table, "\n{title:34}{:>13}", cell(None, part));
        }
        table.push('\n');
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts_verdicts_and_complaints() {
        let mut tally = Tally::default();
        tally.add(Check::new(Part::References, "seven requirements").counting(6, 1, 0));
        tally.add(Check::new(Part::Rules, "a rule").of(["one".to_string(), "two".to_string()]));
        tally.add(Check::new(Part::Rules, "another rule").of([]));
        assert_eq!(tally.sum(), "verify: 7 passed, 3 failed");
        tally.add(Check::new(Part::Starters, "edited").skip("the student has begun"));
        assert_eq!(tally.sum(), "verify: 7 passed, 3 failed, 1 skipped");
    }
}
