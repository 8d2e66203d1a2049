//! Grading: what was handed in becomes lines of the ledger.

mod workers;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, ensure};
use confine::{Confinement, Limits, doctor};
use course::Course;
use messages::Language;

use self::workers::Workers;
use crate::compile::Compiler;
use crate::compile::recorded;
use crate::ingest::{self, Submission};
use crate::judge::{Judge, open_for_passing};
use crate::late::Policy;
use crate::ledger::{self, Exercise, Handed, Ledger, Line, Start, Verdict};
use crate::plan::{self, Unit};
use crate::roster::{self, Person};
use crate::seed::Seed;
use crate::visibility::{self, Rule, Visibility};

/// What is to be graded, and how.
#[derive(Debug)]
pub struct Batch {
    /// The course's folder.
    pub root: PathBuf,
    /// The folder of submissions.
    pub submissions: PathBuf,
    /// Whose it is, when the folder is one student's submission.
    pub student: Option<String>,
    /// Where the ledger is, and the reports will be.
    pub out: PathBuf,
    /// How many exercises are judged at once.
    pub jobs: usize,
    /// Which part of how many is graded here, counted from 0.
    pub shard: (u64, u64),
    /// The exercises; all when empty.
    pub exercises: BTreeSet<String>,
    /// A folder of grades whose verdicts need not be found again.
    pub known: Option<PathBuf>,
    /// The class, if there is a roster.
    pub class: Option<Vec<Person>>,
    /// When work was due.
    pub late: Option<Policy>,
    /// What schedules are drawn by.
    pub seed: Option<Seed>,
    /// What students see of them.
    pub visibility: Vec<Rule>,
    /// The language of what students are told.
    pub language: Language,
    /// Whether programs are run in a box.
    pub boxed: bool,
}

impl Batch {
    /// Grades what the ledger does not have yet.
    ///
    /// # Errors
    ///
    /// When something keeps us from grading. What was finished by then is in the ledger.
    pub fn grade(&self) -> anyhow::Result<()> {
        let confinement = self.confinement()?;
        let Begun { ledger, left, topics } = self.begin()?;
        if left.is_empty() {
            return Ok(());
        }
        let topics: Vec<&str> = topics.iter().map(String::as_str).collect();
        let calls = recorded::record(&self.root, &topics)?;
        let graders = recorded::graders(&self.root, &topics)?;
        let work = self.working_folder()?;
        let compiler = Compiler::new(&self.root, calls, confinement.clone(), work.path())?;
        let judge =
            Judge::new(confinement.as_ref(), self.language, self.seed.clone(), work.path())?;
        let workers = Workers { compiler, judge, graders, ledger: Mutex::new(ledger) };
        workers.judge_all(&left, self.jobs)
    }

    /// Begins the ledger, and builds what all parts need; says how many files are left to be judged.
    ///
    /// # Errors
    ///
    /// As [`Batch::grade`].
    pub fn prepare(&self) -> anyhow::Result<usize> {
        self.confinement()?;
        let Begun { left, topics, .. } = self.begin()?;
        let topics: Vec<&str> = topics.iter().map(String::as_str).collect();
        if !left.is_empty() {
            recorded::record(&self.root, &topics)?;
            recorded::graders(&self.root, &topics)?;
        }
        Ok(left.len())
    }

    /// Reads what was handed in, and notes it in the ledger.
    fn begin(&self) -> anyhow::Result<Begun> {
        let course = Course::load(&self.root)?;
        let mut submissions = match &self.student {
            None => ingest::all(&self.submissions, &course)?,
            Some(student) => vec![ingest::one(student, &self.submissions, &course)],
        };
        ensure!(!submissions.is_empty(), "there is nothing in `{}`", self.submissions.display());
        if let Some(class) = &self.class {
            submissions = roster::assign(class, submissions);
        }
        let chosen = self.chosen(&course);
        let (mut left, topics) = self.units(&course, &submissions, &chosen);
        std::fs::create_dir_all(&self.out)
            .with_context(|| format!("failed to make the folder `{}`", self.out.display()))?;
        let (mut ledger, lines) = Ledger::open(&self.out)?;
        let start = self.start(&course, &chosen)?;
        let mut done = done(&lines);
        if let Some(known) = &self.known {
            let known_lines = ledger::read(known)?;
            is_of(&known_lines, &start, known)?;
            done.extend(self::done(&known_lines));
        }
        ledger.append(&new_lines(&lines, start, &submissions, self)?)?;
        left.retain(|unit| {
            let key = |it: &String| (unit.exercise.clone(), unit.hash.clone(), it.clone());
            !unit.requirements.iter().all(|it| done.contains(&key(it)))
        });
        Ok(Begun { ledger, left, topics })
    }

    /// Where programs lie and are run. Not in the folder of grades: nobody, whom programs run as, may be unable to go
    /// there. What an earlier run was killed over is removed.
    fn working_folder(&self) -> anyhow::Result<tempfile::TempDir> {
        let note = self.out.join("working-folder");
        let left = std::fs::read_to_string(&note).map(PathBuf::from).unwrap_or_default();
        let name = left.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(WORK) && left.parent() == Some(&std::env::temp_dir()) {
            // What can't be removed is in nobody's way.
            let _ = std::fs::remove_dir_all(&left);
        }
        let work = tempfile::Builder::new().prefix(WORK).tempdir()?;
        open_for_passing(work.path())?;
        std::fs::write(&note, work.path().display().to_string())?;
        Ok(work)
    }

    /// The box, or none if that was said in full.
    fn confinement(&self) -> anyhow::Result<Option<Confinement>> {
        if !self.boxed {
            return Ok(None);
        }
        let troubles = doctor::troubles();
        ensure!(
            troubles.is_empty(),
            "this machine can't confine programs: {}; mend that (`cargo telar doctor` tells more), or trust \
             everybody's code and say `--unboxed`",
            troubles.join("; ")
        );
        Ok(Some(Confinement::new(Limits::PROGRAM)?))
    }

    fn chosen(&self, course: &Course) -> BTreeSet<String> {
        let all = course.exercises().map(|(_, exercise)| exercise.name.clone());
        all.filter(|name| self.exercises.is_empty() || self.exercises.contains(name)).collect()
    }

    /// What is judged here, and the topics of that.
    fn units(
        &self,
        course: &Course,
        submissions: &[Submission],
        chosen: &BTreeSet<String>,
    ) -> (Vec<Unit>, BTreeSet<String>) {
        let (own, of) = self.shard;
        let mut units = plan::units(course, submissions, chosen);
        units.retain(|unit| plan::shard(&unit.hash, of) == own);
        let topics = units.iter().map(|unit| unit.topic.clone()).collect();
        (units, topics)
    }

    fn start(&self, course: &Course, chosen: &BTreeSet<String>) -> anyhow::Result<Start> {
        let exercises = course.exercises().filter(|(_, it)| chosen.contains(&it.name));
        let exercises = exercises.map(|(topic, it)| Exercise {
            topic: topic.name.clone(),
            name: it.name.clone(),
            title: it.title.get(self.language).to_owned(),
            points: it.points,
            requirements: it.requirements.clone(),
            visibility: self.levels(it),
        });
        Ok(Start {
            v: ledger::VERSION,
            telar: env!("CARGO_PKG_VERSION").into(),
            rustc: recorded::version()?,
            course: fingerprint(&self.root)?,
            language: self.language.to_string(),
            boxed: self.boxed,
            visibility: visibility::whole(&self.visibility),
            exercises: exercises.collect(),
            late: self.late.clone(),
            seed: self.seed.as_ref().map(Seed::hash),
        })
    }

    /// The levels of those of an exercise's requirements that are not for everybody.
    fn levels(&self, exercise: &course::Exercise) -> BTreeMap<String, Visibility> {
        let level = |it: &String| visibility::level(&self.visibility, &exercise.name, it);
        let levels = exercise.requirements.iter().map(|it| (it.clone(), level(it)));
        levels.filter(|(_, level)| !level.is_visible()).collect()
    }
}

/// A batch whose submissions have been read.
struct Begun {
    ledger: Ledger,
    /// What is still to be judged here.
    left: Vec<Unit>,
    /// The topics of everything that was handed in.
    topics: BTreeSet<String>,
}

/// What the names of working folders begin with.
const WORK: &str = "telar-grade-";

/// What has a say in a verdict, or in what a program is compiled with.
const SOURCES: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "course.toml",
    "crates",
    "tests",
    "tools/confine",
    "tools/course",
    "tools/messages",
    "tools/witness",
];

/// The hash of the course's files.
fn fingerprint(root: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    for source in SOURCES {
        for entry in walkdir::WalkDir::new(root.join(source)).sort_by_file_name() {
            let entry = entry.context("failed to read the course")?;
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let bytes = std::fs::read(entry.path())?;
                text += &format!("{} {}\n", path.display(), ingest::hash(&bytes));
            }
        }
    }
    Ok(ingest::hash(text.as_bytes()))
}

/// Stops unless these lines are about the same course, graded in the same way.
fn is_of(lines: &[Line], start: &Start, folder: &Path) -> anyhow::Result<()> {
    ensure!(
        matches!(lines.first(), Some(Line::Start(before)) if before == start),
        "the grades in `{}` were made by another course or with other options; give another folder, and compare",
        folder.display()
    );
    Ok(())
}

/// The lines that a ledger begins with, as far as it does not have them.
fn new_lines(
    lines: &[Line],
    start: Start,
    submissions: &[Submission],
    batch: &Batch,
) -> anyhow::Result<Vec<Line>> {
    let mut new = Vec::new();
    if lines.is_empty() {
        new.push(Line::Start(start));
    } else {
        is_of(lines, &start, &batch.out)?;
    }
    let handed = submissions.iter().map(|it| {
        let files = it.files.iter().map(|(exercise, file)| (exercise.clone(), file.hash.clone()));
        Handed {
            student: it.student.clone(),
            files: files.collect(),
            ignored: it.ignored.clone(),
            problems: it.problems.clone(),
            person: it.person.clone(),
            handed_in: batch.late.as_ref().and_then(|_| it.handed_in()),
        }
    });
    // One that has changed since is noted anew; the newest counts.
    let noted = lines.iter().filter_map(|line| match line {
        Line::Submission(it) => Some((it.key(), it)),
        _ => None,
    });
    let newest: HashMap<String, &Handed> = noted.collect();
    let is_new = |it: &Handed| newest.get(&it.key()).is_none_or(|before| *before != it);
    new.extend(handed.filter(is_new).map(Line::Submission));
    Ok(new)
}

/// What the ledger has verdicts of. That a grader gave none is no verdict: it is asked again.
fn done(lines: &[Line]) -> HashSet<(String, String, String)> {
    let verdicts = lines.iter().filter_map(|line| match line {
        Line::Verdict(it) if it.verdict != Verdict::BoxError => {
            Some((it.exercise.clone(), it.file.clone(), it.requirement.clone()))
        }
        _ => None,
    });
    verdicts.collect()
}
