//! What `/proc` tells about the program's threads. Every answer may be missing: a thread that is being
//! killed loses its files at any moment.

use std::fs;
use std::io::Read;
use std::os::unix::fs::FileTypeExt;

use libc::pid_t;

use crate::report::ChannelKind;

/// A thread's state as one letter: `R` runs or could, `S` sleeps, `t` is stopped by its tracer.
pub fn state(tid: pid_t) -> Option<char> {
    let stat = fs::read_to_string(format!("/proc/{tid}/stat")).ok()?;
    // The name stands in parentheses and may itself hold any character.
    stat.rsplit_once(')')?.1.trim_start().chars().next()
}

/// The number of the system call that a thread is inside, and its first argument as a descriptor;
/// `None` when it is in none.
pub fn current_call(tid: pid_t) -> Option<(i64, i32)> {
    let call = fs::read_to_string(format!("/proc/{tid}/syscall")).ok()?;
    let mut words = call.split_whitespace();
    let number = words.next()?.parse().ok()?;
    let descriptor = u64::from_str_radix(words.next()?.strip_prefix("0x")?, 16).ok()?;
    Some((number, descriptor as i32))
}

/// Whether a thread sleeps for certain. The letter `S` alone is not enough: a thread that is about to
/// sleep, or that looks once more whether it has to (`wait4` reaps a child so), shows it while it runs.
/// The kernel answers this question only once the thread is off its run queue.
pub fn sleeps(tid: pid_t) -> bool {
    fs::read_to_string(format!("/proc/{tid}/syscall"))
        .is_ok_and(|call| !call.starts_with("running"))
        && state(tid) == Some('S')
}

/// A thread's processor time in nanoseconds; 0 where the kernel keeps no such figure.
pub fn cpu_ns(tid: pid_t) -> u64 {
    fs::read_to_string(format!("/proc/{tid}/schedstat"))
        .ok()
        .and_then(|stat| stat.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// A thread's name; at most 15 bytes of it are kept by the kernel.
pub fn name(tid: pid_t) -> Option<String> {
    let name = fs::read(format!("/proc/{tid}/comm")).ok()?;
    Some(String::from_utf8_lossy(&name).trim_end_matches('\n').to_owned())
}

/// The program that a process runs, and its arguments; their first bytes when there are very many.
pub fn command(pid: pid_t) -> Vec<String> {
    const MOST: u64 = 2048;
    let mut bytes = Vec::new();
    // Without the file there is nothing to tell.
    let _ = fs::File::open(format!("/proc/{pid}/cmdline"))
        .and_then(|file| file.take(MOST).read_to_end(&mut bytes));
    let text = bytes.strip_suffix(b"\0").unwrap_or(&bytes);
    text.split(|byte| *byte == 0).map(|arg| String::from_utf8_lossy(arg).into_owned()).collect()
}

/// Whether a process ignores a signal, so that the kernel acts for it.
pub fn ignores(pid: pid_t, signal: libc::c_int) -> bool {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask & (1 << (signal - 1)) != 0)
}

/// The number that a process has within its own namespace, where its own calls are answered.
pub fn own_number(pid: pid_t) -> pid_t {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let numbers = status.lines().find_map(|line| line.strip_prefix("NSpid:"));
    numbers.and_then(|line| line.split_whitespace().last()?.parse().ok()).unwrap_or(pid)
}

/// The process that a process's end will be told to.
pub fn parent(pid: pid_t) -> Option<pid_t> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// Whether the kernel still knows this number, as a zombie or alive.
pub fn exists(pid: pid_t) -> bool {
    fs::exists(format!("/proc/{pid}/stat")).unwrap_or(false)
}

/// The open descriptors of a process, in ascending order.
pub fn descriptors(pid: pid_t) -> Vec<i32> {
    let mut numbers: Vec<i32> = fs::read_dir(format!("/proc/{pid}/fd"))
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers
}

/// What a descriptor is, and what the kernel calls it (`pipe:[4711]`, `/etc/passwd`).
pub fn descriptor(pid: pid_t, number: i32) -> Option<(ChannelKind, String)> {
    let link = format!("/proc/{pid}/fd/{number}");
    let name = fs::read_link(&link).ok()?.to_string_lossy().into_owned();
    let kind = match fs::metadata(&link).ok().map(|metadata| metadata.file_type()) {
        Some(kind) if kind.is_fifo() => ChannelKind::Pipe,
        Some(kind) if kind.is_socket() => ChannelKind::Socket,
        Some(kind) if kind.is_file() => ChannelKind::File,
        Some(kind) if kind.is_char_device() && is_terminal(&name) => ChannelKind::Terminal,
        _ => ChannelKind::Other,
    };
    Some((kind, name))
}

fn is_terminal(name: &str) -> bool {
    name.starts_with("/dev/pts/") || name.starts_with("/dev/tty") || name == "/dev/console"
}

/// Whether something can be written through a descriptor.
pub fn is_writable(pid: pid_t, number: i32) -> bool {
    access(pid, number).is_some_and(|access| access != libc::O_RDONLY)
}

/// Whether something can be read through a descriptor.
pub fn is_readable(pid: pid_t, number: i32) -> bool {
    access(pid, number).is_some_and(|access| access != libc::O_WRONLY)
}

/// What a descriptor was opened for.
fn access(pid: pid_t, number: i32) -> Option<i32> {
    let info = fs::read_to_string(format!("/proc/{pid}/fdinfo/{number}")).ok()?;
    let flags = info.lines().find_map(|line| line.strip_prefix("flags:"))?.trim();
    i32::from_str_radix(flags, 8).ok().map(|flags| flags & libc::O_ACCMODE)
}

/// The processes whose parent is the calling process now.
pub fn own_children() -> Vec<pid_t> {
    fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .filter_map(|task| fs::read_to_string(task.ok()?.path().join("children")).ok())
        .flat_map(|children| {
            children.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<_>>()
        })
        .collect()
}

/// For an address in memory that a process shares with others through a file (or through memory that
/// was mapped as shared before a fork): a number for the file, and the offset in it.
pub fn shared_file(pid: pid_t, address: u64) -> Option<(u64, u64)> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).ok()?;
    let hexadecimal = |text: &str| u64::from_str_radix(text, 16).ok();
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (from, until) = words.next()?.split_once('-')?;
        let (from, until) = (hexadecimal(from)?, hexadecimal(until)?);
        if !(from..until).contains(&address) {
            continue;
        }
        let shared = words.next()?.ends_with('s');
        let offset = hexadecimal(words.next()?)?;
        let (major, minor) = words.next()?.split_once(':')?;
        let device = hexadecimal(major)? << 20 | hexadecimal(minor)?;
        let inode: u64 = words.next()?.parse().ok()?;
        return shared.then_some((device << 40 ^ inode, offset + (address - from)));
    }
    None
}

/// Signals of a thread, one bit each; signal 1 is the lowest.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signals {
    /// For the thread or for its process.
    pub pending: u64,
    pub blocked: u64,
    pub ignored: u64,
    pub caught: u64,
}

/// What signals a thread has pending, and what it would do about them.
pub fn signals(tid: pid_t) -> Signals {
    let status = fs::read_to_string(format!("/proc/{tid}/status")).unwrap_or_default();
    let mut signals = Signals::default();
    for line in status.lines() {
        let Some((name, mask)) = line.split_once(':') else { continue };
        let mask = || u64::from_str_radix(mask.trim(), 16).unwrap_or(0);
        match name {
            "SigPnd" | "ShdPnd" => signals.pending |= mask(),
            "SigBlk" => signals.blocked = mask(),
            "SigIgn" => signals.ignored = mask(),
            "SigCgt" => signals.caught = mask(),
            _ => {}
        }
    }
    signals
}

/// Whether a thread has been sent SIGKILL, or has ended of it already.
pub fn is_being_killed(tid: pid_t) -> bool {
    signals(tid).pending & 1 << (libc::SIGKILL - 1) != 0
        || !matches!(state(tid), Some('t' | 'R' | 'S' | 'D'))
}
