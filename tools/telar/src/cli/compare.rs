//! The options of `compare`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::thread;

use clap::Args;
use witness::measured::ROUNDS;

use super::Format;

#[derive(Debug, Args)]
pub struct Compare {
    #[arg(long, value_parser = positive, default_value_t = ROUNDS)]
    pub rounds: usize,
    #[arg(long, value_parser = positive)]
    workers: Option<usize>,
    #[arg(long, default_value = "python3")]
    pub python: OsString,
    #[arg(long)]
    pub timelines: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Compare {
    /// How many workers: as many as there are processors, but at least two, and no more than fit into a
    /// picture.
    pub fn workers(&self) -> usize {
        let processors = || thread::available_parallelism().map_or(2, usize::from);
        self.workers.unwrap_or_else(|| processors().clamp(2, 4))
    }
}

/// The error lists what would have been understood; `usage` makes a sentence of it.
fn positive(word: &str) -> Result<usize, String> {
    let number = word.parse().ok().filter(|number| (1..=1000).contains(number));
    number.ok_or_else(|| "1, 2, … 1000".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_positive_and_not_absurd() {
        assert_eq!(positive("9"), Ok(9));
        for wrong in ["", "0", "-1", "1001", "two"] {
            positive(wrong).unwrap_err();
        }
    }
}
