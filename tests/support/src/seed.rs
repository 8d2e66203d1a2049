//! An instructor's secret seed: some of what is asked follows from it, and schedules that are tried besides the usual ones.
//!
//! Whoever knows all questions can have learnt the answers, and whoever knows all schedules can be right under
//! these alone. Without a secret, everybody is asked the same, and who tries again is asked the same again.

use std::ops::RangeInclusive;

use witness::explore::Random;

/// Set where an instructor grades with a secret seed.
const VARIABLE: &str = "TELAR_SEED";

/// The seed, if there is one: the first of those that schedules are drawn by besides the usual ones.
pub(crate) fn secret() -> Option<u64> {
    let seed = std::env::var(VARIABLE).ok()?;
    Some(seed.parse().expect("TELAR_SEED is a number"))
}

/// A number of this range: the same for the same seed and the same purpose, everywhere and always.
///
/// A right program must fare the same with each of them.
pub fn drawn(purpose: &str, range: RangeInclusive<u64>) -> u64 {
    number(secret().unwrap_or_default(), purpose, range)
}

fn number(seed: u64, purpose: &str, range: RangeInclusive<u64>) -> u64 {
    // FNV-1a.
    let purpose = purpose.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    let (least, most) = range.into_inner();
    // The bias of the remainder is of no matter here.
    least + Random::new(seed, purpose).draw() % (most - least + 1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::number;

    #[test]
    fn a_number_follows_from_seed_and_purpose_and_is_in_the_range() {
        let numbers = |purpose| (0..100).map(move |seed| number(seed, purpose, 5..=60));
        assert!(numbers("a").all(|number| (5..=60).contains(&number)));
        assert!(numbers("a").eq(numbers("a")));
        assert!(!numbers("a").eq(numbers("b")));
        let all: BTreeSet<u64> = numbers("a").collect();
        assert!(all.len() > 30, "{all:?}");
        assert_eq!(number(7, "a", 3..=3), 3);
    }
}
