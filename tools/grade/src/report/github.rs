//! GitHub Classroom: the result that its reporter reads, and a summary for the page of a workflow's run.

use minijinja::HtmlEscape;
use serde_json::{Value, json};

use super::bounded::{cut, within};
use super::platforms::{Case, Told};
use crate::ledger::Verdict;
use crate::visibility::Audience;
use crate::voice::MESSAGES;

/// Most bytes of the result. It becomes a variable of the reporter's environment in base64, which makes 4 bytes of 3, and
/// Linux takes no variable of more than 128 KiB.
pub const MOST: usize = 90_000;

/// Most bytes of the summary; GitHub shows none of more than 1 MiB.
const LONGEST_SUMMARY: usize = 1_000_000;

/// The result, with no text longer than `most`.
pub fn results(told: &Told<'_>, most: usize) -> Value {
    let tests: Vec<Value> = told.cases(Audience::Student).map(|it| test(told, &it, most)).collect();
    let any = |status: &str| tests.iter().any(|test| test["status"] == *status);
    let status = if any("error") {
        "error"
    } else if any("fail") {
        "fail"
    } else {
        "pass"
    };
    json!({ "version": 1, "status": status, "max_score": told.student.most, "tests": tests })
}

fn test(told: &Told<'_>, case: &Case<'_>, most: usize) -> Value {
    let exercise = &case.exercise.exercise;
    let about = told.graded.exercises.iter().find(|it| it.name == *exercise);
    let topic = about.map_or("", |it| it.topic.as_str());
    let status = match case.seen.verdict {
        Some(Verdict::Pass) => "pass",
        Some(Verdict::BoxError) => "error",
        None if case.exercise.file.is_some() => "error",
        _ => "fail",
    };
    let name = case.name.map(|it| format!("{exercise}: {it}"));
    json!({
        "name": name.unwrap_or_else(|| exercise.clone()),
        "status": status,
        "score": case.points(),
        "message": cut(&case.seen.message, most),
        "test_code": format!("cargo telar test {exercise}"),
        "filename": format!("crates/{topic}/src/{}.rs", exercise.replace('-', "_")),
        "line_no": 0,
        "execution_time": 0,
    })
}

/// A result that says why nothing was graded. It has no points to give, so the reporter gives none, not even 0.
pub fn refusal(why: &str) -> Value {
    let test = json!({
        "name": "telar",
        "status": "error",
        "score": 0,
        "message": cut(why, MOST / 8),
        "test_code": "",
        "filename": "",
        "line_no": 0,
        "execution_time": 0,
    });
    json!({ "version": 1, "status": "error", "max_score": 0, "tests": [test] })
}

/// The summary.
pub fn summary(told: &Told<'_>) -> Vec<u8> {
    within(LONGEST_SUMMARY, |most| shown(told, most).into_bytes())
}

/// Why nothing was graded, as a summary.
pub fn refused(why: &str) -> Vec<u8> {
    format!("<p>{}</p>\n", inline(why, LONGEST_SUMMARY / 8)).into_bytes()
}

/// Markdown that is one block of HTML, in which nothing of a student's is Markdown: such a block ends at an empty line, and
/// there is none.
fn shown(told: &Told<'_>, most: usize) -> String {
    let points = |points: f64, of: u32| format!("{} / {of}", told.language.decimal(points, 2));
    let word = |id: &str| MESSAGES.say(told.language, id, &[]);
    let mut text = format!(
        "<h2>{}: {}</h2>\n",
        inline(&word("page-points"), most),
        points(told.student.points, told.student.most)
    );
    for remark in told.remarks() {
        text += &format!("<p>{}</p>\n", inline(&remark, most));
    }
    let mut before = None;
    for case in told.cases(Audience::Student) {
        let exercise = case.exercise;
        if before.replace(&exercise.exercise) != Some(&exercise.exercise) {
            let points = points(exercise.points, exercise.most);
            text += &format!("<h3>{}: {points}</h3>\n", inline(&exercise.exercise, most));
        }
        let mark = if case.passed() { "✅" } else { "❌" };
        let title = inline(case.seen.title, most);
        let message = case.seen.message.trim_end();
        text += &if message.is_empty() || case.passed() {
            format!("<p>{mark} {title}</p>\n")
        } else {
            let message = inline(message, most);
            format!("<details><summary>{mark} {title}</summary><pre>{message}</pre></details>\n")
        };
    }
    text
}

/// Text within a line of HTML, with its own lines' ends written as entities.
fn inline(text: &str, most: usize) -> String {
    HtmlEscape(&cut(text, most)).to_string().replace('\n', "&#10;")
}
