//! One run of the program, as the witness saw it.

use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ::messages::{Language, Value};
use witness::explore::{self, Canonical};
use witness::{End, Job, Limits, Order, Outcome, Report, Stream, WaitOn};

use crate::program::Program;
use crate::stop::{Failure, Judged, Stop};

/// One run of the program: the witness's report, and what a grader asks of it.
///
/// Threads and processes are named by their index in the report, as in [`Report`] itself, whose own
/// questions (`threads_of`, `children_of`, `texts_of`, `alive_at_once`, `role`, …) are at hand too.
#[derive(Debug, Clone)]
pub struct Run {
    report: Report,
    limits: Limits,
    language: Language,
    /// The exercise's arguments, after its name.
    args: Vec<String>,
    /// How to start what was run: `three-threads` for the student's own program, which `telar` finds
    /// by itself; else the program's path and the exercise's name.
    shown_as: String,
    /// The schedule that it ran under in virtual time, if nobody looked for failures there.
    scheduled: Option<Canonical>,
    /// The schedule that it was found under, and what is wrong with it.
    found: Option<Arc<explore::Failure>>,
    /// The recording that has it, if it is kept.
    kept_as: Option<String>,
}

impl Deref for Run {
    type Target = Report;

    fn deref(&self) -> &Report {
        &self.report
    }
}

impl Run {
    pub(crate) fn new(program: &Program, job: &Job, report: Report) -> Self {
        let exercise = &program.exercise;
        let own = exercise.package == program.topic && exercise.judges_its_own_program();
        let path = Path::new(&job.program);
        let path = path.strip_prefix(&program.root).unwrap_or(path);
        Self {
            report,
            limits: job.limits,
            language: program.language,
            // The first argument is the exercise's name.
            args: job.args.get(1..).unwrap_or_default().to_vec(),
            shown_as: if own { String::new() } else { quoted(&path.to_string_lossy()) + " " }
                + exercise.name,
            scheduled: None,
            found: None,
            kept_as: None,
        }
    }

    /// The same run, which was one in virtual time under this schedule.
    pub(crate) fn scheduled(self, canonical: Canonical) -> Self {
        Self { scheduled: Some(canonical), ..self }
    }

    /// The same run, which was found under a schedule that fails and is kept under this name.
    pub(crate) fn under(self, found: explore::Failure, kept_as: Option<String>) -> Self {
        Self { found: Some(Arc::new(found)), kept_as, ..self }
    }

    /// The schedule that it ran under in virtual time, if nobody looked for failures there.
    pub(crate) fn schedule(&self) -> Option<Canonical> {
        self.scheduled
    }

    /// The schedule that this run was found under, if it was found so.
    pub(crate) fn found(&self) -> Option<&explore::Failure> {
        self.found.as_deref()
    }

    /// The same run with another report in it, for tests of what is told about runs.
    #[cfg(test)]
    pub(crate) fn made_up(report: Report, args: &str, language: Language) -> Self {
        Self {
            report,
            limits: Limits::default(),
            language,
            args: args.split_whitespace().map(str::to_owned).collect(),
            shown_as: "three-threads".into(),
            scheduled: None,
            found: None,
            kept_as: None,
        }
    }

    /// The witness's report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// Goes on when `holds`; else stops with the topic's message `id`, which says what the program
    /// did, and its `id-cause`, which says why programs do that.
    ///
    /// # Errors
    ///
    /// When it does not hold.
    pub fn check(&self, holds: bool, id: &str, values: Vec<(&'static str, Value)>) -> Judged {
        if holds { Ok(()) } else { Err(self.fail(id, values)) }
    }

    /// A stop with the topic's message `id`; for where `check` would need its values too early.
    pub fn fail(&self, id: &str, values: Vec<(&'static str, Value)>) -> Box<Stop> {
        self.failure(id, values, None)
    }

    pub(crate) fn failure(
        &self,
        id: &str,
        values: Vec<(&'static str, Value)>,
        difference: Option<String>,
    ) -> Box<Stop> {
        Box::new(Stop::Failed(Failure { id: id.into(), values, difference, run: self.clone() }))
    }

    /// Stops unless the program came to an end by itself, however it ended.
    ///
    /// # Errors
    ///
    /// When it got stuck.
    pub fn ends(&self) -> Judged {
        self.check(!matches!(self.outcome, Outcome::Stuck { .. }), "common-stuck", Vec::new())
    }

    /// Stops unless the program ended by itself with exit code 0.
    ///
    /// # Errors
    ///
    /// When it got stuck, was ended by a signal, or ended with another code.
    pub fn succeeds(&self) -> Judged {
        self.exits_with(0)
    }

    /// Stops unless the program ended by itself with this exit code.
    ///
    /// # Errors
    ///
    /// When it got stuck, was ended by a signal, or ended with another code.
    pub fn exits_with(&self, required: i32) -> Judged {
        self.ends()?;
        match &self.outcome {
            Outcome::Signaled { signal } => {
                Err(self.fail("common-signal", crate::args! { signal: signal.as_str() }))
            }
            Outcome::Exited { code } => self.check(
                *code == required,
                "common-exit-code",
                crate::args! { required: required, seen: *code },
            ),
            // Stuck was answered above; a run that was cut off does not reach a grader.
            _ => Ok(()),
        }
    }

    /// Everything that was written to standard output, line by line, whoever wrote it.
    pub fn stdout(&self) -> Vec<&str> {
        self.written_to(Stream::Stdout)
    }

    /// Everything that was written to standard error, line by line, whoever wrote it.
    pub fn stderr(&self) -> Vec<&str> {
        self.written_to(Stream::Stderr)
    }

    fn written_to(&self, stream: Stream) -> Vec<&str> {
        let lines = self.lines.iter().filter(|line| line.stream == stream);
        lines.map(|line| line.text.as_str()).collect()
    }

    /// The threads that wrote this line to standard output, once for each time it was written.
    pub fn authors_of(&self, text: &str) -> Vec<usize> {
        let wanted = |line: &&witness::Line| line.stream == Stream::Stdout && line.text == text;
        self.lines.iter().filter(wanted).map(|line| line.thread).collect()
    }

    /// How long each sleep of a thread was asked to take, in its own order. A sleep until a point in
    /// time counts as zero.
    pub fn sleeps_of(&self, thread: usize) -> Vec<Duration> {
        let waits = self.waits_of(thread).into_iter();
        waits
            .filter_map(|wait| match wait.on {
                WaitOn::Sleep { requested_ns } => {
                    Some(Duration::from_nanos(requested_ns.unwrap_or(0)))
                }
                _ => None,
            })
            .collect()
    }

    /// What a thread is called, in the language of the verdict: `thread 2`, `hilo 2`.
    pub fn role(&self, thread: usize) -> String {
        witness::show::role(&self.report, thread, self.language)
    }

    /// What a process is called, in the language of the verdict: `child 1`, `hijo 1`.
    pub fn process_role(&self, process: usize) -> String {
        witness::show::process_role(&self.report, process, self.language)
    }

    /// Whether a process, by its index, ended by itself with this exit code.
    pub fn process_exited_with(&self, process: usize, code: i32) -> bool {
        self.processes[process].end == End::Exited { code }
    }

    /// Whether a thread was still alive when its process ended as a whole.
    pub fn was_cut_off(&self, thread: usize) -> bool {
        self.processes[self.process_of(thread)].cut_off.contains(&thread)
    }

    /// The command that was run, as a person would type it; of a long argument only the beginning.
    pub(crate) fn command(&self) -> String {
        let args: String =
            self.args.iter().map(|arg| format!(" {}", quoted(&shortened(arg)))).collect();
        format!("{}{args}", self.shown_as)
    }

    /// The command that shows the run again.
    pub(crate) fn again(&self) -> String {
        if let Some(id) = &self.kept_as {
            return format!("cargo telar replay {id}");
        }
        let verb = match self.scheduled {
            Some(schedule) => format!("replay {schedule}"),
            None if self.found.is_some() => "explore".into(),
            None => "observe".into(),
        };
        let order = match self.order {
            Order::Natural => String::new(),
            Order::CreatorFirst => " --order creator-first".into(),
            Order::Starve(k) => format!(" --order starve:{k}"),
            Order::Oversleep(k) => format!(" --order oversleep:{k}"),
        };
        let args: String = self.args.iter().map(|arg| format!(" {}", quoted(arg))).collect();
        let shown_as = &self.shown_as;
        match (shown_as.contains(' '), args.is_empty()) {
            // `telar` knows the student's exercises by name; only their arguments stand after `--`.
            (false, true) => format!("cargo telar {verb} {shown_as}{order}"),
            (false, false) => format!("cargo telar {verb} {shown_as}{order} --{args}"),
            // Any other program is a command of its own.
            (true, _) => format!("cargo telar {verb}{order} -- {shown_as}{args}"),
        }
    }
}

/// An argument as far as a reader wants to see it.
fn shortened(arg: &str) -> String {
    match arg.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &arg[..end]),
        None => arg.to_owned(),
    }
}

/// An argument as a shell must be given it.
fn quoted(arg: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:=,@%+".contains(c);
    if !arg.is_empty() && arg.chars().all(plain) {
        arg.to_owned()
    } else {
        format!("'{}'", arg.replace('\'', r"'\''"))
    }
}
