//! Runs the graders on all subjects and compares what they say with what is due.

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use course::verdict::Verdict;

use crate::Part;
use crate::count;
use crate::grader::{self, Call, Said};
use crate::load::Cores;
use crate::subjects::{Subject, may_be_skipped};
use crate::tally::{Check, Tally};
use crate::workspace::Workspace;

/// How the programs are judged.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// How many times each.
    pub repeat: usize,
    /// On which cores.
    pub cores: Cores,
    /// How many at once; by default one more than cores, as some of them wait.
    pub jobs: Option<usize>,
}

/// Judges every subject, a few at a time, and counts what came out.
///
/// The rounds go through all subjects in turn, so that a repetition meets other neighbours.
pub fn run(
    workspace: &Workspace,
    subjects: &[Subject<'_>],
    way: Way,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let steps = subjects.len() * way.repeat;
    let jobs = way.jobs.unwrap_or_else(|| way.cores.count() + 1).clamp(1, steps.max(1));
    let next = AtomicUsize::new(0);
    let (sender, results) = mpsc::channel();
    tally.begin("judging", steps);
    let answer = thread::scope(|scope| {
        for _ in 0..jobs {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                // A process inherits the cores of the thread that starts it.
                let pinned = way.cores.pin_this_thread();
                loop {
                    let step = next.fetch_add(1, Ordering::Relaxed);
                    if step >= steps {
                        break;
                    }
                    let (round, index) = (step / subjects.len(), step % subjects.len());
                    let said = match &pinned {
                        Ok(()) => subjects[index].judge(workspace, round),
                        Err(error) => Err(anyhow::anyhow!("{error:#}")),
                    };
                    if sender.send((index, said)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut rounds: BTreeMap<usize, Rounds> = BTreeMap::new();
        // Returning early drops `results`; a worker then ends after the run that it is in.
        for (index, said) in results {
            let subject = &subjects[index];
            let rounds = rounds.entry(index).or_default();
            rounds.add(subject, said?);
            tally.step();
            if rounds.seen == way.repeat {
                tally.add(rounds.check(workspace, subject));
            }
        }
        Ok(())
    });
    tally.end();
    answer
}

impl Subject<'_> {
    fn judge(&self, workspace: &Workspace, round: usize) -> anyhow::Result<Said> {
        let place = format!("{}/{}/{}", self.lesson.topic, self.lesson.module, self.name);
        let call = Call {
            grader: self.grader,
            package: &self.package,
            program: &self.program,
            verdicts: workspace.scratch().join("verdicts").join(&place).join(round.to_string()),
            log: workspace.scratch().join("logs").join(&place).join(format!("{round}.log")),
        };
        let said = grader::judge(workspace, self.lesson, &call)?;
        // The traces of the first round are enough to look at, and of those that went wrong.
        if round > 0 && self.surprises(&said).is_empty() {
            let _ = fs::remove_dir_all(&call.verdicts);
            let _ = fs::remove_file(&call.log);
        }
        Ok(said)
    }

    /// What was answered other than expected, requirement by requirement.
    fn surprises(&self, said: &Said) -> Vec<Surprise> {
        let verdicts = match count::verdicts(self.lesson, said) {
            Ok(verdicts) => verdicts,
            Err(problems) => {
                return problems.into_iter().map(|text| Surprise { text, verdict: None }).collect();
            }
        };
        let mut surprises = Vec::new();
        for (requirement, verdict) in verdicts {
            let expected = self.expected.of(&requirement);
            if !self.expected.is_met(&requirement, verdict) {
                let record = said.records.iter().find(|record| record.requirement == requirement);
                let message = record.map_or("", |record| record.message.as_str());
                // The first lines say what went wrong; all of it stands in the log.
                let message: String =
                    message.lines().take(12).map(|line| format!("\n    {line}")).collect();
                surprises.push(Surprise {
                    text: format!(
                        "{requirement}: {} where {} is due{message}",
                        word(verdict),
                        word(expected)
                    ),
                    verdict: Some(verdict),
                });
            }
        }
        surprises
    }
}

/// A verdict that is not the due one, or, without a verdict, a count that is wrong.
#[derive(Debug)]
struct Surprise {
    text: String,
    verdict: Option<Verdict>,
}

/// What the runs of one subject came to so far.
#[derive(Debug, Default)]
struct Rounds {
    seen: usize,
    passed: usize,
    failed: usize,
    inconclusive: usize,
    /// How often each surprise came; a text that is the same in many rounds is said once.
    surprises: BTreeMap<String, usize>,
}

impl Rounds {
    fn add(&mut self, subject: &Subject<'_>, said: Said) {
        let surprises = subject.surprises(&said);
        self.seen += 1;
        self.passed += subject.lesson.requirements.len().saturating_sub(surprises.len());
        self.failed += surprises.len();
        for surprise in surprises {
            if surprise.verdict == Some(Verdict::Inconclusive) {
                self.inconclusive += 1;
            }
            *self.surprises.entry(surprise.text).or_default() += 1;
        }
    }

    fn check(&self, workspace: &Workspace, subject: &Subject<'_>) -> Check {
        let lesson = subject.lesson;
        let title = format!(
            "{} {} {} {}",
            lesson.topic,
            lesson.exercise,
            subject.name,
            subject.expected.phrase()
        );
        let check = Check::new(subject.part, title).about(lesson);
        if subject.part == Part::Starters
            && self.failed > 0
            && may_be_skipped(&workspace.root, lesson)
        {
            return check.skip("edited, so it is no starter any more");
        }
        let mut notes: Vec<String> = self
            .surprises
            .iter()
            .map(|(text, times)| match self.seen {
                1 => text.clone(),
                seen => format!("{times} of {seen} times: {text}"),
            })
            .collect();
        if self.failed > 0 {
            let log = workspace.scratch().join("logs");
            notes.push(format!(
                "what the grader printed: {}/{}/{}/{}/",
                log.display(),
                lesson.topic,
                lesson.module,
                subject.name
            ));
        }
        check.counting(self.passed, self.failed, self.inconclusive).saying(notes)
    }
}

/// A verdict as it is printed.
fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "fail",
        Verdict::Inconclusive => "inconclusive",
        Verdict::NotWritten => "not written yet",
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    use super::*;
    use crate::subjects::Expected;
    use crate::workspace::{Lesson, Member};

    /// A grader that stores these verdicts and ends with this exit status, as a real one would.
    fn grader(path: &Path, verdicts: &[(&str, &str)], exit_code: i32) {
        let mut script = "#!/bin/sh\nmkdir -p \"$TELAR_VERDICTS/p/m\"\n".to_string();
        for (requirement, verdict) in verdicts {
            let record = serde_json::json!({
                "version": course::verdict::VERSION, "package": "p", "topic": "threading",
                "exercise": "three-threads", "requirement": requirement, "verdict": verdict,
                "title": "", "message": "why", "again": null, "source": null,
            });
            let file = format!("\"$TELAR_VERDICTS/p/m/{requirement}.json\"");
            script.push_str(&format!("echo '{record}' > {file}\n"));
        }
        fs::write(path, format!("{script}exit {exit_code}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// What the proof counts as passed, failed and inconclusive for this grader.
    fn prove(
        expected: Expected,
        verdicts: &[(&str, &str)],
        exit_code: i32,
    ) -> (usize, usize, usize) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("grade");
        grader(&path, verdicts, exit_code);
        let lesson = Lesson {
            topic: "threading".into(),
            exercise: "three-threads".into(),
            module: "three_threads".into(),
            requirements: vec!["join".into(), "overlap".into()],
        };
        let member = Member {
            name: "threading".into(),
            id: String::new(),
            manifest_path: folder.path().join("Cargo.toml"),
        };
        let workspace = Workspace {
            root: folder.path().into(),
            target: folder.path().join("target"),
            members: vec![member],
            course: course::Course { topics: Vec::new() },
            lessons: vec![lesson.clone()],
        };
        let subject = Subject {
            lesson: &lesson,
            part: Part::Corpus,
            name: "wrong-no-join".into(),
            grader: &path,
            package: "threading".into(),
            program: "/bin/true".into(),
            expected,
        };
        let way = Way { repeat: 2, cores: Cores::All, jobs: Some(2) };
        let mut tally = Tally::default();
        run(&workspace, &[subject], way, &mut tally).unwrap();
        (tally.passed(), tally.failed(), tally.inconclusive())
    }

    fn fails_by(breaks: &str, also: &[&str], by_chance: &[&str]) -> Expected {
        let all = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        Expected::FailsBy { breaks: breaks.into(), also: all(also), by_chance: all(by_chance) }
    }

    #[test]
    fn what_a_race_breaks_by_chance_may_pass_or_fail_and_nothing_else() {
        let race = fails_by("join", &[], &["overlap"]);
        assert_eq!(prove(race.clone(), &[("join", "fail"), ("overlap", "pass")], 101), (4, 0, 0));
        assert_eq!(prove(race.clone(), &[("join", "fail"), ("overlap", "fail")], 101), (4, 0, 0));
        assert_eq!(prove(race.clone(), &[("join", "pass"), ("overlap", "fail")], 101), (2, 2, 0));
        let dark = [("join", "fail"), ("overlap", "inconclusive")];
        assert_eq!(prove(race, &dark, 101), (2, 2, 2));
    }

    #[test]
    fn a_subject_is_proved_when_every_verdict_is_the_due_one() {
        let whole = [("join", "pass"), ("overlap", "pass")];
        assert_eq!(prove(Expected::AllPass, &whole, 0), (4, 0, 0));
        let wrong = [("join", "fail"), ("overlap", "pass")];
        let by_join = fails_by("join", &[], &[]);
        assert_eq!(prove(by_join.clone(), &wrong, 101), (4, 0, 0));
        assert_eq!(prove(by_join, &whole, 0), (2, 2, 0));
        let by_both = fails_by("join", &["overlap"], &[]);
        assert_eq!(prove(by_both, &wrong, 101), (2, 2, 0));
        assert_eq!(prove(Expected::AllPass, &wrong, 101), (2, 2, 0));
        assert_eq!(prove(Expected::NothingWritten, &wrong, 101), (0, 4, 0));
        let dark = [("join", "inconclusive"), ("overlap", "pass")];
        assert_eq!(prove(Expected::AllPass, &dark, 101), (2, 2, 2));
    }

    #[test]
    fn a_grader_without_one_of_its_requirements_proves_nothing() {
        let (_, failed, _) = prove(Expected::AllPass, &[("join", "pass")], 0);
        assert_eq!(failed, 2);
        let (passed, failed, _) = prove(Expected::AllPass, &[], 0);
        assert_eq!((passed, failed), (0, 4));
        // A broken requirement that did not run does not count as a fail by that requirement.
        let by_join = fails_by("join", &[], &[]);
        assert_ne!(prove(by_join, &[("overlap", "pass")], 0).1, 0);
    }
}
