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
            Err(unknown) => Err(match unknown.nearest {
                Some(nearest) => voice.error(
                    "no-such-exercise-but",
                    &[("name", name.into()), ("nearest", nearest.into())],
                ),
                None => voice.error("no-such-exercise", &[("name", name.into())]),
            }),
        }
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
