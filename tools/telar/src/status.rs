//! What the command tells the shell.

use std::process::ExitCode;

/// The exit status. The numbers are documented in `--help`; scripts rely on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All well.
    Well = 0,
    /// What was looked at is not right: a requirement does not hold, a program failed.
    Fail = 1,
    /// The command line is wrong, or we failed ourselves; nothing is said about the exercise.
    Error = 2,
    /// This machine does not let us tell.
    Inconclusive = 3,
}

impl Status {
    /// The status of a call that ended with this error.
    pub fn of(error: &anyhow::Error) -> Self {
        match error.downcast_ref() {
            Some(witness::Error::NotPermitted { .. }) => Self::Inconclusive,
            _ => Self::Error,
        }
    }

    /// The status of two results together: the one that the student must know of first.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        // An error leaves the answer open; a fail is a sure answer, even where another is not.
        [Self::Error, Self::Fail, Self::Inconclusive]
            .into_iter()
            .find(|&worse| self == worse || other == worse)
            .unwrap_or(Self::Well)
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::Status::{Error, Fail, Inconclusive, Well};

    #[test]
    fn a_machine_that_forbids_to_look_is_no_error_of_anybodys() {
        let forbidden = witness::Error::NotPermitted { reason: "ptrace".into() };
        let told = anyhow::Error::new(forbidden).context("no program can be observed here");
        assert_eq!(super::Status::of(&told), Inconclusive);
        assert_eq!(super::Status::of(&anyhow::anyhow!("anything else")), Error);
    }

    #[test]
    fn the_status_of_many_is_the_worst_of_them() {
        assert_eq!(Well.and(Well), Well);
        assert_eq!(Well.and(Inconclusive), Inconclusive);
        assert_eq!(Fail.and(Inconclusive), Fail);
        assert_eq!(Inconclusive.and(Fail), Fail);
        assert_eq!(Fail.and(Error), Error);
        assert_eq!(Error.and(Well), Error);
    }
}
