//! The gradebook in a real browser: Chromium without a window, on the pages of a class of 1000.
//!
//! As the book's tests in a browser, on whose harness these stand, they are ignored unless they are asked for; CI does:
//!
//! ```text
//! tools/book/fetch-axe
//! cargo test -p grade --test browser -- --ignored
//! ```

#[path = "../../../book/tests/browser/browser.rs"]
#[expect(dead_code, reason = "the book's tests use all of it")]
mod browser;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use course::Course;
use serde_json::{Value, json};

use crate::browser::{Browser, browse};

const STUDENTS: usize = 1000;

/// A name that would be markup, a formula and two lines, were it let.
const ODD: &str = "=1+1\n<img src=x onerror=\"document.title='broken'\">";

/// A folder of grades, made up once: each exercise is handed in by everybody, in one of 50 files.
fn grades() -> &'static Path {
    static GRADES: OnceLock<PathBuf> = OnceLock::new();
    GRADES.get_or_init(made_up)
}

fn made_up() -> PathBuf {
    let root =
        course::find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("it is in the course");
    let course = Course::load(&root).expect("the course can be read");
    let exercises: Vec<Value> = course
        .exercises()
        .map(|(topic, it)| {
            json!({ "topic": topic.name, "name": it.name, "title": it.name, "points": it.points,
                    "requirements": it.requirements })
        })
        .collect();
    let mut lines =
        vec![json!({ "kind": "start", "v": 1, "telar": "1", "rustc": "1", "course": "c",
        "language": "en", "boxed": true, "exercises": exercises })];
    for student in 0..STUDENTS {
        let name = if student == 43 { ODD.to_owned() } else { format!("student {student:04}") };
        let files: serde_json::Map<String, Value> = course
            .exercises()
            .map(|(_, it)| (it.name.clone(), json!(format!("f{}", student % 50))))
            .collect();
        lines.push(json!({ "kind": "submission", "student": name, "files": files, "ignored": [], "problems": [] }));
    }
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><script>document.title='broken'</script></svg>";
    for (_, exercise) in course.exercises() {
        for file in 0..50 {
            for (at, requirement) in exercise.requirements.iter().enumerate() {
                let verdict = if (file + at) % 50 == 0 || file > 40 { "fail" } else { "pass" };
                lines.push(json!({ "kind": "verdict", "file": format!("f{file}"), "exercise": exercise.name,
                    "requirement": requirement, "verdict": verdict, "title": requirement,
                    "message": if verdict == "fail" { ODD } else { "" }, "again": "cargo telar replay 1",
                    "picture": (verdict == "fail").then_some(picture), "wall_ms": 1 }));
            }
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gradebook");
    // From an earlier run, if there was one.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("there is room");
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fs::write(folder.join("ledger.jsonl"), text).expect("there is room");
    let report = Command::new(env!("CARGO_BIN_EXE_grade")).arg("report").arg(&folder).output();
    let report = report.expect("it can be started");
    assert!(report.status.success(), "{}", String::from_utf8_lossy(&report.stderr));
    folder
}

fn class(grades: &Path) -> String {
    format!("file://{}/gradebook.html", grades.display())
}

/// The page of the student with the odd name.
fn student(grades: &Path) -> String {
    let number = |entry: &PathBuf| entry.file_name().unwrap().to_string_lossy().contains("img");
    let mut entries =
        fs::read_dir(grades.join("students")).unwrap().map(|entry| entry.unwrap().path());
    format!(
        "file://{}/index.html",
        entries.find(number).expect("the student has a folder").display()
    )
}

async fn names(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('#class tbody tr')].filter(row => row.checkVisibility()) \
                  .map(row => row.cells[0].textContent.trim())";
    let Value::Array(names) = browser.run(script).await else { panic!("it is a list") };
    names.iter().map(|name| name.as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn a_class_of_1000_is_sorted_and_filtered() {
    let grades = grades();
    browse(async |browser| {
        browser.open_page(&class(grades)).await;
        assert_eq!(names(browser).await.len(), STUDENTS);

        // By the keyboard alone: the head of the points, pressed twice, has the best at the top.
        for expected in ["ascending", "descending"] {
            browser
                .run("document.querySelector('#class thead th:last-child button').focus()")
                .await;
            browser.press("\u{e007}").await;
            browser.wait_for(&format!("#class th:last-child[aria-sort={expected}]")).await;
            let script = "const points = [...document.querySelectorAll('#class tbody tr')].map(row => \
                          parseFloat(row.cells[row.cells.length - 1].textContent)); \
                          const sorted = [...points].sort((a, b) => a - b); return [points, sorted]";
            let Value::Array(both) = browser.run(script).await else { panic!("it is a pair") };
            let (shown, mut sorted) = (both[0].clone(), both[1].clone());
            if expected == "descending" {
                sorted.as_array_mut().unwrap().reverse();
            }
            assert_eq!(shown, sorted);
            assert_ne!(shown[0], shown[STUDENTS - 1]);
        }

        browser.click("#filter").await;
        browser.press("STUDENT 012").await;
        let mut shown = names(browser).await;
        shown.sort();
        assert_eq!(
            shown,
            (120..130).map(|number| format!("student {number:04}")).collect::<Vec<_>>()
        );
        let others: Vec<String> = browser
            .requests()
            .await
            .into_iter()
            .filter(|address| !address.starts_with("file:"))
            .collect();
        assert_eq!(others, Vec::<String>::new(), "the page needs nothing but itself");
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn what_a_student_named_or_wrote_is_only_shown() {
    let grades = grades();
    browse(async |browser| {
        for page in [class(grades), student(grades)] {
            browser.open_page(&page).await;
            browser
                .run("document.querySelectorAll('details').forEach(it => { it.open = true; })")
                .await;
            let title = browser.run("return document.title").await;
            assert_ne!(title, "broken");
            assert_eq!(
                browser.run("return document.querySelectorAll('img[src=x]').length").await,
                0
            );
            assert_eq!(browser.console().await, Vec::<String>::new());
        }
        // The pictures are there, once somebody looks.
        browser.run("document.querySelector('figure img').scrollIntoView()").await;
        browser.wait_until("document.querySelector('figure img').naturalWidth === 40").await;
    });
}

#[test]
#[ignore = "needs a browser; CI runs it"]
fn axe_finds_nothing() {
    let root =
        course::find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("it is in the course");
    let axe = fs::read_to_string(root.join("target/axe/axe.min.js"));
    let axe = axe.expect("this test needs axe-core: run `tools/book/fetch-axe`");
    let grades = grades();
    browse(async |browser| {
        for dark in [false, true] {
            if dark {
                browser.prefer_dark().await;
            }
            for page in [class(grades), student(grades)] {
                browser.open_page(&page).await;
                browser
                    .run("document.querySelectorAll('details').forEach(it => { it.open = true; })")
                    .await;
                // Of a long table, the first rows stand for all.
                browser.run("document.querySelectorAll('#class tbody tr:nth-child(n+9)').forEach(it => it.remove())").await;
                browser.run(&axe).await;
                let found =
                    browser.run_async("axe.run(document, { resultTypes: ['violations'] })").await;
                assert_eq!(found["violations"], json!([]), "{page}, dark: {dark}");
            }
        }
    });
}
