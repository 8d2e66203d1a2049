//! `cargo telar`: where the student stands, and what comes next.

use std::fmt::Write;

use crate::output::{self, COMMAND, FAINT, STRONG};
use crate::progress::{Progress, State};
use crate::room::{Place, Room};
use crate::status::Status;
use crate::voice::Voice;

/// Shows the whole course, with a mark on each exercise, and the next one to do.
pub fn show(room: &Room, voice: Voice) -> anyhow::Result<Status> {
    let progress = Progress::load(room)?;
    output::text(&page(room, &progress, voice))?;
    Ok(Status::Well)
}

/// The first exercise that is not solved; `None` when all are.
pub fn next<'a>(room: &'a Room, progress: &Progress) -> Option<Place<'a>> {
    room.places().find(|&place| progress.state(room, place) != State::Solved)
}

/// What to do for this exercise, with the exact commands.
pub fn invitation(place: Place, voice: Voice) -> String {
    let Place { exercise, .. } = place;
    let mut text = format!(
        "{}\n",
        voice.say(
            "next",
            &[
                ("exercise", styled(STRONG, &exercise.name).into()),
                ("goal", exercise.goal.get(voice.language).into()),
            ]
        )
    );
    let steps = [
        ("next-read", format!("book/{}/{}", voice.language, exercise.book)),
        ("next-edit", place.file().display().to_string()),
        ("next-test", styled(COMMAND, &format!("cargo telar test {}", exercise.name))),
    ];
    for (id, what) in steps {
        let _ = writeln!(text, "  {}", voice.say(id, &[("what", what.into())]));
    }
    text
}

fn page(room: &Room, progress: &Progress, voice: Voice) -> String {
    let states: Vec<(Place, State)> =
        room.places().map(|place| (place, progress.state(room, place))).collect();
    let width = states.iter().map(|(place, _)| place.exercise.name.len()).max().unwrap_or(0);

    let mut text = format!("{}\n", total(&states, voice));
    for topic in &room.course.topics {
        let title = topic.title.get(voice.language);
        let _ = writeln!(text, "\n{STRONG}{title}{STRONG:#} {FAINT}({}){FAINT:#}", topic.name);
        for (place, state) in states.iter().filter(|(place, _)| place.topic.name == topic.name) {
            let (mark, name) = (state.mark(), &place.exercise.name);
            let title = place.exercise.title.get(voice.language);
            let remark = remark(*state, place.exercise.requirements.len(), voice);
            let _ = writeln!(text, "  {mark} {name:width$}  {title}{FAINT}{remark}{FAINT:#}");
        }
    }
    text.push('\n');
    text.push_str(&match next(room, progress) {
        Some(place) => invitation(place, voice),
        None => format!("{}\n", voice.say("all-solved", &[])),
    });
    text
}

fn total(states: &[(Place, State)], voice: Voice) -> String {
    let points = |places: &mut dyn Iterator<Item = &(Place, State)>| -> u32 {
        places.map(|(place, _)| place.exercise.points).sum()
    };
    let solved = || states.iter().filter(|(_, state)| *state == State::Solved);
    voice.say(
        "stand",
        &[
            ("solved", solved().count().into()),
            ("all", states.len().into()),
            ("points", points(&mut solved()).into()),
            ("most", points(&mut states.iter()).into()),
        ],
    )
}

/// What the mark alone does not say.
fn remark(state: State, all: usize, voice: Voice) -> String {
    let (id, held) = match state {
        State::Solved | State::Untried => return String::new(),
        State::Changed => ("state-changed", 0),
        State::Failed { held } => ("state-failed", held),
        State::Undecided { held } => ("state-undecided", held),
        State::Begun { held } => ("state-begun", held),
    };
    format!(", {}", voice.say(id, &[("held", held.into()), ("all", all.into())]))
}

fn styled(style: anstyle::Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
