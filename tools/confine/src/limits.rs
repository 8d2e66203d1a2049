//! How much a program may use.

use nix::sys::resource::{Resource, getrlimit, setrlimit};
use serde::{Deserialize, Serialize};

use crate::Unbound;

/// How much each process of a box may use, and all of them together. Time on the wall is kept by whoever waits for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Seconds of processor time.
    pub cpu_s: u64,
    /// Bytes of memory that it may write: heap, stacks of threads, anonymous mappings.
    pub memory_bytes: u64,
    /// The same, for all processes of the box together, and what they write under `/tmp`; where there are control groups.
    pub all_memory_bytes: u64,
    /// Processes and threads of the box at once.
    pub tasks: u64,
    /// Bytes in one file.
    pub file_bytes: u64,
    /// Bytes in all files under `/tmp`, and as many under `/dev/shm`.
    pub scratch_bytes: u64,
    /// Open descriptors.
    pub descriptors: u64,
}

impl Limits {
    /// For an exercise's program: more than any right one needs.
    pub const PROGRAM: Self = Self {
        cpu_s: 60,
        memory_bytes: 1 << 30,
        all_memory_bytes: 2 << 30,
        tasks: 1024,
        file_bytes: 64 << 20,
        scratch_bytes: 64 << 20,
        descriptors: 1024,
    };

    /// For the compiler.
    pub const COMPILER: Self = Self {
        cpu_s: 120,
        memory_bytes: 4 << 30,
        all_memory_bytes: 6 << 30,
        tasks: 256,
        file_bytes: 256 << 20,
        scratch_bytes: 256 << 20,
        descriptors: 1024,
    };

    /// Binds the calling process, and all that it will start.
    pub(crate) fn apply(&self) -> Result<(), Unbound> {
        let limits = [
            (Resource::RLIMIT_CPU, self.cpu_s),
            (Resource::RLIMIT_DATA, self.memory_bytes),
            (Resource::RLIMIT_NPROC, self.tasks),
            (Resource::RLIMIT_FSIZE, self.file_bytes),
            (Resource::RLIMIT_NOFILE, self.descriptors),
            (Resource::RLIMIT_CORE, 0),
            // System V's queues of messages are not in anybody's memory.
            (Resource::RLIMIT_MSGQUEUE, 1 << 20),
            (Resource::RLIMIT_MEMLOCK, 1 << 20),
        ];
        let unbound = |resource| {
            move |source: nix::Error| Unbound {
                what: "set a limit",
                reason: format!("{resource:?}: {source}"),
            }
        };
        for (resource, most) in limits {
            // What the machine allows may be less.
            let (_, hard) = getrlimit(resource).map_err(unbound(resource))?;
            let most = most.min(hard);
            setrlimit(resource, most, most).map_err(unbound(resource))?;
        }
        Ok(())
    }
}
