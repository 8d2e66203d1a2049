//! An exercise as its grader sees it.

use std::io::Write;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};

use ::messages::Language;
use course::Course;
use course::verdict::{self, Record, Verdict};

use crate::explain::{Explanation, Place};
use crate::guard;
use crate::program::Program;
use crate::stop::{Judged, Stop};

/// An exercise as its grader sees it; made by [`exercise!`](crate::exercise!).
#[derive(Debug, Clone, Copy)]
pub struct Exercise {
    /// Its name in `course.toml`, which is also the program's subcommand.
    pub name: &'static str,
    /// The package that the grader was compiled for: `threading` or `threading-solution`.
    pub package: &'static str,
    /// That package's folder.
    pub folder: &'static str,
    /// That package's program. A variable of the environment may name another one to be judged.
    pub built: &'static str,
}

/// Most bytes of a picture. A run that fills more is not seen better for it.
const LARGEST_PICTURE: usize = 64 << 10;

/// The run that failed, drawn, if pictures are asked for.
fn picture(stop: Option<&Stop>, language: Language) -> Option<String> {
    let Some(Stop::Failed(failure)) = stop else { return None };
    std::env::var_os(verdict::PICTURES_VARIABLE)?;
    let mut report = failure.run.report().clone();
    // The file's name, which the picture would have in its title, may be a hash; what it was told says more.
    if report.command.len() > 1 {
        report.command.remove(0);
    }
    let drawn = witness::show::alone(&witness::show::timeline(&report, language));
    (drawn.len() <= LARGEST_PICTURE).then_some(drawn)
}

impl Exercise {
    /// Judges one requirement: the body of a test function of the same name.
    ///
    /// `judge` runs the program as often as it needs, and returns early with what it found wrong. The
    /// verdict is recorded, and a test that is not passed prints the explanation and ends.
    ///
    /// # Panics
    ///
    /// Whenever the requirement is not found to hold; that is how a test fails. The panic is silent,
    /// so that nothing stands around the explanation.
    pub fn requires(&self, requirement: &str, judge: impl FnOnce(&Program) -> Judged) {
        let language = Language::choose(None);
        let ended = self.judge(requirement, language, judge);
        if ended.passed {
            return;
        }
        println!("{}", ended.told);
        resume_unwind(Box::new(requirement.to_owned()));
    }

    /// Judges and records; what is left to do is to tell.
    pub(crate) fn judge(
        &self,
        requirement: &str,
        language: Language,
        judge: impl FnOnce(&Program) -> Judged,
    ) -> Ended {
        let place = match self.place(requirement) {
            Ok(place) => place,
            Err(fault) => return Ended::our_fault(&fault),
        };
        let records = verdict::folder(&place.root);
        // Should no verdict be reached this time, no older one may stand for it.
        let forgotten = verdict::forget(&records, self.package, self.name, requirement);
        let judged = Program::new(self, &place.root, &place.topic, language)
            .and_then(|program| judge(&program));
        let explanation =
            Explanation::of(&place, language, judged.as_ref().err().map(AsRef::as_ref));
        let verdict = match judged.as_ref().map_err(AsRef::as_ref) {
            Ok(()) => Verdict::Pass,
            Err(Stop::Failed(_)) => Verdict::Fail,
            Err(Stop::NotWritten(_)) => Verdict::NotWritten,
            Err(Stop::Undecided(..) | Stop::Inconclusive(_)) => Verdict::Inconclusive,
            Err(Stop::OurFault(fault)) => return Ended::our_fault(fault),
        };
        let record = Record {
            version: verdict::VERSION,
            package: self.package.into(),
            topic: place.topic.clone(),
            exercise: self.name.into(),
            requirement: requirement.into(),
            verdict,
            title: explanation.title.clone(),
            message: explanation.message.clone(),
            again: explanation.again.clone(),
            source: self.source(),
            picture: picture(judged.as_ref().err().map(AsRef::as_ref), language),
        };
        // A verdict that cannot be kept is still a verdict; losing it is worth a word, not a fail.
        if let Err(error) = forgotten.and_then(|()| verdict::store(&records, &record)) {
            // Not `eprintln!`: the test harness would keep that back when the test passes.
            let _ = writeln!(std::io::stderr(), "warning: {}", chain(&error));
        }
        Ended { passed: verdict == Verdict::Pass, told: explanation.to_string() }
    }

    /// Finds the requirement in the course, and refuses to judge where verdicts could not be trusted.
    fn place(&self, requirement: &str) -> Result<Place, String> {
        guard::refuse_altered_snapshots()?;
        let root = course::find_root(Path::new(self.folder)).map_err(|error| chain(&error))?;
        let course = Course::load(&root).map_err(|error| chain(&error))?;
        let (topic, exercise) = course.exercise(self.name).map_err(|error| chain(&error))?;
        if !exercise.requirements.iter().any(|known| known == requirement) {
            let (file, name) = (course::FILE, self.name);
            return Err(format!(
                "`{requirement}` is not among the requirements of `{name}` in {file}; add it there"
            ));
        }
        Ok(Place {
            root,
            topic: topic.name.clone(),
            exercise: exercise.clone(),
            requirement: requirement.into(),
        })
    }

    /// The program to be judged: the package's own, unless the environment names another. So a grader
    /// that was built once can judge any program; cargo itself sets the variable to the package's own.
    pub(crate) fn program(&self) -> PathBuf {
        std::env::var_os(format!("CARGO_BIN_EXE_{}", self.package))
            .map_or_else(|| self.built.into(), PathBuf::from)
    }

    /// Whether the program to be judged is the package's own.
    pub(crate) fn judges_its_own_program(&self) -> bool {
        let real = |path: &Path| path.canonicalize().ok();
        let program = real(&self.program());
        program.is_some() && program == real(Path::new(self.built))
    }

    /// The exercise's file, in the room of its package.
    pub(crate) fn file(&self) -> PathBuf {
        Path::new(self.folder).join("src").join(self.name.replace('-', "_") + ".rs")
    }

    /// The exercise's file that the program to be judged was built from, if that is known: the package's own, or the
    /// one that the environment names together with another program.
    pub(crate) fn source_file(&self) -> Option<PathBuf> {
        match std::env::var_os("TELAR_SOURCE") {
            Some(named) => Some(named.into()),
            None => self.judges_its_own_program().then(|| self.file()),
        }
    }

    /// The hash of the exercise's file, if the program judged was certainly built from the file as it
    /// stands: another program was not, and neither was one that is older than the file.
    fn source(&self) -> Option<String> {
        if !self.judges_its_own_program() {
            return None;
        }
        let file = self.file();
        let age = |path: &Path| path.metadata().and_then(|it| it.modified()).ok();
        // Hashed first: an edit between the two lines then makes the file newer, not the hash wrong.
        let hash = verdict::source_hash(&file).ok()?;
        (age(&file)? <= age(Path::new(self.built))?).then_some(hash)
    }
}

/// How judging ended.
pub(crate) struct Ended {
    pub(crate) passed: bool,
    /// What to print.
    pub(crate) told: String,
}

impl Ended {
    fn our_fault(fault: &str) -> Self {
        Self { passed: false, told: format!("error: {fault}\nThis is no verdict on the program.") }
    }
}

/// An error and its causes in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said += &format!(": {error}");
        cause = error.source();
    }
    said
}
