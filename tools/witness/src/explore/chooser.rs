//! Choosing who goes next, and every other thing that the system is free to choose.
//!
//! Whatever the scheduler, a decision is kept only where it differs from the default; so a run is told
//! by few decisions, and a shorter schedule is one with some of them left out.

use std::collections::{HashMap, VecDeque};

use super::random::Random;
use super::schedule::{Canonical, Choice, Decision, Schedule, Scheduler};

/// Steps that a random scheduler that is sticky stays with a thread, on average.
const STICK: usize = 8;

/// An unfriendly move is drawn once in so many decisions at which one is possible.
const UNFRIENDLY: usize = 12;

/// What a scheduler may know of somebody who can go on.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    pub choice: Choice,
    /// The thread that goes on; for a process that is killed, its first.
    pub thread: usize,
    /// It stands before taking a lock while it holds another.
    pub holds_and_wants: bool,
    /// It stands before a store to an atomic.
    pub stores: bool,
    /// It stands before taking a lock that it has had before.
    pub relocks: bool,
    /// It stands before trying a lock.
    pub tries: bool,
}

/// Takes every decision of one run.
pub struct Chooser {
    scheduler: Scheduler,
    random: Random,
    /// Decisions to be taken from a list, in order.
    script: VecDeque<Decision>,
    point: u32,
    taken: Vec<Decision>,
    /// What else could have been decided, at each point; only when asked for.
    alternatives: Option<Vec<Decision>>,
    /// Priorities of threads, for PCT; higher goes first.
    priority: HashMap<usize, i64>,
    /// The points at which PCT changes a priority.
    changes: Vec<u32>,
    lowest: i64,
    /// Whether somebody was killed, or made to panic, already: once a run is enough.
    struck: bool,
    /// The point from which on somebody is struck.
    strike_at: u32,
    /// The last thread that was let go, for turns.
    last: usize,
}

impl Chooser {
    pub fn new(schedule: &Schedule) -> Self {
        let mut random = Random::new(schedule.seed, 1);
        let length = schedule.length.max(1);
        let mut changes = Vec::new();
        if let Scheduler::Pct { depth } = schedule.scheduler {
            changes.extend((1..depth).map(|_| random.below(length as usize) as u32));
        }
        let strike_at = random.below(length as usize) as u32;
        let script = match &schedule.scheduler {
            Scheduler::Replay(decisions) => decisions.iter().copied().collect(),
            _ => VecDeque::new(),
        };
        Self {
            scheduler: schedule.scheduler.clone(),
            random,
            script,
            point: 0,
            taken: Vec::new(),
            alternatives: None,
            priority: HashMap::new(),
            changes,
            lowest: 0,
            struck: false,
            strike_at,
            last: 0,
        }
    }

    /// How many decisions there were, those that were not the default, and the alternatives.
    pub fn finish(self) -> (u32, Vec<Decision>, Vec<Decision>) {
        (self.point, self.taken, self.alternatives.unwrap_or_default())
    }

    /// From now on, keep what else could have been decided.
    pub fn keep_alternatives(&mut self) {
        self.alternatives = Some(Vec::new());
    }

    /// Somebody went on for so long that others must come first now.
    pub fn demote(&mut self, thread: usize) {
        self.lowest -= 1;
        self.priority.insert(thread, self.lowest);
    }

    /// Which of these goes next. The first is the default; there is at least one.
    pub fn next(&mut self, candidates: &[Candidate]) -> Choice {
        if candidates.len() == 1 {
            return candidates[0].choice;
        }
        let friendly =
            candidates.iter().take_while(|one| matches!(one.choice, Choice::Run(_))).count();
        let chosen = if let Some(scripted) = self.scripted() {
            // A shortened schedule may name somebody who can't go on here: then the default holds.
            candidates.iter().position(|one| one.choice == scripted).unwrap_or(0)
        } else {
            self.unfriendly(candidates, friendly).unwrap_or_else(|| {
                if friendly == 0 { 0 } else { self.friendly(&candidates[..friendly]) }
            })
        };
        if let Some(alternatives) = &mut self.alternatives {
            let others = candidates.iter().enumerate().filter(|(index, _)| *index != chosen);
            let point = self.point;
            alternatives.extend(others.map(|(_, one)| Decision { point, choice: one.choice }));
        }
        let choice = candidates[chosen].choice;
        self.struck |= matches!(choice, Choice::Kill(_) | Choice::Panic(_));
        self.last = candidates[chosen].thread;
        self.decided(choice, chosen == 0);
        choice
    }

    /// One of `outcomes` that the system may choose freely; 0 is the default.
    pub fn pick(&mut self, outcomes: usize) -> usize {
        if outcomes < 2 {
            return 0;
        }
        let picked = match self.scripted() {
            Some(Choice::Pick(picked)) => picked.min(outcomes - 1),
            Some(_) => 0,
            None => match self.scheduler {
                Scheduler::Canonical(_) | Scheduler::Replay(_) => 0,
                _ => self.random.below(outcomes),
            },
        };
        self.decided(Choice::Pick(picked), picked == 0);
        picked
    }

    fn decided(&mut self, choice: Choice, is_default: bool) {
        if !is_default {
            self.taken.push(Decision { point: self.point, choice });
        }
        self.point += 1;
    }

    /// What the script says about this point; `None` when there is no script.
    fn scripted(&mut self) -> Option<Choice> {
        if !matches!(self.scheduler, Scheduler::Replay(_)) {
            return None;
        }
        while self.script.front().is_some_and(|decision| decision.point < self.point) {
            self.script.pop_front();
        }
        let here = self.script.front().filter(|decision| decision.point == self.point);
        // No candidate is a pick, and no pick is a thread: the default is what an absent decision means.
        Some(here.map_or(Choice::Pick(0), |decision| decision.choice))
    }

    fn unfriendly(&mut self, candidates: &[Candidate], friendly: usize) -> Option<usize> {
        if matches!(self.scheduler, Scheduler::Canonical(_)) {
            return None;
        }
        let is_strike = |one: &Candidate| matches!(one.choice, Choice::Kill(_) | Choice::Panic(_));
        let strikes = candidates.iter().filter(|one| is_strike(one)).count();
        if strikes > 0 && !self.struck && self.point >= self.strike_at {
            return Some(candidates.len() - strikes + self.random.below(strikes));
        }
        let moves = candidates.len() - friendly - strikes;
        (moves > 0 && self.random.once_in(UNFRIENDLY)).then(|| friendly + self.random.below(moves))
    }

    fn friendly(&mut self, candidates: &[Candidate]) -> usize {
        let all = || candidates.iter().enumerate();
        match self.scheduler {
            Scheduler::Canonical(canonical) => self.canonical(canonical, candidates),
            Scheduler::Random => self.random.below(candidates.len()),
            Scheduler::Sticky if !self.random.once_in(STICK) => 0,
            Scheduler::Sticky => self.random.below(candidates.len()),
            Scheduler::Steered => {
                let free: Vec<usize> =
                    all().filter(|(_, one)| !one.holds_and_wants).map(|(index, _)| index).collect();
                match free.len() {
                    0 => self.random.below(candidates.len()),
                    some => free[self.random.below(some)],
                }
            }
            Scheduler::Pct { .. } => {
                for one in candidates {
                    let drawn = (self.random.draw() >> 2) as i64;
                    self.priority.entry(one.thread).or_insert(drawn);
                }
                let highest = |priority: &HashMap<usize, i64>| {
                    all().max_by_key(|(_, one)| priority[&one.thread]).map_or(0, |(index, _)| index)
                };
                let chosen = highest(&self.priority);
                if !self.changes.contains(&self.point) {
                    return chosen;
                }
                self.demote(candidates[chosen].thread);
                highest(&self.priority)
            }
            Scheduler::Replay(_) => 0,
        }
    }

    fn canonical(&mut self, canonical: Canonical, candidates: &[Candidate]) -> usize {
        let all = || candidates.iter().enumerate();
        let newest = || all().max_by_key(|(_, one)| one.thread).map_or(0, |(index, _)| index);
        let first_unless = |delayed: fn(&Candidate) -> bool| {
            all().find(|(_, one)| !delayed(one)).map_or(0, |(index, _)| index)
        };
        match canonical {
            Canonical::First => 0,
            Canonical::Newest => newest(),
            // The default comes first when it is the one that ran.
            Canonical::Reverse if candidates[0].thread == self.last => 0,
            Canonical::Reverse => newest(),
            Canonical::RoundRobin => {
                let after = all().filter(|(_, one)| one.thread > self.last);
                let next = after.min_by_key(|(_, one)| one.thread);
                let next = next.or_else(|| all().min_by_key(|(_, one)| one.thread));
                next.map_or(0, |(index, _)| index)
            }
            Canonical::MainStarved => first_unless(|one| one.thread == 0),
            // Thread 0 is the one that nobody created.
            Canonical::Starve(number) => {
                all().find(|(_, one)| one.thread != number + 1).map_or(0, |(index, _)| index)
            }
            Canonical::HoldAndWait => first_unless(|one| one.holds_and_wants),
            Canonical::StoreLast => first_unless(|one| one.stores),
            Canonical::RelockLast => first_unless(|one| one.relocks),
            Canonical::TryLast => first_unless(|one| one.tries),
        }
    }
}
