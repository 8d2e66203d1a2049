//! What goes through descriptors.

use std::fs::File;
use std::io::{IoSlice, Read, Write};
use std::os::unix::net::UnixStream;
use std::thread;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

/// A child writes 5 bytes, its parent reads them to the end.
pub fn talk_through_pipe() {
    let (mut reader, mut writer) = std::io::pipe().expect("there is room for a pipe");
    // SAFETY: one thread only.
    match unsafe { fork() }.expect("there is room for a process") {
        ForkResult::Child => {
            drop(reader);
            writer.write_all(b"hello").expect("the parent reads");
        }
        ForkResult::Parent { child } => {
            drop(writer);
            let mut text = String::new();
            reader.read_to_string(&mut text).expect("it is text");
            waitpid(child, None).expect("it is our child");
        }
    }
}

/// The parent says 4 bytes, its child answers with 6.
pub fn talk_through_socketpair() {
    let (mut near, mut far) = UnixStream::pair().expect("there is room for sockets");
    // SAFETY: one thread only.
    match unsafe { fork() }.expect("there is room for a process") {
        ForkResult::Child => {
            drop(near);
            far.read_exact(&mut [0; 4]).expect("the parent writes");
            far.write_all(b"answer").expect("the parent reads");
        }
        ForkResult::Parent { child } => {
            drop(far);
            near.write_all(b"call").expect("the child reads");
            near.read_exact(&mut [0; 6]).expect("the child writes");
            waitpid(child, None).expect("it is our child");
        }
    }
}

/// Reads a pipe to its end while holding the write end itself.
pub fn keep_own_write_end() {
    let (mut reader, _writer) = std::io::pipe().expect("there is room for a pipe");
    let _ = reader.read(&mut [0; 1]);
}

/// Fills a pipe that only it could empty.
pub fn keep_own_read_end() {
    let (_reader, mut writer) = std::io::pipe().expect("there is room for a pipe");
    while writer.write_all(&[0; 4096]).is_ok() {}
}

/// Writes `count` times 3 bytes into a pipe, and reads them in another thread, 3 at a time.
pub fn many_small_writes(count: usize) {
    let (mut reader, mut writer) = std::io::pipe().expect("there is room for a pipe");
    let thread = thread::spawn(move || {
        for _ in 0..count {
            reader.read_exact(&mut [0; 3]).expect("somebody writes");
        }
    });
    for _ in 0..count {
        writer.write_all(b"abc").expect("somebody reads");
    }
    thread.join().expect("reading does not panic");
}

/// Writes `count` times 8 bytes into a pipe that another thread empties in large gulps.
pub fn pour_into_pipe(count: usize) {
    let (mut reader, mut writer) = std::io::pipe().expect("there is room for a pipe");
    let thread = thread::spawn(move || {
        let mut gulp = vec![0; 64 << 10];
        while reader.read(&mut gulp).expect("a pipe can be read") > 0 {}
    });
    for _ in 0..count {
        writer.write_all(b"8 bytes\n").expect("somebody reads");
    }
    drop(writer);
    thread.join().expect("reading does not panic");
}

/// After a thousand reads and writes, waits for bytes that nobody will write.
pub fn busy_then_stuck() {
    let (mut reader, mut writer) = std::io::pipe().expect("there is room for a pipe");
    for _ in 0..1000 {
        writer.write_all(b"x").expect("it is read at once");
        reader.read_exact(&mut [0]).expect("it was just written");
    }
    let _ = reader.read(&mut [0]);
}

/// Gives up waiting for bytes, because it has set a limit.
pub fn wait_with_time_limit() {
    let (mut near, _far) = UnixStream::pair().expect("there is room for sockets");
    let limit = std::time::Duration::from_millis(100);
    near.set_read_timeout(Some(limit)).expect("the limit is not zero");
    let waited = near.read(&mut [0]).expect_err("nobody writes");
    assert_eq!(waited.kind(), std::io::ErrorKind::WouldBlock);
}

/// Ends with a file and a pipe open.
pub fn leave_open(path: &str) {
    let file = File::open(path).expect("the test gives a file");
    let pipe = std::io::pipe().expect("there is room for a pipe");
    std::mem::forget((file, pipe));
}

/// Writes one line from two parts in one call.
pub fn write_vector() {
    let parts = [IoSlice::new(b"one "), IoSlice::new(b"line\n")];
    // SAFETY: descriptor 1 is open from the start, and is not closed: the file is forgotten.
    let mut stdout = unsafe { <File as std::os::fd::FromRawFd>::from_raw_fd(1) };
    let written = stdout.write_vectored(&parts).expect("somebody reads");
    assert_eq!(written, 9, "a pipe takes nine bytes at once");
    std::mem::forget(stdout);
}

/// Writes a line that is not UTF-8, and one without an end.
pub fn write_rubbish() {
    let mut stdout = std::io::stdout();
    stdout.write_all(b"caf\xe9\nno end").expect("somebody reads");
    stdout.flush().expect("somebody reads");
}

/// Writes for ever.
pub fn flood() {
    let line = "all work and no play\n".repeat(1000);
    loop {
        std::io::stdout().write_all(line.as_bytes()).expect("somebody reads");
    }
}
