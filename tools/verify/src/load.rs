//! Makes the machine hard to work on: fewer cores, and other work on all of them.

use std::hint::spin_loop;
use std::num::NonZeroUsize;
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::thread;

use anyhow::Context as _;
use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::sys::prctl;
use nix::sys::signal::Signal;
use nix::unistd::{Pid, getppid};

/// How many cores the judged programs may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cores {
    /// As many as there are.
    All,
    /// The first so many.
    First(NonZeroUsize),
}

impl FromStr for Cores {
    type Err = String;

    fn from_str(text: &str) -> Result<Cores, String> {
        match text {
            "all" => Ok(Cores::All),
            number => {
                number.parse().map(Cores::First).map_err(|_| "a number from 1 up, or `all`".into())
            }
        }
    }
}

impl Cores {
    /// How many they are on this machine.
    pub fn count(self) -> usize {
        let here = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        match self {
            Cores::All => here,
            Cores::First(number) => number.get().min(here),
        }
    }

    /// Keeps this thread, and the processes that it starts from now on, on these cores.
    pub fn pin_this_thread(self) -> anyhow::Result<()> {
        let Cores::First(number) = self else {
            return Ok(());
        };
        // Zero stands for the calling thread. Cores are counted among those that we were given:
        // core 0 may not be ours.
        let this = Pid::from_raw(0);
        let ours = sched_getaffinity(this).context("failed to ask which cores are ours")?;
        let mut chosen = CpuSet::new();
        let given = (0..CpuSet::count()).filter(|core| ours.is_set(*core) == Ok(true));
        for core in given.take(number.get()) {
            chosen.set(core).context("a core's number is out of range")?;
        }
        sched_setaffinity(this, &chosen).context("failed to choose cores")
    }
}

/// Processes that keep every core busy until this is dropped.
#[derive(Debug)]
pub struct Load {
    spinners: Vec<Child>,
}

impl Load {
    /// Starts one process per core. Processes, not threads: they compete with what is judged as any
    /// other program would, and can be ended from outside.
    pub fn start() -> anyhow::Result<Load> {
        let mut load = Load { spinners: Vec::new() };
        for _ in 0..Cores::All.count() {
            let spinner = Command::new("/proc/self/exe")
                .args(["--spin-for", &std::process::id().to_string()])
                .stdin(Stdio::null())
                .spawn()
                .context("failed to start a process that keeps a core busy")?;
            load.spinners.push(spinner);
        }
        Ok(load)
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        for spinner in &mut self.spinners {
            // It may have been killed by somebody else; then there is nothing left to do.
            let _ = spinner.kill();
            let _ = spinner.wait();
        }
    }
}

/// Keeps one core busy for as long as the process `owner`, which started us, lives.
pub fn spin_for(owner: i32) -> ! {
    // The kernel ends us with our owner, even if it is killed and can't tell us.
    let tied = prctl::set_pdeathsig(Signal::SIGKILL);
    // It may have ended before that was set; then we have another parent by now.
    if tied.is_err() || getppid() != Pid::from_raw(owner) {
        std::process::exit(1);
    }
    loop {
        spin_loop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pinned_thread_starts_processes_that_see_fewer_cores() {
        let seen = thread::spawn(|| {
            Cores::from_str("1").unwrap().pin_this_thread().unwrap();
            Command::new("nproc").env_remove("OMP_NUM_THREADS").output().unwrap().stdout
        });
        assert_eq!(String::from_utf8(seen.join().unwrap()).unwrap().trim(), "1");
    }

    #[test]
    fn no_cores_at_all_are_refused() {
        assert!(Cores::from_str("0").is_err());
        assert!(Cores::from_str("some").is_err());
        assert_eq!(Cores::from_str("all"), Ok(Cores::All));
    }
}
