//! Each `cargo telar …` that the book and the READMEs show is one that we understand, about things that are
//! there.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use course::Course;

use super::{Call, Command, read};

const OURS: &str = "cargo telar";

/// Texts in which every such command is complete. Those of `docs` also speak of options by themselves.
const TEXTS: [&str; 5] =
    ["README.md", "CONTRIBUTING.md", "book/README.md", "book/runs.toml", "docs/publishing.md"];

#[test]
fn every_command_that_a_reader_is_shown_is_understood() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let course = Course::load(&root).unwrap();
    let (mut count, mut wrong) = (0, Vec::new());
    for path in texts(&root) {
        for command in shown(&fs::read_to_string(&path).unwrap()) {
            count += 1;
            if let Err(problem) = understand(&command, &root, &course) {
                wrong.push(format!("{}: `{command}`: {problem}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "a reader is shown what does not work:\n{}", wrong.join("\n"));
    assert!(count > 50, "the book shows more than {count} commands");
}

#[test]
fn what_is_wrong_with_a_command_is_noticed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let course = Course::load(&root).unwrap();
    for (wrong, told) in [
        ("cargo telar observ relay", "observ"),
        ("cargo telar explore --schedule 3", "--schedule"),
        ("cargo telar observe relays", "no exercise `relays`"),
        ("cargo telar replay 7 -- target/debug/nothing", "no listing `nothing`"),
    ] {
        let problem = understand(wrong, &root, &course).unwrap_err();
        assert!(problem.contains(told), "{wrong}: {problem}");
    }
}

#[test]
fn commands_are_found_in_prose_and_in_consoles() {
    let text = "Say `cargo telar\nlist` | `cargo telar`.\n$ cargo telar test \\\n  relay  # x\n\
                $ cargo telar list | sort\ntyped = \"cargo telar compare\"\nWith cargo telar alone.";
    let expected = [
        "cargo telar list",
        "cargo telar",
        "cargo telar test relay",
        "cargo telar list",
        "cargo telar compare",
    ];
    assert_eq!(shown(text), expected);
}

fn texts(root: &Path) -> Vec<PathBuf> {
    let mut texts: Vec<_> = TEXTS.iter().map(|text| root.join(text)).collect();
    for edition in ["book/en", "book/es"] {
        let pages = fs::read_dir(root.join(edition)).unwrap().map(|page| page.unwrap().path());
        texts.extend(pages.filter(|page| page.extension().is_some_and(|kind| kind == "md")));
    }
    texts
}

/// Our commands in a text, in its order; what stands before them tells where they end.
fn shown(text: &str) -> Vec<String> {
    let text = text.replace("\\\n", " ");
    let found = text.match_indices(OURS).filter_map(|(place, _)| {
        let (before, command) = text.split_at(place);
        let ends: &[&str] = match before.chars().next_back()? {
            '`' => &["`"],
            '"' => &["\""],
            _ if before.ends_with("$ ") => &["\n", " #", " |", ";", " &&", " >"],
            _ => return None,
        };
        let end = ends.iter().filter_map(|end| command.find(end)).min()?;
        Some(command[..end].split_whitespace().collect::<Vec<_>>().join(" "))
    });
    found.collect()
}

/// Whether a command line is one of ours, about an exercise or a listing that there is.
fn understand(command: &str, root: &Path, course: &Course) -> Result<(), String> {
    let words = command.split(' ').skip(1).map(OsString::from);
    let asked = match read(words).1 {
        Call::Obey(asked) => asked,
        Call::Explain(_) => return Ok(()),
        Call::Refuse(error) => return Err(format!("{error:#}")),
    };
    let (exercises, program) = match asked {
        Some(Command::Run(run)) => (vec![run.exercise], None),
        Some(Command::Observe(observe)) => {
            (Vec::from_iter(observe.exercise), observe.command.first().cloned())
        }
        Some(Command::Explore(explore)) => {
            (Vec::from_iter(explore.exercise), explore.command.first().cloned())
        }
        Some(Command::Replay(replay)) => {
            (Vec::from_iter(replay.exercise), replay.command.first().cloned())
        }
        Some(Command::Test(test)) => (test.names, None),
        _ => (Vec::new(), None),
    };
    let is_known = |name: &String| {
        course.exercise(name).is_ok() || course.topics.iter().any(|topic| topic.name == *name)
    };
    if let Some(unknown) = exercises.iter().find(|name| !is_known(name)) {
        return Err(format!("there is no exercise `{unknown}`"));
    }
    match program.as_deref().and_then(|path| path.strip_prefix("target/debug/")) {
        Some(name) if !root.join(format!("book/listings/src/bin/{name}.rs")).is_file() => {
            Err(format!("there is no listing `{name}`"))
        }
        _ => Ok(()),
    }
}
