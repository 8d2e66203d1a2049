//! The command line: what can be asked for.
//!
//! The help texts are not here but in `messages/`, because they are said in two languages; [`help`]
//! puts them in.
//!
//! [`help`]: crate::help

mod compare;
mod weave;
#[cfg(test)]
mod shown;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use messages::Language;
use witness::{Detail, Order};

use crate::voice::Voice;
use crate::{help, usage};

pub use compare::Compare;
pub use weave::{Explore, Replay, Single, single};

/// What to do with a command line.
pub enum Call {
    /// Do this; `None` shows where the student stands.
    Obey(Option<Command>),
    /// Print this help.
    Explain(String),
    /// It cannot be understood.
    Refuse(anyhow::Error),
}

#[derive(Debug, Parser)]
#[command(name = "telar", bin_name = "cargo telar", version)]
pub(crate) struct Cli {
    #[arg(long, global = true, value_parser = language())]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    List(List),
    Run(Run),
    Observe(Observe),
    Explore(Explore),
    Replay(Replay),
    Test(Test),
    Compare(Compare),
    Book(Words),
    Grade(Words),
    Regrade(Words),
    Merge(Words),
    Report(Words),
    Similar(Words),
    Autograder(Words),
    Doctor(Words),
    Box(Words),
    Completions(Completions),
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Run {
    #[arg(long)]
    pub solution: bool,
    pub exercise: String,
    #[arg(last = true)]
    pub args: Vec<OsString>,
}

#[derive(Debug, Args)]
pub struct Observe {
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[arg(long)]
    pub timeline: Option<PathBuf>,
    #[arg(long)]
    pub trace: Option<PathBuf>,
    #[arg(long, value_parser = detail(), default_value = "full")]
    pub detail: Detail,
    #[arg(long, value_parser = order, default_value = "natural")]
    pub order: Order,
    #[arg(long, value_parser = seconds, default_value = "60")]
    pub deadline: Duration,
    #[arg(long)]
    pub clear_env: bool,
    #[arg(long, requires = "exercise")]
    pub solution: bool,
    pub exercise: Option<String>,
    /// The program and its arguments or, after an exercise, its arguments alone.
    #[arg(last = true)]
    pub command: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Test {
    #[arg(long)]
    pub all: bool,
    pub names: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Words {
    /// What a program of its own is told, as it stands.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub words: Vec<OsString>,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// In which form an answer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Reads the command line; its first word is our own name.
pub fn read(words: impl IntoIterator<Item = OsString>) -> (Voice, Call) {
    let words = help_as_option(words.into_iter().collect());
    // The language must be known before the rest is understood: refusals are said in it, too.
    let voice = Voice { language: Language::choose(asked_language(&words)) };
    let matches = help::grammar(voice).try_get_matches_from(words);
    let call = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => Call::Obey(cli.command),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Call::Explain(error.render().ansi().to_string())
            }
            _ => Call::Refuse(usage::refusal(&error, voice)),
        },
    };
    (voice, call)
}

/// `help test`, as other tools have it, becomes `test --help`.
fn help_as_option(mut words: Vec<OsString>) -> Vec<OsString> {
    let is_command =
        |pair: &[OsString]| pair[0] != "--lang" && !pair[1].as_encoded_bytes().starts_with(b"-");
    let command = words.windows(2).position(is_command).map(|before| before + 1);
    if let Some(command) = command.filter(|&command| words[command] == "help") {
        words.remove(command);
        words.push("--help".into());
    }
    words
}

fn asked_language(words: &[OsString]) -> Option<Language> {
    let mut ours = words.iter().take_while(|word| *word != "--").filter_map(|word| word.to_str());
    while let Some(word) = ours.next() {
        if word == "--lang" {
            return ours.next()?.parse().ok();
        }
        if let Some(name) = word.strip_prefix("--lang=") {
            return name.parse().ok();
        }
    }
    None
}

fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(|language| language.to_string()))
        .map(|name| name.parse().expect("only languages are possible values"))
}

fn detail() -> impl TypedValueParser<Value = Detail> {
    PossibleValuesParser::new(["lines", "full"]).map(|name| match name.as_str() {
        "lines" => Detail::Lines,
        _ => Detail::Full,
    })
}

/// The error of this and the next function lists what would have been understood; [`usage`] makes a
/// sentence of it.
fn order(word: &str) -> Result<Order, String> {
    word.parse().map_err(|_| "natural, creator-first, starve:0, oversleep:0, …".into())
}

fn seconds(word: &str) -> Result<Duration, String> {
    word.parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| "0.5, 60, …".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observe(words: &[&str]) -> Observe {
        let all = ["telar", "observe"].iter().chain(words).map(OsString::from);
        match read(all).1 {
            Call::Obey(Some(Command::Observe(observe))) => observe,
            Call::Refuse(error) => panic!("{error:#}"),
            _ => panic!("not understood as `observe`"),
        }
    }

    #[test]
    fn a_program_stands_behind_the_dashes_and_an_exercise_before_them() {
        let program = observe(&["--", "sh", "-c", "true", "--", "--lang", "xx"]);
        assert_eq!(program.exercise, None);
        assert_eq!(program.command, ["sh", "-c", "true", "--", "--lang", "xx"]);

        let exercise = observe(&["three-threads", "--order", "starve:2", "--", "--workers", "2"]);
        assert_eq!(exercise.exercise.as_deref(), Some("three-threads"));
        assert_eq!(exercise.order, Order::Starve(2));
        assert_eq!(exercise.command, ["--workers", "2"]);
    }

    #[test]
    fn orders_and_seconds_are_read_exactly() {
        assert_eq!(order("natural"), Ok(Order::Natural));
        assert_eq!(order("creator-first"), Ok(Order::CreatorFirst));
        for wrong in ["", "starve", "starve:", "starve:-1", "starve:x", "Natural"] {
            order(wrong).unwrap_err();
        }
        assert_eq!(seconds("0.25"), Ok(Duration::from_millis(250)));
        for wrong in ["", "0", "-1", "NaN", "inf", "1e300", "2s"] {
            seconds(wrong).unwrap_err();
        }
    }

    #[test]
    fn help_may_be_asked_for_as_a_command() {
        let read = |words: &str| {
            let words = words.split(' ').map(OsString::from).collect();
            help_as_option(words).join(" ".as_ref()).into_string().unwrap()
        };
        assert_eq!(read("telar help"), "telar --help");
        assert_eq!(read("telar --lang es help test"), "telar --lang es test --help");
        assert_eq!(read("telar run x -- help"), "telar run x -- help");
    }

    #[test]
    fn the_language_is_found_anywhere_before_the_dashes() {
        let asked =
            |words: &[&str]| asked_language(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked(&["telar", "list", "--lang", "es"]), Some(Language::Es));
        assert_eq!(asked(&["telar", "--lang=en", "list"]), Some(Language::En));
        assert_eq!(asked(&["telar", "run", "x", "--", "--lang", "es"]), None);
        assert_eq!(asked(&["telar", "--lang"]), None);
    }
}
