//! The recorded story of an exercise: what a right run looks like.
//!
//! The answers stand in `tests/snapshots/<topic>/<exercise>.snap`, in insta's format, so that its
//! tools show and review them. They are written through insta and read here: insta's own comparison
//! obeys the environment, and says what it has to say by a panic of its own.

use std::fs;
use std::path::PathBuf;

use similar::TextDiff;
use witness::explore::Canonical;
use witness::{Outcome, Report, Traffic, WaitOn};

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
        self.tells(args, witness::story)
    }

    /// As [`Program::tells_the_story`], for an exercise that leaves it to the student which threads a process
    /// has: what any of them does, its process does.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn tells_the_story_of_its_processes(&self, args: impl Args) -> Judged {
        self.tells(args, |report| witness::story(&merged(report)))
    }

    fn tells(&self, args: impl Args, story: impl Fn(&Report) -> String) -> Judged {
        let runs = self.under_schedules(args)?;
        let stories: Vec<_> = runs.iter().map(|run| story(run)).collect();
        if guard::blessing() {
            return self.record(&stories).map_err(|fault| Box::new(Stop::OurFault(fault)));
        }
        let answer = self.answer().map_err(|fault| Box::new(Stop::OurFault(fault)))?;
        // Of a run that got stuck, who waits for whom tells more than what is missing. Only the first can have: of
        // the others, those are here in which nothing was wrong.
        if let Some(first) =
            runs.first().filter(|first| difference(&answer, &story(first)).is_some())
        {
            first.clone().scheduled(Canonical::First).ends()?;
        }
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

/// The same run, as if each process had its main thread alone.
fn merged(report: &Report) -> Report {
    let mut merged = report.clone();
    let mains: Vec<usize> = (0..report.processes.len()).map(|it| report.main_of(it)).collect();
    // A process's only thread has the process's index.
    let main = |thread: usize| report.process_of(thread);
    merged.threads = mains.iter().map(|&thread| report.threads[thread].clone()).collect();
    for thread in &mut merged.threads {
        thread.created_by = thread.created_by.map(main);
    }
    for (process, one) in merged.processes.iter_mut().enumerate() {
        one.created_by = one.created_by.map(main);
        one.threads = vec![process];
        one.cut_off.clear();
    }
    for line in &mut merged.lines {
        line.thread = main(line.thread);
    }
    if let Outcome::Stuck { waiting } = &mut merged.outcome {
        waiting.retain(|stuck| !matches!(stuck.on, WaitOn::Join { .. }));
        for stuck in waiting {
            stuck.thread = main(stuck.thread);
            stuck.held_by = stuck.held_by.map(main);
        }
    }
    merged.waits.retain(|wait| !matches!(wait.on, WaitOn::Join { .. }));
    for wait in &mut merged.waits {
        wait.thread = main(wait.thread);
    }
    for channel in &mut merged.channels {
        for side in [&mut channel.writers, &mut channel.readers] {
            let mut together: Vec<Traffic> = Vec::new();
            for it in side.drain(..) {
                let thread = main(it.thread);
                match together.iter_mut().find(|one| one.thread == thread) {
                    Some(one) => {
                        one.bytes += it.bytes;
                        one.calls += it.calls;
                    }
                    None => together.push(Traffic { thread, ..it }),
                }
            }
            *side = together;
        }
    }
    merged
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
    use witness::Stream;

    use super::*;

    #[test]
    fn what_a_thread_does_its_process_does() {
        let lines = [(1, Stream::Stdout, "one"), (0, Stream::Stdout, "two")];
        let told = witness::story(&merged(&crate::tests::report(2, &lines)));
        let words = "the program ended with exit code 0\n\nmain\n  out: one\n  out: two\n";
        assert_eq!(told, words);
    }

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
