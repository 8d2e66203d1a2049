//! Which submission this program is: the one that its own file is named after.
//!
//! `cargo verify` links the program to `…/wrong-no-threads` and names that link to the grader as the
//! program to be judged. The grader starts it like any other program, with the exercise's name and
//! options as arguments; so nothing tells a submission that it is one.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// An exercise's name, a submission's name, and what runs it with the program's arguments.
pub type Submission = (&'static str, &'static str, fn(Vec<String>) -> Result<(), Box<dyn Error>>);

/// Runs the submission of this program's name, as the topic's own program runs its exercise.
pub fn main(submissions: &[Submission]) -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let name = Path::new(&arguments[0]).file_name().unwrap_or_default().to_string_lossy();
    let exercise = arguments.get(1).map(String::as_str).unwrap_or_default();
    let Some((.., run)) = submissions.iter().find(|it| it.0 == exercise && it.1 == name) else {
        eprintln!("error: no submission `{name}` for the exercise `{exercise}`; there are:");
        for (exercise, name, _) in submissions {
            eprintln!("  {name} {exercise}");
        }
        return ExitCode::from(2);
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Parses the arguments as this submission's options and runs it.
pub fn run<O: clap::Args>(
    exercise: &'static str,
    arguments: Vec<String>,
    submission: fn(&O) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let exercise = O::augment_args(clap::Command::new(exercise));
    let command = clap::Command::new("submission").subcommand(exercise).subcommand_required(true);
    let matches = command.get_matches_from(arguments);
    let (_, options) = matches.subcommand().expect("a subcommand is required");
    submission(&O::from_arg_matches(options).unwrap_or_else(|error| error.exit()))
}
