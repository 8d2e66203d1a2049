//! Pairs of files that have fingerprints in common which are neither the starter's nor everybody's.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Serialize;

use super::fingerprints::{self, ROW};
use super::tokens::{self, Token};

/// In a class of so many different files or more, what more than a third of them have is how the thing is done.
const CLASS: usize = 9;

/// What more files have than this is how the thing is done, however many there are. It also bounds what a fingerprint costs.
const MOST_SHARERS: usize = 30;

/// A pair with less in common than this share of the smaller file is not told.
const LEAST_SHARE: f64 = 0.2;

/// Fewer fingerprints in common are chance, however large a share they are.
const FEWEST: usize = 4;

/// A stretch of fewer tokens is not shown. It may be shorter than a row, where the starter begins within one.
const SHORTEST: usize = 6;

/// Somebody's file, or several people's, if they handed in the same.
#[derive(Debug)]
pub struct File {
    pub students: Vec<String>,
    text: String,
    tokens: Vec<Token>,
    fingerprints: HashMap<u64, Vec<usize>>,
}

/// Two files that are alike.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    pub exercise: String,
    /// Where the two stand among the exercise's files.
    #[serde(skip)]
    pub files: [usize; 2],
    /// Whose they are.
    pub students: [Vec<String>; 2],
    /// How much of the smaller file's own fingerprints the other one has, from 0 to 1.
    pub share: f64,
    /// How many tokens lie in stretches that both have.
    pub tokens: usize,
    /// Those stretches: lines from and to in each file.
    pub stretches: Vec<[(usize, usize); 2]>,
}

impl File {
    pub fn new(text: &str) -> Self {
        let tokens = tokens::of(text);
        let fingerprints = fingerprints::of(&tokens);
        Self { students: Vec::new(), text: text.to_owned(), tokens, fingerprints }
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The pairs of an exercise's files that are alike.
pub fn find(exercise: &str, files: &[File], starter: &str) -> Vec<Pair> {
    let starter: HashSet<u64> = fingerprints::rows(&tokens::of(starter)).collect();
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    for (number, file) in files.iter().enumerate() {
        for hash in file.fingerprints.keys().filter(|hash| !starter.contains(hash)) {
            index.entry(*hash).or_default().push(number);
        }
    }
    let most = if files.len() < CLASS { MOST_SHARERS } else { (files.len() / 3).min(MOST_SHARERS) };
    let mut own = vec![0_usize; files.len()];
    let mut common: BTreeMap<[usize; 2], Vec<u64>> = BTreeMap::new();
    for (hash, sharers) in index.iter().filter(|(_, sharers)| sharers.len() <= most) {
        for (at, &one) in sharers.iter().enumerate() {
            own[one] += 1;
            for &other in &sharers[at + 1..] {
                common.entry([one, other]).or_default().push(*hash);
            }
        }
    }
    let share = |[one, other]: [usize; 2], hashes: &[u64]| {
        hashes.len() as f64 / own[one].min(own[other]).max(1) as f64
    };
    let alike = common.into_iter().map(|(pair, hashes)| (share(pair, &hashes), pair, hashes));
    let alike = alike.filter(|(share, _, hashes)| *share >= LEAST_SHARE && hashes.len() >= FEWEST);
    let mut alike: BTreeMap<[usize; 2], (f64, Vec<u64>)> =
        alike.map(|(share, pair, hashes)| (pair, (share, hashes))).collect();
    // Who has done all in the usual way, but token by token as somebody else, is told too.
    for pair in renamed(files, most) {
        let hashes = files[pair[0]].fingerprints.keys().filter(|hash| !starter.contains(hash));
        alike.insert(pair, (1.0, hashes.copied().collect()));
    }
    alike
        .into_iter()
        .map(|(pair, (share, hashes))| {
            let [one, other] = pair.map(|at| &files[at]);
            let given = [one, other].map(|file| given(file, &starter));
            let (tokens, stretches) = stretches(one, other, &hashes, &given);
            Pair {
                exercise: exercise.to_owned(),
                files: pair,
                students: [one.students.clone(), other.students.clone()],
                share,
                tokens,
                stretches,
            }
        })
        .collect()
}

/// Neighbours among files that are equal but for names, numbers, comments and layout, unless too many are.
fn renamed(files: &[File], most: usize) -> Vec<[usize; 2]> {
    let mut equal: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        let kinds = file.tokens.iter().flat_map(|token| token.kind.to_le_bytes());
        equal.entry(tokens::hash(kinds)).or_default().push(number);
    }
    let groups = equal.into_values().filter(|group| group.len() <= most);
    groups
        .flat_map(|group| group.windows(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>())
        .collect()
}

/// Which of a file's tokens lie in a row that the starter has, too.
fn given(file: &File, starter: &HashSet<u64>) -> Vec<bool> {
    let mut given = vec![false; file.tokens.len()];
    for (begin, hash) in fingerprints::rows(&file.tokens).enumerate() {
        if starter.contains(&hash) {
            given[begin..begin + ROW].fill(true);
        }
    }
    given
}

/// The stretches that both have around these fingerprints, as long as they go, without what the starter gives, none of them
/// twice; and how many tokens they hold.
fn stretches(
    one: &File,
    other: &File,
    hashes: &[u64],
    given: &[Vec<bool>; 2],
) -> (usize, Vec<[(usize, usize); 2]>) {
    let mut places: BTreeSet<(usize, usize)> = BTreeSet::new();
    for hash in hashes {
        // A row that a file repeats is paired in order, not each with each.
        places.extend(
            one.fingerprints[hash].iter().copied().zip(other.fingerprints[hash].iter().copied()),
        );
    }
    let (a, b) = (&one.tokens, &other.tokens);
    let same = |at: usize, bt: usize| a[at].kind == b[bt].kind && !given[0][at] && !given[1][bt];
    let ahead = |at: usize, bt: usize| {
        (0..(a.len() - at).min(b.len() - bt)).take_while(move |step| same(at + step, bt + step))
    };
    let behind =
        |at: usize, bt: usize| (1..=at.min(bt)).take_while(move |step| same(at - step, bt - step));
    // The longest first: a short one that is chance must not cut off a long one.
    let mut places: Vec<(usize, usize)> = places.into_iter().collect();
    places.sort_by_cached_key(|&(at, bt)| {
        std::cmp::Reverse(ahead(at, bt).count() + behind(at, bt).count())
    });
    let mut taken = (HashSet::new(), HashSet::new());
    let mut found = Vec::new();
    let mut count = 0;
    for (mut at, mut bt) in places {
        if taken.0.contains(&at) || taken.1.contains(&bt) {
            continue;
        }
        let is_free = |at: usize, bt: usize| !taken.0.contains(&at) && !taken.1.contains(&bt);
        let after = ahead(at, bt).take_while(|step| is_free(at + step, bt + step)).count();
        let before = behind(at, bt).take_while(|step| is_free(at - step, bt - step)).count();
        (at, bt) = (at - before, bt - before);
        let length = before + after;
        if length < SHORTEST {
            continue;
        }
        taken.0.extend(at..at + length);
        taken.1.extend(bt..bt + length);
        count += length;
        let lines = |tokens: &[Token], at: usize| (tokens[at].line, tokens[at + length - 1].line);
        found.push([lines(a, at), lines(b, bt)]);
    }
    (count, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some functions that do different things.
    fn functions(numbers: impl IntoIterator<Item = usize>) -> String {
        let body = |number: usize| match number % 4 {
            0 => {
                "let mut sum = 0; for it in row { if it.is_odd() { sum += it * 3; } else { sum -= 1; } } sum"
            }
            1 => {
                "match row.split_first() { Some((first, rest)) => go(rest, &[first]), None => return Err(Empty) }"
            }
            2 => {
                "while let Ok(job) = queue.recv() { job.run(); done.fetch_add(1, Relaxed); if stop.load(Acquire) { break; } }"
            }
            _ => {
                "let names: Vec<String> = row.iter().map(|it| format!(\"{it}\")).filter(|it| !it.is_empty()).collect(); names"
            }
        };
        numbers
            .into_iter()
            .map(|number| format!("fn f{number}(row: &Row) -> u64 {{ {} }}\n", body(number)))
            .collect()
    }

    fn file(text: &str) -> File {
        File { students: vec!["x".into()], ..File::new(text) }
    }

    fn share(one: &str, other: &str, starter: &str) -> f64 {
        let files = [file(one), file(other)];
        find("e", &files, starter).first().map_or(0.0, |pair| pair.share)
    }

    #[test]
    fn renaming_reordering_and_reformatting_hide_no_copy() {
        let original = functions([0, 1, 2]);
        let renamed = original
            .replace("row", "values")
            .replace("sum", "t")
            .replace("; ", ";\n\n    // now\n    ");
        assert_eq!(share(&original, &renamed, ""), 1.0);
        assert!(share(&original, &functions([2, 0, 1]), "") > 0.7);
        assert!(share(&functions([0, 1]), &functions([2, 3]), "") < LEAST_SHARE);
    }

    #[test]
    fn the_starter_is_nobodys() {
        let starter = functions([0, 1, 2]);
        let (one, other) = (
            starter.clone() + &functions([3]),
            starter.clone() + "fn main() { go(1, 2, 3).unwrap(); }",
        );
        assert!(share(&one, &other, "") > 0.7);
        assert!(share(&one, &other, &starter) < LEAST_SHARE);
    }

    #[test]
    fn the_usual_way_is_nobodys() {
        // All have the first function; two of them another one, too.
        let mut class: Vec<File> = (0..20).map(|_| file(&functions([0]))).collect();
        assert!(find("e", &class, "").is_empty());
        class[3] = file(&functions([0, 1]));
        class[9] = file(&functions([1, 0]));
        let told = find("e", &class, "");
        assert_eq!(told.iter().map(|pair| pair.files).collect::<Vec<_>>(), [[3, 9]]);
        assert!(told[0].share > 0.8, "{}", told[0].share);
    }

    #[test]
    fn a_renamed_copy_of_the_usual_way_is_told() {
        let mut class: Vec<File> =
            (2..20).map(|extra| file(&(functions([0, 2]) + &"go();".repeat(extra)))).collect();
        class[5] = file(&(functions([0, 2]) + "stop();"));
        class[11] = file(&(functions([0, 2]).replace("row", "line") + "run();"));
        let told = find("e", &class, "");
        assert_eq!(
            told.iter().map(|pair| (pair.files, pair.share)).collect::<Vec<_>>(),
            [([5, 11], 1.0)]
        );
        assert!(told[0].tokens > 50);
    }

    #[test]
    fn stretches_stand_where_the_code_stands() {
        let one = format!("// a\n\n{}", functions([0, 1]));
        let other = functions([1, 3, 0]);
        let files = [file(&one), file(&other)];
        let pair = &find("e", &files, "")[0];
        let mut places = pair.stretches.clone();
        places.sort_unstable();
        assert_eq!(places, [[(3, 3), (3, 3)], [(4, 4), (1, 1)]]);
        assert!(pair.tokens > 50 && pair.tokens <= files[0].tokens.len());
    }

    #[test]
    fn a_renamed_copy_is_likest() {
        let root = course::find_root(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
        let starter = read("crates/threading/src/bounded_queue.rs");
        let reference = read("solutions/threading/src/bounded_queue.rs");
        let copy = reference.replace("items", "things").replace("queue", "store");
        assert!(share(&reference, &copy, &starter) > 0.95);
        // It has the same promises to keep, and is written around another idea.
        let other = read("tests/submissions/threading/bounded_queue/right-parks.rs");
        assert!(share(&reference, &other, &starter) < 0.8);
    }
}
