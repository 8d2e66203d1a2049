//! A class of 300, over all exercises: every verdict as constructed, the same in each of three runs, two of which are killed twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use course::Course;
use serde_json::Value;

use crate::QUICK;
use crate::class::{Class, root};

const STUDENTS: usize = 300;

/// What an exercise is handed in as, and what has to come of it: the requirement that it breaks, if any.
#[derive(Debug, Clone)]
struct Work {
    exercise: String,
    place: String,
    text: String,
    breaks: Option<String>,
    /// The verdict of all requirements, where it is one for all.
    all: Option<&'static str>,
    /// The verdict of at least one, where not all pass.
    some: Option<String>,
}

/// Everything that there is to hand in: references, starters, the whole corpus, a file for each topic that does not
/// compile.
fn works() -> Vec<Work> {
    let root = root();
    let course = Course::load(&root).expect("the course can be read");
    let mut works = Vec::new();
    for (topic, exercise) in course.exercises() {
        let file = format!("{}.rs", exercise.module());
        let place = format!("crates/{}/src/{file}", topic.name);
        let mut add = |path: PathBuf, all: Option<&'static str>| {
            let text = fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let breaks =
                text.lines().find_map(|line| line.strip_prefix("//! Breaks: ")).map(str::to_owned);
            // Some of a starter's requirements hold in a program that does nothing.
            let some = (all.is_none() && breaks.is_none()).then(|| "not_written".to_owned());
            works.push(Work {
                exercise: exercise.name.clone(),
                place: place.clone(),
                text,
                breaks,
                all,
                some,
            });
        };
        add(root.join("solutions").join(&topic.name).join("src").join(&file), Some("pass"));
        add(root.join(&place), None);
        let corpus = root.join("tests/submissions").join(&topic.name).join(exercise.module());
        let mut files: Vec<PathBuf> =
            fs::read_dir(corpus).unwrap().map(|it| it.unwrap().path()).collect();
        files.sort();
        for file in files {
            let is_right = file.file_name().unwrap().to_str().unwrap().starts_with("right-");
            add(file, is_right.then_some("pass"));
        }
        if course.topics.iter().any(|it| it.exercises[0].name == exercise.name) {
            let text = format!("// {}\nfn run(", exercise.name);
            let (exercise, all) = (exercise.name.clone(), Some("compile_error"));
            works.push(Work { exercise, place, text, breaks: None, all, some: None });
        }
    }
    works
}

/// A class in which each of them is handed in, some of them twice, and each student has one or two; some have none.
fn class(works: &[Work]) -> (Class, BTreeMap<String, Vec<Work>>) {
    let mut class = Class::new();
    class.keep_a_seed_secret();
    let mut handed: BTreeMap<String, Vec<Work>> = BTreeMap::new();
    for index in 0..STUDENTS.max(works.len()) {
        // Two numbers without a common divisor, so that partners change from round to round.
        let own =
            [Some(index % works.len()), (index % 5 == 0).then_some((index * 7 + 3) % works.len())];
        let student = format!("student {:03}", index % STUDENTS);
        for work in own.into_iter().flatten().map(|at| &works[at]) {
            let theirs = handed.entry(student.clone()).or_default();
            // Nobody hands in an exercise twice, and what does not compile is judged alone in any case.
            if theirs.iter().all(|it| it.exercise != work.exercise) {
                theirs.push(work.clone());
            }
        }
    }
    for (student, works) in &handed {
        for work in works {
            let file = class.handed().join(student).join(&work.place);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, &work.text).unwrap();
        }
    }
    fs::create_dir(class.handed().join("nothing")).unwrap();
    class.hostile(|number| QUICK.contains(&number));
    for (student, verdict) in class.expected.clone() {
        let (exercise, some) = ("counter".to_owned(), Some(verdict));
        let text = student.clone();
        let work = Work { exercise, place: String::new(), text, breaks: None, all: None, some };
        handed.insert(student, vec![work]);
    }
    (class, handed)
}

/// What is not as constructed.
fn faults(gradebook: &Value, handed: &BTreeMap<String, Vec<Work>>) -> Vec<String> {
    let mut faults = Vec::new();
    let students = gradebook["students"].as_array().unwrap();
    for (student, works) in handed {
        let Some(graded) = students.iter().find(|it| it["name"] == **student) else {
            faults.push(format!("{student} is lost"));
            continue;
        };
        for work in works {
            let exercises = graded["exercises"].as_array().unwrap();
            let exercise = exercises.iter().find(|it| it["exercise"] == *work.exercise).unwrap();
            let verdicts: BTreeMap<&str, &str> = exercise["requirements"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| (it["name"].as_str().unwrap(), it["verdict"].as_str().unwrap_or("lost")))
                .collect();
            let is_right = match (work.all, &work.breaks, &work.some) {
                (Some(all), ..) => verdicts.values().all(|it| *it == all),
                (_, Some(breaks), _) => verdicts[breaks.as_str()] == "fail",
                (.., Some(some)) => verdicts.values().any(|it| it == some),
                (None, None, None) => false,
            };
            let is_odd = verdicts.values().any(|it| ["lost", "box_error", "timeout"].contains(it));
            if !is_right || is_odd {
                let first = work.text.lines().next().unwrap_or_default();
                faults.push(format!("{student} {} ({first}): {verdicts:?}", work.exercise));
            }
        }
    }
    faults
}

/// The verdicts alone, but for those that a wrong program gets by chance, as it says of itself.
fn verdicts(gradebook: &Value, handed: &BTreeMap<String, Vec<Work>>) -> Vec<String> {
    let by_chance = |student: &Value, exercise: &Value, requirement: &Value| {
        let works = student.as_str().and_then(|student| handed.get(student)).into_iter().flatten();
        let mut lines =
            works.filter(|work| *exercise == *work.exercise).flat_map(|work| work.text.lines());
        lines.any(|line| {
            let names = line.strip_prefix("//! By chance breaks: ").unwrap_or_default();
            names.split(", ").any(|name| *requirement == *name)
        })
    };
    let mut all = Vec::new();
    for student in gradebook["students"].as_array().unwrap() {
        for exercise in student["exercises"].as_array().unwrap() {
            for it in exercise["requirements"].as_array().unwrap() {
                if by_chance(&student["name"], &exercise["exercise"], &it["name"]) {
                    continue;
                }
                all.push(format!(
                    "{} {} {} {}",
                    student["name"], exercise["exercise"], it["name"], it["verdict"]
                ));
            }
        }
    }
    all
}

/// Grades, and is killed as soon as the ledger has so many lines.
fn grade_and_be_killed(class: &Class, out: &str, lines: usize) {
    let ledger = class.folder.path().join(out).join("ledger.jsonl");
    let mut child = class.grade_all(out).spawn().unwrap();
    while fs::read_to_string(&ledger).unwrap_or_default().lines().count() < lines {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be killed");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
#[ignore = "takes an hour; TELAR_CLASS_RUNS=1 takes a third"]
fn a_class_of_300_is_graded_as_constructed_three_times() {
    let works = works();
    let (class, handed) = class(&works);
    let mut first: Option<Vec<String>> = None;
    let runs = std::env::var("TELAR_CLASS_RUNS").map_or(3, |runs| runs.parse().unwrap());
    // Drawn once, so that whatever is found can be had again.
    let moments: [&[usize]; 3] = [&[713, 1866], &[], &[452, 2391]];
    for (run, moments) in moments.into_iter().take(runs).enumerate() {
        let out = format!("run-{run}");
        for lines in moments {
            grade_and_be_killed(&class, &out, *lines);
        }
        assert!(class.grade_all(&out).status().unwrap().success());
        let gradebook = class.gradebook(&out);
        assert_eq!(faults(&gradebook, &handed), Vec::<String>::new(), "in run {run}");
        let told = verdicts(&gradebook, &handed);
        match &first {
            None => first = Some(told),
            Some(first) => assert_eq!(*first, told, "in run {run}"),
        }
    }
}
