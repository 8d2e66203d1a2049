//! The options of `explore` and `replay`: which schedules, what is expected, and where a run is cut off.

use std::time::Duration;

use clap::Args;
use witness::explore::{
    Adversaries, Canonical, DIRECTED, Exit, Expectation, Plan, SEEDS, STEPS, Schedule, Scheduler,
};
use witness::{Job, Limits};

use super::{Format, seconds};

#[derive(Debug, Args)]
pub struct Explore {
    #[arg(long, value_parser = number::<u32>, default_value_t = SEEDS)]
    pub schedules: u32,
    #[arg(long, value_parser = number::<u64>, default_value_t = 0)]
    pub seed: u64,
    #[arg(long, value_parser = seeds)]
    pub scheduler: Option<Seeds>,
    #[arg(long, value_parser = number::<u32>)]
    pub directed: Option<u32>,
    #[command(flatten)]
    pub conditions: Conditions,
    #[arg(long)]
    pub log: bool,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[arg(long, requires = "exercise")]
    pub solution: bool,
    pub exercise: Option<String>,
    /// The program and its arguments or, after an exercise, its arguments alone.
    #[arg(last = true)]
    pub command: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Replay {
    #[arg(long)]
    pub timeline: Option<std::path::PathBuf>,
    #[arg(long)]
    pub log: bool,
    #[arg(long, value_parser = scheduler)]
    pub scheduler: Option<Scheduler>,
    #[command(flatten)]
    pub conditions: Conditions,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[arg(long, requires = "exercise")]
    pub solution: bool,
    pub what: String,
    pub exercise: Option<String>,
    /// As for [`Explore::command`].
    #[arg(last = true)]
    pub command: Vec<String>,
}

/// What holds for each run.
#[derive(Debug, Args)]
pub struct Conditions {
    #[arg(long, value_parser = adversaries)]
    pub adversary: Option<Adversaries>,
    #[arg(long, value_parser = expectation)]
    pub expect: Option<Expectation>,
    #[arg(long, value_parser = number::<u64>, default_value_t = Limits::default().steps)]
    pub steps: u64,
    #[arg(long, value_parser = seconds, default_value = "10")]
    pub deadline: Duration,
    #[arg(long)]
    pub clear_env: bool,
}

/// Where the schedules of seeds come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seeds {
    /// From nowhere: only the canonical schedules are tried.
    None,
    /// All of them from one scheduler.
    From(Scheduler),
}

/// One schedule, as `replay` is asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Single {
    /// That of a seed.
    Seed(u64),
    /// One that is the same for every program.
    Canonical(Canonical),
}

impl Explore {
    /// Which schedules are to be tried.
    pub fn plan(&self) -> Plan {
        let (seeds, directed, scheduler) = match &self.scheduler {
            None => (self.schedules, DIRECTED, None),
            Some(Seeds::None) => (0, 0, None),
            Some(Seeds::From(scheduler)) => (self.schedules, DIRECTED, Some(scheduler.clone())),
        };
        Plan {
            seeds,
            first_seed: self.seed,
            more_from: None,
            scheduler,
            adversaries: self.conditions.adversary,
            directed: self.directed.unwrap_or(directed),
            // Whoever asks for more schedules means it.
            steps: STEPS.max(u64::from(seeds) * (STEPS / u64::from(SEEDS))),
        }
    }
}

impl Replay {
    /// The one schedule; `length` is how many decisions the program's first run had.
    pub fn schedule(&self, single: Single, length: u32) -> Schedule {
        let usual = match single {
            Single::Seed(seed) => Schedule::of_seed(seed, length),
            Single::Canonical(canonical) => return Schedule::canonical(canonical),
        };
        Schedule {
            scheduler: self.scheduler.clone().unwrap_or(usual.scheduler),
            adversaries: self.conditions.adversary.unwrap_or(usual.adversaries),
            ..usual
        }
    }
}

impl Conditions {
    /// The job under these conditions.
    pub fn of(&self, job: Job) -> Job {
        let limits = Limits { deadline: self.deadline, steps: self.steps, ..job.limits };
        // A backtrace would be most of the steps of a run that panics.
        let env = vec![("RUST_BACKTRACE".into(), "0".into())];
        Job { clear_env: self.clear_env, env, limits, ..job }
    }

    /// What is expected. Exercises leave nothing behind, and do the same each time.
    pub fn expectation(&self, of_exercise: bool) -> Expectation {
        self.expect.clone().unwrap_or(Expectation {
            tidy: of_exercise,
            same_story: of_exercise,
            ..Expectation::default()
        })
    }
}

/// The schedule of this name; `None` when there is none.
pub fn single(word: &str) -> Option<Single> {
    word.parse().map(Single::Seed).ok().or_else(|| word.parse().map(Single::Canonical).ok())
}

// The errors of the functions below list what would have been understood; `usage` makes a sentence of
// it.

fn number<N: std::str::FromStr>(word: &str) -> Result<N, String> {
    word.parse().map_err(|_| "0, 1, 64, …".into())
}

fn seeds(word: &str) -> Result<Seeds, String> {
    match word {
        "canonical" => Ok(Seeds::None),
        word => scheduler(word).map(Seeds::From).map_err(|right| format!("{right}, canonical")),
    }
}

fn scheduler(word: &str) -> Result<Scheduler, String> {
    let depth = word.strip_prefix("pct:").and_then(|depth| depth.parse().ok());
    match (word, depth) {
        ("random", _) => Ok(Scheduler::Random),
        ("sticky", _) => Ok(Scheduler::Sticky),
        ("steered", _) => Ok(Scheduler::Steered),
        (_, Some(depth @ 1..)) => Ok(Scheduler::Pct { depth }),
        _ => Err("random, pct:3, sticky, steered".into()),
    }
}

fn adversaries(words: &str) -> Result<Adversaries, String> {
    let mut adversaries = Adversaries::NONE;
    for word in words.split(',') {
        match word {
            "none" if words == word => {}
            "short-reads" => adversaries.short_reads = true,
            "spurious" => adversaries.spurious = true,
            "hostile-clock" => adversaries.hostile_clock = true,
            "kill" => adversaries.kill = true,
            "panic" => adversaries.panic = true,
            _ => return Err("none, short-reads, spurious, hostile-clock, kill, panic".into()),
        }
    }
    Ok(adversaries)
}

fn expectation(words: &str) -> Result<Expectation, String> {
    let mut expectation = Expectation::default();
    for word in words.split(',') {
        match (word, word.strip_prefix("exit=").and_then(|code| code.parse::<u8>().ok())) {
            ("any-exit", _) => expectation.exit = Exit::Any,
            ("panic", _) => expectation.panics = true,
            ("tidy", _) => expectation.tidy = true,
            ("same-story", _) => expectation.same_story = true,
            (_, Some(code)) => expectation.exit = Exit::Code(code.into()),
            _ => return Err("exit=0, any-exit, panic, tidy, same-story".into()),
        }
    }
    Ok(expectation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedulers_are_read_exactly() {
        assert_eq!(seeds("pct:5"), Ok(Seeds::From(Scheduler::Pct { depth: 5 })));
        assert_eq!(seeds("canonical"), Ok(Seeds::None));
        for wrong in ["", "pct", "pct:", "pct:0", "pct:-1", "Random", "first"] {
            seeds(wrong).unwrap_err();
        }
        scheduler("canonical").unwrap_err();
    }

    #[test]
    fn lists_are_read_exactly() {
        let both = Adversaries { kill: true, spurious: true, ..Adversaries::NONE };
        assert_eq!(adversaries("spurious,kill"), Ok(both));
        assert_eq!(adversaries("none"), Ok(Adversaries::NONE));
        for wrong in ["", "none,kill", "kill,", "kill spurious"] {
            adversaries(wrong).unwrap_err();
        }
        let expected = expectation("exit=3,tidy").unwrap();
        assert_eq!((expected.exit, expected.tidy), (Exit::Code(3), true));
        assert!(!expected.panics && !expected.same_story);
        for wrong in ["", "exit=", "exit=256", "exit=-1", "tidy,,panic"] {
            expectation(wrong).unwrap_err();
        }
    }

    #[test]
    fn a_schedule_has_a_number_or_a_name() {
        assert_eq!(single("17"), Some(Single::Seed(17)));
        assert_eq!(single("starve:2"), Some(Single::Canonical(Canonical::Starve(2))));
        for wrong in ["", "-1", "last", "starve", "starve:x", "first:1"] {
            assert_eq!(single(wrong), None, "{wrong}");
        }
        // Each canonical schedule is called as the explorer writes it.
        for canonical in Canonical::ALL {
            let name = serde_json::to_value(canonical).unwrap();
            assert_eq!(single(name.as_str().unwrap()), Some(Single::Canonical(canonical)));
        }
    }
}
