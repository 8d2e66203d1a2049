//! Who may see what: how much of a requirement a student is told, and when.
//!
//! The levels are Gradescope's. A requirement that is not to be seen yet shows its name and whether it is met; its
//! sentence, its message and its evidence could tell what was expected.

use std::str::FromStr;

use anyhow::{Context, bail};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// When a student may see a requirement whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Visibility {
    /// At once.
    #[default]
    Visible,
    /// When nothing can be handed in any more.
    AfterDueDate,
    /// When the grades are out.
    AfterPublished,
    /// Never.
    Hidden,
}

impl Visibility {
    /// For leaving out of files what is as usual.
    pub fn is_visible(&self) -> bool {
        *self == Self::Visible
    }
}

/// For whom a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The instructor, who sees everything.
    Instructor,
    /// A platform that knows the dates and keeps back by itself what is not to be seen yet.
    Platform,
    /// A student. No date is known here, so whatever is for later is as good as hidden.
    Student,
}

impl Audience {
    /// Whether these see only the name of such a requirement, and whether it is met.
    pub fn is_kept_from(self, level: Visibility) -> bool {
        match self {
            Self::Instructor => false,
            Self::Platform => level == Visibility::Hidden,
            Self::Student => level != Visibility::Visible,
        }
    }
}

/// A level for everything, for an exercise or for one requirement: `[EXERCISE[::REQUIREMENT]=]LEVEL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The exercise; all when there is none.
    pub exercise: Option<String>,
    /// The requirement; all when there is none.
    pub requirement: Option<String>,
    /// The level.
    pub level: Visibility,
}

impl FromStr for Rule {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (place, level) =
            text.split_once('=').map_or(("", text), |(place, level)| (place, level));
        let level = Visibility::from_str(level, false).ok().with_context(|| {
            format!(
                "`{}` is no level; there are visible, after_due_date, after_published, hidden",
                level.escape_debug()
            )
        })?;
        let (exercise, requirement) = match place.split_once("::") {
            Some((exercise, requirement)) => (exercise, Some(requirement)),
            None => (place, None),
        };
        let exercise = (!exercise.is_empty()).then(|| exercise.to_owned());
        if text.contains('=') && exercise.is_none() {
            bail!("a level is given as LEVEL, EXERCISE=LEVEL or EXERCISE::REQUIREMENT=LEVEL");
        }
        Ok(Self { exercise, requirement: requirement.map(str::to_owned), level })
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(exercise) = &self.exercise {
            let requirement = self.requirement.iter().map(|it| format!("::{it}"));
            write!(f, "{exercise}{}=", requirement.collect::<String>())?;
        }
        let level = self.level.to_possible_value().expect("no level is skipped");
        f.write_str(level.get_name())
    }
}

/// The level of a requirement. What is said of it alone counts before what is said of its exercise, and that before what
/// is said of everything; of equals, the last.
pub fn level(rules: &[Rule], exercise: &str, requirement: &str) -> Visibility {
    let about = |rule: &&Rule| {
        rule.exercise.as_deref().is_none_or(|it| it == exercise)
            && rule.requirement.as_deref().is_none_or(|it| it == requirement)
    };
    let closeness = |rule: &&Rule| (rule.exercise.is_some(), rule.requirement.is_some());
    let closest = rules.iter().filter(about).max_by_key(closeness);
    closest.map_or(Visibility::Visible, |rule| rule.level)
}

/// The level of a report as a whole.
pub fn whole(rules: &[Rule]) -> Visibility {
    let whole = rules.iter().rev().find(|rule| rule.exercise.is_none());
    whole.map_or(Visibility::Visible, |rule| rule.level)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(texts: &[&str]) -> Vec<Rule> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn the_closest_rule_counts_wherever_it_stands() {
        let mut said = ["after_published", "counter=hidden", "counter::total=visible"];
        for _ in 0..said.len() {
            let rules = rules(&said);
            assert_eq!(level(&rules, "counter", "total"), Visibility::Visible);
            assert_eq!(level(&rules, "counter", "other"), Visibility::Hidden);
            assert_eq!(level(&rules, "cache", "total"), Visibility::AfterPublished);
            assert_eq!(whole(&rules), Visibility::AfterPublished);
            said.rotate_left(1);
        }
        let twice = rules(&["counter=hidden", "counter=after_due_date"]);
        assert_eq!(level(&twice, "counter", "total"), Visibility::AfterDueDate);
        assert_eq!(whole(&twice), Visibility::Visible);
    }

    #[test]
    fn a_rule_is_written_as_it_is_read() {
        for text in ["hidden", "counter=visible", "counter::total=after_due_date"] {
            assert_eq!(text.parse::<Rule>().unwrap().to_string(), text);
        }
        for wrong in ["", "secret", "counter=", "=hidden", "::total=hidden", "counter=Hidden"] {
            assert!(wrong.parse::<Rule>().is_err(), "{wrong:?}");
        }
    }
}
