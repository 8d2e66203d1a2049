//! What the two threads have seen and hold after some steps: atomics and mutexes in small.

use std::collections::BTreeMap;

use anyhow::{Context, bail, ensure};

use super::kept::{Ending, Kept, Node, Step, What};

/// How things stand at a place of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// What is shared, by its name in the listing.
    pub objects: BTreeMap<String, Object>,
    /// The first thread and the second.
    pub threads: [Thread; 2],
}

/// Something that both threads share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object {
    /// An atomic with this value.
    Number(u32),
    /// A mutex, and the thread that holds it.
    Lock(Option<usize>),
}

/// One of the two threads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thread {
    /// How many steps it has still to take.
    pub left: usize,
    /// What it has loaded last.
    pub seen: Option<u32>,
    /// The mutexes that it holds, oldest first.
    pub holds: Vec<String>,
    /// The mutex that it waits for.
    pub waits_for: Option<String>,
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// This value was loaded.
    Loaded(u32),
    /// This value was stored.
    Stored(u32),
    /// The first value was replaced by the second.
    Updated(u32, u32),
    /// The mutex was free, and is held now.
    Locked,
    /// The mutex is held by this thread, so the one that wants it waits.
    Waits(usize),
    /// The mutex is free.
    Unlocked,
    /// The mutex was waited for by this thread, which has it now.
    HandedTo(usize),
}

impl State {
    /// How things stand before the first step.
    pub fn at_start(kept: &Kept) -> Self {
        let object = |step: &Step| match step.what {
            What::Load | What::Store | What::Update => Object::Number(0),
            What::Lock | What::Unlock => Object::Lock(None),
        };
        let objects = kept.steps.iter().map(|step| (step.object.clone(), object(step))).collect();
        // No step is taken twice, so the steps that occur are those of the two threads.
        let thread = |number| {
            let left = kept.steps.iter().filter(|step| step.thread == number).count();
            Thread { left, ..Thread::default() }
        };
        Self { objects, threads: [thread(1), thread(2)] }
    }

    /// Takes a step.
    ///
    /// # Errors
    ///
    /// When the thread could not have taken it.
    pub fn take(&mut self, step: &Step) -> anyhow::Result<Effect> {
        let thread = &mut self.threads[step.thread - 1];
        ensure!(thread.waits_for.is_none(), "a thread that waits took the step {step:?}");
        thread.left = thread.left.checked_sub(1).context("a thread goes on after its end")?;
        let object = self.objects.get_mut(&step.object).context("an unknown object")?;
        Ok(match (step.what, object) {
            (What::Load, Object::Number(value)) => {
                thread.seen = Some(*value);
                Effect::Loaded(*value)
            }
            (What::Store, Object::Number(value)) => {
                *value = thread.seen.context("a store without a load")? + 1;
                Effect::Stored(*value)
            }
            (What::Update, Object::Number(value)) => {
                *value += 1;
                Effect::Updated(*value - 1, *value)
            }
            (What::Lock, Object::Lock(Some(holder))) => {
                thread.waits_for = Some(step.object.clone());
                Effect::Waits(*holder)
            }
            (What::Lock, Object::Lock(holder)) => {
                *holder = Some(step.thread);
                thread.holds.push(step.object.clone());
                Effect::Locked
            }
            (What::Unlock, Object::Lock(holder)) => {
                ensure!(*holder == Some(step.thread), "a lock is given back by another thread");
                thread.holds.retain(|held| *held != step.object);
                *holder = None;
                self.hand_over(&step.object)
            }
            (what, object) => bail!("{what:?} of {object:?}"),
        })
    }

    /// A mutex is free: a thread that waits for it gets it, because nobody else wants it.
    fn hand_over(&mut self, lock: &str) -> Effect {
        for (index, thread) in self.threads.iter_mut().enumerate() {
            if thread.waits_for.take_if(|wanted| wanted == lock).is_some() {
                thread.holds.push(lock.to_owned());
                self.objects.insert(lock.to_owned(), Object::Lock(Some(index + 1)));
                return Effect::HandedTo(index + 1);
            }
        }
        Effect::Unlocked
    }

    /// Whether this is where a run ends that ends so.
    ///
    /// # Errors
    ///
    /// When it is not.
    pub fn check_end(&self, ending: &Ending) -> anyhow::Result<()> {
        match ending {
            Ending::Prints { lines } => {
                let all = self.threads.iter().all(|thread| thread.left == 0);
                ensure!(all && self.threads.iter().all(|thread| thread.waits_for.is_none()));
                for object in self.objects.values() {
                    if let Object::Number(value) = object {
                        ensure!(*lines == [value.to_string()], "it printed {lines:?}, not {value}");
                    }
                }
            }
            Ending::Stuck { waiting } => {
                ensure!(waiting.len() == self.threads.len());
                for stuck in waiting {
                    let wanted = self.threads[stuck.thread - 1].waits_for.as_ref();
                    let wanted = wanted.context("a thread could go on that was seen to wait")?;
                    ensure!(self.objects[wanted] == Object::Lock(Some(stuck.held_by)));
                }
            }
        }
        Ok(())
    }
}

/// Whether every schedule of the tree is one of the model's, and every schedule of the model is there.
pub fn check(kept: &Kept) -> anyhow::Result<()> {
    check_from(kept, &kept.tree, &State::at_start(kept))
}

fn check_from(kept: &Kept, node: &Node, state: &State) -> anyhow::Result<()> {
    let next = match node {
        Node::Ends(ending) => {
            let ending = &kept.endings[*ending];
            return state.check_end(ending).with_context(|| format!("{state:?}: {ending:?}"));
        }
        Node::Goes(next) => next,
    };
    for (index, thread) in state.threads.iter().enumerate() {
        let goes_on = next.iter().filter(|(step, _)| kept.steps[*step].thread == index + 1).count();
        let could = thread.left > 0 && thread.waits_for.is_none();
        ensure!(goes_on == usize::from(could), "thread {} could {could}: {state:?}", index + 1);
    }
    for (step, node) in next {
        let mut state = state.clone();
        state.take(&kept.steps[*step])?;
        check_from(kept, node, &state)?;
    }
    Ok(())
}
