//! How often chance finds each bug, and what finds it where chance hardly does.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context;
use witness::Job;
use witness::explore::{Explored, Finding, Look, Origin, Plan, Schedule, explore};

use crate::measure::side_by_side;
use crate::programs;
use crate::sessions::{EXPECTED, SESSIONS, started, wrong_twin};

/// A bug that a smaller share of the seeds finds must be found by a schedule that is no seed.
const RARE_PERCENT: u64 = 20;

/// How many seeds failed, by the kind of what was found.
type Hits = BTreeMap<&'static str, u64>;

/// Prints, for the wrong twin of each of these pairs, which of the seeds from 0 to `seeds` find its bug.
pub fn run(seeds: u64, names: &[String]) -> anyhow::Result<()> {
    let (program, pairs) = programs::pairs(names)?;
    println!("| pair | bug | of {seeds} seeds | found without a seed by | default budget |");
    println!("|---|---|---|---|---|");
    let mut missed = Vec::new();
    let mut unfound = Vec::new();
    for pair in &pairs {
        let job = wrong_twin(&program, pair);
        let tried = |plan: &Plan| {
            explore(&job, plan, &EXPECTED, &mut |_| None)
                .with_context(|| format!("failed to explore `{}`", pair.name))
        };
        let with_default = tried(&Plan::default())?;
        let without_seeds = tried(&Plan { seeds: 0, ..Plan::default() })?;
        let hits = hits(&job, seeds).with_context(|| format!("failed on `{}`", pair.name))?;

        let own = hits.get(pair.kind.as_str()).copied().unwrap_or(0);
        let others = hits.iter().filter(|(kind, _)| **kind != pair.kind);
        let others: String = others.map(|(kind, count)| format!(", {count} {kind}")).collect();
        println!(
            "| {} | {} | {own} ({:.1} %){others} | {} | {} |",
            pair.name,
            pair.kind,
            percent(own, seeds),
            told(&without_seeds, &pair.kind),
            told(&with_default, &pair.kind),
        );
        io::stdout().flush()?;
        if own * 100 < seeds * RARE_PERCENT && !is_found(&without_seeds, &pair.kind) {
            missed.push(pair.name.as_str());
        }
        if !is_found(&with_default, &pair.kind) {
            unfound.push(pair.name.as_str());
        }
    }
    println!(
        "\nBelow {RARE_PERCENT} % of the seeds, and found by nothing else: {}.",
        list(&missed)
    );
    println!("Not found with the default budget: {}.", list(&unfound));
    Ok(())
}

/// Runs the job under each seed.
fn hits(job: &Job, seeds: u64) -> anyhow::Result<Hits> {
    let next = AtomicU64::new(0);
    let parts = side_by_side(SESSIONS, || hits_of_one_session(job, seeds, &next))?;
    let mut hits = Hits::new();
    for (kind, count) in parts.into_iter().flatten() {
        *hits.entry(kind).or_default() += count;
    }
    Ok(hits)
}

/// Takes seeds from `next` until there are none left.
fn hits_of_one_session(job: &Job, seeds: u64, next: &AtomicU64) -> anyhow::Result<Hits> {
    let (mut session, length) = started(job)?;
    let mut hits = Hits::new();
    loop {
        // Relaxed: only the number matters.
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= seeds {
            return Ok(hits);
        }
        let woven = session.run(&Schedule::of_seed(seed, length), Look::Quick)?;
        if let Some(finding) = EXPECTED.finds(&woven, None) {
            let kind = if finding.is_doubtful(&woven) { "doubtful" } else { kind(&finding) };
            *hits.entry(kind).or_default() += 1;
        }
    }
}

/// The word that `pairs list` has for findings of this kind, where it has one.
fn kind(finding: &Finding) -> &'static str {
    match finding {
        Finding::Deadlock => "deadlock",
        Finding::Endless => "endless",
        Finding::Panic { .. } => "panic",
        Finding::Exit { .. } => "exit",
        Finding::Zombie { .. } | Finding::Orphan { .. } | Finding::CutOff { .. } => "untidy",
        Finding::Story { .. } => "story",
        Finding::Limit => "limit",
        Finding::Judged { .. } => "judged",
    }
}

fn is_found(explored: &Explored, expected: &str) -> bool {
    let failure = explored.failure.as_ref();
    failure.is_some_and(|failure| !failure.doubtful && kind(&failure.finding) == expected)
}

/// What found the bug, and after how many schedules.
fn told(explored: &Explored, expected: &str) -> String {
    let runs = explored.runs;
    let Some(failure) = &explored.failure else { return format!("not in {runs}") };
    let origin = match failure.origin {
        Origin::Canonical(canonical) => format!("`{}`", kebab(&format!("{canonical:?}"))),
        Origin::Seed(seed) => format!("seed {seed}"),
        Origin::Steered(seed) => format!("steered, seed {seed}"),
        Origin::Directed(_) => "directed".to_owned(),
    };
    let kind = kind(&failure.finding);
    let doubtful = if failure.doubtful { ", doubtful" } else { "" };
    let otherwise = if kind == expected { String::new() } else { format!(", {kind}") };
    format!("{origin}, {runs}{doubtful}{otherwise}")
}

/// `HoldAndWait` as `hold-and-wait`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "none".into() } else { names.join(", ") }
}

fn percent(part: u64, whole: u64) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
