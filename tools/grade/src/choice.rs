//! What is to be graded and shown: the options that several commands have in common.

use std::collections::BTreeSet;

use anyhow::{Context, ensure};
use clap::Args;
use course::Course;

use crate::visibility::Rule;

/// Which exercises, and what students see of them.
#[derive(Debug, Clone, Default, Args)]
pub struct Choice {
    /// Only this topic; may be said several times.
    #[arg(long)]
    pub topic: Vec<String>,
    /// Only this exercise; may be said several times.
    #[arg(long)]
    pub exercise: Vec<String>,
    /// When students see a requirement whole, [EXERCISE[::REQUIREMENT]=]LEVEL: visible, after_due_date, after_published
    /// or hidden. Until then, its name and whether it is met. May be said several times.
    #[arg(long, value_name = "RULE")]
    pub visibility: Vec<Rule>,
}

impl Choice {
    /// The exercises that were asked for, by name or by topic; empty for all.
    ///
    /// # Errors
    ///
    /// When the course has no such topic, exercise or requirement.
    pub fn exercises(&self, course: &Course) -> anyhow::Result<BTreeSet<String>> {
        let mut chosen = BTreeSet::new();
        for name in &self.exercise {
            chosen.insert(course.exercise(name)?.1.name.clone());
        }
        for name in &self.topic {
            let topic = course.topics.iter().find(|topic| topic.name == *name);
            let topic = topic.with_context(|| format!("no topic is called `{name}`"))?;
            chosen.extend(topic.exercises.iter().map(|exercise| exercise.name.clone()));
        }
        for rule in &self.visibility {
            let Some(name) = &rule.exercise else { continue };
            let (_, exercise) = course.exercise(name)?;
            if let Some(requirement) = &rule.requirement {
                ensure!(
                    exercise.requirements.contains(requirement),
                    "no requirement of `{name}` is called `{}`; there are {}",
                    requirement.escape_debug(),
                    exercise.requirements.join(", ")
                );
            }
        }
        Ok(chosen)
    }

    /// The same choice as words of a command line. All of them are names, so none has a space in it.
    pub fn words(&self) -> Vec<String> {
        let said = |option: &str, value: String| [format!("--{option}"), value];
        let topics = self.topic.iter().flat_map(|it| said("topic", it.clone()));
        let exercises = self.exercise.iter().flat_map(|it| said("exercise", it.clone()));
        let levels = self.visibility.iter().flat_map(|it| said("visibility", it.to_string()));
        topics.chain(exercises).chain(levels).collect()
    }
}
