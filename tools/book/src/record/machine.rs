//! The machine that a recording was made on.

use std::fs;
use std::process::Command;
use std::thread;

use serde::{Deserialize, Serialize};

use super::programs::said;

/// Where and when something was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// The processor.
    pub cpu: String,
    /// How many of its cores could be used.
    pub cores: usize,
    /// Its version.
    pub kernel: String,
    /// The compiler's version.
    pub rustc: String,
    /// The interpreter's version.
    pub python: String,
    /// The day, `2026-11-22`.
    pub date: String,
}

impl Machine {
    /// This one, now. What cannot be found out is called `?`.
    pub(super) fn this(python: Option<String>) -> Self {
        let unknown = || "?".to_owned();
        let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let release = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        Self {
            cpu: model(&about).unwrap_or_else(unknown),
            cores: thread::available_parallelism().map_or(1, usize::from),
            kernel: format!("Linux {}", release.trim()),
            rustc: said(Command::new("rustc").arg("--version")).unwrap_or_else(unknown),
            python: python.unwrap_or_else(unknown),
            date: said(Command::new("date").args(["-u", "+%F"])).unwrap_or_else(unknown),
        }
    }
}

/// What `/proc/cpuinfo` calls the processor.
fn model(about: &str) -> Option<String> {
    let line = about.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_is_called_by_its_model() {
        let about = "processor\t: 0\nmodel name\t: Some CPU @ 2.10GHz\nmodel name\t: other\n";
        assert_eq!(model(about).as_deref(), Some("Some CPU @ 2.10GHz"));
        assert_eq!(model(""), None);
    }
}
