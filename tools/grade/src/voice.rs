//! What instructors are told.

use std::sync::LazyLock;

use messages::{Language, Messages};

use crate::gradebook::Student;
use crate::ingest::Problem;

const EN: &str = include_str!("../messages/en.ftl");
const ES: &str = include_str!("../messages/es.ftl");

/// The sentences.
pub static MESSAGES: LazyLock<Messages> = LazyLock::new(|| Messages::new(EN, ES));

/// What was wrong with a submission, as a sentence. Names come from anywhere, and are escaped.
pub fn problem(problem: &Problem, language: Language) -> String {
    let (id, about) = match problem {
        Problem::Damaged(reason) => ("problem-damaged", reason.as_str()),
        Problem::TooMuch => ("problem-too-much", ""),
        Problem::TooLarge(path) => ("problem-too-large", path.as_str()),
        Problem::NotText(path) => ("problem-not-text", path.as_str()),
        Problem::NotRegular(path) => ("problem-not-regular", path.as_str()),
        Problem::Empty => ("problem-empty", ""),
        Problem::NotInRoster => ("problem-not-in-roster", ""),
        Problem::Ambiguous(names) => ("problem-ambiguous", names.as_str()),
        Problem::Nothing => ("problem-nothing", ""),
        Problem::Twice(name) => ("problem-twice", name.as_str()),
    };
    MESSAGES.say(language, id, &[("about", about.escape_debug().to_string().into())])
}

/// All that somebody should know of how a student's work came in: whose it is, what was wrong with it, how late it was.
pub fn remarks(student: &Student, language: Language) -> Vec<String> {
    let mut remarks: Vec<String> =
        student.problems.iter().map(|it| problem(it, language)).collect();
    if let Some(late) = student.late {
        let values = [("days", late.days.into()), ("percent", late.percent.into())];
        remarks.push(MESSAGES.say(language, "late", &values));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_sentences() {
        messages::parity(EN, ES).unwrap();
    }
}
