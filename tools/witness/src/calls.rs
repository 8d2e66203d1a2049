//! The system calls that the witness stops at, and what each means to it.
//!
//! One table serves twice: the filter is made from it, and so is the answer to "what did this thread
//! just ask for?". A call that is not in the table runs at full speed, unseen.

use libc::c_long;

use crate::job::Detail;

/// What a system call means to the witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Ends the calling thread.
    Exit,
    /// Ends the calling process.
    ExitGroup,
    /// Creates a thread or process; flags and the thread's clear-on-exit address are in the arguments.
    Clone,
    /// The same, with both in a structure.
    Clone3,
    /// Creates a process, without arguments.
    Fork,
    /// Writes to the descriptor in argument 0.
    Write(Source),
    /// Reads from the descriptor in argument 0.
    Read,
    /// Moves bytes from one descriptor to another; the arguments that hold them.
    Move {
        /// The argument that holds the descriptor read from.
        from: usize,
        /// The argument that holds the descriptor written to.
        to: usize,
    },
    /// Waits for a connection on the descriptor in argument 0.
    Accept,
    /// Makes a connection with the descriptor in argument 0.
    Connect,
    /// Makes two connected sockets and writes their numbers to where argument 3 points.
    SocketPair,
    /// Waits for a word in memory, or wakes those who do.
    Futex,
    /// Sleeps as long as the structure at the given argument says.
    Sleep {
        /// The argument that points to the time asked for.
        request: usize,
    },
    /// Waits for a child: `wait4`.
    Wait4,
    /// Waits for a child: `waitid`.
    WaitId,
    /// Waits for anything else.
    Wait(TimeOut),
    /// Makes a descriptor number mean something else.
    Renumber,
    /// Replaces the program.
    Exec,
    /// Starts a timer, so that somebody who waits may be woken by the clock.
    Timer,
    /// Sets an option of a socket; some of them are time limits.
    SocketOption,
}

/// Where the bytes of a write are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// At argument 1, as many as argument 2 says.
    Buffer,
    /// In the vector at argument 1 with as many parts as argument 2 says.
    Vector,
    /// In the message header that argument 1 points to.
    Message,
}

/// How a waiting call says how long it waits at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeOut {
    /// It can't: it waits for as long as it takes.
    Never,
    /// In milliseconds; negative for ever.
    Milliseconds(usize),
    /// A pointer to a structure; null for ever.
    Pointer(usize),
}

/// A system call that the witness stops at.
pub struct Call {
    /// Its number on x86-64.
    pub number: c_long,
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub class: Class,
    /// When to stop at it with [`Detail::Lines`].
    pub lines: When,
}

/// When to stop at a call with [`Detail::Lines`]; with [`Detail::Full`] it is always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// At each call.
    Always,
    /// When the given argument is descriptor 1 or 2.
    Output(usize),
    /// At none.
    Never,
}

/// The call with this number, if the witness stops at it.
pub fn find(number: c_long) -> Option<&'static Call> {
    TABLE.iter().find(|call| call.number == number)
}

/// The calls to stop at, and when.
pub fn stops(detail: Detail) -> impl Iterator<Item = (c_long, When)> {
    TABLE
        .iter()
        .map(move |call| match detail {
            Detail::Full => (call.number, When::Always),
            Detail::Lines => (call.number, call.lines),
        })
        .filter(|(_, when)| *when != When::Never)
}

const fn call(number: c_long, name: &'static str, class: Class, lines: When) -> Call {
    Call { number, name, class, lines }
}

/// Ordered by how often programs make the call, because [`find`] looks from the top.
#[rustfmt::skip]
static TABLE: &[Call] = {
    use Class::*;
    use When::*;
    &[
        call(libc::SYS_write, "write", Write(Source::Buffer), Output(0)),
        call(libc::SYS_read, "read", Read, Never),
        call(libc::SYS_futex, "futex", Futex, Never),
        call(libc::SYS_writev, "writev", Write(Source::Vector), Output(0)),
        call(libc::SYS_readv, "readv", Read, Never),
        call(libc::SYS_sendto, "sendto", Write(Source::Buffer), Output(0)),
        call(libc::SYS_recvfrom, "recvfrom", Read, Never),
        call(libc::SYS_sendmsg, "sendmsg", Write(Source::Message), Output(0)),
        call(libc::SYS_recvmsg, "recvmsg", Read, Never),
        call(libc::SYS_close, "close", Renumber, Output(0)),
        call(libc::SYS_exit, "exit", Exit, Always),
        call(libc::SYS_exit_group, "exit_group", ExitGroup, Always),
        call(libc::SYS_clone, "clone", Clone, Always),
        call(libc::SYS_clone3, "clone3", Clone3, Always),
        call(libc::SYS_fork, "fork", Fork, Always),
        call(libc::SYS_vfork, "vfork", Fork, Always),
        call(libc::SYS_clock_nanosleep, "clock_nanosleep", Sleep { request: 2 }, Never),
        call(libc::SYS_nanosleep, "nanosleep", Sleep { request: 0 }, Never),
        call(libc::SYS_wait4, "wait4", Wait4, Always),
        call(libc::SYS_waitid, "waitid", WaitId, Always),
        call(libc::SYS_poll, "poll", Wait(TimeOut::Milliseconds(2)), Never),
        call(libc::SYS_ppoll, "ppoll", Wait(TimeOut::Pointer(2)), Never),
        call(libc::SYS_epoll_wait, "epoll_wait", Wait(TimeOut::Milliseconds(3)), Never),
        call(libc::SYS_epoll_pwait, "epoll_pwait", Wait(TimeOut::Milliseconds(3)), Never),
        call(libc::SYS_epoll_pwait2, "epoll_pwait2", Wait(TimeOut::Pointer(3)), Never),
        call(libc::SYS_select, "select", Wait(TimeOut::Pointer(4)), Never),
        call(libc::SYS_pselect6, "pselect6", Wait(TimeOut::Pointer(4)), Never),
        call(libc::SYS_pause, "pause", Wait(TimeOut::Never), Never),
        call(libc::SYS_rt_sigsuspend, "rt_sigsuspend", Wait(TimeOut::Never), Never),
        call(libc::SYS_rt_sigtimedwait, "rt_sigtimedwait", Wait(TimeOut::Pointer(2)), Never),
        call(libc::SYS_flock, "flock", Wait(TimeOut::Never), Never),
        call(libc::SYS_semop, "semop", Wait(TimeOut::Never), Never),
        call(libc::SYS_semtimedop, "semtimedop", Wait(TimeOut::Pointer(3)), Never),
        call(libc::SYS_msgrcv, "msgrcv", Wait(TimeOut::Never), Never),
        call(libc::SYS_msgsnd, "msgsnd", Wait(TimeOut::Never), Never),
        call(libc::SYS_mq_timedreceive, "mq_timedreceive", Wait(TimeOut::Pointer(4)), Never),
        call(libc::SYS_mq_timedsend, "mq_timedsend", Wait(TimeOut::Pointer(4)), Never),
        call(libc::SYS_futex_waitv, "futex_waitv", Wait(TimeOut::Pointer(3)), Never),
        call(libc::SYS_io_uring_enter, "io_uring_enter", Wait(TimeOut::Pointer(4)), Never),
        call(libc::SYS_pread64, "pread64", Read, Never),
        call(libc::SYS_pwrite64, "pwrite64", Write(Source::Buffer), Never),
        call(libc::SYS_preadv, "preadv", Read, Never),
        call(libc::SYS_preadv2, "preadv2", Read, Never),
        call(libc::SYS_pwritev, "pwritev", Write(Source::Vector), Never),
        call(libc::SYS_pwritev2, "pwritev2", Write(Source::Vector), Output(0)),
        call(libc::SYS_sendfile, "sendfile", Move { from: 1, to: 0 }, Never),
        call(libc::SYS_splice, "splice", Move { from: 0, to: 2 }, Never),
        call(libc::SYS_tee, "tee", Move { from: 0, to: 1 }, Never),
        call(libc::SYS_copy_file_range, "copy_file_range", Move { from: 0, to: 2 }, Never),
        call(libc::SYS_accept, "accept", Accept, Never),
        call(libc::SYS_accept4, "accept4", Accept, Never),
        call(libc::SYS_connect, "connect", Connect, Never),
        call(libc::SYS_socketpair, "socketpair", SocketPair, Never),
        call(libc::SYS_dup2, "dup2", Renumber, Output(1)),
        call(libc::SYS_dup3, "dup3", Renumber, Output(1)),
        call(libc::SYS_close_range, "close_range", Renumber, Always),
        call(libc::SYS_execve, "execve", Exec, Always),
        call(libc::SYS_execveat, "execveat", Exec, Always),
        call(libc::SYS_setsockopt, "setsockopt", SocketOption, Never),
        call(libc::SYS_alarm, "alarm", Timer, Never),
        call(libc::SYS_setitimer, "setitimer", Timer, Never),
        call(libc::SYS_timer_settime, "timer_settime", Timer, Never),
        call(libc::SYS_timerfd_settime, "timerfd_settime", Timer, Never),
    ]
};

/// Whether a read leaves what it reads where it is.
pub fn only_looks(call: &Call, args: &[u64; 6]) -> bool {
    let flags = match call.name {
        "recvfrom" => args[3],
        "recvmsg" => args[2],
        _ => 0,
    };
    flags & libc::MSG_PEEK as u64 != 0
}

/// Whether this option, of this level, of a socket limits how long its reads or writes wait.
pub fn limits_time(level: u64, option: u64) -> bool {
    /// `SO_RCVTIMEO_NEW` and `SO_SNDTIMEO_NEW` of the kernel.
    const NEW: [u64; 2] = [66, 67];
    let old = [libc::SO_RCVTIMEO, libc::SO_SNDTIMEO].map(|option| option as u64);
    level == libc::SOL_SOCKET as u64 && (old.contains(&option) || NEW.contains(&option))
}

/// The waiting operations of `futex`; the flags for private words and for the clock are taken off.
pub fn is_futex_wait(operation: u64) -> bool {
    let operation =
        operation.cast_signed() as i32 & !(libc::FUTEX_PRIVATE_FLAG | libc::FUTEX_CLOCK_REALTIME);
    matches!(
        operation,
        libc::FUTEX_WAIT
            | libc::FUTEX_WAIT_BITSET
            | libc::FUTEX_LOCK_PI
            | libc::FUTEX_LOCK_PI2
            | libc::FUTEX_WAIT_REQUEUE_PI
    )
}
