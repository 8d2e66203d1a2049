//! The course's folder, and what stands where in it.

use std::path::{Path, PathBuf};

use anyhow::Context;
use course::{Course, Exercise, Topic};

use crate::voice::Voice;

/// The course that the student stands in.
pub struct Room {
    /// The folder of `course.toml`, which is the root of the Cargo workspace.
    pub root: PathBuf,
    /// What can be learnt here.
    pub course: Course,
}

/// One exercise within its topic.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Which topic.
    pub topic: &'a Topic,
    /// Which exercise of it.
    pub exercise: &'a Exercise,
}

impl Room {
    /// The course around the folder that we were called in.
    pub fn open(voice: Voice) -> anyhow::Result<Self> {
        let here = std::env::current_dir().with_context(|| voice.say("no-current-folder", &[]))?;
        let root = course::find_root(&here).map_err(|error| match error {
            course::Error::NoCourse { start } => {
                voice.error("no-course", &[("folder", start.display().to_string().into())])
            }
            other => other.into(),
        })?;
        let course = Course::load(&root).with_context(|| voice.say("bad-course", &[]))?;
        Ok(Self { root, course })
    }

    /// All exercises, in the order in which they are taught.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        self.course.exercises().map(|(topic, exercise)| Place { topic, exercise })
    }

    /// The exercise of this name.
    pub fn place(&self, name: &str, voice: Voice) -> anyhow::Result<Place<'_>> {
        match self.course.exercise(name) {
            Ok((topic, exercise)) => Ok(Place { topic, exercise }),
            Err(unknown) => Err(no_such_exercise(name, unknown.nearest, voice)),
        }
    }

    /// That nothing is called `name`, where a topic would have been as right as an exercise.
    pub fn neither_exercise_nor_topic(&self, name: &str, voice: Voice) -> anyhow::Error {
        let exercise = self.course.exercise(name).err().and_then(|unknown| unknown.nearest);
        let likeness = |other: &str| strsim::jaro_winkler(&name.to_lowercase(), other);
        // A topic is suggested where it is at least as like; 0.7 is the least for exercises, too.
        let least = exercise.as_deref().map_or(0.7, likeness);
        let topics = self.course.topics.iter().map(|topic| (likeness(&topic.name), &topic.name));
        let topic = topics.filter(|(likeness, _)| *likeness >= least);
        let topic = topic.max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, name)| name.clone());
        no_such_exercise(name, topic.or(exercise), voice)
    }

    /// The records of what the graders last said.
    pub fn verdicts(&self) -> PathBuf {
        course::verdict::folder(&self.root)
    }

    /// What only this command keeps; deleting it loses no work of the student's.
    pub fn own_folder(&self) -> PathBuf {
        self.root.join("target/telar")
    }
}

impl Place<'_> {
    /// The student's file, seen from the course's folder.
    pub fn file(&self) -> PathBuf {
        Path::new("crates").join(&self.topic.name).join(self.exercise.file())
    }
}

fn no_such_exercise(name: &str, nearest: Option<String>, voice: Voice) -> anyhow::Error {
    let name = ("name", name.into());
    match nearest {
        Some(nearest) => voice.error("no-such-exercise-but", &[name, ("nearest", nearest.into())]),
        None => voice.error("no-such-exercise", &[name]),
    }
}
