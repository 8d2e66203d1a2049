//! `cargo telar test`: judges exercises, and shows the verdicts with their evidence.

mod page;

use course::verdict::{self, Record, Verdict};

use crate::cli::Test;
use crate::grade::{self, Findings};
use crate::program::{self, Built, Purpose};
use crate::progress::Progress;
use crate::room::{Place, Room};
use crate::status::Status;
use crate::tries::Tries;
use crate::voice::Voice;
use crate::{output, stand};

/// Judges what was asked for; everything when nothing was.
pub fn judge(asked: &Test, room: &Room, voice: Voice) -> anyhow::Result<Status> {
    let places = chosen(asked, room, voice)?;
    let mut status = Status::Well;
    for &place in &places {
        status = status.and(judge_one(place, asked.all, room, voice)?);
    }
    output::text(&what_comes_next(&places, status, room, voice)?)?;
    Ok(status)
}

/// The exercises of these names, which may be topics' too; each once, in the order of the course.
fn chosen<'a>(asked: &Test, room: &'a Room, voice: Voice) -> anyhow::Result<Vec<Place<'a>>> {
    let is_topic = |name: &str| room.course.topics.iter().any(|topic| topic.name == name);
    let is_known = |name: &str| is_topic(name) || room.course.exercise(name).is_ok();
    if let Some(unknown) = asked.names.iter().find(|name| !is_known(name)) {
        return Err(room.neither_exercise_nor_topic(unknown, voice));
    }
    let is_asked_for = |place: &Place| {
        let is = |name: &String| *name == place.exercise.name || *name == place.topic.name;
        asked.names.is_empty() || asked.names.iter().any(is)
    };
    Ok(room.places().filter(is_asked_for).collect())
}

fn judge_one(place: Place, all: bool, room: &Room, voice: Voice) -> anyhow::Result<Status> {
    // Taken before the build: should the file be edited meanwhile, the verdict is about the older one.
    let source = verdict::source_hash(&room.root.join(place.file())).ok();
    let Built::Program(program) = program::build(room, place, Purpose::Judge, voice)? else {
        output::text(&page::does_not_compile(place, voice))?;
        return Ok(Status::Fail);
    };
    let mut findings = grade::judge(place, &program, voice)?;
    for record in &mut findings.records {
        // The reference's grader, judging around a file that does not compile, names itself.
        record.package.clone_from(&place.topic.name);
        record.source.clone_from(&source);
        record.speak_of_the_exercise(&program.path);
    }

    let tries = Tries::load(room, place).after(&findings.records, source.as_deref());
    output::text(&page::verdicts(place, &findings, &tries, all, voice))?;
    // After the verdicts are shown: that they cannot be kept must not keep them from the student.
    for record in &findings.records {
        verdict::store(&room.verdicts(), record)?;
    }
    tries.store(room, place)?;
    complain_of_gaps(&findings, voice)?;
    Ok(findings.records.iter().map(status).fold(Status::Well, Status::and))
}

fn status(record: &Record) -> Status {
    match record.verdict {
        Verdict::Pass => Status::Well,
        Verdict::Fail | Verdict::NotWritten => Status::Fail,
        Verdict::Inconclusive => Status::Inconclusive,
    }
}

/// A requirement that nobody judged does not hold.
fn complain_of_gaps(findings: &Findings, voice: Voice) -> anyhow::Result<()> {
    if findings.missing.is_empty() {
        return Ok(());
    }
    output::aside(&findings.printed);
    Err(voice.error("not-judged", &[("requirements", findings.missing.join(", ").into())]))
}

fn what_comes_next(
    places: &[Place],
    status: Status,
    room: &Room,
    voice: Voice,
) -> anyhow::Result<String> {
    if let (&[place], Status::Fail) = (places, status) {
        return Ok(page::again(place, voice));
    }
    let next = stand::next(room, &Progress::load(room)?)
        .map_or_else(|| voice.say("all-solved", &[]) + "\n", |next| stand::invitation(next, voice));
    Ok(format!("\n{next}"))
}
