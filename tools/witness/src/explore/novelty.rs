//! Whether what threads share still changes: a program that counts gets on, though nobody hears of it; one that
//! looks again and again at the same does not.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many different contents of a place are remembered. Who goes round in circles does so among few.
const REMEMBERED: usize = 64;

/// What was seen at places in memory that threads share: by memory and address, the newest last.
#[derive(Default)]
pub struct Novelties {
    seen: HashMap<(usize, u64), VecDeque<u64>>,
}

impl Novelties {
    /// Whether these bytes were not at this place before, as far as is remembered.
    pub fn is_new(&mut self, memory: usize, address: u64, bytes: &[u8]) -> bool {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let hash = hasher.finish();
        let seen = self.seen.entry((memory, address)).or_default();
        if seen.contains(&hash) {
            return false;
        }
        if seen.len() == REMEMBERED {
            seen.pop_front();
        }
        seen.push_back(hash);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Novelties, REMEMBERED};

    fn is_new(novelties: &mut Novelties, number: usize) -> bool {
        novelties.is_new(0, 8, &number.to_ne_bytes())
    }

    #[test]
    fn what_counts_up_is_always_new() {
        let mut novelties = Novelties::default();
        assert!((0..10 * REMEMBERED).all(|number| is_new(&mut novelties, number)));
    }

    #[test]
    fn what_goes_round_is_new_once() {
        let mut novelties = Novelties::default();
        let round = 0..REMEMBERED;
        assert!(round.clone().all(|number| is_new(&mut novelties, number)));
        assert!(!round.cycle().take(1_000).any(|number| is_new(&mut novelties, number)));
    }

    #[test]
    fn places_are_told_apart_by_memory_and_address() {
        let mut novelties = Novelties::default();
        assert!(novelties.is_new(0, 8, &[1]));
        assert!(novelties.is_new(0, 16, &[1]));
        assert!(novelties.is_new(1, 8, &[1]));
        assert!(!novelties.is_new(0, 8, &[1]));
    }
}
