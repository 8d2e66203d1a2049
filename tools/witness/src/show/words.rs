//! The words that all renderings use: names of threads, of kinds, of times.

use std::sync::LazyLock;

use messages::{Language, Messages, Value};

use crate::escape::escaped;
use crate::query::dotted;
use crate::report::{ChannelKind, Outcome, Report};

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| {
    Messages::new(include_str!("../../messages/en.ftl"), include_str!("../../messages/es.ftl"))
});

/// What a thread is called in this language, by its place in the tree of creation: `thread 2`,
/// `hijo 1 hilo 2`.
pub fn role(report: &Report, thread: usize, language: Language) -> String {
    Words { report, language }.role(thread)
}

/// What a process is called in this language: `main`, `child 1`, `hijo 1.3`.
pub fn process_role(report: &Report, process: usize, language: Language) -> String {
    Words { report, language }.process_role(process)
}

/// A report and the language to tell it in.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) report: &'a Report,
    pub(super) language: Language,
}

impl Words<'_> {
    pub(super) fn say(&self, id: &str, values: &[(&str, Value)]) -> String {
        say(self.language, id, values)
    }

    /// A thread's name as a label.
    pub(super) fn role(&self, thread: usize) -> String {
        self.name(thread, ["thread", "child", "child-thread"])
    }

    /// A thread's name inside a sentence.
    pub(super) fn the(&self, thread: usize) -> String {
        self.name(thread, ["the-thread", "the-child", "the-child-thread"])
    }

    pub(super) fn process_role(&self, process: usize) -> String {
        self.role(self.report.main_of(process))
    }

    pub(super) fn the_process(&self, process: usize) -> String {
        self.the(self.report.main_of(process))
    }

    fn name(&self, thread: usize, [own, child, childs]: [&str; 3]) -> String {
        let number = self.report.threads[thread].number;
        let path = &self.report.processes[self.report.process_of(thread)].path;
        match (path.is_empty(), number) {
            (true, 0) => self.say("main", &[]),
            (true, number) => self.say(own, &[("number", number.into())]),
            (false, 0) => self.say(child, &[("path", dotted(path).into())]),
            (false, number) => {
                self.say(childs, &[("path", dotted(path).into()), ("number", number.into())])
            }
        }
    }

    pub(super) fn kind(&self, kind: ChannelKind) -> String {
        let id = match kind {
            ChannelKind::Stdin => "kind-stdin",
            ChannelKind::Stdout => "kind-stdout",
            ChannelKind::Stderr => "kind-stderr",
            ChannelKind::Pipe => "kind-pipe",
            ChannelKind::SocketPair => "kind-socket-pair",
            ChannelKind::Socket => "kind-socket",
            ChannelKind::File => "kind-file",
            ChannelKind::Terminal => "kind-terminal",
            ChannelKind::Other => "kind-other",
        };
        self.say(id, &[])
    }

    /// `main, thread 1 and thread 2`; of a long list the first ones and a number.
    pub(super) fn list(&self, mut items: Vec<String>) -> String {
        const MOST: usize = 12;
        if items.len() > MOST + 1 {
            let more = items.len() - MOST;
            items.truncate(MOST);
            items.push(self.say("and-more", &[("count", more.into())]));
        }
        match items.pop() {
            None => self.say("nobody", &[]),
            Some(last) if items.is_empty() => last,
            Some(last) => {
                // Spanish says "y", but "e" before the sound of an i.
                let before_i = ["hi", "i"].iter().any(|sound| last.starts_with(sound));
                let and = self.say(if before_i { "and-before-i" } else { "and" }, &[]);
                format!("{} {and} {last}", items.join(", "))
            }
        }
    }

    /// Whether a system call of this name waits for nothing but a signal.
    pub(super) fn is_for_signal(&self, call: &str) -> bool {
        matches!(call, "rt_sigtimedwait" | "rt_sigsuspend" | "pause")
    }

    /// The number of milliseconds alone; three decimals for short runs, one for long ones, the same
    /// for all times of a run so that they align.
    pub(super) fn number_of_ms(&self, ns: u64) -> String {
        let decimals = if self.report.duration_ns < 1_000_000_000 { 3 } else { 1 };
        self.language.decimal(ns as f64 / 1e6, decimals)
    }

    pub(super) fn ms(&self, ns: u64) -> String {
        self.say("ms", &[("time", self.number_of_ms(ns).into())])
    }

    /// The program and its arguments, on one line.
    pub(super) fn command(&self) -> String {
        command(&self.report.command)
    }

    /// The same without the folder of the program, for where space is short.
    pub(super) fn short_command(&self) -> String {
        let mut short = self.report.command.clone();
        if let Some(program) = short.first_mut() {
            *program = program.rsplit('/').next().unwrap_or_default().to_owned();
        }
        command(&short)
    }

    /// How the run ended, as a sentence.
    pub(super) fn ended(&self) -> String {
        let time = ("time", Value::from(self.ms(self.report.duration_ns)));
        match &self.report.outcome {
            Outcome::Exited { code } => self.say("ended-exited", &[("code", (*code).into()), time]),
            Outcome::Signaled { signal } => {
                self.say("ended-signaled", &[("signal", signal.into()), time])
            }
            Outcome::Stuck { .. } => self.say("ended-stuck", &[time]),
            Outcome::Endless { .. } => self.say("ended-endless", &[time]),
            Outcome::Deadline => self.say("ended-deadline", &[time]),
            Outcome::OutputLimit => self.say("ended-output-limit", &[time]),
            Outcome::TaskLimit => self.say("ended-task-limit", &[time]),
        }
    }
}

/// A sentence that needs no report.
pub(super) fn say(language: Language, id: &str, values: &[(&str, Value)]) -> String {
    MESSAGES.say(language, id, values)
}

/// A sentence begins with a capital; `main` is a name and stays as it is.
pub(super) fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    match characters.next() {
        Some(first) if !sentence.starts_with("main") => {
            first.to_uppercase().chain(characters).collect()
        }
        _ => sentence.to_owned(),
    }
}

/// The text, ended by `…` when it is longer than `most` characters.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// A program and its arguments, with quotes around what a shell would take apart.
pub(super) fn command(words: &[String]) -> String {
    let quoted = words.iter().map(|word| {
        let plain =
            |character: char| character.is_alphanumeric() || "-_./=:,+@%".contains(character);
        if !word.is_empty() && word.chars().all(plain) {
            word.clone()
        } else {
            format!("'{}'", escaped(&word.replace('\'', r"'\''")))
        }
    });
    shortened(&quoted.collect::<Vec<_>>().join(" "), 400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same() {
        let (en, es) =
            (include_str!("../../messages/en.ftl"), include_str!("../../messages/es.ftl"));
        messages::parity(en, es).unwrap_or_else(|difference| panic!("{difference}"));
    }

    #[test]
    fn every_sentence_is_said_somewhere() {
        let sources = [
            include_str!("words.rs"),
            include_str!("explored.rs"),
            include_str!("explored/finding.rs"),
            include_str!("explored/origin.rs"),
            include_str!("explored/steps.rs"),
            include_str!("explored/unseen.rs"),
            include_str!("pipes.rs"),
            include_str!("place.rs"),
            include_str!("plot.rs"),
            include_str!("story_line.rs"),
            include_str!("strips.rs"),
            include_str!("text.rs"),
            include_str!("text/endless.rs"),
            include_str!("text/stuck.rs"),
            include_str!("text/sections.rs"),
            include_str!("text/sections/bytes.rs"),
            include_str!("text/sections/lives.rs"),
            include_str!("text/sections/waits.rs"),
            include_str!("timeline.rs"),
            include_str!("timeline/lane.rs"),
            include_str!("tree.rs"),
        ];
        let ids = include_str!("../../messages/en.ftl").lines().filter_map(|line| {
            let (id, _) = line.split_once(" = ")?;
            id.starts_with(|first: char| first.is_ascii_lowercase()).then_some(id)
        });
        let unused: Vec<_> = ids
            .filter(|id| !sources.iter().any(|source| source.contains(&format!("\"{id}\""))))
            .collect();
        assert!(unused.is_empty(), "nobody says {unused:?}");
    }

    #[test]
    fn a_command_is_quoted_as_a_shell_wants_it() {
        let words = ["sh", "-c", "yes | head -1", "", "it's"].map(String::from);
        assert_eq!(command(&words), r"sh -c 'yes | head -1' '' 'it'\''s'");
    }
}
