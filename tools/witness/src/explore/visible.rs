//! The system calls at which a schedule can matter, and what each means to the explorer.
//!
//! The calls that the witness observes are among them, with the meaning that they have there
//! ([`calls`]); here are the others. A call that is in neither table concerns its own thread
//! alone (memory, signal masks, descriptors' flags) and runs unseen.

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch,
};

use crate::calls;

/// What a call that only the explorer stops at means to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Also {
    /// Reads a clock.
    ReadClock(Clock),
    /// Asks for random bytes.
    Random,
    /// Asks on which processors the thread may run.
    Affinity,
    /// Asks on which processor the thread runs.
    Processor,
    /// Names the word that is cleared, and woken on, at the thread's end.
    ClearedAtEnd,
    /// Sends a signal.
    Kill,
    /// Lets others go first.
    Yield,
    /// Changes what others may see, and never waits.
    Plain,
    /// Changes what others may see, and may wait for them in a way that is not modelled.
    Unmodelled,
    /// Would escape the explorer.
    Refused,
}

/// The forms in which a time is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// `clock_gettime`: seconds and nanoseconds.
    Timespec,
    /// `gettimeofday`: seconds and microseconds.
    Timeval,
    /// `time`: seconds.
    Seconds,
}

/// The call with this number, if only the explorer stops at it.
pub fn find(number: c_long) -> Option<(&'static str, Also)> {
    TABLE.iter().find(|(known, ..)| *known == number).map(|(_, name, also)| (*name, *also))
}

#[rustfmt::skip]
static TABLE: &[(c_long, &str, Also)] = {
    use Also::*;
    &[
        (libc::SYS_clock_gettime, "clock_gettime", ReadClock(Clock::Timespec)),
        (libc::SYS_gettimeofday, "gettimeofday", ReadClock(Clock::Timeval)),
        (libc::SYS_time, "time", ReadClock(Clock::Seconds)),
        (libc::SYS_getrandom, "getrandom", Random),
        (libc::SYS_sched_yield, "sched_yield", Yield),
        (libc::SYS_sched_getaffinity, "sched_getaffinity", Affinity),
        (libc::SYS_getcpu, "getcpu", Processor),
        (libc::SYS_set_tid_address, "set_tid_address", ClearedAtEnd),
        (libc::SYS_kill, "kill", Kill),
        (libc::SYS_tkill, "tkill", Kill),
        (libc::SYS_tgkill, "tgkill", Kill),
        (libc::SYS_rt_sigqueueinfo, "rt_sigqueueinfo", Kill),
        (libc::SYS_rt_tgsigqueueinfo, "rt_tgsigqueueinfo", Kill),
        (libc::SYS_pidfd_send_signal, "pidfd_send_signal", Kill),
        (libc::SYS_shutdown, "shutdown", Plain),
        (libc::SYS_listen, "listen", Plain),
        (libc::SYS_bind, "bind", Plain),
        (libc::SYS_epoll_ctl, "epoll_ctl", Plain),
        (libc::SYS_openat, "openat", Plain),
        (libc::SYS_open, "open", Plain),
        (libc::SYS_creat, "creat", Plain),
        (libc::SYS_unlink, "unlink", Plain),
        (libc::SYS_unlinkat, "unlinkat", Plain),
        (libc::SYS_rename, "rename", Plain),
        (libc::SYS_renameat, "renameat", Plain),
        (libc::SYS_renameat2, "renameat2", Plain),
        (libc::SYS_mkdir, "mkdir", Plain),
        (libc::SYS_mkdirat, "mkdirat", Plain),
        (libc::SYS_rmdir, "rmdir", Plain),
        (libc::SYS_ftruncate, "ftruncate", Plain),
        (libc::SYS_shmctl, "shmctl", Plain),
        (libc::SYS_recvmmsg, "recvmmsg", Unmodelled),
        (libc::SYS_sendmmsg, "sendmmsg", Unmodelled),
        (libc::SYS_timer_create, "timer_create", Unmodelled),
        (libc::SYS_mknod, "mknod", Unmodelled),
        (libc::SYS_mknodat, "mknodat", Unmodelled),
        (libc::SYS_io_uring_setup, "io_uring_setup", Refused),
        (libc::SYS_io_uring_register, "io_uring_register", Refused),
        (libc::SYS_ptrace, "ptrace", Refused),
        (libc::SYS_process_vm_writev, "process_vm_writev", Refused),
        (libc::SYS_seccomp, "seccomp", Plain),
    ]
};

/// The filter that stops the program at all of these calls, and at those that the witness observes.
///
/// Calls of a foreign architecture end the program: their numbers mean other calls.
pub fn filter() -> Result<BpfProgram, seccompiler::BackendError> {
    let observed = calls::stops(crate::Detail::Full).map(|(number, _)| number);
    let mut rules = BTreeMap::new();
    for number in observed.chain(TABLE.iter().map(|(number, ..)| *number)) {
        // No rule at all means: whatever the arguments.
        rules.insert(number, Vec::new());
    }
    // Opening a file that is there shows nothing to anybody, and every program does it at its start.
    for (number, argument) in [(libc::SYS_openat, 2), (libc::SYS_open, 1)] {
        let creates = SeccompCmpOp::MaskedEq(libc::O_CREAT as u64);
        let condition = SeccompCondition::new(
            argument,
            SeccompCmpArgLen::Dword,
            creates,
            libc::O_CREAT as u64,
        )?;
        rules.insert(number, vec![SeccompRule::new(vec![condition])?]);
    }
    // Of the many things that `fcntl` does, only waiting for a file's lock concerns others.
    let mut waits = Vec::new();
    for command in [libc::F_SETLKW, libc::F_OFD_SETLKW] {
        let equal =
            SeccompCondition::new(1, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, command as u64)?;
        waits.push(SeccompRule::new(vec![equal])?);
    }
    rules.insert(libc::SYS_fcntl, waits);
    SeccompFilter::new(rules, SeccompAction::Allow, SeccompAction::Trace(0), TargetArch::x86_64)?
        .try_into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_call_has_two_meanings() {
        for (number, name, _) in TABLE {
            assert!(calls::find(*number).is_none(), "{name} is in both tables");
            assert_eq!(TABLE.iter().filter(|(other, ..)| other == number).count(), 1, "{name}");
        }
    }
}
