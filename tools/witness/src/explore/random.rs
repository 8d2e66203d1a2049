//! The source of every seeded choice: one number after another, the same for the same seed, for ever.
//!
//! Not a library's generator, because a verdict is a function of the seed: the numbers must not change
//! with a library's version.

/// SplitMix64.
///
/// # Source
///
/// G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
}

impl Random {
    /// A stream of its own for each pair of a seed and a purpose.
    pub fn new(seed: u64, purpose: u64) -> Self {
        let mut random = Self { state: seed ^ purpose.wrapping_mul(0xD6E8_FEB8_6659_FD93) };
        // Seeds are small numbers that differ in a few bits; the first outputs would show it.
        random.draw();
        random
    }

    /// The next number, any of 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is at least 1.
    pub fn below(&mut self, bound: usize) -> usize {
        // The bias of the remainder is at most bound / 2^64: nothing for the bounds here.
        (self.draw() % bound as u64) as usize
    }

    /// True once in `times` on average.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    /// The published test vector of SplitMix64 for the state 1234567.
    #[test]
    fn the_numbers_are_those_of_the_source() {
        let mut random = Random { state: 1_234_567 };
        let numbers = [random.draw(), random.draw(), random.draw()];
        assert_eq!(
            numbers,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn different_seeds_and_purposes_give_different_streams() {
        let first = |seed, purpose| Random::new(seed, purpose).draw();
        assert_ne!(first(0, 0), first(1, 0));
        assert_ne!(first(0, 0), first(0, 1));
    }
}
