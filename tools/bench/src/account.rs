//! Processor time of everything that this process starts, whoever collects it.
//!
//! What a process is told of its children leaves out those that nobody waits for, and in a box that is most of them. A
//! control group counts them all.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

/// Where the kernel shows the groups of version 1 that count processor time.
const GROUPS: &str = "/sys/fs/cgroup/cpuacct";

/// A control group that this process is in, until this is dropped.
pub struct Account {
    folder: PathBuf,
}

impl Account {
    /// Opens an account, and enters it.
    pub fn open() -> anyhow::Result<Self> {
        let folder = PathBuf::from(GROUPS).join(format!("bench-{}", std::process::id()));
        fs::create_dir(&folder).context(
            "no processor time is counted here: it takes root, and control groups of version 1",
        )?;
        let account = Self { folder };
        fs::write(account.folder.join("cgroup.procs"), "0")?;
        Ok(account)
    }

    /// What `work` gives, and the processor time that it took, in seconds.
    pub fn of<T>(&self, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, f64)> {
        let before = self.seconds()?;
        let done = work()?;
        Ok((done, self.seconds()? - before))
    }

    fn seconds(&self) -> anyhow::Result<f64> {
        let nanoseconds = fs::read_to_string(self.folder.join("cpuacct.usage"))?;
        Ok(nanoseconds.trim().parse::<f64>()? / 1e9)
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        // Nothing depends on its being gone.
        let _ = fs::write(PathBuf::from(GROUPS).join("cgroup.procs"), "0");
        let _ = fs::remove_dir(&self.folder);
    }
}
