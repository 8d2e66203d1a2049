//! Runs the tools' own tests, all targets and documentation examples.

use std::fs;
use std::time::Duration;

use anyhow::{Context as _, ensure};

use crate::Part;
use crate::grader;
use crate::load::Cores;
use crate::tally::{Check, Tally};
use crate::workspace::{Workspace, cargo};

/// The packages whose tests are green when all is well. The starters are not among them: their
/// graders are red by design.
pub const TOOLS: [&str; 10] = [
    "book", "confine", "course", "grade", "messages", "pairs", "support", "telar", "verify",
    "witness",
];

/// How long building and testing may take together, on a slow machine with nothing built.
const DEADLINE: Duration = Duration::from_secs(45 * 60);
/// How many lines of what failed tests printed are shown; all of it stands in the log.
const DETAILS_AT_MOST: usize = 60;

/// Has cargo test the tools and counts the tests.
pub fn test(workspace: &Workspace, tally: &mut Tally) -> anyhow::Result<()> {
    for tool in TOOLS {
        workspace.member(tool)?;
    }
    let log = workspace.scratch().join("logs").join("tools.log");
    let mut command = cargo();
    command
        .current_dir(&workspace.root)
        .args(["test", "--no-fail-fast", "--color", "never"])
        .env_remove("RUST_BACKTRACE");
    if std::env::var_os("RUST_TEST_THREADS").is_none() {
        // As with what is judged: some of them wait.
        let threads = Cores::All.count() + 1;
        command.env("RUST_TEST_THREADS", threads.to_string());
    }
    command.args(TOOLS.iter().flat_map(|tool| ["--package", tool]));
    anstream::println!("         testing the tools; cargo's own words: {}", log.display());
    let status = grader::run(&mut command, &log, DEADLINE)?;
    let text = fs::read(&log).with_context(|| format!("failed to read `{}`", log.display()))?;
    let text = String::from_utf8_lossy(&text);
    let counts = counts(&text);
    let ended_well = status.is_some_and(|status| status.success());
    let ran: usize = counts.iter().map(|count| count.passed + count.failed).sum();
    ensure!(
        ran > 0 || !ended_well,
        "`cargo test` ran no test of the tools; its own words: {}",
        log.display()
    );
    let failed: usize = counts.iter().map(|count| count.failed).sum();
    for count in counts {
        if count.passed + count.failed > 0 {
            let check = Check::new(Part::Tools, format!("tests of {}", count.name));
            tally.add(check.counting(count.passed, count.failed, 0).saying(count.details));
        }
    }
    // A test binary that does not compile or dies on the way counts no failed test.
    if !ended_well && failed == 0 {
        let lines: Vec<&str> = text.lines().collect();
        let tail = lines[lines.len().saturating_sub(40)..].join("\n");
        let note = format!("the last lines of {}:\n{tail}", log.display());
        tally.add(Check::new(Part::Tools, "`cargo test` of the tools ends well").of([note]));
    }
    Ok(())
}

/// What one test binary, or the examples of one crate, came to.
#[derive(Debug, PartialEq, Eq)]
struct Count {
    name: String,
    passed: usize,
    failed: usize,
    /// What the failed tests printed.
    details: Vec<String>,
}

/// Reads libtest's closing lines, and cargo's lines before them that say whose they are.
fn counts(text: &str) -> Vec<Count> {
    let mut name = String::new();
    let mut counts = Vec::new();
    let mut details = Vec::new();
    // What failed tests printed stands between two lines `failures:`; the second opens their list.
    let mut in_details = false;
    for whole_line in text.lines() {
        let line = whole_line.trim_start();
        if line == "failures:" {
            in_details = !in_details;
        } else if in_details && details.len() < DETAILS_AT_MOST {
            details.push(whole_line.to_string());
        }
        if let Some(rest) = line.strip_prefix("Running ") {
            // `Running tests/cli.rs (target/debug/deps/cli-0123)`: the path says most.
            let (what, file) = rest.split_once(" (").unwrap_or((rest, ""));
            let binary = file.trim_end_matches(')').rsplit('/').next().unwrap_or("");
            let binary = binary.rsplit_once('-').map_or(binary, |(name, _hash)| name);
            name = format!("{binary} ({})", what.trim_start_matches("unittests "));
        } else if let Some(rest) = line.strip_prefix("Doc-tests ") {
            name = format!("{rest} (examples in the documentation)");
        } else if let Some(rest) = line.strip_prefix("test result: ") {
            // `ok. 3 passed; 0 failed; …`
            let number = |word: &str| {
                let before = rest.split_once(word)?.0;
                before.split_whitespace().next_back()?.parse().ok()
            };
            if let (Some(passed), Some(failed)) = (number(" passed"), number(" failed")) {
                in_details = false;
                let (name, details) = (name.clone(), std::mem::take(&mut details));
                counts.push(Count { name, passed, failed, details });
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_with_their_owner() {
        let text = "\
   Compiling course v0.1.0
     Running unittests src/lib.rs (target/debug/deps/course-0a1b2c)

running 3 tests
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

     Running tests/cli.rs (target/debug/deps/cli_of_course-9f)

failures:

---- says_no stdout ----
it said yes

failures:
    says_no

test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out

   Doc-tests course
test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out
";
        let count = |name: &str, passed, failed, details: &[&str]| Count {
            name: name.into(),
            passed,
            failed,
            details: details.iter().map(|line| line.to_string()).collect(),
        };
        assert_eq!(
            counts(text),
            [
                count("course (src/lib.rs)", 3, 0, &[]),
                count(
                    "cli_of_course (tests/cli.rs)",
                    1,
                    2,
                    &["", "---- says_no stdout ----", "it said yes", ""]
                ),
                count("course (examples in the documentation)", 0, 0, &[]),
            ]
        );
    }
}
