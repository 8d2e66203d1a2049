//! The corpus: wrong and right submissions, each of which says what it must be judged to be.
//!
//! A submission is a whole exercise file. Its first sentence says what it does; a wrong one then
//! names the requirement it was written to break (`//! Breaks: …`) and, where one mistake cannot help
//! breaking more, the others (`//! Also breaks: …, …`). A right one names none.
//!
//! A race that a schedule brings out every time may come out by itself, too, when a requirement simply
//! runs the program. What such a race can break is named as well (`//! By chance breaks: …, …`).

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::workspace::{Lesson, Workspace};

/// Fewer wrong submissions than this cannot show that a grader tells mistakes apart.
pub const WRONG_AT_LEAST: usize = 6;
/// One right submission might be the reference again; two show that other shapes pass as well.
pub const RIGHT_AT_LEAST: usize = 2;
/// The requirement that leaves nothing to chance: it makes the races happen.
const UNDER_SCHEDULES: &str = "is_right_under_every_schedule";

/// What a submission says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The file's name without `.rs`: `wrong-no-threads`.
    pub name: String,
    /// The requirement that it was written to break; none for a right one.
    pub breaks: Option<String>,
    /// The requirements that cannot but fail with it.
    pub also: BTreeSet<String>,
    /// The requirements that fail when the race shows without a schedule, and pass otherwise.
    pub by_chance: BTreeSet<String>,
}

/// Reads the submissions of one exercise; the second list says what is wrong with them.
pub fn read(
    workspace: &Workspace,
    lesson: &Lesson,
) -> anyhow::Result<(Vec<Submission>, Vec<String>)> {
    let folder = lesson.corpus_folder();
    let mut submissions = Vec::new();
    let mut complaints = Vec::new();
    for path in files(&workspace.root.join(&folder))? {
        let shown = folder.join(path.file_name().unwrap_or_default());
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let source = fs::read_to_string(&path)
            .with_context(|| format!("failed to read `{}`", path.display()))?;
        match parse(&name, &source, &lesson.requirements) {
            Ok(submission) => submissions.push(submission),
            Err(why) => complaints.push(format!("{}: {why}", shown.display())),
        }
    }
    complaints.extend(gaps(&submissions, &lesson.requirements));
    Ok((submissions, complaints))
}

/// The Rust files of a folder, sorted; none if there is no such folder.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let failed = || format!("failed to read `{}`", folder.display());
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(failed),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.with_context(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads the header of one file.
fn parse(name: &str, source: &str, requirements: &[String]) -> Result<Submission, String> {
    let header: Vec<&str> =
        source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    if header.first().is_none_or(|first| first.is_empty() || first.starts_with("Breaks:")) {
        return Err("open it with a `//!` sentence that says what it does".into());
    }
    let listed = |key: &str| -> Vec<String> {
        header
            .iter()
            .filter_map(|line| line.strip_prefix(key))
            .flat_map(|names| names.split(','))
            .map(|name| name.trim().trim_matches('`').trim_end_matches('.').to_string())
            .collect()
    };
    let (breaks, also) = (listed("Breaks:"), listed("Also breaks:"));
    let by_chance = listed("By chance breaks:");
    for requirement in breaks.iter().chain(&also).chain(&by_chance) {
        if !requirements.contains(requirement) {
            return Err(format!(
                "it says that it breaks `{requirement}`, but course.toml has no such requirement"
            ));
        }
    }
    let breaks = if name.starts_with("wrong-") {
        let [only] = breaks.as_slice() else {
            return Err(
                "name one requirement in a line `//! Breaks: …`; those that must fail along \
                        with it go into `//! Also breaks: …, …`"
                    .into(),
            );
        };
        Some(only.clone())
    } else if !name.starts_with("right-") {
        return Err("call it `wrong-….rs` or `right-….rs`".into());
    } else if !breaks.is_empty() || !also.is_empty() || !by_chance.is_empty() {
        return Err(
            "a right submission breaks nothing; take out the line or call it `wrong-…`".into()
        );
    } else {
        None
    };
    let also: BTreeSet<String> =
        also.into_iter().filter(|name| Some(name) != breaks.as_ref()).collect();
    if !by_chance.is_empty() && breaks.as_deref() != Some(UNDER_SCHEDULES) {
        return Err(format!(
            "only a race may break a requirement by chance, and a race breaks `{UNDER_SCHEDULES}` \
             every time; name that one in `//! Breaks: …`, or take chance out of the program"
        ));
    }
    if let Some(both) =
        by_chance.iter().find(|&name| also.contains(name) || Some(name) == breaks.as_ref())
    {
        return Err(format!(
            "`{both}` breaks either every time or by chance; take it out of one line"
        ));
    }
    Ok(Submission {
        name: name.to_string(),
        breaks,
        also,
        by_chance: by_chance.into_iter().collect(),
    })
}

/// What the submissions of an exercise together leave untried.
fn gaps(submissions: &[Submission], requirements: &[String]) -> Vec<String> {
    let mut gaps = Vec::new();
    let wrong = submissions.iter().filter(|submission| submission.breaks.is_some()).count();
    let right = submissions.len() - wrong;
    if wrong < WRONG_AT_LEAST {
        gaps.push(format!("{wrong} wrong submissions; write at least {WRONG_AT_LEAST}"));
    }
    if right < RIGHT_AT_LEAST {
        gaps.push(format!("{right} right submissions; write at least {RIGHT_AT_LEAST}"));
    }
    for requirement in requirements {
        let broken = |submission: &Submission| submission.breaks.as_ref() == Some(requirement);
        if !submissions.iter().any(broken) {
            gaps.push(format!(
                "no wrong submission was written to break `{requirement}`, so nobody knows whether \
                 it can fail; write one with the line `//! Breaks: {requirement}`"
            ));
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requirements() -> Vec<String> {
        ["overlap", "join"].map(String::from).to_vec()
    }

    #[test]
    fn a_wrong_submission_names_what_it_breaks() {
        let source = "//! Joins nobody.\n//!\n//! Breaks: `join`\n//! Also breaks: overlap\nfn f() {}\n//! Breaks: x";
        let submission = parse("wrong-no-join", source, &requirements()).unwrap();
        assert_eq!(submission.breaks.as_deref(), Some("join"));
        assert_eq!(submission.also, ["overlap".to_string()].into());
    }

    #[test]
    fn a_race_names_what_it_breaks_by_chance() {
        let requirements = ["is_right_under_every_schedule", "overlap"].map(String::from);
        let header = "//! Asks, then sets.\n//! Breaks: is_right_under_every_schedule\n";
        let submission =
            parse("wrong-race", &format!("{header}//! By chance breaks: overlap\n"), &requirements);
        assert_eq!(submission.unwrap().by_chance, ["overlap".to_string()].into());
        let both = format!("{header}//! Also breaks: overlap\n//! By chance breaks: overlap\n");
        assert!(parse("wrong-race", &both, &requirements).is_err());
    }

    #[test]
    fn a_header_that_promises_nothing_or_too_much_is_refused() {
        for (name, source) in [
            ("wrong-silent", "//! Joins nobody.\n"),
            ("wrong-two", "//! Joins nobody.\n//! Breaks: join, overlap\n"),
            ("wrong-unknown", "//! Joins nobody.\n//! Breaks: joins\n"),
            ("wrong-also-unknown", "//! Joins nobody.\n//! Breaks: join\n//! Also breaks: x\n"),
            ("wrong-no-sentence", "//! Breaks: join\n"),
            ("right-but-breaks", "//! Scoped.\n//! Breaks: join\n"),
            (
                "wrong-by-luck",
                "//! Joins nobody.\n//! Breaks: join\n//! By chance breaks: overlap\n",
            ),
            ("right-by-luck", "//! Scoped.\n//! By chance breaks: overlap\n"),
            ("other", "//! Scoped.\n"),
            ("right-no-header", "fn run() {}\n"),
        ] {
            assert!(parse(name, source, &requirements()).is_err(), "{name}");
        }
    }

    #[test]
    fn a_requirement_that_nothing_breaks_is_a_gap() {
        let wrong = |breaks: &str| Submission {
            name: "wrong".into(),
            breaks: Some(breaks.into()),
            also: requirements().into_iter().collect(),
            by_chance: BTreeSet::new(),
        };
        let right = Submission {
            name: "right".into(),
            breaks: None,
            also: BTreeSet::new(),
            by_chance: BTreeSet::new(),
        };
        let mut all = vec![wrong("join"); WRONG_AT_LEAST];
        all.extend(vec![right; RIGHT_AT_LEAST]);
        // `overlap` fails along with each of them, but none was written to break it alone.
        let gaps_found = gaps(&all, &requirements());
        assert_eq!(gaps_found.len(), 1, "{gaps_found:?}");
        assert!(gaps_found[0].contains("`overlap`"));
        all[0] = wrong("overlap");
        assert_eq!(gaps(&all, &requirements()), Vec::<String>::new());
        all.pop();
        assert_eq!(gaps(&all, &requirements()).len(), 1);
    }
}
