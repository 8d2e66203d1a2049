//! Listings: files of programs that tests build and run, and the anchors in them.
//!
//! Anchors are mdBook's: `// ANCHOR: name` and `// ANCHOR_END: name` on lines of their own, `#` in place
//! of `//` in Python. They may lie within each other, and none of them is shown.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// What `argument` of an `include` in a page names: `../listings/src/bin/a.rs:body`.
///
/// `root` is the folder of the workspace; the path counts from the folder of the edition.
///
/// # Errors
///
/// When there is no such file or no such anchor, or nothing between its marks.
pub fn read(root: &Path, argument: &str) -> Result<String, String> {
    let (path, anchor) = match argument.split_once(':') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (argument, None),
    };
    let file = place(path).ok_or_else(|| {
        format!("`{path}` leads out of the course; listings stand in `book/listings`")
    })?;
    let text = fs::read_to_string(root.join(&file))
        .map_err(|error| format!("`{}` cannot be included: {error}", file.display()))?;
    match anchor {
        None => Ok(tidy(text.lines().filter(|line| mark(line).is_none()))),
        Some(anchor) => {
            between(&text, anchor).map_err(|problem| format!("`{}` {problem}", file.display()))
        }
    }
}

/// Where a path in a page leads, from the folder of the workspace.
pub fn place(path: &str) -> Option<PathBuf> {
    // `en` stands for either edition: both have the same paths.
    let mut place = PathBuf::from("book/en");
    for part in Path::new(path).components() {
        match part {
            Component::Normal(name) => place.push(name),
            Component::CurDir => {}
            Component::ParentDir if place.pop() => {}
            _ => return None,
        }
    }
    Some(place)
}

fn between(text: &str, anchor: &str) -> Result<String, String> {
    let (mut inside, mut begun, mut ended) = (Vec::new(), false, false);
    for line in text.lines() {
        match mark(line) {
            Some((true, name)) if name == anchor => begun = true,
            Some((false, name)) if name == anchor => ended = begun,
            Some(_) => {}
            None if begun && !ended => inside.push(line),
            None => {}
        }
    }
    match (begun, ended) {
        (false, _) => Err(format!("has no anchor `{anchor}`; write `ANCHOR: {anchor}` in it")),
        (true, false) => {
            Err(format!("does not end its anchor `{anchor}`; write `ANCHOR_END: {anchor}` in it"))
        }
        (true, true) if inside.iter().all(|line| line.trim().is_empty()) => {
            Err(format!("has nothing in its anchor `{anchor}`"))
        }
        (true, true) => Ok(tidy(inside.into_iter())),
    }
}

/// Whether the line begins an anchor (else it ends one), and which.
fn mark(line: &str) -> Option<(bool, &str)> {
    let rest = line.trim_start().trim_start_matches(['/', '#']).trim_start();
    rest.strip_prefix("ANCHOR:")
        .map(|name| (true, name.trim()))
        .or_else(|| rest.strip_prefix("ANCHOR_END:").map(|name| (false, name.trim())))
}

/// The lines without what they are all indented by, and without empty ones at both ends.
fn tidy<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = lines.map(str::trim_end).collect();
    let written = || lines.iter().filter(|line| !line.is_empty());
    let indent = written().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let lines: Vec<&str> = lines.iter().map(|line| line.get(indent..).unwrap_or("")).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "//! Head.\n\nfn main() {\n    // ANCHOR: all\n    one();\n\n    // ANCHOR: two\n    \
        two();\n    // ANCHOR_END: two\n    // ANCHOR_END: all\n}\n// ANCHOR: open\nx\n// ANCHOR: void\n\n// ANCHOR_END: void\n";

    #[test]
    fn what_stands_in_an_anchor_is_shown_without_marks_and_indent() {
        assert_eq!(between(TEXT, "all").unwrap(), "one();\n\ntwo();");
        assert_eq!(between(TEXT, "two").unwrap(), "two();");
        assert_eq!(between("# ANCHOR: a\nx = 1\n# ANCHOR_END: a\n", "a").unwrap(), "x = 1");
    }

    #[test]
    fn what_is_wrong_with_an_anchor_is_told() {
        assert!(between(TEXT, "three").unwrap_err().contains("has no anchor `three`"));
        assert!(between(TEXT, "open").unwrap_err().contains("does not end"));
        assert!(between(TEXT, "void").unwrap_err().contains("nothing in its anchor"));
    }

    #[test]
    fn paths_count_from_the_folder_of_an_edition_and_stay_in_the_course() {
        assert_eq!(place("../listings/a.rs").unwrap(), Path::new("book/listings/a.rs"));
        assert_eq!(place("../../crates/a.rs").unwrap(), Path::new("crates/a.rs"));
        assert_eq!(place("../../../a.rs"), None);
        assert_eq!(place("/etc/passwd"), None);
    }
}
