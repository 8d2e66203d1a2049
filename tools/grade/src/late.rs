//! When work is due, and what it costs to be late.

use anyhow::{Context, bail, ensure};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// When work is due, and what is taken off who is late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// What is handed in until then is in time.
    pub due: Timestamp,
    /// Percent of the points that each begun day costs.
    pub percent: u32,
    /// Days that cost nothing.
    pub grace: u32,
}

/// How late somebody was, and what that costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Late {
    /// Begun days.
    pub days: u32,
    /// Percent of the points that are taken off.
    pub percent: u32,
}

/// A day's seconds. The hour that is put forward in spring is of no account.
const DAY: i64 = 24 * 60 * 60;

impl Policy {
    /// What is due at `due`, with what `late` says: `10%/day`, `10%/day,3 grace`; without it, being late is noted and
    /// costs nothing.
    ///
    /// # Errors
    ///
    /// When one of them can't be read.
    pub fn parse(due: &str, late: Option<&str>) -> anyhow::Result<Self> {
        let mut policy = Self { due: time(due)?, percent: 0, grace: 0 };
        for part in late.into_iter().flat_map(|late| late.split(',')) {
            let part = part.trim();
            if let Some(percent) = part.strip_suffix("%/day") {
                policy.percent = percent.trim().parse().with_context(|| unclear(part))?;
                ensure!(policy.percent <= 100, "`{part}`: nobody can lose more than all points");
            } else if let Some(days) = part.strip_suffix("grace") {
                policy.grace = days.trim().parse().with_context(|| unclear(part))?;
            } else {
                bail!(unclear(part));
            }
        }
        Ok(policy)
    }

    /// How late what was handed in then is; `None` for in time.
    pub fn late(&self, handed_in: Timestamp) -> Option<Late> {
        let seconds = handed_in.as_second() - self.due.as_second();
        // Whoever is late by less than a second is in time.
        let days = u32::try_from((seconds + DAY - 1).div_euclid(DAY)).unwrap_or(0);
        let counted = days.saturating_sub(self.grace);
        let percent = counted.saturating_mul(self.percent).min(100);
        (days > 0).then_some(Late { days, percent })
    }
}

fn unclear(part: &str) -> String {
    format!("`{part}` is no rule for late work; write it like `10%/day,3 grace`")
}

/// A time: with its distance from UTC, such as `2026-12-01T23:59+01:00`, or by this machine's clock.
///
/// # Errors
///
/// When it is none.
pub fn time(text: &str) -> anyhow::Result<Timestamp> {
    let unclear = || {
        format!("`{text}` is no time; write it like 2026-12-01T23:59, or 2026-12-01T23:59+01:00")
    };
    if let Ok(exact) = text.parse::<Timestamp>() {
        return Ok(exact);
    }
    let local: DateTime = text.parse().ok().with_context(unclear)?;
    TimeZone::system().to_timestamp(local).with_context(unclear)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn late(rule: &str, handed_in: &str) -> Option<(u32, u32)> {
        let policy = Policy::parse("2026-12-01T23:59:00Z", Some(rule)).unwrap();
        policy.late(time(handed_in).unwrap()).map(|late| (late.days, late.percent))
    }

    #[test]
    fn each_begun_day_counts_after_those_of_grace() {
        assert_eq!(late("10%/day", "2026-12-01T23:59:00Z"), None);
        assert_eq!(late("10%/day", "2026-12-01T23:59:01Z"), Some((1, 10)));
        assert_eq!(late("10%/day", "2026-12-02T23:59:00Z"), Some((1, 10)));
        assert_eq!(late("10%/day", "2026-12-03T00:00:00Z"), Some((2, 20)));
        assert_eq!(late("10%/day,3 grace", "2026-12-04T23:00:00Z"), Some((3, 0)));
        assert_eq!(late("10%/day, 3 grace", "2026-12-05T10:00:00Z"), Some((4, 10)));
        assert_eq!(late("40%/day", "2026-12-31T00:00:00Z"), Some((30, 100)));
        assert_eq!(late("10%/day", "2020-01-01T00:00:00Z"), None);
    }

    #[test]
    fn the_same_moment_is_the_same_anywhere() {
        assert_eq!(time("2026-12-01T23:59+01:00").unwrap(), time("2026-12-01T22:59:00Z").unwrap());
    }

    #[test]
    fn what_can_not_be_read_is_told_by_its_words() {
        for (due, rule, told) in [
            ("tomorrow", None, "`tomorrow` is no time"),
            ("2026-13-01T00:00", None, "is no time"),
            ("2026-12-01T23:59", Some("half"), "`half` is no rule"),
            ("2026-12-01T23:59", Some("x%/day"), "`x%/day` is no rule"),
            ("2026-12-01T23:59", Some("101%/day"), "more than all"),
            ("2026-12-01T23:59", Some("10%/day,few grace"), "`few grace` is no rule"),
        ] {
            let error = format!("{:#}", Policy::parse(due, rule).unwrap_err());
            assert!(error.contains(told), "{error}");
        }
    }
}
