//! The recorded story of an exercise: what a right run looks like.
//!
//! The answers stand in `tests/snapshots/<topic>/<exercise>.snap`, in insta's format, so that its
//! tools show and review them. They are written through insta and read here: insta's own comparison
//! obeys the environment, and says what it has to say by a panic of its own.

use std::fs;
use std::path::PathBuf;

use similar::TextDiff;

use crate::args;
use crate::guard;
use crate::program::{Args, Program};
use crate::stop::{Judged, Stop};

impl Program {
    /// Stops unless every run in [`Program::under_schedules`] tells the recorded story.
    ///
    /// # Errors
    ///
    /// When one tells another story, or as [`Program::under_schedules`].
    pub fn tells_the_story(&self, args: impl Args) -> Judged {
        let runs = self.under_schedules(args)?;
        let stories: Vec<_> = runs.iter().map(|run| witness::story(run)).collect();
        if guard::blessing() {
            return self.record(&stories).map_err(|fault| Box::new(Stop::OurFault(fault)));
        }
        let answer = self.answer().map_err(|fault| Box::new(Stop::OurFault(fault)))?;
        for (run, story) in runs.iter().zip(&stories) {
            if let Some(difference) = difference(&answer, story) {
                return Err(run.failure("common-story", args! {}, Some(difference)));
            }
        }
        Ok(())
    }

    fn answer_path(&self) -> PathBuf {
        let folder = self.root.join("tests/snapshots").join(&self.topic);
        folder.join(self.exercise.name).with_extension("snap")
    }

    /// The recorded story.
    fn answer(&self) -> Result<String, String> {
        let path = self.answer_path();
        let file = fs::read_to_string(&path).map_err(|error| {
            let path = path.display();
            format!("failed to read the recorded story `{path}` (record it with `cargo verify --bless`): {error}")
        })?;
        contents(&file)
            .map(str::to_owned)
            .ok_or_else(|| format!("`{}` is no snapshot", path.display()))
    }

    /// Records the story, if this is the reference and its story does not depend on the order.
    pub(crate) fn record(&self, stories: &[String]) -> Result<(), String> {
        let Self { exercise, topic, .. } = self;
        if exercise.package != format!("{topic}-solution") || !exercise.judges_its_own_program() {
            return Err(format!(
                "{} is set, and only the reference's story may be recorded; unset it and test again",
                guard::BLESS
            ));
        }
        let first = stories.first().ok_or("there is no run to record")?;
        if let Some(difference) = stories.iter().find_map(|story| difference(first, story)) {
            return Err(format!(
                "the reference's story depends on the order of its threads:\n{difference}"
            ));
        }
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(self.root.join("tests/snapshots").join(topic));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(exercise.name, first));
        Ok(())
    }
}

/// What a snapshot file holds after its head, which stands between two lines of `---`.
fn contents(file: &str) -> Option<&str> {
    let (_, rest) = file.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(rest)
}

/// How `seen` differs from `required`, line by line; `None` when it does not.
fn difference(required: &str, seen: &str) -> Option<String> {
    // insta keeps no blank lines at the end.
    let (required, seen) = (required.trim_end(), seen.trim_end());
    (required != seen).then(|| {
        let diff = TextDiff::from_lines(required, seen);
        let line = |change: similar::Change<&str>| format!("{}{}", change.tag(), change.value());
        let lines: Vec<_> = diff.iter_all_changes().map(line).collect();
        lines.iter().map(|line| line.trim_end().to_owned() + "\n").collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_is_what_follows_its_head() {
        let file = "---\nsource: tests/support/src/story.rs\n---\nfirst\n---\nlast\n";
        assert_eq!(contents(file), Some("first\n---\nlast\n"));
        assert_eq!(contents("first\n"), None);
    }

    #[test]
    fn a_difference_shows_both_sides() {
        assert_eq!(difference("a\nb\n", "a\nb"), None);
        assert_eq!(difference("a\nb\nc\n", "a\nx\nc\n").as_deref(), Some(" a\n-b\n+x\n c\n"));
    }
}
