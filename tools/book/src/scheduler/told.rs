//! The tree in words: for each place, how things stand and what could happen next.
//!
//! This is what the browser is given. All sentences are made here, so that the script needs no
//! language; those that occur often are in lists, and the tree has their places in the lists.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Serialize;

use super::Program;
use super::kept::{Ending, Kept, Node, Step, What, index};
use super::model::{Effect, Object, State, Thread};
use super::words::Words;

/// A recording, told in one language.
#[derive(Debug, Serialize)]
pub struct Told {
    /// What a thread would do next.
    pub plans: Vec<String>,
    /// What a thread did.
    pub steps: Vec<Done>,
    /// How things stand: each shared object, then each thread.
    pub states: Vec<Vec<String>>,
    /// The ways in which a schedule can end.
    pub endings: Vec<End>,
    /// How the schedules begin.
    pub tree: Place,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Done {
    /// 1 or 2.
    pub thread: usize,
    /// In the listing.
    pub line: u32,
    /// What was done, and with which effect.
    pub did: String,
    /// Whether the thread has to wait now.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
}

/// A way in which a schedule can end.
#[derive(Debug, Serialize)]
pub struct End {
    /// Whether the program did what it should.
    pub right: bool,
    /// In a few words.
    pub label: String,
    /// Why it came to this.
    pub why: String,
    /// How many schedules end so.
    pub schedules: usize,
}

/// A place in the tree.
#[derive(Debug, Serialize)]
pub struct Place {
    /// How things stand here.
    pub state: usize,
    /// What each thread that can go on would do.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub next: BTreeMap<usize, Branch>,
    /// How a schedule ends that ends here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

/// What happens when a thread goes on.
#[derive(Debug, Serialize)]
pub struct Branch {
    /// What it plans.
    pub plan: usize,
    /// What it does.
    pub step: usize,
    /// Where this leads.
    pub to: Place,
}

impl Told {
    /// Tells a recording.
    ///
    /// # Errors
    ///
    /// When the recording is not as the model expects.
    pub fn new(program: Program, kept: &Kept, words: Words) -> anyhow::Result<Self> {
        let start = State::at_start(kept);
        let mut teller = Teller { kept, words, start, ends: BTreeMap::new(), told: Self::empty() };
        let tree = teller.place(&kept.tree, &teller.start.clone())?;
        let mut told = teller.told;
        told.tree = tree;
        for (ending, schedules) in kept.endings.iter().zip(kept.counts()) {
            let state =
                teller.ends.get(&told.endings.len()).context("an ending that is not met")?;
            told.endings.push(end(program, ending, state, schedules, words));
        }
        Ok(told)
    }

    fn empty() -> Self {
        Self {
            plans: Vec::new(),
            steps: Vec::new(),
            states: Vec::new(),
            endings: Vec::new(),
            tree: Place { state: 0, next: BTreeMap::new(), end: None },
        }
    }

    /// The one schedule that a reader sees who can't play: a wrong one, or else one in which a thread has
    /// to wait; the sooner, the better.
    pub fn example(&self) -> (Vec<&Done>, &End) {
        let mut all = Vec::new();
        self.schedules(&self.tree, &mut Vec::new(), &mut all);
        let rank = |(steps, end): &(Vec<&Done>, &End)| {
            let waits = steps.iter().position(|step| step.waits);
            (end.right, waits.unwrap_or(usize::MAX))
        };
        all.into_iter().min_by_key(rank).expect("a tree has a leaf")
    }

    fn schedules<'a>(
        &'a self,
        place: &Place,
        steps: &mut Vec<&'a Done>,
        all: &mut Vec<(Vec<&'a Done>, &'a End)>,
    ) {
        if let Some(end) = place.end {
            all.push((steps.clone(), &self.endings[end]));
        }
        for branch in place.next.values() {
            steps.push(&self.steps[branch.step]);
            self.schedules(&branch.to, steps, all);
            steps.pop();
        }
    }
}

struct Teller<'a> {
    kept: &'a Kept,
    words: Words,
    start: State,
    /// How things stood when a run ended in each way.
    ends: BTreeMap<usize, State>,
    told: Told,
}

impl Teller<'_> {
    fn place(&mut self, node: &Node, state: &State) -> anyhow::Result<Place> {
        let cells = self.cells(state);
        let cells = index(&mut self.told.states, &cells);
        let mut place = Place { state: cells, next: BTreeMap::new(), end: None };
        match node {
            Node::Ends(ending) => {
                state.check_end(&self.kept.endings[*ending])?;
                self.ends.entry(*ending).or_insert_with(|| state.clone());
                place.end = Some(*ending);
            }
            Node::Goes(next) => {
                for (step, node) in next {
                    let step = &self.kept.steps[*step];
                    let mut state = state.clone();
                    let effect = state.take(step)?;
                    let done = Done {
                        thread: step.thread,
                        line: step.line,
                        did: self.did(step, &effect),
                        waits: matches!(effect, Effect::Waits(_)),
                    };
                    let plan = self.plan(step);
                    let plan = index(&mut self.told.plans, &plan);
                    let done = index(&mut self.told.steps, &done);
                    let to = self.place(node, &state)?;
                    place.next.insert(step.thread, Branch { plan, step: done, to });
                }
            }
        }
        Ok(place)
    }

    fn plan(&self, step: &Step) -> String {
        let id = match step.what {
            What::Load => "next-load",
            What::Store => "next-store",
            What::Update => "next-update",
            What::Lock => "next-lock",
            What::Unlock => "next-unlock",
        };
        self.words.say(id, &[("object", (&step.object).into())])
    }

    fn did(&self, step: &Step, effect: &Effect) -> String {
        let object = ("object", (&step.object).into());
        let say = |id, mut values: Vec<_>| {
            values.push(object.clone());
            self.words.say(id, &values)
        };
        match *effect {
            Effect::Loaded(value) => say("did-load", vec![("value", value.into())]),
            Effect::Stored(value) => say("did-store", vec![("value", value.into())]),
            Effect::Updated(old, new) => {
                say("did-update", vec![("old", old.into()), ("new", new.into())])
            }
            Effect::Locked => say("did-lock", vec![]),
            Effect::Waits(holder) => say("did-wait", vec![("holder", holder.into())]),
            Effect::Unlocked => say("did-unlock", vec![]),
            Effect::HandedTo(other) => say("did-hand-over", vec![("other", other.into())]),
        }
    }

    fn cells(&self, state: &State) -> Vec<String> {
        let object = |object: &Object| match *object {
            Object::Number(value) => value.to_string(),
            Object::Lock(None) => self.words.say("lock-free", &[]),
            Object::Lock(Some(thread)) => self.words.say("lock-held", &[("thread", thread.into())]),
        };
        let objects = state.objects.values().map(object);
        let threads = state.threads.iter().zip(&self.start.threads);
        objects.chain(threads.map(|(thread, start)| self.stands(thread, start))).collect()
    }

    /// Where a thread stands.
    fn stands(&self, thread: &Thread, start: &Thread) -> String {
        let words = self.words;
        let held = held(thread, words);
        let wanted = thread.waits_for.as_deref().map(|lock| words.lock(lock));
        match (held, wanted) {
            (Some(locks), Some(lock)) => {
                words.say("holds-and-waits", &[("locks", locks.into()), ("lock", lock.into())])
            }
            (None, Some(lock)) => words.say("waits", &[("lock", lock.into())]),
            (Some(locks), None) => words.say("holds", &[("locks", locks.into())]),
            (None, None) if thread == start => words.say("is-at-start", &[]),
            (None, None) if thread.left == 0 => words.say("is-at-end", &[]),
            (None, None) => {
                words.say("has-seen", &[("value", thread.seen.unwrap_or_default().into())])
            }
        }
    }
}

/// The mutexes that a thread holds.
fn held(thread: &Thread, words: Words) -> Option<String> {
    let locks = thread.holds.iter().map(|lock| words.lock(lock));
    locks.reduce(|one, other| {
        words.say("two-locks", &[("one", one.into()), ("other", other.into())])
    })
}

/// How and why it ended.
fn end(program: Program, ending: &Ending, state: &State, schedules: usize, words: Words) -> End {
    let name = program.name;
    match ending {
        Ending::Prints { lines } => {
            let output = lines.join(" ");
            let right = output == program.prints;
            let label = if right { "label-prints" } else { "label-lost" };
            let label = words.say(label, &[("output", (&output).into())]);
            let why = if right {
                words.say(&format!("{name}-right"), &[("output", output.into())])
            } else {
                // Whoever writes last writes over what the other one wrote.
                let seen = state.threads[0].seen.unwrap_or_default();
                let values = [
                    ("output", output.into()),
                    ("right", program.prints.into()),
                    ("seen", seen.into()),
                ];
                words.say(&format!("{name}-wrong"), &values)
            };
            End { right, label, why, schedules }
        }
        Ending::Stuck { .. } => {
            let [one, two] = &state.threads;
            let held = |thread| held(thread, words).unwrap_or_default().into();
            let wanted = |thread: &Thread| {
                words.lock(thread.waits_for.as_deref().unwrap_or_default()).into()
            };
            let values = [
                ("held-1", held(one)),
                ("wanted-1", wanted(one)),
                ("held-2", held(two)),
                ("wanted-2", wanted(two)),
            ];
            let why = words.say(&format!("{name}-wrong"), &values);
            End { right: false, label: words.say("label-stuck", &[]), why, schedules }
        }
    }
}
