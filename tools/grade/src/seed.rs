//! A secret seed: schedules that nobody can know beforehand.
//!
//! A student's own graders try the same schedules for everybody, so that a failure can be had again. Whoever wrote a program
//! for just those would pass them. The instructor's run may draw others; which ones is a function of a file that stays with
//! the instructor. They are the same for the whole class.

use std::path::Path;

use anyhow::{Context, ensure};

use crate::ingest;

/// What schedules are drawn by.
#[derive(Debug, Clone)]
pub struct Seed {
    number: u64,
    hash: String,
}

impl Seed {
    /// The seed that this file stands for.
    ///
    /// # Errors
    ///
    /// When it can't be read, or is too short to be a secret.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let bytes = std::fs::read(path)
            .with_context(|| format!("failed to read the secret seed `{}`", path.display()))?;
        ensure!(
            bytes.len() >= 16,
            "the secret seed `{}` has fewer than 16 bytes; make one by `head -c 32 /dev/urandom > FILE`",
            path.display()
        );
        Ok(Self::of(&bytes))
    }

    fn of(bytes: &[u8]) -> Self {
        let digits = ingest::hash(&[b"schedules", bytes].concat());
        let number = u64::from_str_radix(&digits[..15], 16).expect("those are digits");
        // What the ledger keeps leads neither to the number nor to the file.
        Self { number, hash: ingest::hash(&[b"name", bytes].concat()) }
    }

    /// The first of the explorer's seeds; the usual ones begin with 0. Kinds of schedules come in eights.
    pub fn first(&self) -> u64 {
        self.number & !7
    }

    /// What tells two secret seeds apart, and nothing else about them.
    pub fn hash(&self) -> String {
        self.hash.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_differ_and_do_not_tell_themselves() {
        let (one, other) = (Seed::of(b"0123456789abcdef"), Seed::of(b"0123456789abcdeg"));
        assert_ne!(one.first(), other.first());
        assert_ne!(one.hash(), other.hash());
        assert_eq!(one.first() % 8, 0);
        assert!(!one.hash().contains(&format!("{:x}", one.number)));
    }

    #[test]
    fn a_seed_that_can_be_guessed_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&file, "1234").unwrap();
        assert!(Seed::read(file.path()).unwrap_err().to_string().contains("fewer than 16 bytes"));
    }
}
