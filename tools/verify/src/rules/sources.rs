//! What every Rust file has in common.

use std::path::Path;

use super::Tree;

/// A longer file has more than one thing to say.
const LINES_AT_MOST: usize = 400;

/// Files that don't open with `//!`.
pub fn openings(tree: &Tree) -> Vec<String> {
    tree.texts(".rs")
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| format!("{}:1", path.display()))
        .collect()
}

/// Files that are too long.
pub fn lengths(tree: &Tree) -> Vec<String> {
    tree.texts(".rs")
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LINES_AT_MOST)
        .map(|(path, lines)| format!("{} has {lines} lines", path.display()))
        .collect()
}

/// Sleeps in tests. Programs that are run by tests, such as the submissions, may sleep.
pub fn sleeps(tree: &Tree) -> Vec<String> {
    // In two pieces, or this very line would be a breach.
    let sleep = concat!("thread", "::sleep");
    let mut breaches = Vec::new();
    for (path, text) in tree.texts(".rs") {
        let tests = match text.find("#[cfg(test)]") {
            _ if is_test_file(path) => 0,
            // By convention a file's tests come last.
            Some(start) => start,
            None => continue,
        };
        for (start, _) in text.match_indices(sleep).filter(|(start, _)| *start >= tests) {
            let line = text[..start].matches('\n').count() + 1;
            breaches.push(format!("{}:{line}: `{sleep}`", path.display()));
        }
    }
    breaches
}

/// Whether a file is a test as a whole: a grader, what graders share, or `tests/*.rs` of a package.
fn is_test_file(path: &Path) -> bool {
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    match parts.as_slice() {
        ["tests", "submissions", ..] => false,
        ["tests", ..] => true,
        [.., "tests", _file] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::breaches;

    #[test]
    fn a_file_opens_with_what_it_is() {
        assert!(breaches(openings, &[("src/a.rs", "//! A file.\n")]).is_empty());
        assert_eq!(breaches(openings, &[("src/a.rs", "use std::fs;\n//! A file.")]).len(), 1);
        assert_eq!(breaches(openings, &[("src/a.rs", "")]).len(), 1);
    }

    #[test]
    fn a_file_of_401_lines_is_too_long() {
        assert!(breaches(lengths, &[("a.rs", &"\n".repeat(400))]).is_empty());
        assert_eq!(breaches(lengths, &[("a.rs", &"\n".repeat(401))]).len(), 1);
    }

    #[test]
    fn only_programs_may_sleep() {
        let sleep = format!("fn f() {{ std::{}(d) }}", concat!("thread", "::sleep"));
        let in_tests = format!("//! x\n#[cfg(test)]\nmod tests {{ {sleep} }}");
        assert_eq!(breaches(sleeps, &[("tests/threading/main.rs", &sleep)]).len(), 1);
        assert_eq!(breaches(sleeps, &[("tools/telar/tests/cli.rs", &sleep)]).len(), 1);
        assert_eq!(breaches(sleeps, &[("tools/telar/src/run.rs", &in_tests)]).len(), 1);
        for path in ["tests/submissions/threading/three_threads/right-a.rs", "crates/a/src/b.rs"] {
            assert!(breaches(sleeps, &[(path, &sleep)]).is_empty(), "{path}");
        }
    }
}
