//! The platforms' formats, as strict as they can be read: an unknown key, a wrong type or a value out of range panics.

use serde::Deserialize;

/// The levels that Gradescope knows.
const LEVELS: [&str; 4] = ["visible", "after_due_date", "after_published", "hidden"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gradescope {
    pub score: f64,
    pub output: String,
    output_format: String,
    visibility: String,
    stdout_visibility: String,
    pub extra_data: Option<ExtraData>,
    pub tests: Vec<GradescopeTest>,
}

/// What is there may be anything; this is ours.
#[derive(Debug, Deserialize)]
pub struct ExtraData {
    pub boxed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradescopeTest {
    score: f64,
    max_score: f64,
    pub status: Status,
    pub name: String,
    number: String,
    pub output: String,
    output_format: String,
    pub visibility: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Passed,
    Failed,
}

impl Gradescope {
    pub fn read(text: &str) -> Self {
        let read: Self =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(
            (read.output_format.as_str(), read.stdout_visibility.as_str()),
            ("text", "hidden")
        );
        assert!(LEVELS.contains(&read.visibility.as_str()), "{text}");
        for test in &read.tests {
            assert!(LEVELS.contains(&test.visibility.as_str()), "{text}");
            assert!((0.0..=test.max_score).contains(&test.score) && test.max_score > 0.0, "{text}");
            assert!(test.number.split('.').all(|it| it.parse::<u32>().is_ok()), "{text}");
            assert_eq!((test.output_format.as_str(), test.status), ("text", test.status));
            assert_eq!(test.status == Status::Passed, test.score > 0.0, "{text}");
        }
        read
    }

    pub fn passed(&self) -> usize {
        self.tests.iter().filter(|it| it.status == Status::Passed).count()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prairielearn {
    pub gradable: bool,
    pub score: Option<f64>,
    #[serde(default)]
    pub format_errors: Vec<String>,
    #[serde(rename = "message")]
    _message: Option<String>,
    #[serde(default)]
    pub tests: Vec<PrairielearnTest>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrairielearnTest {
    pub name: String,
    #[serde(rename = "description")]
    _description: String,
    // One test without points would take the points away from all.
    pub points: f64,
    max_points: f64,
    pub message: String,
}

impl Prairielearn {
    pub fn read(text: &str) -> Self {
        let read: Self =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert!(text.len() <= 1_000_000, "it is longer than a megabyte");
        assert_eq!(read.gradable, read.score.is_some(), "{text}");
        assert_eq!(read.gradable, read.format_errors.is_empty(), "{text}");
        assert!(read.score.is_none_or(|score| (0.0..=1.0).contains(&score)), "{text}");
        assert!(read.tests.iter().all(|it| (0.0..=it.max_points).contains(&it.points)), "{text}");
        read
    }
}

/// Whether a question's `info.json` asks for external grading as PrairieLearn wants it.
pub fn check_info(text: &str) {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "camelCase")]
    struct Info {
        grading_method: String,
        external_grading_options: Options,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "camelCase")]
    struct Options {
        enabled: bool,
        image: String,
        entrypoint: String,
        timeout: u32,
        enable_networking: bool,
    }
    let Info { grading_method, external_grading_options: options } =
        serde_json::from_str(text).unwrap();
    assert_eq!(grading_method, "External");
    assert!(options.enabled && !options.enable_networking && !options.image.is_empty());
    assert!(options.entrypoint.starts_with('/') && options.timeout <= 600);
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Github {
    version: u32,
    pub status: String,
    pub max_score: f64,
    pub tests: Vec<GithubTest>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GithubTest {
    pub name: String,
    pub status: String,
    pub message: String,
    #[serde(rename = "test_code")]
    _test_code: String,
    #[serde(rename = "filename")]
    _filename: String,
    #[serde(rename = "line_no")]
    _line_no: u32,
    #[serde(rename = "execution_time")]
    _execution_time: u32,
    score: f64,
}

impl Github {
    pub fn read(text: &str) -> Self {
        let read: Self =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let statuses = ["pass", "fail", "error"];
        assert_eq!(read.version, 1);
        assert!(statuses.contains(&read.status.as_str()), "{text}");
        assert!(read.tests.iter().all(|it| statuses.contains(&it.status.as_str())), "{text}");
        assert!((0.0..=read.max_score).contains(&read.score()), "{text}");
        read
    }

    pub fn score(&self) -> f64 {
        self.tests.iter().map(|it| it.score).sum()
    }
}

/// Of a file of a step's outputs, what stood there before, and the `result` as the reporter decodes it.
pub fn outputs(text: &str) -> (String, String) {
    let (before, result) = text.trim_end().split_once("\nresult=").expect("there is a result");
    assert!(!result.contains('\n') && result.len() < 120 << 10, "it is no variable: {result}");
    (before.to_owned(), String::from_utf8(decoded(result)).unwrap())
}

/// Base64, decoded.
fn decoded(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    assert_eq!(text.len() % 4, 0);
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        let value = DIGITS.iter().position(|it| *it == digit).expect("it is base64");
        (bits, count) = (bits << 6 | value as u32, count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
