//! Which Python takes part.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Asked of the interpreter itself: what `PATH` leads to may be a script that looks for it, and that would be
/// measured, too.
const ABOUT: &str = "import sys\n\
    print(sys.executable)\n\
    print('Python', sys.version.split()[0])\n\
    print(getattr(sys, '_is_gil_enabled', lambda: True)())";

/// A Python interpreter.
pub struct Python {
    /// Where it is.
    pub program: PathBuf,
    /// What it calls its version.
    pub version: String,
    /// Whether only one thread at a time may compute.
    pub has_gil: bool,
}

impl Python {
    /// The interpreter that this command starts; `None` when there is none.
    pub fn find(command: &OsStr) -> Option<Self> {
        let mut asked = Command::new(command);
        asked.args(["-c", ABOUT]).stdin(Stdio::null()).stderr(Stdio::null());
        let output = asked.output().ok().filter(|output| output.status.success())?;
        let text = String::from_utf8(output.stdout).ok()?;
        let [program, version, gil] = text.lines().collect::<Vec<_>>().try_into().ok()?;
        let (program, version) = (program.into(), version.to_owned());
        Some(Self { program, version, has_gil: gil == "True" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_python_is_none() {
        for program in ["no-such-program", "false", "true", "echo"] {
            assert!(Python::find(program.as_ref()).is_none(), "{program}");
        }
    }
}
