//! All schedules of a program, as they are kept: a tree of steps with an ending at each leaf.

use serde::{Deserialize, Serialize};

/// The file's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The program.
    pub name: String,
    /// Every step that occurs; the tree names them by their place in this list.
    pub steps: Vec<Step>,
    /// Every ending that occurs, likewise.
    pub endings: Vec<Ending>,
    /// How all schedules begin.
    pub tree: Node,
}

/// What a thread does to something that both share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Step {
    /// 1 or 2, in the order in which they were created.
    pub thread: usize,
    /// What it does.
    pub what: What,
    /// What to: the variable's name in the listing.
    pub object: String,
    /// In which line of the listing.
    pub line: u32,
}

/// What can be done to an atomic or a mutex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// An atomic is read.
    Load,
    /// An atomic is written.
    Store,
    /// An atomic is read and written in one.
    Update,
    /// A mutex is locked, or waited for if another thread holds it.
    Lock,
    /// A mutex is unlocked; if another thread waits for it, that one gets it.
    Unlock,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Ending {
    /// By itself.
    Prints {
        /// The lines that it printed.
        lines: Vec<String>,
    },
    /// Not at all: nobody could go on.
    Stuck {
        /// The two threads.
        waiting: Vec<Waiting>,
    },
}

/// A thread that waits in vain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Waiting {
    /// Which one.
    pub thread: usize,
    /// The line in which it waits for a mutex.
    pub line: u32,
    /// The thread that holds it.
    pub held_by: usize,
}

/// A place that schedules come by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Node {
    /// A schedule ends here, in this way.
    Ends(usize),
    /// These steps may come next, and lead there.
    Goes(Vec<(usize, Node)>),
}

/// A whole run: the steps of both threads in their order, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Schedule {
    /// What the two threads did, in order.
    pub steps: Vec<Step>,
    /// What came of it.
    pub ending: Ending,
}

impl Kept {
    /// Folds the schedules of a program, each of which occurs once, into a tree. The order of what they
    /// are given in does not matter.
    pub fn fold(name: &str, schedules: &[Schedule]) -> Self {
        let mut sorted: Vec<&Schedule> = schedules.iter().collect();
        sorted.sort();
        let mut kept = Self {
            name: name.to_owned(),
            steps: Vec::new(),
            endings: Vec::new(),
            tree: Node::Goes(Vec::new()),
        };
        kept.tree = kept.node(&sorted, 0);
        kept
    }

    /// The place to which all of these come after so many steps.
    fn node(&mut self, schedules: &[&Schedule], depth: usize) -> Node {
        if let [last] = schedules
            && last.steps.len() == depth
        {
            return Node::Ends(index(&mut self.endings, &last.ending));
        }
        let branches =
            schedules.chunk_by(|one, other| one.steps.get(depth) == other.steps.get(depth));
        let next = branches.map(|branch| {
            let step = index(&mut self.steps, &branch[0].steps[depth]);
            (step, self.node(branch, depth + 1))
        });
        Node::Goes(next.collect())
    }

    /// How many schedules there are, and how many end in each way.
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.endings.len()];
        count(&self.tree, &mut counts);
        counts
    }
}

fn count(node: &Node, counts: &mut [usize]) {
    match node {
        Node::Ends(ending) => counts[*ending] += 1,
        Node::Goes(next) => next.iter().for_each(|(_, node)| count(node, counts)),
    }
}

/// Where `item` is in a list that has everything once; it is put there first if need be.
pub fn index<T: PartialEq + Clone>(list: &mut Vec<T>, item: &T) -> usize {
    list.iter().position(|one| one == item).unwrap_or_else(|| {
        list.push(item.clone());
        list.len() - 1
    })
}
