//! Results as platforms read them: what is kept back, what fits, what can't be graded.

use super::*;
use crate::gradebook;
use crate::ledger::{self, Exercise, Found, Handed, Line};
use crate::report;

/// What nobody but the instructor may read, in the sentence and in the message of a hidden requirement.
const SECRET: &str = "expects 5417";
/// What everybody may read.
const OPEN: &str = "expects some threads";

fn exercise(name: &str, levels: &[(&str, Visibility)]) -> Exercise {
    Exercise {
        topic: "threading".into(),
        name: name.into(),
        title: name.into(),
        points: 10,
        requirements: ["one", "two", "three"].map(String::from).into(),
        visibility: levels.iter().map(|(name, level)| ((*name).into(), *level)).collect(),
    }
}

fn ledger(exercises: Vec<Exercise>, handed: &[&str], found: &[(&str, Verdict, &str)]) -> Vec<Line> {
    let start = Start {
        v: ledger::VERSION,
        telar: "1".into(),
        rustc: "1".into(),
        course: "c".into(),
        language: "en".into(),
        boxed: true,
        visibility: Visibility::Visible,
        exercises,
        late: None,
        seed: None,
    };
    let files = handed.iter().map(|name| ((*name).to_owned(), "f".to_owned()));
    let submission = Handed {
        student: "ana".into(),
        files: files.collect(),
        ignored: Vec::new(),
        problems: Vec::new(),
        person: None,
        handed_in: None,
    };
    let found = found.iter().map(|(place, verdict, message)| {
        let (exercise, requirement) = place.split_once("::").unwrap();
        Line::Verdict(Found {
            file: "f".into(),
            exercise: exercise.into(),
            requirement: requirement.into(),
            verdict: *verdict,
            title: format!("{requirement} {message}"),
            message: format!("It fails.\n\n  {message}"),
            again: None,
            picture: Some(message.to_string()),
            wall_ms: 1,
        })
    });
    [Line::Start(start), Line::Submission(submission)].into_iter().chain(found).collect()
}

/// Results for these verdicts of one exercise that was handed in; beside it, `absent` was not.
fn results(platform: Platform, verdicts: [Verdict; 3], message: &str) -> Value {
    let found = ["counter::one", "counter::two", "counter::three"];
    let found: Vec<_> = found.into_iter().zip(verdicts).map(|(it, v)| (it, v, message)).collect();
    let exercises = vec![exercise("counter", &[]), exercise("absent", &[])];
    let lines = ledger(exercises, &["counter"], &found);
    serde_json::from_slice(&bytes_of(platform, &lines)).unwrap()
}

fn bytes_of(platform: Platform, lines: &[Line]) -> Vec<u8> {
    let gradebook = gradebook::of(lines).unwrap();
    let evidence = Evidence::of(lines);
    platform.results(&Told {
        student: &gradebook.students[0],
        graded: &gradebook.graded,
        evidence: &evidence,
        language: Language::En,
    })
}

#[test]
fn of_what_is_hidden_a_student_is_given_the_name_and_whether_it_is_met() {
    let levels = [("two", Visibility::Hidden), ("three", Visibility::Hidden)];
    let lines = ledger(
        vec![exercise("counter", &levels)],
        &["counter"],
        &[
            ("counter::one", Verdict::Fail, OPEN),
            ("counter::two", Verdict::NotWritten, SECRET),
            ("counter::three", Verdict::Pass, SECRET),
        ],
    );
    let gradebook = gradebook::of(&lines).unwrap();
    let folder = tempfile::tempdir().unwrap();
    report::write(&gradebook, &lines, folder.path(), Language::En).unwrap();
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();

    let students = [
        "evidence.txt",
        "index.html",
        "summary.md",
        "github.json",
        "gradescope.json",
        "prairielearn.json",
    ];
    for file in students {
        let text = read(&format!("students/0001-ana/{file}"));
        assert!(text.contains(OPEN), "{file}: {text}");
        assert!(text.contains("two"), "{file}: {text}");
        assert!(!text.contains(SECRET), "{file}: {text}");
        assert!(!text.contains("not_written"), "{file}: {text}");
    }
    for file in ["ledger", "gradebook.json", "junit.xml", "evidence/0001-ana.txt"] {
        let text = if file == "ledger" { format!("{lines:?}") } else { read(file) };
        assert!(text.contains(SECRET), "{file}: {text}");
    }
    let gradescope: Value =
        serde_json::from_str(&read("students/0001-ana/gradescope.json")).unwrap();
    let shown = |at: usize| {
        let test = &gradescope["tests"][at];
        ["name", "status", "output", "visibility"].map(|key| test[key].as_str().unwrap())
    };
    assert_eq!(shown(1), ["counter: two", "failed", "", "hidden"]);
    assert_eq!(shown(2), ["counter: three", "passed", "", "hidden"]);
}

#[test]
fn what_is_for_later_is_kept_back_by_who_knows_the_date() {
    for level in [Visibility::AfterDueDate, Visibility::AfterPublished] {
        let lines = ledger(
            vec![exercise("counter", &[("one", level)])],
            &["counter"],
            &[("counter::one", Verdict::Fail, SECRET)],
        );
        let text = |platform| String::from_utf8(bytes_of(platform, &lines)).unwrap();
        let gradescope: Value = serde_json::from_str(&text(Platform::Gradescope)).unwrap();
        assert_eq!(gradescope["tests"][0]["visibility"], serde_json::to_value(level).unwrap());
        assert!(gradescope["tests"][0]["output"].as_str().unwrap().contains(SECRET));
        assert!(!text(Platform::Prairielearn).contains(SECRET));
        assert!(!text(Platform::Github).contains(SECRET));
    }
}

#[test]
fn everything_that_was_to_be_done_is_in_the_results_and_adds_up() {
    let verdicts = [Verdict::Pass, Verdict::Fail, Verdict::Pass];
    let gradescope = results(Platform::Gradescope, verdicts, OPEN);
    let tests = gradescope["tests"].as_array().unwrap();
    let sum =
        |tests: &[Value], key: &str| tests.iter().map(|it| it[key].as_f64().unwrap()).sum::<f64>();
    assert_eq!(tests.len(), 4);
    assert_eq!(sum(tests, "max_score"), 20.0);
    assert_eq!(gradescope["score"], 6.67);
    assert_eq!(tests[3]["number"], "2");
    assert_eq!(tests[3]["status"], "failed");

    let prairielearn = results(Platform::Prairielearn, verdicts, OPEN);
    assert_eq!(sum(prairielearn["tests"].as_array().unwrap(), "max_points"), 20.0);
    assert_eq!(prairielearn["score"], 6.67 / 20.0);

    let github = results(Platform::Github, verdicts, OPEN);
    assert_eq!((&github["max_score"], &github["status"]), (&json!(20), &json!("fail")));
    assert!((sum(github["tests"].as_array().unwrap(), "score") - 6.67).abs() < 0.011);
}

#[test]
fn what_nobody_can_judge_costs_no_attempt() {
    let gradable = |verdicts, message| {
        let results = results(Platform::Prairielearn, verdicts, message);
        let errors = results["format_errors"].to_string();
        (results["gradable"].as_bool().unwrap(), errors)
    };
    let (is_gradable, errors) = gradable([Verdict::CompileError; 3], "expected `;`");
    assert!(!is_gradable && errors.contains("expected `;`"), "{errors}");
    let (is_gradable, errors) = gradable([Verdict::Pass, Verdict::BoxError, Verdict::Pass], "");
    assert!(!is_gradable && errors.contains("no fault of yours"), "{errors}");
    assert!(gradable([Verdict::Fail; 3], "").0);

    let error = results(Platform::Github, [Verdict::Pass, Verdict::BoxError, Verdict::Pass], "");
    assert_eq!(error["status"], "error");
    // Not even where it is hidden; and the report as a whole tells it.
    let hidden = vec![exercise("counter", &[("one", Visibility::Hidden)])];
    let lines = ledger(
        hidden,
        &["counter"],
        &[
            ("counter::one", Verdict::BoxError, ""),
            ("counter::two", Verdict::Pass, ""),
            ("counter::three", Verdict::Pass, ""),
        ],
    );
    let read = |platform| -> Value { serde_json::from_slice(&bytes_of(platform, &lines)).unwrap() };
    assert_eq!(read(Platform::Github)["tests"][0]["status"], "error");
    let gradescope = read(Platform::Gradescope);
    assert!(gradescope["output"].as_str().unwrap().contains("no fault of yours"), "{gradescope}");

    let lines = ledger(vec![exercise("counter", &[])], &[], &[]);
    let nothing: Value = serde_json::from_slice(&bytes_of(Platform::Prairielearn, &lines)).unwrap();
    assert_eq!(nothing["gradable"], false);
}

#[test]
fn results_fit_whatever_was_said() {
    // Each of these characters needs several bytes in JSON, or must not be there at all.
    for said in ["\"\\\n".repeat(200_000), "<&>'".repeat(200_000), "ñ\u{0}\u{1b}".repeat(200_000)]
    {
        let found = ["counter::one", "counter::two", "counter::three"];
        let found: Vec<_> = found.iter().map(|it| (*it, Verdict::Fail, said.as_str())).collect();
        let lines = ledger(vec![exercise("counter", &[])], &["counter"], &found);
        for (platform, most) in [
            (Platform::Gradescope, MOST),
            (Platform::Prairielearn, MOST),
            (Platform::Github, github::MOST),
        ] {
            let bytes = bytes_of(platform, &lines);
            assert!((most / 8..=most).contains(&bytes.len()), "{platform:?}: {}", bytes.len());
            let results: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(results["tests"].as_array().unwrap().len(), 3);
            assert!(!results.to_string().contains("\\u00"));
        }
    }
    // As a variable of a process, in base64.
    const { assert!(github::MOST.div_ceil(3) * 4 + 100 < 128 << 10) };
}

#[test]
fn nothing_of_a_students_is_markdown() {
    let attack = "</pre><script>x</script>\n\n# Full marks\n\n![](http://elsewhere)\n::error::x";
    let lines = ledger(
        vec![exercise("counter", &[])],
        &["counter"],
        &[("counter::one", Verdict::Fail, attack)],
    );
    let gradebook = gradebook::of(&lines).unwrap();
    let evidence = Evidence::of(&lines);
    let student = &gradebook.students[0];
    let told =
        Told { student, graded: &gradebook.graded, evidence: &evidence, language: Language::En };
    let summary = String::from_utf8(github::summary(&told)).unwrap();
    assert!(summary.contains("Full marks"), "{summary}");
    assert!(!summary.contains("<script"), "{summary}");
    // One block of HTML: no line is empty, and each begins with a tag of ours.
    for line in summary.lines() {
        let ours = ["<h2>", "<h3>", "<p>", "<details><summary>"];
        assert!(ours.iter().any(|tag| line.starts_with(tag)), "{line:?}");
    }
}
