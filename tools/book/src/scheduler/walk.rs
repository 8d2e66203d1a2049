//! Running a program under all schedules of its two threads.
//!
//! Runs are told apart by the steps that the two threads take in the listing itself: what the standard
//! library does for them, or main does, makes no difference to the reader. From each run that is new in
//! this sense, all that could have been decided otherwise is tried: at each point, the other thread goes
//! on instead, and then on and on.
//!
//! This finds every order of steps. Take any order, and the known run that agrees with it for longest.
//! Where they part, the thread that the order wants could go on in the known run too; to let it is one
//! of the changes that are tried, and the run that comes of it agrees for longer.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use witness::explore::{
    Adversaries, Choice, Decision, Look, Schedule as Asked, Scheduler, Session, Woven,
};
use witness::{Job, Outcome, Stream};

use super::kept::{Ending, Schedule, Step, Waiting, What};

/// Most schedules that a reader can be expected to choose from; the tree is part of the page.
const MOST_SCHEDULES: usize = 300;

/// Builds a listing and says where it is.
pub fn build(root: &Path, name: &str) -> anyhow::Result<PathBuf> {
    /// What cargo says of something that it built, as far as it is read here.
    #[derive(Deserialize)]
    struct Built {
        executable: Option<PathBuf>,
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--quiet", "--package=listings", "--bin", name, "--message-format=json"])
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("failed to start cargo")?;
    ensure!(output.status.success(), "failed to build the listing `{name}`");
    output
        .stdout
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Built>(line).ok())
        .find_map(|built| built.executable)
        .with_context(|| format!("cargo built no program for the listing `{name}`"))
}

/// Every schedule of the program's two threads. `file` is the listing as the compiler was given it, and
/// `source` is its text.
pub fn walk(executable: &Path, file: &str, source: &str) -> anyhow::Result<Vec<Schedule>> {
    let job = Job::new(executable.to_str().context("its path is not UTF-8")?);
    let mut session = Session::start(&job)?;
    let reader = Reader { file, lines: source.lines().collect() };
    let mut found: BTreeMap<Vec<Step>, Ending> = BTreeMap::new();
    let mut tried = HashSet::new();
    let mut to_try = vec![Vec::new()];
    while let Some(decisions) = to_try.pop() {
        if !tried.insert(decisions.clone()) {
            continue;
        }
        let schedule = asked(&decisions);
        let Schedule { steps, ending } = reader.read(&session.run(&schedule, Look::Closely)?)?;
        if let Some(known) = found.get(&steps) {
            ensure!(*known == ending, "the same steps ended in two ways: {steps:?}");
            continue;
        }
        found.insert(steps, ending);
        ensure!(found.len() <= MOST_SCHEDULES, "there are more than {MOST_SCHEDULES} schedules");
        for other in session.run(&schedule, Look::Around)?.alternatives {
            if let Choice::Run(1..) = other.choice {
                let before = decisions.iter().filter(|decision| decision.point < other.point);
                to_try.push(before.copied().chain([other]).collect());
            }
        }
    }
    Ok(found.into_iter().map(|(steps, ending)| Schedule { steps, ending }).collect())
}

/// The run that takes these decisions, and is left alone otherwise.
fn asked(decisions: &[Decision]) -> Asked {
    let scheduler = Scheduler::Replay(decisions.to_vec());
    Asked { scheduler, seed: 0, adversaries: Adversaries::NONE, length: 0 }
}

/// Finds what the reader sees of a run.
struct Reader<'a> {
    file: &'a str,
    lines: Vec<&'a str>,
}

impl Reader<'_> {
    fn read(&self, woven: &Woven) -> anyhow::Result<Schedule> {
        ensure!(woven.points_in_program, "the program can't be stopped between its calls");
        ensure!(woven.report.threads.len() == 3, "it has not two threads besides main");
        // Objects have numbers, in the order in which a run comes by them; the listing has names.
        let mut names = HashMap::new();
        let mut steps = Vec::new();
        for step in &woven.log {
            let place = step.place.as_ref().filter(|place| place.file == self.file);
            let Some(place) = place.filter(|_| step.thread > 0) else { continue };
            let what = match step.what.as_str() {
                "load" => What::Load,
                "store" => What::Store,
                "update" => What::Update,
                "lock" => What::Lock,
                "unlock" => What::Unlock,
                // Part of locking and unlocking, when somebody has to wait.
                "futex" => continue,
                other => bail!("line {} does what no figure shows: {other}", place.line),
            };
            let number = step.object.clone().context("it is not known what a step is about")?;
            if what != What::Unlock {
                let name = self.object_in(place.line)?;
                let known = names.insert(number.clone(), name);
                ensure!(known.is_none_or(|known| known == name), "{number} has two names");
            }
            let object = names.get(&number).with_context(|| format!("{number} has no name"))?;
            let object = (*object).to_owned();
            steps.push(Step { thread: step.thread, what, object, line: place.line });
        }
        Ok(Schedule { steps, ending: self.ending(woven)? })
    }

    /// The variable that is loaded, stored to or locked in a line.
    fn object_in(&self, line: u32) -> anyhow::Result<&str> {
        const METHODS: [&str; 4] = [".load(", ".store(", ".fetch_add(", ".lock("];
        let text = self.lines.get(line as usize - 1).context("the listing is shorter")?;
        let before = METHODS.iter().find_map(|method| Some(text.split_once(method)?.0));
        let name = before.and_then(|before| before.rsplit(|c: char| !is_in_name(c)).next());
        name.filter(|name| !name.is_empty())
            .with_context(|| format!("line {line} does not tell what it is about: {text}"))
    }

    fn ending(&self, woven: &Woven) -> anyhow::Result<Ending> {
        match &woven.report.outcome {
            Outcome::Exited { code: 0 } => {
                let printed =
                    woven.report.lines.iter().filter(|line| line.stream == Stream::Stdout);
                Ok(Ending::Prints { lines: printed.map(|line| line.text.clone()).collect() })
            }
            Outcome::Stuck { waiting } => {
                let threads = waiting.iter().filter(|stuck| stuck.thread > 0).map(|stuck| {
                    let at = stuck.at.as_ref().filter(|at| at.file == self.file);
                    let held_by = stuck.held_by.context("it is not known who holds a lock")?;
                    let line = at.context("it is not known where a thread waits")?.line;
                    Ok(Waiting { thread: stuck.thread, line, held_by })
                });
                Ok(Ending::Stuck { waiting: threads.collect::<anyhow::Result<_>>()? })
            }
            other => bail!("a run ended otherwise: {other:?}"),
        }
    }
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
