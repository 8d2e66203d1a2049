//! What is to be judged, and what must come out of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use course::verdict::Verdict;

use crate::Part;
use crate::built::Built;
use crate::corpus;
use crate::count;
use crate::grader;
use crate::tally::{Check, Tally};
use crate::workspace::{Lesson, Workspace};

/// One program and one exercise, and what the grader must say.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The exercise.
    pub lesson: &'a Lesson,
    /// Which promise of the course it is about.
    pub part: Part,
    /// `reference`, `starter`, or the submission's file name.
    pub name: String,
    /// The test binary that judges it.
    pub grader: &'a Path,
    /// The package that the grader was built for.
    pub package: String,
    /// What is judged.
    pub program: PathBuf,
    /// What must come out.
    pub expected: Expected,
}

/// What a grader must say about a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Every requirement passes.
    AllPass,
    /// No requirement is written yet.
    NothingWritten,
    /// This requirement fails, and those that cannot but fail with it; the others pass.
    FailsBy {
        /// What the submission was written to break.
        breaks: String,
        /// What goes with it.
        also: BTreeSet<String>,
        /// What passes or fails as the race goes.
        by_chance: BTreeSet<String>,
    },
}

impl Expected {
    /// What must be said about this requirement, chance apart.
    pub fn of(&self, requirement: &str) -> Verdict {
        match self {
            Expected::NothingWritten => Verdict::NotWritten,
            Expected::FailsBy { breaks, also, .. }
                if breaks == requirement || also.contains(requirement) =>
            {
                Verdict::Fail
            }
            _ => Verdict::Pass,
        }
    }

    /// Whether this is said about this requirement as it must be.
    pub fn is_met(&self, requirement: &str, said: Verdict) -> bool {
        let by_chance =
            matches!(self, Expected::FailsBy { by_chance, .. } if by_chance.contains(requirement));
        said == self.of(requirement) || by_chance && said == Verdict::Fail
    }

    /// As a part of the sentence that is printed.
    pub fn phrase(&self) -> String {
        match self {
            Expected::AllPass => "passes".into(),
            Expected::NothingWritten => "is not written yet".into(),
            Expected::FailsBy { breaks, also, .. } if also.is_empty() => {
                format!("fails by {breaks}")
            }
            Expected::FailsBy { breaks, also, .. } => {
                let also: Vec<&str> = also.iter().map(String::as_str).collect();
                format!("fails by {breaks}, and with it {}", also.join(", "))
            }
        }
    }
}

/// Everything that is to be judged in these parts of the proof; what was not built is counted as
/// failed here.
pub fn subjects<'a>(
    workspace: &Workspace,
    lessons: &'a [Lesson],
    parts: &BTreeSet<Part>,
    built: &'a Built,
    tally: &mut Tally,
) -> anyhow::Result<Vec<Subject<'a>>> {
    let mut subjects = Vec::new();
    let mut listed = BTreeSet::new();
    for lesson in lessons {
        let (starter, reference) = (lesson.topic.clone(), lesson.solution());
        // Each grader's list is compared once, with everything that course.toml says of its topic.
        for package in [&reference, &starter] {
            if let Some(grader) = built.grader(package)
                && listed.insert(package.clone())
            {
                tally.add(lists_agree(workspace, package, grader, &lesson.topic)?);
            }
        }
        let mut add =
            |part, package: &str, program: &str, name: &str, expected, tally: &mut Tally| {
                let (Some(grader), Some(path)) = (built.grader(package), built.program(program))
                else {
                    let title = format!("{} {} {name}", lesson.topic, lesson.exercise);
                    let why = format!(
                        "the program `{program}` or the grader of `{package}` was not built"
                    );
                    tally.add(missing(workspace, lesson, part, &title, why));
                    return;
                };
                subjects.push(Subject {
                    lesson,
                    part,
                    name: name.to_string(),
                    grader,
                    package: package.to_string(),
                    program: path.to_path_buf(),
                    expected,
                });
            };
        if parts.contains(&Part::References) {
            add(Part::References, &reference, &reference, "reference", Expected::AllPass, tally);
        }
        if parts.contains(&Part::Starters) {
            add(Part::Starters, &starter, &starter, "starter", Expected::NothingWritten, tally);
        }
        if parts.contains(&Part::Corpus) {
            let (submissions, complaints) = corpus::read(workspace, lesson)?;
            let title = format!(
                "{} {} submissions say what they break, and break every requirement",
                lesson.topic, lesson.exercise
            );
            tally.add(Check::new(Part::Corpus, title).about(lesson).of(complaints));
            let program = format!("submissions-{}", lesson.topic);
            for submission in submissions {
                let corpus::Submission { name, breaks, also, by_chance } = submission;
                let expected = match breaks {
                    Some(breaks) => Expected::FailsBy { breaks, also, by_chance },
                    None => Expected::AllPass,
                };
                add(Part::Corpus, &reference, &program, &name, expected, tally);
            }
        }
    }
    for subject in &mut subjects {
        if subject.part == Part::Corpus {
            subject.program = link(workspace, subject)?;
        }
    }
    Ok(subjects)
}

/// A grader's tests are the requirements of its topic, no more and no less.
fn lists_agree(
    workspace: &Workspace,
    package: &str,
    grader: &Path,
    topic: &str,
) -> anyhow::Result<Check> {
    let qualified = |lesson: &Lesson| -> Vec<String> {
        lesson.requirements.iter().map(|name| format!("{}::{name}", lesson.module)).collect()
    };
    let of_topic = workspace.lessons.iter().filter(|lesson| lesson.topic == topic);
    let required: Vec<String> = of_topic.flat_map(qualified).collect();
    let problems = count::compare_lists(&required, &grader::list(grader)?);
    let part = if package == topic { Part::Starters } else { Part::References };
    let title = format!("{package}'s grader tests what course.toml lists, no more and no less");
    Ok(Check::new(part, title).of(problems))
}

/// A program that was not built: failed, but for a starter that a student is working on.
fn missing(workspace: &Workspace, lesson: &Lesson, part: Part, title: &str, why: String) -> Check {
    let check = Check::new(part, title).about(lesson);
    if part == Part::Starters && may_be_skipped(&workspace.root, lesson) {
        check.skip(format!("edited, and {why}"))
    } else {
        check.of([why])
    }
}

/// Gives a submission's program the name by which it knows which submission it is to be.
fn link(workspace: &Workspace, subject: &Subject<'_>) -> anyhow::Result<PathBuf> {
    let folder = workspace
        .scratch()
        .join("programs")
        .join(&subject.lesson.topic)
        .join(&subject.lesson.module);
    fs::create_dir_all(&folder)
        .with_context(|| format!("failed to create `{}`", folder.display()))?;
    let path = folder.join(&subject.name);
    // The link of an earlier proof leads to the program of then.
    let _ = fs::remove_file(&path);
    fs::hard_link(&subject.program, &path)
        .or_else(|_| fs::copy(&subject.program, &path).map(drop))
        .with_context(|| format!("failed to create `{}`", path.display()))?;
    Ok(path)
}

/// Whether a starter that is not "not written yet" may be passed over: a student who runs the proof
/// has begun to write. In CI nobody has, and a starter with something written in it is a mistake.
pub fn may_be_skipped(root: &Path, lesson: &Lesson) -> bool {
    let in_ci = std::env::var_os("CI").is_some_and(|value| value == "true" || value == "1");
    !in_ci && is_edited(root, &lesson.starter_file())
}

/// Whether somebody has worked on this starter: git says so, or no `todo!` is left in it.
fn is_edited(root: &Path, file: &Path) -> bool {
    // ` M` or `M `: committed once, and changed since. A file that is new to git is no student's.
    let status = Command::new("git")
        .current_dir(root)
        .args(["status", "--porcelain", "--"])
        .arg(file)
        .output();
    status.is_ok_and(|status| status.stdout.iter().take(2).any(|letter| *letter == b'M'))
        || fs::read_to_string(root.join(file)).is_ok_and(|source| !source.contains("todo!("))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_starter_is_edited_when_git_says_so_or_no_todo_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let git = |arguments: &[&str]| {
            let who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
            let output = Command::new("git").current_dir(root).args(who).args(arguments).output();
            assert!(output.unwrap().status.success(), "git {arguments:?}");
        };
        let file = Path::new("starter.rs");
        let write = |text: &str| fs::write(root.join(file), text).unwrap();
        write("fn f() { todo!(\"write it\") }");
        assert!(!is_edited(root, file), "without a repository, a `todo!` is all there is to see");
        git(&["init", "--quiet"]);
        git(&["add", "."]);
        git(&["commit", "--quiet", "--message", "begin"]);
        assert!(!is_edited(root, file));
        write("fn f() { g(); todo!(\"write it\") }");
        assert!(is_edited(root, file), "it differs from what was committed");
        write("fn f() {}");
        git(&["commit", "--quiet", "--all", "--message", "solve"]);
        assert!(is_edited(root, file), "no `todo!` is left");
    }
}
