//! `cargo telar list`: the exercises, one a line, or as JSON.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::{Format, List};
use crate::output;
use crate::progress::Progress;
use crate::room::{Place, Room};
use crate::status::Status;
use crate::voice::Voice;

/// The version of the JSON's form. It grows when a field changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Listing<'a> {
    version: u32,
    /// In the order in which they are taught.
    exercises: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    exercise: &'a str,
    topic: &'a str,
    title: &'a str,
    goal: &'a str,
    points: u32,
    /// The student's file, seen from the course's folder.
    file: PathBuf,
    book: &'a str,
    requirements: &'a [String],
    /// See [`State::name`](crate::progress::State::name).
    state: &'static str,
}

/// Writes the list.
pub fn show(asked: &List, room: &Room, voice: Voice) -> anyhow::Result<Status> {
    let progress = Progress::load(room)?;
    let row = |place: Place<'_>| progress.state(room, place);
    match asked.format {
        Format::Text => {
            let width = room.places().map(|it| it.exercise.name.len()).max().unwrap_or(0);
            let line = |place: Place<'_>| {
                let title = place.exercise.title.get(voice.language);
                let mark = row(place).mark();
                format!("{mark} {:width$}  {} · {title}\n", place.exercise.name, place.topic.name)
            };
            output::text(&room.places().map(line).collect::<String>())?;
        }
        Format::Json => {
            let exercises = room.course.exercises().map(|(topic, exercise)| Row {
                exercise: &exercise.name,
                topic: &topic.name,
                title: exercise.title.get(voice.language),
                goal: exercise.goal.get(voice.language),
                points: exercise.points,
                file: Place { topic, exercise }.file(),
                book: &exercise.book,
                requirements: &exercise.requirements,
                state: row(Place { topic, exercise }).name(),
            });
            let listing = Listing { version: VERSION, exercises: exercises.collect() };
            output::data(&format!("{}\n", serde_json::to_string_pretty(&listing)?))?;
        }
    }
    Ok(Status::Well)
}
