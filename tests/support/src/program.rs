//! The program to be judged, ready to run.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ::messages::Language;
use witness::{Job, Order, Outcome};

use crate::exercise::{Exercise, chain};
use crate::folder::WorkingFolder;
use crate::not_written::NotWritten;
use crate::run::Run;
use crate::stop::{Judged, Stop};

/// The longest that a run may take. Programs are graded with pauses of milliseconds, so a run that
/// comes here hangs, and does so on the slowest machine too.
const DEADLINE: Duration = Duration::from_secs(20);

/// Most runs that [`Program::in_each_order`] does. Graders ask for a handful of workers; a program
/// that creates hundreds has failed before the last of them was starved.
const MOST_ORDERS: usize = 16;

/// The program to be judged, ready to run.
///
/// Each requirement has a program of its own, with an empty working folder of its own, so that tests
/// can run side by side and no run finds what another one left behind.
#[derive(Debug)]
pub struct Program {
    pub(crate) exercise: Exercise,
    pub(crate) topic: String,
    /// The language in which threads and processes are named.
    pub(crate) language: Language,
    /// The course's folder.
    pub(crate) root: PathBuf,
    path: String,
    folder: WorkingFolder,
}

impl Program {
    pub(crate) fn new(
        exercise: &Exercise,
        root: &Path,
        topic: &str,
        language: Language,
    ) -> Judged<Self> {
        let fault = |what: String| Box::new(Stop::OurFault(what));
        // Made absolute here, because the program runs in another folder.
        let path = std::path::absolute(exercise.program())
            .ok()
            .and_then(|path| path.to_str().map(str::to_owned))
            .ok_or_else(|| {
                fault(format!(
                    "the program's path `{}` is not usable",
                    exercise.program().display()
                ))
            })?;
        let folder = WorkingFolder::new(&path).map_err(fault)?;
        Ok(Self {
            exercise: *exercise,
            topic: topic.into(),
            language,
            root: root.into(),
            path,
            folder,
        })
    }

    /// The working folder of all runs; empty at first.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the exercise with these arguments, in whatever order the kernel chooses.
    ///
    /// # Errors
    ///
    /// Stops when the program met a `todo!`, or had to be cut off (deadline, output, tasks): what is
    /// missing from such a run proves nothing. A run that got stuck is whole, and comes back as such.
    pub fn run(&self, args: impl Args) -> Judged<Run> {
        self.run_with(args, |job| job)
    }

    /// Runs the exercise with these arguments in this order.
    ///
    /// # Errors
    ///
    /// As [`Program::run`].
    pub fn run_in(&self, order: Order, args: impl Args) -> Judged<Run> {
        self.run_with(args, |job| Job { order, ..job })
    }

    /// Runs the exercise with these arguments and whatever else `change` asks of the witness.
    ///
    /// The command that shows the run again tells order and arguments; a changed environment or input
    /// it does not tell.
    ///
    /// # Errors
    ///
    /// As [`Program::run`].
    pub fn run_with(&self, args: impl Args, change: impl FnOnce(Job) -> Job) -> Judged<Run> {
        let job = change(self.job(args.into_args()));
        match witness::observe(&job) {
            Ok(report) => self.settle(Run::new(self, &job, report)),
            Err(error @ witness::Error::NotPermitted { .. }) => {
                Err(Box::new(Stop::Inconclusive(chain(&error))))
            }
            Err(error) => Err(Box::new(Stop::OurFault(chain(&error)))),
        }
    }

    /// Runs the exercise once with the creator first, then once for each thread and process that it
    /// creates, starving that one.
    ///
    /// What holds in all of these runs holds however slow any one worker is. The number of runs is
    /// bounded.
    ///
    /// # Errors
    ///
    /// As [`Program::run`].
    pub fn in_each_order(&self, args: impl Args) -> Judged<Vec<Run>> {
        let args = args.into_args();
        let first = self.run_in(Order::CreatorFirst, args.as_slice())?;
        // The report lists the main thread first; everything after it was created.
        let created = first.threads.len().saturating_sub(1).min(MOST_ORDERS);
        let starved = (0..created).map(|k| self.run_in(Order::Starve(k), args.as_slice()));
        std::iter::once(Ok(first)).chain(starved).collect()
    }

    pub(crate) fn job(&self, args: Vec<String>) -> Job {
        let mut job = Job::new(self.path.as_str()).args([self.exercise.name]).args(args);
        // What a run does must not depend on who runs it: no backtraces, no locale, no settings.
        job.clear_env = true;
        job.env = vec![("RUST_BACKTRACE".into(), "0".into()), ("PATH".into(), Job::search_path())];
        job.limits.deadline = DEADLINE;
        self.folder.place(job)
    }

    pub(crate) fn settle(&self, run: Run) -> Judged<Run> {
        if let Some(todo) = NotWritten::find(&run, &self.exercise) {
            return Err(Box::new(Stop::NotWritten(todo)));
        }
        let limits = run.limits();
        match run.outcome {
            Outcome::Endless { .. } => Err(run.fail("common-endless", crate::args! {})),
            Outcome::Deadline => {
                Err(run
                    .fail("common-deadline", crate::args! { seconds: limits.deadline.as_secs() }))
            }
            Outcome::OutputLimit => {
                Err(run
                    .fail("common-output-limit", crate::args! { mib: limits.output_bytes >> 20 }))
            }
            Outcome::TaskLimit => {
                Err(run.fail("common-task-limit", crate::args! { tasks: limits.tasks }))
            }
            Outcome::Exited { .. } | Outcome::Signaled { .. } | Outcome::Stuck { .. } => Ok(run),
        }
    }
}

/// A program's arguments: one string, cut at its spaces, or a list, taken as it is.
pub trait Args {
    /// The arguments, one by one.
    fn into_args(self) -> Vec<String>;
}

impl Args for &str {
    fn into_args(self) -> Vec<String> {
        self.split_whitespace().map(str::to_owned).collect()
    }
}

impl Args for String {
    fn into_args(self) -> Vec<String> {
        self.as_str().into_args()
    }
}

impl<S: AsRef<str>> Args for &[S] {
    fn into_args(self) -> Vec<String> {
        self.iter().map(|arg| arg.as_ref().to_owned()).collect()
    }
}

impl<S: AsRef<str>> Args for Vec<S> {
    fn into_args(self) -> Vec<String> {
        self.as_slice().into_args()
    }
}

impl<S: AsRef<str>, const N: usize> Args for [S; N] {
    fn into_args(self) -> Vec<String> {
        self.as_slice().into_args()
    }
}
