//! What a reader types: each command that a page or `book/runs.toml` shows is one that does something.
//!
//! Nothing is executed. Programs, files, packages and tests must be there; a program that is recorded gets
//! the arguments of one of its recordings, because a test repeats those; and what stands above a recording
//! starts the program that was recorded. What `cargo telar` understands, its own tests know: they read the
//! pages, too (`tools/telar/src/cli/shown.rs`).

use std::path::Path;

use course::Course;

use super::packages::Packages;
use super::shell;
use crate::Refusal;
use crate::page::Page;
use crate::record::{self, Shown};
use crate::sources::Sources;

/// What every Linux has: a command that begins like this is taken as it is.
const EVERYWHERE: [&str; 5] = ["echo $?", "grep -o", "sh -c", "sort", "uniq -c"];

/// In a recorded command, any number.
const WORKERS: &str = "{workers}";

/// What is wrong with the commands of all pages, and of the runs that are recorded.
///
/// # Errors
///
/// When `book/runs.toml` or a manifest cannot be read.
pub fn check(sources: &Sources) -> anyhow::Result<Vec<Refusal>> {
    let known = Known {
        root: &sources.root,
        course: &sources.course,
        packages: Packages::read(&sources.root)?,
        recorded: record::shown(&sources.root)?,
    };
    let mut refusals: Vec<Refusal> =
        sources.pages().flat_map(|page| known.problems_of(page)).collect();
    refusals.extend(known.recorded.iter().filter_map(|run| {
        let problem = known.problem(&run.typed).or_else(|| known.mismatch(run))?;
        Some(Refusal { file: record::PLAN.into(), line: run.line, problem })
    }));
    Ok(refusals)
}

/// What commands can be about.
struct Known<'a> {
    root: &'a Path,
    course: &'a Course,
    packages: Packages,
    recorded: Vec<Shown>,
}

/// A program that a command starts, and what it is given.
#[derive(Debug, PartialEq, Eq)]
struct Start {
    /// The name of a program that cargo builds, or a file from the folder of the workspace.
    program: String,
    args: Vec<String>,
}

impl Known<'_> {
    fn problems_of(&self, page: &Page) -> Vec<Refusal> {
        let consoles = page.fences.iter().filter(|fence| fence.language() == "console");
        let commands = consoles.flat_map(|fence| {
            let commands = shell::commands(&fence.body).into_iter();
            commands.map(|(below, command)| (fence.line + below, command))
        });
        let refusal = |(line, command): (usize, String)| {
            Some(Refusal::new(page, line, self.problem(&command)?))
        };
        commands.filter_map(refusal).collect()
    }

    /// What is wrong with a line that a reader types.
    fn problem(&self, line: &str) -> Option<String> {
        let problem = match self.starts(line) {
            Ok(starts) => self.unrecorded(&starts)?,
            Err(problem) => problem,
        };
        Some(format!("`{line}` does not work for a reader: {problem}"))
    }

    /// The programs of ours that a line starts, or why it cannot be typed.
    fn starts(&self, line: &str) -> Result<Vec<Start>, String> {
        let mut starts = Vec::new();
        for words in shell::simple(line) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            starts.extend(self.start(&words)?);
        }
        Ok(starts)
    }

    fn start(&self, words: &[&str]) -> Result<Option<Start>, String> {
        match words {
            ["cargo", "telar" | "verify", ..] => Ok(None),
            ["cargo", "test", options @ ..] => self.tests(options).map(|()| None),
            ["cargo", "build", options @ ..] => self.packages.build(options).map(|_| None),
            ["cargo", "run", options @ ..] => {
                let built = self.packages.build(options)?;
                let program = built.program.ok_or("`--bin NAME` is missing")?.to_owned();
                Ok(Some(Start { program, args: owned(built.rest) }))
            }
            ["python3", ..] => {
                let start = python(words).ok_or("it runs no file")?;
                self.file(&start.program).map(|()| Some(start))
            }
            ["rustc", .., file] => self.file(file).map(|()| None),
            [path, args @ ..] if path.starts_with("target/") => {
                let name = ["target/debug/", "target/release/"]
                    .iter()
                    .find_map(|folder| path.strip_prefix(folder))
                    .filter(|name| self.packages.has_program(name))
                    .ok_or_else(|| format!("no package builds `{path}`"))?;
                Ok(Some(Start { program: name.to_owned(), args: owned(args) }))
            }
            _ if EVERYWHERE.iter().any(|known| words.join(" ").starts_with(known)) => Ok(None),
            _ => Err(format!(
                "nothing proves `{}`; if every Linux has it, add it to `EVERYWHERE` in \
                 `tools/book/src/checks/commands.rs`",
                words.join(" ")
            )),
        }
    }

    fn file(&self, path: &str) -> Result<(), String> {
        match self.root.join(path).is_file() {
            true => Ok(()),
            false => Err(format!("there is no file `{path}` from the folder of the course")),
        }
    }

    /// Graders are known by topic, exercise and requirement.
    fn tests(&self, options: &[&str]) -> Result<(), String> {
        let built = self.packages.build(options)?;
        let (Some(&filter), Some(package)) = (built.rest.first(), built.package) else {
            return Ok(());
        };
        let mut topics = self.course.topics.iter().filter(|topic| topic.name == package);
        let is_found = topics.any(|topic| {
            topic.exercises.iter().any(|exercise| {
                let name = |requirement| format!("{}::{requirement}", exercise.module());
                exercise.requirements.iter().map(name).any(|name| name.contains(filter))
            })
        });
        match is_found {
            true => Ok(()),
            false => Err(format!("`{package}` has no test of an exercise with `{filter}`")),
        }
    }

    /// What is wrong with the arguments of the programs that a line starts.
    fn unrecorded(&self, starts: &[Start]) -> Option<String> {
        let typed =
            || self.recorded.iter().filter_map(|run| self.starts(&run.typed).ok()).flatten();
        let start = starts.iter().find(|start| {
            let is_recorded = typed().any(|it| it.program == start.program);
            let free = !is_recorded && start.args.is_empty();
            !free && !typed().any(|it| it == **start)
        })?;
        Some(format!(
            "no run of `{}` is recorded with the arguments `{}`",
            start.program,
            start.args.join(" ")
        ))
    }

    /// Why what is typed for a recorded run is not what was run.
    fn mismatch(&self, run: &Shown) -> Option<String> {
        let ran = Start::recorded(&run.command)?;
        // What telar's grammar has before the dashes says nothing of the program behind them.
        let typed = run.typed.strip_prefix("cargo telar explore -- ").unwrap_or(&run.typed);
        let starts = self.starts(typed).ok()?;
        (!starts.iter().any(|start| start.is_like(&ran))).then(|| {
            format!(
                "`{}` is typed, but `{} {}` was run",
                run.typed,
                ran.program,
                ran.args.join(" ")
            )
        })
    }
}

impl Start {
    /// What a recorded command starts, when it is a single program of ours; it runs in the folder `book`.
    fn recorded(command: &[String]) -> Option<Self> {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        if let ["python3", ..] = words[..] {
            let start = python(&words)?;
            return Some(Self { program: format!("book/{}", start.program), ..start });
        }
        let (program, args) = words.split_first()?;
        let program = program.strip_prefix("listing:")?.to_owned();
        Some(Self { program, args: owned(args) })
    }

    fn is_like(&self, recorded: &Self) -> bool {
        let alike = |(typed, ran): (&String, &String)| typed == ran || ran == WORKERS;
        self.program == recorded.program
            && self.args.len() == recorded.args.len()
            && self.args.iter().zip(&recorded.args).all(alike)
    }
}

/// The file that Python runs.
fn python(words: &[&str]) -> Option<Start> {
    let mut words = words[1..].iter().skip_while(|word| word.starts_with('-'));
    let program = (*words.next()?).to_owned();
    Some(Start { program, args: words.map(ToString::to_string).collect() })
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}
