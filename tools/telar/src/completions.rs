//! `telar completions`: a script that teaches a shell the command, with the exercises' names.

use clap::builder::PossibleValuesParser;
use clap_complete::generate;

use crate::cli::Completions;
use crate::room::Room;
use crate::status::Status;
use crate::voice::Voice;
use crate::{help, output};

/// Writes the script.
pub fn write(asked: &Completions, voice: Voice) -> anyhow::Result<Status> {
    let mut grammar = help::grammar(voice);
    // Outside of the course there is still the command to complete, only no name.
    if let Ok(room) = Room::open(voice) {
        let exercises: Vec<String> =
            room.places().map(|place| place.exercise.name.clone()).collect();
        let topics = room.course.topics.iter().map(|topic| topic.name.clone());
        let both: Vec<String> = exercises.iter().cloned().chain(topics).collect();
        for (command, arg, names) in [
            ("run", "exercise", &exercises),
            ("observe", "exercise", &exercises),
            ("explore", "exercise", &exercises),
            ("replay", "exercise", &exercises),
            ("test", "names", &both),
        ] {
            let names = PossibleValuesParser::new(names.clone());
            // `mut_arg` would do, but moves the argument behind the others.
            grammar =
                grammar.mut_subcommand(command, |it| {
                    it.mut_args(|it| {
                        if it.get_id() == arg { it.value_parser(names.clone()) } else { it }
                    })
                });
        }
    }
    let mut script = Vec::new();
    generate(asked.shell, &mut grammar, "telar", &mut script);
    output::data(&String::from_utf8_lossy(&script))?;
    Ok(Status::Well)
}
