//! Fairness: whose turn it is, and for how long.
//!
//! A program may be right as long as everybody gets a turn now and then: whoever looks again and again,
//! waits actively for the others. So three rules hold whatever the scheduler would like, or a right
//! program would go on without end:
//!
//! - a turn ends after a while. After how long is drawn, for a loop that takes a lock, looks and gives it
//!   back would else be interrupted at the same place each time, with the lock in hand;
//! - who could go on and is passed over for very long comes first for once;
//! - when the program has got nowhere for long, whoever is woken comes first: what it was woken for is
//!   there now, and somebody else might take it again and again.

use super::random::Random;

/// Fewest and most steps in a row that a thread takes while others could go on.
const LONGEST_TURN: (u32, u32) = (300, 364);

/// Most steps for which a thread that could go on is passed over.
const LONGEST_WAIT: u64 = 1_000;

/// For how many steps a thread comes first that was passed over, or woken, in vain for too long.
const COMPENSATION: u64 = 50;

/// Who has had a turn and who waits for one. Steps are those of the run.
pub struct Turns {
    random: Random,
    /// Whose turn it is, for how many steps, and for how many at most.
    current: usize,
    taken: u32,
    most: u32,
    /// When each thread last took a step, and since when it could have taken the next.
    waits: Vec<Wait>,
    /// Who comes first now, and until which step.
    owed: Option<(usize, u64)>,
}

#[derive(Clone, Copy, Default)]
struct Wait {
    last_step: u64,
    able_since: Option<u64>,
}

impl Turns {
    pub fn new(random: Random) -> Self {
        let most = LONGEST_TURN.0;
        Self { random, current: 0, taken: 0, most, waits: Vec::new(), owed: None }
    }

    /// When `thread` last took a step.
    pub fn last_step(&self, thread: usize) -> u64 {
        self.waits.get(thread).map_or(0, |wait| wait.last_step)
    }

    /// Puts those who can go on into the order in which they come first by default: the thread whose turn
    /// it is, then the others by age; once its turn is over, the one that has waited longest. Only one is
    /// left if the others have to wait for it.
    pub fn order(&mut self, able: &mut Vec<usize>, step: u64) {
        self.owe_those_passed_over(able, step);
        if let Some((thread, _)) = self.owed {
            *able = vec![thread];
            return;
        }
        let Some(own) = able.iter().position(|thread| *thread == self.current) else { return };
        let own = able.remove(own);
        if self.taken < self.most {
            able.insert(0, own);
        } else {
            able.sort_by_key(|thread| self.last_step(*thread));
            able.push(own);
        }
    }

    fn owe_those_passed_over(&mut self, able: &[usize], step: u64) {
        if self.owed.is_some_and(|(thread, until)| step >= until || !able.contains(&thread)) {
            self.owed = None;
        }
        for (thread, wait) in self.waits.iter_mut().enumerate() {
            if !able.contains(&thread) {
                wait.able_since = None;
            }
        }
        for &thread in able {
            let since = *self.wait(thread).able_since.get_or_insert(step);
            if step - since > LONGEST_WAIT {
                self.owe(thread, step);
            }
        }
    }

    /// `thread` comes first for a while, unless somebody else does already.
    pub fn owe(&mut self, thread: usize, step: u64) {
        self.owed.get_or_insert((thread, step + COMPENSATION));
    }

    /// `thread` takes a step; whether its turn is over with it.
    pub fn take(&mut self, thread: usize, step: u64) -> bool {
        *self.wait(thread) = Wait { last_step: step, able_since: None };
        if thread == self.current {
            self.taken = self.taken.saturating_add(1);
        } else {
            if self.taken >= self.most {
                let (fewest, most) = LONGEST_TURN;
                self.most = fewest + self.random.below((most - fewest) as usize) as u32;
            }
            self.current = thread;
            self.taken = 1;
        }
        self.taken == self.most
    }

    /// Whose turn it is gives it up.
    pub fn give_up(&mut self) {
        self.taken = self.most;
    }

    fn wait(&mut self, thread: usize) -> &mut Wait {
        if self.waits.len() <= thread {
            self.waits.resize(thread + 1, Wait::default());
        }
        &mut self.waits[thread]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{COMPENSATION, LONGEST_TURN, LONGEST_WAIT, Turns};
    use crate::explore::random::Random;

    fn turns() -> Turns {
        Turns::new(Random::new(0, 0))
    }

    fn order(turns: &mut Turns, able: &[usize], step: u64) -> Vec<usize> {
        let mut able = able.to_vec();
        turns.order(&mut able, step);
        able
    }

    /// Lets whoever comes first by default go on; how long each turn was.
    fn lengths_of_turns(steps: u64) -> Vec<u64> {
        let mut turns = turns();
        let mut lengths = vec![0];
        let mut current = 0;
        for step in 0..steps {
            let first = order(&mut turns, &[0, 1], step)[0];
            if first != current {
                current = first;
                lengths.push(0);
            }
            turns.take(first, step);
            *lengths.last_mut().unwrap() += 1;
        }
        lengths.pop();
        lengths
    }

    #[test]
    fn the_thread_whose_turn_it_is_comes_first_and_then_the_others_by_age() {
        let mut turns = turns();
        turns.take(1, 0);
        assert_eq!(order(&mut turns, &[0, 1, 2], 1), [1, 0, 2]);
    }

    #[test]
    fn a_turn_ends_and_not_always_after_the_same_time() {
        let lengths = lengths_of_turns(20_000);
        let (fewest, most) = LONGEST_TURN;
        assert!(
            lengths.iter().all(|length| (u64::from(fewest)..=u64::from(most)).contains(length))
        );
        // A loop of so many steps is interrupted at each of its places.
        for round in 2..8 {
            let mut at = 0;
            let places: HashSet<u64> = lengths
                .iter()
                .step_by(2)
                .map(|length| {
                    at += length;
                    at % round
                })
                .collect();
            assert_eq!(places.len() as u64, round, "a loop of {round} steps");
        }
    }

    #[test]
    fn once_a_turn_is_over_whoever_has_waited_longest_comes_first() {
        let mut turns = turns();
        turns.take(2, 0);
        turns.take(1, 1);
        turns.take(0, 2);
        turns.give_up();
        assert_eq!(order(&mut turns, &[0, 1, 2], 3), [2, 1, 0]);
    }

    #[test]
    fn who_is_passed_over_for_too_long_is_the_only_one_for_a_while() {
        let mut turns = turns();
        for step in 0..=LONGEST_WAIT {
            assert_eq!(order(&mut turns, &[0, 1], step).len(), 2, "step {step}");
            // As a scheduler may want it that never takes thread 1.
            turns.take(0, step);
        }
        let from = LONGEST_WAIT + 1;
        for step in from..from + COMPENSATION {
            assert_eq!(order(&mut turns, &[0, 1], step), [1]);
            turns.take(1, step);
        }
        assert_eq!(order(&mut turns, &[0, 1], from + COMPENSATION).len(), 2);
    }

    #[test]
    fn who_could_not_go_on_meanwhile_was_not_passed_over() {
        let mut turns = turns();
        for step in 0..5 * LONGEST_WAIT {
            let able: &[usize] = if step % 10 == 0 { &[0] } else { &[0, 1] };
            assert_eq!(order(&mut turns, able, step).len(), able.len(), "step {step}");
            turns.take(0, step);
        }
    }

    #[test]
    fn what_is_owed_lapses_with_who_can_not_go_on() {
        let mut turns = turns();
        turns.owe(1, 0);
        assert_eq!(order(&mut turns, &[0, 1, 2], 1), [1]);
        assert_eq!(order(&mut turns, &[0, 2], 2), [0, 2]);
        assert_eq!(order(&mut turns, &[0, 1, 2], 3), [0, 1, 2]);
    }

    #[test]
    fn who_is_owed_already_is_not_pushed_aside() {
        let mut turns = turns();
        turns.owe(1, 0);
        turns.owe(2, 0);
        assert_eq!(order(&mut turns, &[0, 1, 2], 1), [1]);
    }
}
