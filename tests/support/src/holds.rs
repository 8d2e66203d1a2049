//! A program whose runs differ, judged run by run.
//!
//! Which of two consumers gets an item is nobody's business, so the runs of a right program tell many
//! stories; and a program that loses a child comes to one of several ends. What holds in all of them is for
//! the grader to say.

use ::messages::Language;
use witness::explore::{Adversaries, Exit, Expectation, Explored, Finding, Plan, explore};

use crate::exercise::chain;
use crate::messages::say;
use crate::not_written::NotWritten;
use crate::program::{Args, Program};
use crate::run::Run;
use crate::schedules::usual_plan;
use crate::stop::{Judged, Stop};

/// Most runs in which a child is killed; a program that offers more is tried at points all over its run.
const MOST_KILLS: u32 = 256;

impl Program {
    /// Stops unless `judge` is content with every run of the exercise with these arguments, under many
    /// schedules. In each of them, the program comes to the same end, nobody panics, nobody is left
    /// behind, and nobody gets stuck.
    ///
    /// # Errors
    ///
    /// When one of the runs is not as it should be, or as [`Program::under_schedules`].
    pub fn holds_under_every_schedule(
        &self,
        args: impl Args,
        judge: impl Fn(&Run) -> Judged,
    ) -> Judged {
        let expectation = Expectation { tidy: true, ..Expectation::default() };
        let explored = self.holds(args.into_args(), &usual_plan(), &expectation, &judge)?;
        self.decided(&explored)
    }

    /// As [`Program::holds_under_every_schedule`], for arguments with which the end, too, depends on who was
    /// faster: a time limit that is over too early for somebody who is slow. How such a run ends is for
    /// `judge` to say.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn holds_however_it_ends(&self, args: impl Args, judge: impl Fn(&Run) -> Judged) -> Judged {
        let expectation = Expectation { exit: Exit::Any, tidy: true, ..Expectation::default() };
        let explored = self.holds(args.into_args(), &usual_plan(), &expectation, &judge)?;
        self.decided(&explored)
    }

    /// As [`Program::holds_under_every_schedule`], with arguments that make threads panic.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn holds_in_spite_of_panics(
        &self,
        args: impl Args,
        judge: impl Fn(&Run) -> Judged,
    ) -> Judged {
        let expectation = Expectation { panics: true, tidy: true, ..Expectation::default() };
        let explored = self.holds(args.into_args(), &usual_plan(), &expectation, &judge)?;
        self.decided(&explored)
    }

    /// Stops unless `judge` is content with every run of the exercise with these arguments in which some
    /// child is killed, at each step in turn, and with the one in which nobody is. In none of them anybody
    /// may get stuck, or leave somebody behind. How such a run ends is for `judge` to say.
    ///
    /// Nothing else happens in these runs: that is the business of
    /// [`Program::is_right_under_every_schedule`].
    ///
    /// # Errors
    ///
    /// When one of the runs is not as it should be, or as [`Program::under_schedules`].
    pub fn survives_every_kill(&self, args: impl Args, judge: impl Fn(&Run) -> Judged) -> Judged {
        let kill = Adversaries { kill: true, ..Adversaries::NONE };
        let plan = Plan { seeds: 0, directed: MOST_KILLS, adversaries: Some(kill), ..usual_plan() };
        let expectation =
            Expectation { exit: Exit::Any, panics: true, tidy: true, same_story: false };
        self.holds(args.into_args(), &plan, &expectation, &judge).map(drop)
    }

    fn holds(
        &self,
        args: Vec<String>,
        plan: &Plan,
        expectation: &Expectation,
        judge: &dyn Fn(&Run) -> Judged,
    ) -> Judged<Explored> {
        let job = self.job(args);
        let explored = explore(&job, plan, expectation, &mut |woven| {
            let run = Run::new(self, &job, woven.report.clone());
            // A first run that met a `todo!` is told as that, below.
            if NotWritten::find(&run, &self.exercise).is_some() {
                return None;
            }
            judge(&run).err().map(|stop| match *stop {
                Stop::Failed(failure) => say(Language::choose(None), &failure.id, &failure.values),
                other => format!("{other:?}"),
            })
        });
        let explored = explored.map_err(|error| {
            Box::new(match error {
                witness::Error::NotPermitted { .. } => Stop::Inconclusive(chain(&error)),
                _ => Stop::OurFault(chain(&error)),
            })
        })?;
        let first = &explored.first.report;
        self.written(&job, first)?;
        let Some(failure) = &explored.failure else { return Ok(explored) };
        if let Finding::Judged { .. } = failure.finding
            && !failure.doubtful
        {
            // In the grader's own words, of the run that is shown.
            let kept = self.keep(&job, plan, expectation, failure);
            let run = Run::new(self, &job, failure.woven.report.clone());
            judge(&run.under(failure.clone(), kept))?;
        }
        Err(self.wrong(&job, plan, expectation, failure, first))
    }
}
