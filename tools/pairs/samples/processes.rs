//! Other programs, started and waited for.

use std::io::{ErrorKind, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::Sample;

pub const SAMPLES: &[Sample] = &[
    ("output", output),
    ("output-of-both", output_of_both),
    ("feed", feed),
    ("try-wait", try_wait),
    ("kill-child", kill_child),
    ("no-such-program", no_such_program),
    ("pre-exec", pre_exec),
    ("pipeline", pipeline),
    ("commands-side-by-side", commands_side_by_side),
    ("shell", shell),
];

/// More than fits into a pipe is read while it is written.
fn output() {
    let output = Command::new("seq").arg("20000").output().unwrap();
    assert!(output.status.success());
    assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 20_000);
}

fn output_of_both() {
    let output =
        Command::new("sh").args(["-c", "seq 15000; seq 15000 >&2; exit 3"]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(output.stdout, output.stderr);
}

/// One thread writes to the other program what the first one reads back.
fn feed() {
    let mut cat = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = cat.stdin.take().unwrap();
    let writer = thread::spawn(move || input.write_all(&[b'x'; 150_000]).unwrap());
    let mut read = Vec::new();
    cat.stdout.take().unwrap().read_to_end(&mut read).unwrap();
    writer.join().unwrap();
    assert!(cat.wait().unwrap().success());
    assert_eq!(read.len(), 150_000);
}

/// Looks after a child now and then.
fn try_wait() {
    let mut child = Command::new("sleep").arg("1").spawn().unwrap();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => thread::sleep(Duration::from_millis(100)),
        }
    };
    assert!(status.success());
}

/// It would read for ever.
fn kill_child() {
    let mut child = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
    thread::sleep(Duration::from_millis(100));
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(libc::SIGKILL));
}

fn no_such_program() {
    let error = Command::new("/there/is/no/such/program").spawn().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}

/// With something to be done between fork and exec, the child is a real copy.
fn pre_exec() {
    let mut command = Command::new("true");
    // SAFETY: nothing is done that needs memory or locks.
    unsafe { command.pre_exec(|| Ok(())) };
    assert!(command.status().unwrap().success());
}

/// Three programs, each reading what the one before it writes.
fn pipeline() {
    let mut first = Command::new("seq").arg("1000").stdout(Stdio::piped()).spawn().unwrap();
    let mut second = Command::new("sort")
        .arg("-rn")
        .stdin(first.stdout.take().unwrap())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let third =
        Command::new("head").arg("-1").stdin(second.stdout.take().unwrap()).output().unwrap();
    assert_eq!(third.stdout, b"1000\n");
    first.wait().unwrap();
    second.wait().unwrap();
}

/// Threads start programs at the same time; no one's pipe is held open by the other's program.
fn commands_side_by_side() {
    thread::scope(|scope| {
        for word in ["one", "two", "three"] {
            scope.spawn(move || {
                let output = Command::new("echo").arg(word).output().unwrap();
                assert_eq!(output.stdout, format!("{word}\n").into_bytes());
            });
        }
    });
}

fn shell() {
    let script = "x=$(echo a; (sleep 1; echo b) & wait); test \"$x\" = \"$(printf 'a\\nb')\"";
    assert!(Command::new("sh").args(["-c", script]).status().unwrap().success());
}
