//! What the witness is asked to do: which program to run, how closely to look, and within which limits.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::enclosure::Enclosure;

/// One run to be witnessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The program; looked up in `PATH` when it contains no slash, as a shell does.
    pub program: String,
    /// The program's arguments, without its own name.
    pub args: Vec<String>,
    /// Environment variables to set on top of what is inherited.
    pub env: Vec<(String, String)>,
    /// Start from an empty environment instead of the caller's.
    pub clear_env: bool,
    /// The program's working directory; the caller's when `None`.
    pub folder: Option<PathBuf>,
    /// What the program reads on its standard input.
    pub input: Input,
    /// How closely to look.
    pub detail: Detail,
    /// Which thread goes first where the kernel would leave it to chance.
    pub order: Order,
    /// Where the run is cut off.
    pub limits: Limits,
    /// The box that the program runs in, if any. Its own file and its folder have to be in there. All jobs of a
    /// [`Session`](crate::explore::Session) are in the same one.
    #[serde(with = "crate::enclosure")]
    pub enclosure: Option<Arc<Enclosure>>,
}

impl Job {
    /// A run of `program` with full detail, in natural order, reading nothing, within the default
    /// limits.
    pub fn new(program: impl Into<String>) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            clear_env: false,
            folder: None,
            input: Input::Nothing,
            detail: Detail::Full,
            order: Order::Natural,
            limits: Limits::default(),
            enclosure: None,
        }
    }

    /// The same run with these arguments added.
    #[must_use]
    pub fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// A `PATH` for runs that must take the same steps on every machine: the folders that all of them
    /// have, in the usual order, then those of our own `PATH`. Who looks for a program that is always there,
    /// such as `sort`, then tries as many folders everywhere; any other program is still found.
    pub fn search_path() -> String {
        let own = std::env::var("PATH").ok().filter(|own| !own.is_empty());
        STANDARD_FOLDERS.into_iter().map(str::to_owned).chain(own).collect::<Vec<_>>().join(":")
    }
}

/// Where a Linux system keeps the programs that it comes with.
const STANDARD_FOLDERS: [&str; 2] = ["/usr/bin", "/bin"];

/// What a program reads on its standard input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Input {
    /// End of file at once.
    Nothing,
    /// Whatever the caller's own standard input is.
    Inherited,
    /// These bytes, then end of file.
    Bytes(Vec<u8>),
}

/// How closely the witness looks. More detail costs the program more time, not other behaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// Output lines, lifetimes, and who reaped whom; reads and writes elsewhere run at full speed.
    Lines,
    /// Also the bytes through each descriptor, and every wait.
    Full,
}

/// Which thread goes first where the kernel would leave it to chance.
///
/// Each order is legal: an operating system could choose it on its own. A right program is right
/// under all of them; what they show of a wrong one does not depend on the machine's load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Whatever the kernel does.
    Natural,
    /// A new thread or process does not begin before its creator waits for somebody or ends. So all
    /// that is created before the first wait is alive at once.
    CreatorFirst,
    /// The thread or process that was created as number `.0` (0 is the first one after main) does not
    /// begin before nobody else can go on. So whoever does not wait for it ends without it.
    Starve(usize),
    /// The thread or process that was created as number `.0` goes first, and does not wake from its first
    /// sleep before nobody else can go on; the others that are created begin when it sleeps. So whoever
    /// needs something that it holds meanwhile is seen to wait for it.
    Oversleep(usize),
}

/// A name that no order has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no order `{name}`")]
pub struct UnknownOrder {
    /// The name.
    pub name: String,
}

impl std::str::FromStr for Order {
    type Err = UnknownOrder;

    /// As a command line has it: `natural`, `creator-first`, `starve:0`, `oversleep:0`.
    fn from_str(name: &str) -> Result<Self, UnknownOrder> {
        let (kind, number) = match name.split_once(':') {
            Some((kind, number)) => (kind, number.parse().ok()),
            None => (name, None),
        };
        match (kind, number) {
            ("natural", None) if name == kind => Ok(Self::Natural),
            ("creator-first", None) if name == kind => Ok(Self::CreatorFirst),
            ("starve", Some(number)) => Ok(Self::Starve(number)),
            ("oversleep", Some(number)) => Ok(Self::Oversleep(number)),
            _ => Err(UnknownOrder { name: name.to_owned() }),
        }
    }
}

/// Where a run is cut off. Each limit is an answer about the program, not an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Longest time from the program's start to its end.
    pub deadline: Duration,
    /// Most bytes that the program may write to its standard output and error together; what is above
    /// is not kept, and the program is ended.
    pub output_bytes: usize,
    /// Most threads and processes alive at once, main included.
    pub tasks: usize,
    /// Most steps that a run may take without getting anywhere, so that nobody comes or goes and no bytes
    /// move; and in all twenty times as many. Only when explored. A step is a visible call or a touch of what
    /// threads share.
    pub steps: u64,
}

impl Default for Limits {
    /// Ten seconds, 16 MiB of output, 512 threads and processes, 50 000 steps.
    fn default() -> Self {
        let deadline = Duration::from_secs(10);
        Self { deadline, output_bytes: 16 << 20, tasks: 512, steps: 50_000 }
    }
}
