//! A program under many schedules, in virtual time: explored once, judged by every requirement that asks.
//!
//! Which schedules are tried does not depend on the program (see `witness::explore`), so what is found is
//! a matter of the program alone. The requirements of an exercise share one exploration for the same
//! arguments, as long as they are judged in one process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use course::BlindKind;
use witness::explore::{Expectation, Explored, Failure, Finding, Plan, Recording, explore};
use witness::show::story_line;
use witness::{Job, Report, Stream};

use crate::exercise::chain;
use crate::folder::WorkingFolder;
use crate::not_written::NotWritten;
use crate::program::{Args, Program};
use crate::run::Run;
use crate::seed::secret;
use crate::stop::{Judged, Stop};

/// Under fewer schedules than these, nothing is said of a program that came to no harm.
const FEWEST_RUNS: u32 = 40;

/// Which schedules are tried.
pub(crate) fn usual_plan() -> Plan {
    Plan { more_from: secret(), ..Plan::default() }
}

/// What came of exploring a program with some arguments.
#[derive(Debug)]
struct Exploration {
    explored: Explored,
    /// The runs in which nothing was found wrong, the first one first.
    reports: Vec<Report>,
}

/// Why there is none.
#[derive(Debug, Clone)]
enum Hindrance {
    NotPermitted(String),
    Fault(String),
}

type Shared = Arc<OnceLock<Result<Exploration, Hindrance>>>;

/// The explorations of this process, by program and arguments.
static EXPLORATIONS: Mutex<Option<HashMap<Vec<String>, Shared>>> = Mutex::new(None);

impl Program {
    /// All runs of the exercise with these arguments under many schedules, but for one that fails; see
    /// [`Program::is_right_under_every_schedule`]. The first is the one in which whoever creates a thread
    /// or process goes first.
    ///
    /// # Errors
    ///
    /// Stops when the program met a `todo!`, and when this machine does not permit exploring.
    pub fn under_schedules(&self, args: impl Args) -> Judged<Vec<Run>> {
        let job = self.job(args.into_args());
        let exploration = self.exploration(&job, false);
        let exploration = answer(&exploration)?;
        let first = self.written(&job, &exploration.explored.first.report)?;
        let others = exploration.reports.iter().skip(1);
        let others = others.map(|report| Run::new(self, &job, report.clone()));
        Ok(std::iter::once(first).chain(others).collect())
    }

    /// Stops unless the exercise with these arguments does the same under every schedule: it comes to the
    /// same end and tells the same story, nobody panics, nobody is left behind, and nobody gets stuck.
    ///
    /// # Errors
    ///
    /// When some schedule shows something else, or as [`Program::under_schedules`].
    pub fn is_right_under_every_schedule(&self, args: impl Args) -> Judged {
        self.does_the_same(&self.job(args.into_args()), false)
    }

    /// As [`Program::is_right_under_every_schedule`], with arguments that make threads panic: main says the
    /// same words of it each time, in whatever order.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn fails_alike_under_every_schedule(&self, args: impl Args) -> Judged {
        self.does_the_same(&self.job(args.into_args()), true)
    }

    fn does_the_same(&self, job: &Job, panics: bool) -> Judged {
        let exploration = self.exploration(job, panics);
        let exploration = answer(&exploration)?;
        let first = &exploration.explored.first.report;
        self.written(job, first)?;
        if let Some(failure) = &exploration.explored.failure {
            return Err(self.wrong(job, &usual_plan(), &expectation(panics), failure, first));
        }
        self.decided(&exploration.explored)
    }

    /// Stops when nothing wrong was found because too little was looked at.
    pub(crate) fn decided(&self, explored: &Explored) -> Judged {
        let Explored { points_in_program, cut_short, runs, .. } = *explored;
        let undecided = if !points_in_program {
            Some(Stop::Undecided("common-undecided-optimised", Vec::new()))
        } else if cut_short && runs < FEWEST_RUNS {
            let runs = ("runs", u64::from(runs).into());
            Some(Stop::Undecided("common-undecided-long", vec![runs]))
        } else {
            self.blind_spot()
        };
        undecided.map_or(Ok(()), |stop| Err(Box::new(stop)))
    }

    /// The first run, unless it met a `todo!`.
    pub(crate) fn written(&self, job: &Job, first: &Report) -> Judged<Run> {
        let first = Run::new(self, job, first.clone());
        match NotWritten::find(&first, &self.exercise) {
            Some(todo) => Err(Box::new(Stop::NotWritten(todo))),
            None => Ok(first),
        }
    }

    /// What is wrong with a run that was not as expected, in words.
    pub(crate) fn wrong(
        &self,
        job: &Job,
        plan: &Plan,
        expectation: &Expectation,
        failure: &Failure,
        first: &Report,
    ) -> Box<Stop> {
        let run = Run::new(self, job, failure.woven.report.clone());
        let run = run.under(failure.clone(), self.keep(job, plan, expectation, failure));
        if failure.doubtful {
            let id = match failure.finding {
                Finding::Limit => "common-undecided-limit",
                _ => "common-undecided-calls",
            };
            return Box::new(Stop::Undecided(id, Vec::new()));
        }
        let role = |thread: usize| run.role(thread);
        let (id, values) = match &failure.finding {
            Finding::Deadlock => ("deadlock", crate::args! {}),
            Finding::Endless => ("endless", crate::args! {}),
            Finding::Panic { threads } => {
                ("panic", crate::args! { role: threads.first().map_or("?".into(), |t| role(*t)) })
            }
            Finding::Exit { expected, seen } => {
                ("exit", crate::args! { expected: expected.as_str(), seen: seen.as_str() })
            }
            Finding::Zombie { process } => {
                ("zombie", crate::args! { role: run.process_role(*process) })
            }
            Finding::Orphan { process } => {
                ("orphan", crate::args! { role: run.process_role(*process) })
            }
            Finding::CutOff { thread } => ("cut-off", crate::args! { role: role(*thread) }),
            Finding::Story { expected, seen } => {
                let line = |line: &str| story_line(line.trim(), self.language);
                ("story", crate::args! { expected: line(expected), seen: line(seen) })
            }
            Finding::Limit => ("limit", crate::args! {}),
            Finding::Judged { told } => {
                ("story", crate::args! { expected: complaint(first), seen: told.as_str() })
            }
        };
        run.fail(&format!("common-schedule-{id}"), values)
    }

    /// Keeps what was found wrong with a student's own program, so that it can be had again. Gives its name.
    pub(crate) fn keep(
        &self,
        job: &Job,
        plan: &Plan,
        expectation: &Expectation,
        failure: &Failure,
    ) -> Option<String> {
        if !self.exercise.judges_its_own_program() {
            return None;
        }
        let folder = self.root.join("target/telar/loom");
        // The folder of this run ends with it; any other will do.
        let job = Job { folder: None, enclosure: None, ..job.clone() };
        let kept = Recording::keep(&folder, &job, plan, expectation, failure);
        // What can't be kept can be found again.
        kept.ok().map(|recording| recording.id().to_owned())
    }

    /// That the exercise's source has something that schedules can't show.
    fn blind_spot(&self) -> Option<Stop> {
        let source = std::fs::read_to_string(self.exercise.source_file()?).ok()?;
        let spot = course::scan(&source).into_iter().next()?;
        let what = match spot.kind {
            BlindKind::StaticMut => "static-mut",
            BlindKind::UnsafeCell => "unsafe-cell",
            BlindKind::RawWrite => "raw-write",
            BlindKind::InlineAssembly => "assembly",
            BlindKind::UnsafeSync => "unsafe-sync",
            BlindKind::Elsewhere => "elsewhere",
            BlindKind::Unparsable => "unparsable",
        };
        let values = vec![("what", what.into()), ("line", (spot.line as u64).into())];
        Some(Stop::Undecided("common-undecided-blind", values))
    }

    fn exploration(&self, job: &Job, panics: bool) -> Shared {
        let key: Vec<String> = std::iter::once(&job.program).chain(&job.args).cloned().collect();
        // A test that panicked while it looked something up has left the table whole.
        let mut table = EXPLORATIONS.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = Arc::clone(table.get_or_insert_with(HashMap::new).entry(key).or_default());
        drop(table);
        shared.get_or_init(|| explore_once(job, panics));
        shared
    }
}

/// What every run of an exercise is expected to be; whether threads are to panic in it.
fn expectation(panics: bool) -> Expectation {
    // Who fails together with others is named in any order.
    Expectation { panics, tidy: true, same_story: !panics, ..Expectation::default() }
}

/// What main says on standard error at last.
fn complaint(report: &Report) -> String {
    let mut lines = report.lines.iter();
    let last = lines.rfind(|line| line.thread == 0 && line.stream == Stream::Stderr);
    last.map_or_else(String::new, |line| line.text.trim_end().to_owned())
}

/// The words of a complaint, in an order that does not depend on who came first.
fn words(complaint: &str) -> Vec<&str> {
    let mut words: Vec<_> = complaint.split(|c: char| !c.is_alphanumeric()).collect();
    words.sort_unstable();
    words
}

fn explore_once(job: &Job, panics: bool) -> Result<Exploration, Hindrance> {
    // A folder of its own: the program's belongs to one requirement, and ends with it.
    let folder = WorkingFolder::new(&job.program).map_err(Hindrance::Fault)?;
    let job = folder.place(job.clone());
    let mut reports = Vec::new();
    let explored = explore(&job, &usual_plan(), &expectation(panics), &mut |woven| {
        let told = complaint(&woven.report);
        let expected = reports.first().map(complaint);
        let differs = expected.is_some_and(|expected| words(&expected) != words(&told));
        if panics && differs {
            return Some(told);
        }
        reports.push(woven.report.clone());
        None
    });
    match explored {
        Ok(explored) => Ok(Exploration { explored, reports }),
        Err(error @ witness::Error::NotPermitted { .. }) => {
            Err(Hindrance::NotPermitted(chain(&error)))
        }
        Err(error) => Err(Hindrance::Fault(chain(&error))),
    }
}

fn answer(shared: &Shared) -> Judged<&Exploration> {
    match shared.get().expect("it is initialised before it is given out") {
        Ok(exploration) => Ok(exploration),
        Err(Hindrance::NotPermitted(reason)) => Err(Box::new(Stop::Inconclusive(reason.clone()))),
        Err(Hindrance::Fault(fault)) => Err(Box::new(Stop::OurFault(fault.clone()))),
    }
}
