//! The roster: who is in the class, as a learning platform exports it.
//!
//! A table in CSV with a head. Which column is which is told by its name, in the words that Moodle and Canvas use, in any
//! case; what has no known name is passed over. A submission belongs to whoever's user name, address, number or name is
//! that of its entry, or what its entry begins with, before a `_`, as Moodle and Canvas name what they export.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use anyhow::{Context, ensure};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ingest::{Problem, Submission};
use crate::late;

/// Somebody in the class.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What people call them.
    pub name: String,
    /// The name that they log in by.
    pub username: String,
    /// Their address.
    pub email: String,
    /// The school's number for them.
    pub number: String,
    /// The platform's own number for them.
    pub id: String,
    /// Their group.
    pub section: String,
    /// When the platform got what they handed in, if it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted: Option<Timestamp>,
}

/// Heads of columns, and what they stand for.
const HEADS: [(&str, Column); 20] = [
    ("name", Column::Name),
    ("student", Column::Name),
    ("full name", Column::Name),
    ("nombre completo", Column::Name),
    ("first name", Column::First),
    ("nombre", Column::First),
    ("last name", Column::Last),
    ("surname", Column::Last),
    ("apellido(s)", Column::Last),
    ("username", Column::Username),
    ("nombre de usuario", Column::Username),
    ("sis login id", Column::Username),
    ("email", Column::Email),
    ("email address", Column::Email),
    ("idnumber", Column::Number),
    ("id number", Column::Number),
    ("sis user id", Column::Number),
    ("id", Column::Id),
    ("section", Column::Section),
    ("submitted", Column::Submitted),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    First,
    Last,
    Username,
    Email,
    Number,
    Id,
    Section,
    Submitted,
}

/// Reads a roster.
///
/// # Errors
///
/// When it can't be read, has no column that names anybody, or a time in it is none.
pub fn read(path: &Path) -> anyhow::Result<Vec<Person>> {
    let bytes = std::fs::read(path)
        .with_context(|| format!("failed to read the roster `{}`", path.display()))?;
    parse(&bytes).with_context(|| format!("in the roster `{}`", path.display()))
}

fn parse(bytes: &[u8]) -> anyhow::Result<Vec<Person>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let columns: Vec<Option<Column>> = table.headers()?.iter().map(column).collect();
    ensure!(
        columns.iter().flatten().any(|it| !matches!(it, Column::Section | Column::Submitted)),
        "no column names anybody; give one of them the head `username`, `email`, `id number` or `name`"
    );
    let mut class = Vec::new();
    for (index, row) in table.records().enumerate() {
        let row = row.with_context(|| format!("row {}", index + 2))?;
        let mut person = Person::default();
        let (mut first, mut last) = (String::new(), String::new());
        for (column, cell) in columns.iter().zip(&row) {
            let cell = cell.trim();
            let Some(column) = column.filter(|_| !cell.is_empty()) else { continue };
            match column {
                Column::Name => person.name = cell.into(),
                Column::First => first = cell.into(),
                Column::Last => last = cell.into(),
                Column::Username => person.username = cell.into(),
                Column::Email => person.email = cell.into(),
                Column::Number => person.number = cell.into(),
                Column::Id => person.id = cell.into(),
                Column::Section => person.section = cell.into(),
                Column::Submitted => {
                    let time = late::time(cell).with_context(|| format!("row {}", index + 2))?;
                    person.submitted = Some(time);
                }
            }
        }
        if person.name.is_empty() {
            person.name = format!("{first} {last}").trim().into();
        }
        // Canvas's second row says what exercises are worth, and is nobody.
        if !person.called().is_empty() && person.name != "Points Possible" {
            class.push(person);
        }
    }
    let mut keys = HashSet::new();
    for person in &class {
        let key = person.key();
        ensure!(keys.insert(key), "`{key}` is in it twice; give a column that tells them apart");
    }
    ensure!(!class.is_empty(), "there is nobody in it");
    Ok(class)
}

fn column(head: &str) -> Option<Column> {
    let head = head.trim().to_lowercase();
    HEADS.iter().find(|(known, _)| *known == head).map(|(_, column)| *column)
}

impl Person {
    /// What a gradebook calls them: the first that there is of name, user name, address, number.
    pub fn called(&self) -> &str {
        self.keys().find(|key| !key.is_empty()).unwrap_or_default()
    }

    /// What tells them apart from everybody else in the roster.
    pub fn key(&self) -> &str {
        let keys = [&self.username, &self.email, &self.number, &self.id, &self.name];
        keys.into_iter().find(|key| !key.is_empty()).map_or("", String::as_str)
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.username, &self.email, &self.number, &self.id]
            .map(String::as_str)
            .into_iter()
    }

    /// How well an entry's name fits: by how many characters, and whether it is theirs entirely.
    fn fit(&self, entry: &str) -> Option<(bool, usize)> {
        let entry = folded(entry);
        let keys = self.keys().map(folded).filter(|key| !key.is_empty());
        let fits = keys.filter_map(|key| {
            let rest = entry.strip_prefix(&key)?;
            (rest.is_empty() || rest.starts_with('_')).then_some((rest.is_empty(), key.len()))
        });
        fits.max()
    }
}

/// Letters and digits alone, in lower case: platforms leave out spaces, and write dots as something else.
fn folded(text: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '@' | '-');
    text.chars().filter(kept).flat_map(char::to_lowercase).collect()
}

/// Gives each submission to whom it belongs, and everybody else an empty one. A submission that is nobody's, or could be
/// somebody else's as well, stays, and says so.
pub fn assign(class: &[Person], submissions: Vec<Submission>) -> Vec<Submission> {
    let mut taken: BTreeMap<usize, Submission> = BTreeMap::new();
    let mut others = Vec::new();
    for mut submission in submissions {
        let fits = class
            .iter()
            .enumerate()
            .filter_map(|(at, it)| Some((it.fit(&submission.student)?, at)));
        let fits: Vec<((bool, usize), usize)> = fits.collect();
        let best = fits.iter().map(|(fit, _)| *fit).max();
        let whose: Vec<usize> =
            fits.iter().filter(|(fit, _)| Some(*fit) == best).map(|(_, at)| *at).collect();
        match whose[..] {
            [at] => match taken.get_mut(&at) {
                Some(first) => first.problems.push(Problem::Twice(submission.student)),
                None => {
                    submission.person = Some(class[at].clone());
                    taken.insert(at, submission);
                }
            },
            [] => {
                submission.problems.push(Problem::NotInRoster);
                others.push(submission);
            }
            [first, second, ..] => {
                let both = format!("{}, {}", class[first].called(), class[second].called());
                submission.problems.push(Problem::Ambiguous(both));
                others.push(submission);
            }
        }
    }
    for (at, person) in class.iter().enumerate() {
        taken.entry(at).or_insert_with(|| Submission {
            student: person.key().to_owned(),
            person: Some(person.clone()),
            problems: vec![Problem::Nothing],
            ..Submission::default()
        });
    }
    taken.into_values().chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed(student: &str) -> Submission {
        Submission { student: student.into(), ..Submission::default() }
    }

    /// Who has what: the person's name and the entry's.
    fn assigned(roster: &str, entries: &[&str]) -> Vec<(String, String, Vec<Problem>)> {
        let class = parse(roster.as_bytes()).unwrap();
        let entries = entries.iter().map(|entry| handed(entry)).collect();
        let told = assign(&class, entries).into_iter().map(|it| {
            let person = it.person.map_or_else(String::new, |person| person.called().to_owned());
            (person, it.student, it.problems)
        });
        told.collect()
    }

    fn one(person: &str, entry: &str) -> (String, String, Vec<Problem>) {
        (person.into(), entry.into(), Vec::new())
    }

    #[test]
    fn what_platforms_export_finds_its_owner() {
        let moodle =
            "\u{feff}First name,Last name,ID number,Email address\nAna,García López,17,ana@x.es\n";
        for entry in
            ["Ana García López_12345_assignsubmission_file", "17", "ANA@x.es", "Ana García López"]
        {
            assert_eq!(assigned(moodle, &[entry]), [one("Ana García López", entry)]);
        }
        let canvas = "Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n\"O'Neill, Bea\",9,u9,bea,A\n";
        for entry in ["oneillbea_9_4711_counter", "bea", "u9", "9"] {
            assert_eq!(assigned(canvas, &[entry]), [one("O'Neill, Bea", entry)]);
        }
    }

    #[test]
    fn who_handed_in_nothing_is_there_and_who_is_not_in_the_class_too() {
        let told = assigned("username\nana\nbea\n", &["bea", "zoe", "bea_2"]);
        assert_eq!(
            told,
            [
                ("ana".into(), "ana".into(), vec![Problem::Nothing]),
                ("bea".into(), "bea".into(), vec![Problem::Twice("bea_2".into())]),
                (String::new(), "zoe".into(), vec![Problem::NotInRoster]),
            ]
        );
    }

    #[test]
    fn whose_it_is_has_to_be_clear() {
        let told = assigned("name,username\nAna,ana1\nAna,ana2\n", &["Ana", "ana2", "ana2x"]);
        assert_eq!(told[0].2, [Problem::Nothing]);
        assert_eq!(told[1], one("Ana", "ana2"));
        assert_eq!(told[2].2, [Problem::Ambiguous("Ana, Ana".into())]);
        assert_eq!(told[3].2, [Problem::NotInRoster]);
    }

    #[test]
    fn a_roster_that_is_none_is_told() {
        for (roster, told) in [
            ("colour\nred\n", "no column names anybody"),
            ("username\n", "nobody in it"),
            ("name\nAna\nAna\n", "`Ana` is in it twice"),
            ("username,submitted\nana,yesterday\n", "row 2"),
        ] {
            let error = format!("{:#}", parse(roster.as_bytes()).unwrap_err());
            assert!(error.contains(told), "{error}");
        }
    }
}
