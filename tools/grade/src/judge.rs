//! Judging a program by the grader that also judges it under `cargo test`, with its runs in a box.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;
use confine::Confinement;
use course::verdict;
use messages::Language;
use nix::sys::signal::Signal;

use crate::compile::recorded::Grader;
use crate::ledger::{Found, Verdict};
use crate::patience::{self, Ended};
use crate::plan::Unit;
use crate::seed::Seed;

/// The longest that a grader may take for one exercise. The witness has its own, much shorter deadlines; this one only
/// keeps a grader that hangs from holding up everything.
const DEADLINE: Duration = Duration::from_secs(900);

/// Judges programs.
#[derive(Debug)]
pub struct Judge {
    /// The file that describes the box, unless none is wanted.
    confinement: Option<PathBuf>,
    language: Language,
    seed: Option<Seed>,
    /// Where work is done.
    folder: PathBuf,
}

impl Judge {
    /// A judge that works in `folder`, whose graders run programs in this box.
    pub fn new(
        confinement: Option<&Confinement>,
        language: Language,
        seed: Option<Seed>,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        let file = folder.join("box.json");
        if let Some(confinement) = confinement {
            fs::write(&file, serde_json::to_vec(confinement)?)?;
        }
        let confinement = confinement.map(|_| file);
        Ok(Self { confinement, language, seed, folder: folder.into() })
    }

    /// What the grader says of the program, a line for each requirement. Once more, should it have said nothing of one.
    pub fn judge(
        &self,
        unit: &Unit,
        grader: &Grader,
        program: &Path,
    ) -> anyhow::Result<Vec<Found>> {
        let first = self.once(unit, grader, program)?;
        let is_said = |found: &Found| found.verdict != Verdict::BoxError;
        if first.iter().all(is_said) { Ok(first) } else { self.once(unit, grader, program) }
    }

    fn once(&self, unit: &Unit, grader: &Grader, program: &Path) -> anyhow::Result<Vec<Found>> {
        let work = tempfile::Builder::new().prefix("judge-").tempdir_in(&self.folder)?;
        // Graders make working folders in here, which the program may own.
        open_for_passing(work.path())?;
        let source = work.path().join("source.rs");
        fs::write(&source, &unit.text)?;
        let mut words = tempfile::tempfile()?;
        let mut command = Command::new(&grader.path);
        command
            .args(["--exact", "--test-threads", "1"])
            .args(unit.requirements.iter().map(|name| format!("{}::{name}", unit.module)))
            .current_dir(&grader.folder)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("TMPDIR", work.path())
            .env("CARGO_MANIFEST_DIR", &grader.folder)
            .env("CARGO_PKG_NAME", &unit.topic)
            .env(format!("CARGO_BIN_EXE_{}", unit.topic), program)
            .env(verdict::FOLDER_VARIABLE, work.path().join("verdicts"))
            .env("TELAR_SOURCE", &source)
            .env(verdict::PICTURES_VARIABLE, "yes")
            .env("TELAR_LANG", self.language.to_string())
            .env("INSTA_WORKSPACE_ROOT", root(&grader.folder))
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(words.try_clone()?)
            .stderr(words.try_clone()?);
        if let Some(confinement) = &self.confinement {
            command.env(confine::VARIABLE, confinement);
        }
        if let Some(seed) = &self.seed {
            command.env("TELAR_SEED", seed.first().to_string());
        }
        // Should this process be killed, nobody goes on judging for nobody.
        // SAFETY: between fork and exec it makes a single system call.
        unsafe {
            command.pre_exec(|| Ok(nix::sys::prctl::set_pdeathsig(Signal::SIGKILL)?));
        }
        let began = Instant::now();
        let child = command.spawn().context("failed to start a grader")?;
        let ended = patience::wait(child, DEADLINE)?;
        let wall_ms = began.elapsed().as_millis() as u64;
        let mut records = verdict::load_all(&work.path().join("verdicts"))?;
        records.iter_mut().for_each(|record| record.speak_of_the_exercise(program));
        let found = unit.requirements.iter().map(|requirement| {
            let record = records.iter().find(|record| record.requirement == *requirement);
            let (verdict, message) = match record {
                Some(it) => (it.verdict.into(), it.message.clone()),
                None if ended == Ended::Late => (Verdict::Timeout, String::new()),
                None => (Verdict::BoxError, said(&mut words)),
            };
            Found {
                title: record.map_or_else(String::new, |it| it.title.clone()),
                again: record.and_then(|it| it.again.clone()),
                picture: record.and_then(|it| it.picture.clone()),
                wall_ms,
                ..unit.found(requirement, verdict, &message)
            }
        });
        Ok(found.collect())
    }
}

/// What a grader printed that gave no verdict.
fn said(words: &mut fs::File) -> String {
    let said = patience::end_of(words, 8 << 10).unwrap_or_default();
    let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("error: ")).collect();
    errors.join("\n")
}

impl From<verdict::Verdict> for Verdict {
    fn from(verdict: verdict::Verdict) -> Self {
        match verdict {
            verdict::Verdict::Pass => Self::Pass,
            verdict::Verdict::Fail => Self::Fail,
            verdict::Verdict::Inconclusive => Self::Inconclusive,
            verdict::Verdict::NotWritten => Self::NotWritten,
        }
    }
}

/// Lets everybody pass through a folder, and nobody else list it.
pub fn open_for_passing(folder: &Path) -> std::io::Result<()> {
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o711))
}

fn root(package: &Path) -> PathBuf {
    course::find_root(package).unwrap_or_else(|_| package.to_owned())
}
