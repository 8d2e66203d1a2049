//! Tries the explorer harder than its tests have time for; `tools/stress-loom` runs it.
//!
//! ```text
//! stress_loom [TIMES [NAME…]]
//! ```
//!
//! The right twin of each pair, and each program from outside, is run under the seeds from 0 to `TIMES`,
//! first on a quiet machine and then while all processors are kept busy: none may fail, and a seed must
//! give the same run both times. The failure of each wrong twin is replayed as often, half of it under
//! load: each replay must fail as the first did, by the same steps.
//!
//! Only those of the names are tried, if there are any. Prints a table in Markdown; exits with 0 if
//! everything is as it must be, with 1 if not, and with 2 if it was asked for what does not exist.

#[path = "../tests/explore/load.rs"]
mod load;
#[path = "../tests/explore/outside/programs.rs"]
mod programs;

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use witness::explore::{
    Canonical, Expectation, Failure, Look, Plan, Schedule, Session, Woven, explore,
};
use witness::{Error, Job};

use self::load::under_load;

/// How many schedules of each program, and replays of each failure, if nobody says otherwise.
const TIMES: u64 = 1_000;

/// After so many steps, a twin that goes round in circles has done so often enough.
const ENOUGH_STEPS: u64 = 5_000;

/// Something is not as it must be.
const FAILED: u8 = 1;

/// What was asked for does not exist.
const MISUSED: u8 = 2;

/// Each explorer is this very program, started anew.
#[ctor::ctor(unsafe)]
fn become_the_explorer_if_asked() {
    witness::serve_if_asked();
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let times = args.next().map_or(Ok(TIMES), |times| times.parse());
    let names: Vec<String> = args.collect();
    let pairs = pairs();
    let known = |name: &String| {
        let outside = programs::ALL.iter().any(|program| program.name == name);
        outside || pairs.iter().any(|(pair, _)| pair == name)
    };
    let (Ok(times), true) = (times, names.iter().all(known)) else {
        eprintln!("usage: stress_loom [TIMES [NAME…]], with names of pairs or programs");
        return ExitCode::from(MISUSED);
    };
    let is_asked = |name: &str| names.is_empty() || names.iter().any(|asked| asked == name);

    println!("| program | runs | failures | differ | runs/s quiet | runs/s busy |");
    println!("|---|---|---|---|---|---|");
    let mut all_well = true;
    let mut show = |name: &str, tally: Result<Tally, Error>| match tally {
        Ok(tally) => {
            println!("{}", tally.row(name));
            tally.wrong.iter().for_each(|wrong| eprintln!("{name}: {wrong}"));
            all_well &= tally.failures + tally.differing == 0;
        }
        Err(error) => {
            eprintln!("{name}: {error}");
            all_well = false;
        }
    };
    for (name, kind) in pairs.iter().filter(|(name, _)| is_asked(name)) {
        let tidy = kind == "untidy";
        let expectation = Expectation { tidy, ..Expectation::default() };
        show(&format!("{name} right"), seeds(&twin(name, "right"), &expectation, times));
        let mut wrong = twin(name, "wrong");
        if kind == "endless" {
            wrong.limits.steps = ENOUGH_STEPS;
        }
        show(&format!("{name} wrong"), replays(&wrong, &expectation, times));
    }
    for program in programs::ALL.iter().filter(|program| is_asked(program.name)) {
        if let Some(tool) = program.lacks() {
            eprintln!("{}: `{tool}` is not installed", program.name);
            return ExitCode::from(FAILED);
        }
        let (job, _folder) = program.job();
        show(program.name, seeds(&job, &Expectation::default(), times));
    }
    if all_well { ExitCode::SUCCESS } else { ExitCode::from(FAILED) }
}

/// What came of running a program often.
#[derive(Default)]
struct Tally {
    runs: u64,
    /// Runs that failed, or did not where they must.
    failures: u64,
    /// Runs that were not what the same schedule had given before.
    differing: u64,
    /// Seconds on a quiet machine, and on a busy one.
    seconds: [f64; 2],
    /// What to tell of the first few that went wrong.
    wrong: Vec<String>,
}

impl Tally {
    /// How many that went wrong are told of.
    const TOLD: usize = 3;

    fn row(&self, name: &str) -> String {
        let half = self.runs as f64 / 2.0;
        let [quiet, busy] = self.seconds.map(|seconds| half / seconds);
        let Self { runs, failures, differing, .. } = self;
        format!("| {name} | {runs} | {failures} | {differing} | {quiet:.0} | {busy:.0} |")
    }

    fn tell(&mut self, wrong: impl FnOnce() -> String) {
        if self.wrong.len() < Self::TOLD {
            self.wrong.push(wrong());
        }
    }

    /// Does the same on a quiet machine and on a busy one, each time with what was measured before.
    fn twice(&mut self, mut work: impl FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let begin = Instant::now();
        work(self)?;
        self.seconds[0] = begin.elapsed().as_secs_f64();
        let begin = Instant::now();
        under_load(|| work(self))?;
        self.seconds[1] = begin.elapsed().as_secs_f64();
        Ok(())
    }
}

/// Runs a right program under so many seeds, twice.
fn seeds(job: &Job, expectation: &Expectation, times: u64) -> Result<Tally, Error> {
    let mut session = Session::start(job)?;
    let plain = Schedule::canonical(Canonical::First);
    let first = session.run(&plain, Look::Quick)?;
    let mut fingerprints = Vec::new();
    let mut tally = Tally::default();
    tally.twice(|tally| {
        for seed in 0..times {
            let schedule = Schedule::of_seed(seed, first.points);
            let woven = session.run(&schedule, Look::Quick)?;
            tally.runs += 1;
            if let Some(finding) = expectation.finds(&woven, Some(&first)) {
                tally.failures += 1;
                tally.tell(|| format!("seed {seed}: {finding:?}: {:?}", woven.report.outcome));
            }
            match fingerprints.get(seed as usize) {
                None => fingerprints.push(woven.fingerprint),
                Some(before) if *before != woven.fingerprint => {
                    tally.differing += 1;
                    tally.tell(|| format!("seed {seed} gives another run under load"));
                }
                Some(_) => {}
            }
        }
        Ok(())
    })?;
    Ok(tally)
}

/// Replays the failure of a wrong program so often.
fn replays(job: &Job, expectation: &Expectation, times: u64) -> Result<Tally, Error> {
    let explored = explore(job, &Plan::default(), expectation, &mut |_| None)?;
    let mut tally = Tally::default();
    let Some(Failure { schedule, finding, woven, .. }) = &explored.failure else {
        tally.failures = 1;
        tally.tell(|| format!("not found in {} runs", explored.runs));
        return Ok(tally);
    };
    let mut session = Session::start(job)?;
    tally.twice(|tally| {
        for _ in 0..times.div_ceil(2) {
            let again: Woven = session.run(schedule, Look::Quick)?;
            tally.runs += 1;
            let found = expectation.finds(&again, Some(&explored.first));
            if found.as_ref() != Some(finding) {
                tally.failures += 1;
                tally.tell(|| format!("{found:?} in place of {finding:?}: {schedule:?}"));
            } else if again.fingerprint != woven.fingerprint {
                tally.differing += 1;
                tally.tell(|| format!("{finding:?} by other steps: {schedule:?}"));
            }
        }
        Ok(())
    })?;
    Ok(tally)
}

/// The names of the pairs, and of their kinds.
fn pairs() -> Vec<(String, String)> {
    let output = Command::new(pairs_program()).arg("list").output();
    let list = output.expect("the pairs have been built before").stdout;
    let list = String::from_utf8(list).expect("names are plain letters");
    let pair = |line: &str| {
        let (name, kind) = line.split_once(' ').expect("a line is a name and a kind");
        (name.to_owned(), kind.to_owned())
    };
    list.lines().map(pair).collect()
}

fn twin(name: &str, twin: &str) -> Job {
    Job::new(pairs_program().to_string_lossy()).args([name, twin])
}

/// Cargo puts examples into a folder beside the programs.
fn pairs_program() -> PathBuf {
    let own = std::env::current_exe().expect("the system knows who runs");
    own.ancestors().nth(2).expect("examples are two folders deep").join("pairs")
}
