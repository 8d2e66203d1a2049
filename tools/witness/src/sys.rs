//! The system calls that the witness lives on, each behind a function with Rust types.
//!
//! Everything `unsafe` of the tracer is in this file. `waitpid` is called through `libc`, because nix
//! refuses statuses that carry real-time signals, and each status must be handled.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

use libc::{c_int, c_long, c_void, pid_t};

/// What the tracer asks the kernel to tell it of each thread. `EXITKILL`: if the witness dies, so does
/// every process of the program.
const OPTIONS: c_int = libc::PTRACE_O_TRACESYSGOOD
    | libc::PTRACE_O_TRACEFORK
    | libc::PTRACE_O_TRACEVFORK
    | libc::PTRACE_O_TRACECLONE
    | libc::PTRACE_O_TRACEEXEC
    | libc::PTRACE_O_TRACESECCOMP
    | libc::PTRACE_O_EXITKILL;

/// What `waitpid` said.
pub enum Waited {
    /// The thread `tid` stopped or ended; the status is still encoded.
    Status { tid: pid_t, status: c_int },
    /// A signal (the tick) came first.
    Interrupted,
    /// Nobody is left to wait for.
    Nobody,
}

/// Waits for the next stop or end of any thread of the program.
pub fn wait() -> Waited {
    wait_for(-1)
}

/// Waits for the next stop or end of the thread `tid`; of any when it is -1.
pub fn wait_for(tid: pid_t) -> Waited {
    let mut status = 0;
    // SAFETY: `status` lives across the call, which writes nothing else.
    match unsafe { libc::waitpid(tid, &raw mut status, libc::__WALL) } {
        tid if tid > 0 => Waited::Status { tid, status },
        _ if io::Error::last_os_error().raw_os_error() == Some(libc::EINTR) => Waited::Interrupted,
        _ => Waited::Nobody,
    }
}

/// Whether a stop or an end is waiting to be asked for.
pub fn has_news() -> bool {
    let mut info = MaybeUninit::<libc::siginfo_t>::zeroed();
    let flags = libc::WEXITED | libc::WSTOPPED | libc::WNOHANG | libc::WNOWAIT | libc::__WALL;
    // SAFETY: `info` lives across the call; all-zero bytes are a valid value of it.
    unsafe {
        libc::waitid(libc::P_ALL, 0, info.as_mut_ptr(), flags) == 0
            && info.assume_init().si_pid() != 0
    }
}

/// Becomes the tracer of `pid`, which goes on running.
pub fn seize(pid: pid_t) -> io::Result<()> {
    ptrace(libc::PTRACE_SEIZE, pid, 0, c_long::from(OPTIONS))
}

/// Where only a process's ancestors may seize it (Yama), lets all others do so who may otherwise.
pub fn may_be_seized_by_others() {
    // It fails where there is no such rule.
    // SAFETY: takes plain numbers only.
    unsafe { libc::prctl(libc::PR_SET_PTRACER, libc::PR_SET_PTRACER_ANY) };
}

/// Lets a stopped thread run until its next event, and gives it `signal` (0 for none).
pub fn resume(tid: pid_t, signal: c_int) {
    // It fails only when the thread was killed while it was stopped; its end is reported by `wait`.
    let _ = ptrace(libc::PTRACE_CONT, tid, 0, c_long::from(signal));
}

/// Like [`resume`], and stops the thread again when the system call that it is in returns.
pub fn resume_to_return(tid: pid_t, signal: c_int) {
    let _ = ptrace(libc::PTRACE_SYSCALL, tid, 0, c_long::from(signal));
}

/// Lets a stopped thread execute one instruction.
pub fn step(tid: pid_t) {
    let _ = ptrace(libc::PTRACE_SINGLESTEP, tid, 0, 0);
}

/// Stops a running thread at the next occasion.
pub fn interrupt(tid: pid_t) {
    let _ = ptrace(libc::PTRACE_INTERRUPT, tid, 0, 0);
}

/// Leaves a thread in the stop that a job-control signal brought about, as it would be untraced.
pub fn leave_stopped(tid: pid_t) {
    let _ = ptrace(libc::PTRACE_LISTEN, tid, 0, 0);
}

/// The number that comes with an event: a new thread's or process's, or a thread's former one.
pub fn event_message(tid: pid_t) -> Option<pid_t> {
    let mut message: libc::c_ulong = 0;
    ptrace(libc::PTRACE_GETEVENTMSG, tid, 0, (&raw mut message) as c_long).ok()?;
    pid_t::try_from(message).ok()
}

/// Where in a system call a thread is stopped.
pub enum At {
    /// Before the call.
    Entry { number: c_long, args: [u64; 6] },
    /// After the call; negative results are negated error numbers.
    Return { result: i64 },
}

/// Which system call the thread is stopped at; `None` when it was killed meanwhile.
pub fn syscall(tid: pid_t) -> Option<At> {
    let mut info = MaybeUninit::<libc::ptrace_syscall_info>::zeroed();
    let size = size_of::<libc::ptrace_syscall_info>();
    ptrace(libc::PTRACE_GET_SYSCALL_INFO, tid, size as c_long, info.as_mut_ptr() as c_long).ok()?;
    // SAFETY: all-zero bytes are a valid value, and the kernel wrote the part that `op` names.
    let info = unsafe { info.assume_init() };
    match info.op {
        libc::PTRACE_SYSCALL_INFO_SECCOMP => {
            // SAFETY: `op` says that this is the part that was written.
            let call = unsafe { info.u.seccomp };
            Some(At::Entry { number: call.nr as c_long, args: call.args })
        }
        libc::PTRACE_SYSCALL_INFO_EXIT => {
            // SAFETY: as above.
            let result = unsafe { info.u.exit.sval };
            Some(At::Return { result })
        }
        _ => None,
    }
}

/// Makes the call at whose return the thread is stopped be made again, unless a handler of the program is
/// to run first: then it fails with `EINTR`, as it would have. A traced thread is woken even by signals
/// that it ignores.
pub fn restart_unless_handled(tid: pid_t) {
    /// `ERESTARTNOHAND` of the kernel.
    const RESTART: i64 = 514;
    let tid = nix::unistd::Pid::from_raw(tid);
    if let Ok(mut registers) = nix::sys::ptrace::getregs(tid) {
        registers.rax = (-RESTART).cast_unsigned();
        let _ = nix::sys::ptrace::setregs(tid, registers);
    }
}

/// Makes the call at whose entry the thread is stopped fail with `errno`, without doing anything.
pub fn refuse(tid: pid_t, errno: c_int) {
    let tid = nix::unistd::Pid::from_raw(tid);
    if let Ok(mut registers) = nix::sys::ptrace::getregs(tid) {
        registers.orig_rax = u64::MAX;
        registers.rax = (-i64::from(errno)).cast_unsigned();
        let _ = nix::sys::ptrace::setregs(tid, registers);
    }
}

/// The registers of a stopped thread; `None` when it was killed meanwhile.
pub fn registers(tid: pid_t) -> Option<libc::user_regs_struct> {
    nix::sys::ptrace::getregs(nix::unistd::Pid::from_raw(tid)).ok()
}

/// Gives a stopped thread other registers.
pub fn set_registers(tid: pid_t, registers: libc::user_regs_struct) {
    // It fails only when the thread was killed meanwhile; its end is reported by `wait`.
    let _ = nix::sys::ptrace::setregs(nix::unistd::Pid::from_raw(tid), registers);
}

/// A descriptor of our own for what the process `pid` knows as descriptor `number`.
pub fn borrow_descriptor(pid: pid_t, number: c_int) -> io::Result<OwnedFd> {
    let own = |descriptor: c_long| match descriptor {
        -1 => Err(io::Error::last_os_error()),
        // SAFETY: the kernel has just made it for us alone.
        new => Ok(unsafe { OwnedFd::from_raw_fd(new as c_int) }),
    };
    // SAFETY: takes plain numbers only.
    let process = own(unsafe { libc::syscall(libc::SYS_pidfd_open, pid, 0) })?;
    // SAFETY: takes plain numbers only.
    own(unsafe { libc::syscall(libc::SYS_pidfd_getfd, process.as_raw_fd(), number, 0) })
}

/// Writes into the thread's memory, wherever it may write itself.
pub fn write_memory(tid: pid_t, address: u64, bytes: &[u8]) -> bool {
    let remote = nix::sys::uio::RemoteIoVec { base: address as usize, len: bytes.len() };
    let written = nix::sys::uio::process_vm_writev(
        nix::unistd::Pid::from_raw(tid),
        &[io::IoSlice::new(bytes)],
        &[remote],
    );
    written == Ok(bytes.len())
}

/// Reads up to `len` bytes of the thread's memory; fewer when a page is missing.
pub fn read_memory(tid: pid_t, address: u64, len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    let remote = nix::sys::uio::RemoteIoVec { base: address as usize, len };
    let read = nix::sys::uio::process_vm_readv(
        nix::unistd::Pid::from_raw(tid),
        &mut [io::IoSliceMut::new(&mut bytes)],
        &[remote],
    );
    bytes.truncate(read.unwrap_or(0));
    bytes
}

/// Reads `N` consecutive words of 64 bits; `None` when they are not all there.
pub fn read_words<const N: usize>(tid: pid_t, address: u64) -> Option<[u64; N]> {
    let bytes = read_memory(tid, address, N * 8);
    let mut words = bytes.chunks_exact(8).map(|word| {
        u64::from_ne_bytes(word.try_into().expect("chunks_exact gives eight bytes at a time"))
    });
    let mut read = [0; N];
    for word in &mut read {
        *word = words.next()?;
    }
    Some(read)
}

fn ptrace(request: libc::c_uint, tid: pid_t, address: c_long, data: c_long) -> io::Result<()> {
    // SAFETY: every pointer passed in `address` or `data` by the functions above is to a local that
    // outlives the call and is as large as the request needs; the others pass plain numbers.
    match unsafe { libc::ptrace(request, tid, address as *mut c_void, data as *mut c_void) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}

/// Nanoseconds of `CLOCK_MONOTONIC`.
pub fn now() -> u64 {
    let time = nix::time::clock_gettime(nix::time::ClockId::CLOCK_MONOTONIC)
        .expect("Linux always has a monotonic clock");
    time.tv_sec().cast_unsigned() * 1_000_000_000 + time.tv_nsec().cast_unsigned()
}
