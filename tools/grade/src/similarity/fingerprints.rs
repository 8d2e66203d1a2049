//! Winnowing: of all rows of [`ROW`] tokens, those whose hash is the smallest in some window.

use std::collections::HashMap;

use super::tokens::Token;

/// Tokens in a row whose hash may be a fingerprint. Shorter likenesses are chance.
pub const ROW: usize = 12;

/// Rows in a window, of which one is chosen. So every likeness of `ROW + WINDOW - 1` tokens, some two lines of code, is found.
const WINDOW: usize = 9;

/// The fingerprints of a file, and where the rows begin.
pub fn of(tokens: &[Token]) -> HashMap<u64, Vec<usize>> {
    let hashes: Vec<u64> = rows(tokens).collect();
    let mut chosen: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut last = None;
    let windows = hashes.windows(WINDOW.min(hashes.len().max(1)));
    for (begin, window) in windows.enumerate() {
        // Of equal ones the last, so that a long row of the same does not choose all of it.
        let least = window.iter().enumerate().min_by_key(|(at, hash)| (**hash, usize::MAX - at));
        let Some((at, hash)) = least else { continue };
        if last != Some(begin + at) {
            last = Some(begin + at);
            chosen.entry(*hash).or_default().push(begin + at);
        }
    }
    chosen
}

/// The hashes of all rows.
pub fn rows(tokens: &[Token]) -> impl Iterator<Item = u64> {
    tokens.windows(ROW).map(row)
}

/// A polynomial of the tokens' hashes, mixed once more, because small numbers must not be those of certain tokens.
fn row(tokens: &[Token]) -> u64 {
    let sum = tokens
        .iter()
        .fold(0_u64, |sum, token| sum.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(token.kind));
    (sum ^ (sum >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens that are all different.
    fn tokens(kinds: impl Iterator<Item = u64>) -> Vec<Token> {
        kinds
            .map(|kind| Token { kind: kind.wrapping_mul(0x2545_f491_4f6c_dd1d), line: 1 })
            .collect()
    }

    #[test]
    fn every_likeness_of_the_guaranteed_length_is_found() {
        let guaranteed = (ROW + WINDOW - 1) as u64;
        for shift in 0..40 {
            let one = tokens((0..shift).chain(1000..1000 + guaranteed).chain(5000..5040));
            let other =
                tokens((2000..2030).chain(1000..1000 + guaranteed).chain(3000..3000 + shift));
            let (one, other) = (of(&one), of(&other));
            assert!(one.keys().any(|hash| other.contains_key(hash)), "after {shift} tokens");
        }
    }

    #[test]
    fn few_rows_stand_for_all() {
        let all = tokens(0..2000);
        let chosen: usize = of(&all).values().map(Vec::len).sum();
        assert!((2000 / WINDOW..2000 / 3).contains(&chosen), "{chosen}");
        assert!(of(&tokens(0..5)).is_empty());
    }
}
