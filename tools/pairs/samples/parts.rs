//! Calls that the kernel does in parts, or for which there is a limit: each byte arrives, and each call tells
//! what it did.

use std::fs::File;
use std::io::{self, IoSlice, Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use nix::errno::Errno;
use nix::sys::select::select;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, raise, sigaction};
use nix::sys::socket::{MsgFlags, recv, send};
use nix::unistd::{alarm, pipe, pipe2, read, write};

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("vectors", vectors),
    ("receive-all", receive_all),
    ("send-what-fits", send_what_fits),
    ("send-for-a-second", send_for_a_second),
    ("copy-between-children", copy_between_children),
    ("packets-in-a-pipe", packets_in_a_pipe),
    ("write-interrupted", write_interrupted),
    ("select-interrupted", select_interrupted),
    ("all-sleep-one-is-told", all_sleep_one_is_told),
];

/// More than a pipe or a socket holds.
const MUCH: usize = 150_000;

/// Reads to the end in a thread of its own; how many bytes there were.
fn length(mut from: impl Read + Send + 'static) -> thread::JoinHandle<usize> {
    thread::spawn(move || {
        let mut all = Vec::new();
        from.read_to_end(&mut all).unwrap();
        all.len()
    })
}

/// A vector of two pieces is written as a whole, although it does not fit at once.
fn vectors() {
    let (reader, writer) = pipe().unwrap();
    let reading = length(File::from(reader));
    let pieces = [vec![1; MUCH], vec![2; MUCH]];
    let mut writer = File::from(writer);
    let written = writer.write_vectored(&[IoSlice::new(&pieces[0]), IoSlice::new(&pieces[1])]);
    assert_eq!(written.unwrap(), 2 * MUCH);
    drop(writer);
    assert_eq!(reading.join().unwrap(), 2 * MUCH);
}

/// Who asks for all bytes waits for all.
fn receive_all() {
    let (mut here, there) = UnixStream::pair().unwrap();
    let sending = thread::spawn(move || {
        for _ in 0..4 {
            here.write_all(b"four").unwrap();
            thread::sleep(Duration::from_millis(1));
        }
    });
    let mut bytes = [0; 16];
    assert_eq!(recv(there.as_raw_fd(), &mut bytes, MsgFlags::MSG_WAITALL), Ok(16));
    sending.join().unwrap();
}

/// Who asks not to wait is told how much fitted.
fn send_what_fits() {
    let (here, _there) = UnixStream::pair().unwrap();
    let sent = send(here.as_raw_fd(), &[7; 4 << 20], MsgFlags::MSG_DONTWAIT).unwrap();
    assert!((1..4 << 20).contains(&sent));
}

/// A time limit for sending holds for what is left of a write too.
fn send_for_a_second() {
    let (mut here, _there) = UnixStream::pair().unwrap();
    here.set_write_timeout(Some(Duration::from_secs(1))).unwrap();
    let written = here.write(&[7; 4 << 20]).unwrap();
    assert!((1..4 << 20).contains(&written));
    assert_eq!(here.write(&[7]).unwrap_err().kind(), io::ErrorKind::WouldBlock);
}

/// The library lets the kernel copy from pipe to pipe.
fn copy_between_children() {
    let mut source = Command::new("head")
        .args(["-c", "300000", "/dev/zero"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut sink =
        Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let reading = length(sink.stdout.take().unwrap());
    let mut from = source.stdout.take().unwrap();
    let mut to = sink.stdin.take().unwrap();
    assert_eq!(io::copy(&mut from, &mut to).unwrap(), 300_000);
    drop(to);
    assert_eq!(reading.join().unwrap(), 300_000);
    assert!(source.wait().unwrap().success() && sink.wait().unwrap().success());
}

/// A pipe of packets gives one at a time; what a read has no room for is lost.
fn packets_in_a_pipe() {
    let (reader, writer) = pipe2(nix::fcntl::OFlag::O_DIRECT).unwrap();
    let writing = thread::spawn(move || {
        for packet in [&b"one"[..], b"twenty"] {
            assert_eq!(write(&writer, packet), Ok(packet.len()));
        }
    });
    let mut bytes = [0; 4096];
    assert_eq!(read(&reader, &mut bytes), Ok(3));
    assert_eq!(read(&reader, &mut bytes), Ok(6));
    assert_eq!(read(&reader, &mut bytes), Ok(0));
    writing.join().unwrap();
}

static CAUGHT: AtomicU32 = AtomicU32::new(0);

extern "C" fn count(_: libc::c_int) {
    CAUGHT.fetch_add(1, SeqCst);
}

fn catch(signal: Signal) {
    let action = SigAction::new(SigHandler::Handler(count), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler only touches an atomic.
    unsafe { sigaction(signal, &action) }.unwrap();
}

/// A signal ends a write that has done a part; the next write begins at its own beginning.
fn write_interrupted() {
    catch(Signal::SIGALRM);
    let (reader, writer) = pipe().unwrap();
    alarm::set(1);
    let first = write(&writer, &[7; MUCH]).unwrap();
    assert!(first < MUCH && CAUGHT.load(SeqCst) == 1);
    let reading = length(File::from(reader));
    assert_eq!(write(&writer, &[7; MUCH]), Ok(MUCH));
    drop(writer);
    assert_eq!(reading.join().unwrap(), first + MUCH);
}

/// Who selects without a time limit is interrupted by a signal.
fn select_interrupted() {
    catch(Signal::SIGALRM);
    for time in 1..=3 {
        alarm::set(1);
        assert_eq!(select(None, None, None, None, None), Err(Errno::EINTR));
        assert_eq!(CAUGHT.load(SeqCst), time);
    }
}

/// A signal for the process interrupts one of its threads, and the others sleep on.
fn all_sleep_one_is_told() {
    catch(Signal::SIGTERM);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| thread::sleep(Duration::from_secs(1)));
        }
        scope.spawn(|| nix::sys::signal::kill(nix::unistd::Pid::this(), Signal::SIGTERM).unwrap());
    });
    raise(Signal::SIGTERM).unwrap();
    assert_eq!(CAUGHT.load(SeqCst), 2);
}
