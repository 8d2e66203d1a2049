//! Tables for learning platforms, as CSV.

use crate::gradebook::{Gradebook, Student};
use crate::ledger::Verdict;

/// For Moodle: a column by which it knows the student, the grade, and the feedback. Both are given together, for Moodle
/// wipes out what is missing.
pub fn moodle(gradebook: &Gradebook) -> anyhow::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["username", "idnumber", "email", "grade", "feedback"])?;
    for student in &gradebook.students {
        let [username, number, email] = match &student.person {
            Some(it) => [&it.username, &it.number, &it.email].map(|it| cell(it)),
            None => [cell(&student.name), String::new(), String::new()],
        };
        table.write_record([
            &username,
            &number,
            &email,
            &student.points.to_string(),
            &cell(&told(student)),
        ])?;
    }
    Ok(table.into_inner()?)
}

/// For Canvas: a column for each exercise, and a second row that says what they are worth.
pub fn canvas(gradebook: &Gradebook) -> anyhow::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let exercises = &gradebook.graded.exercises;
    let known = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"].map(String::from);
    table.write_record(known.into_iter().chain(exercises.iter().map(|it| it.name.clone())))?;
    let worth = ["    Points Possible", "", "", "", ""].map(String::from);
    table
        .write_record(worth.into_iter().chain(exercises.iter().map(|it| it.points.to_string())))?;
    for student in &gradebook.students {
        let name = &student.name;
        let row = match &student.person {
            Some(it) => [name, &it.id, &it.number, &it.username, &it.section].map(|it| cell(it)),
            None => [cell(name), String::new(), String::new(), cell(name), String::new()],
        };
        let points = student.exercises.iter().map(|it| it.points.to_string());
        table.write_record(row.into_iter().chain(points))?;
    }
    Ok(table.into_inner()?)
}

/// What is said to a student in a cell.
fn told(student: &Student) -> String {
    let exercises = student.exercises.iter().filter(|it| it.file.is_some()).map(|it| {
        let passed = it.requirements.iter().filter(|it| it.verdict == Some(Verdict::Pass)).count();
        let first = it.requirements.iter().find(|it| it.verdict != Some(Verdict::Pass));
        let first =
            first.map_or_else(String::new, |it| format!(" (first to look at: {})", it.name));
        format!("{}: {passed} of {}{first}", it.exercise, it.requirements.len())
    });
    exercises.collect::<Vec<_>>().join("; ")
}

/// A text that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    if is_formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for name in ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1"] {
            assert!(cell(name).starts_with('\''), "{name:?}");
        }
        assert_eq!(cell("Åsa O'Neill"), "Åsa O'Neill");
    }
}
