//! Pipes between processes: who holds which end, how much fits, where a message ends.

use std::io::{PipeReader, Read, Write, pipe, read_to_string};
use std::thread;
use std::time::Duration;

use crate::helpers::{fork_child, reap_well};
use crate::{Kind::Deadlock, Kind::Panic, Pair};

pub const PAIRS: &[Pair] = &[
    Pair::new("write-end-kept", Deadlock, write_end_kept_wrong, write_end_kept_right),
    Pair::new("write-end-inherited", Deadlock, inherited_wrong, inherited_right),
    Pair::new("wait-before-drain", Deadlock, wait_before_drain_wrong, wait_before_drain_right),
    Pair::new("partial-read", Panic, partial_read_wrong, partial_read_right),
    Pair::new("torn-lines", Panic, torn_lines_wrong, torn_lines_right),
    Pair::new("one-pipe-both-ways", Deadlock, both_ways_wrong, both_ways_right),
];

/// Without `move`, the parent still holds the write end while it reads to the end.
fn write_end_kept_wrong() {
    let (reader, writer) = pipe().unwrap();
    let child = fork_child(|| {
        (&writer).write_all(b"hello").unwrap();
        0
    });
    assert_eq!(read_to_string(reader).unwrap(), "hello");
    reap_well(child);
}

/// The write end is moved into the child.
fn write_end_kept_right() {
    let (reader, writer) = pipe().unwrap();
    let child = fork_child(move || {
        (&writer).write_all(b"hello").unwrap();
        0
    });
    assert_eq!(read_to_string(reader).unwrap(), "hello");
    reap_well(child);
}

/// Reads to the end; ends well.
fn swallow(reader: PipeReader) -> i32 {
    read_to_string(reader).unwrap();
    0
}

/// The second child is born with a copy of the first one's write end, so the first sees no end as
/// long as the second lives.
fn inherited_wrong() {
    let (reader, writer) = pipe().unwrap();
    let mut first_writer = Some(writer);
    let first = fork_child(|| {
        drop(first_writer.take());
        swallow(reader)
    });
    let (reader, writer) = pipe().unwrap();
    let mut second_writer = Some(writer);
    let second = fork_child(|| {
        drop(second_writer.take());
        swallow(reader)
    });
    drop(first_writer);
    reap_well(first);
    drop(second_writer);
    reap_well(second);
}

/// The second child closes all that it does not use.
fn inherited_right() {
    let (reader, writer) = pipe().unwrap();
    let mut first_writer = Some(writer);
    let first = fork_child(|| {
        drop(first_writer.take());
        swallow(reader)
    });
    let (reader, writer) = pipe().unwrap();
    let mut second_writer = Some(writer);
    let second = fork_child(|| {
        drop(first_writer.take());
        drop(second_writer.take());
        swallow(reader)
    });
    drop(first_writer);
    reap_well(first);
    drop(second_writer);
    reap_well(second);
}

/// More than a pipe holds, which is 64 KiB.
const MUCH: usize = 200 << 10;

/// The parent waits for its child before it reads; the child waits for room in the pipe.
fn wait_before_drain_wrong() {
    let (reader, mut writer) = pipe().unwrap();
    let child = fork_child(move || {
        writer.write_all(&[b'.'; MUCH]).unwrap();
        0
    });
    reap_well(child);
    assert_eq!(read_to_string(reader).unwrap().len(), MUCH);
}

/// The parent reads, then waits.
fn wait_before_drain_right() {
    let (reader, mut writer) = pipe().unwrap();
    let child = fork_child(move || {
        writer.write_all(&[b'.'; MUCH]).unwrap();
        0
    });
    assert_eq!(read_to_string(reader).unwrap().len(), MUCH);
    reap_well(child);
}

/// One read is taken for one message; it brings what is there by then.
fn partial_read_wrong() {
    let (mut reader, mut writer) = pipe().unwrap();
    let child = fork_child(move || {
        writer.write_all(b"hello, ").unwrap();
        writer.write_all(b"world").unwrap();
        0
    });
    let mut message = [0; 64];
    let length = reader.read(&mut message).unwrap();
    reap_well(child);
    assert_eq!(&message[..length], b"hello, world");
}

/// Reads until the message is whole.
fn partial_read_right() {
    let (mut reader, mut writer) = pipe().unwrap();
    let child = fork_child(move || {
        writer.write_all(b"hello, ").unwrap();
        writer.write_all(b"world").unwrap();
        0
    });
    let mut message = [0; 12];
    reader.read_exact(&mut message).unwrap();
    reap_well(child);
    assert_eq!(&message, b"hello, world");
}

/// Two children write a line each with `writeln!`, which writes it in pieces, between which the other
/// one's may come.
fn torn_lines_wrong() {
    let (reader, writer) = pipe().unwrap();
    let start = |number: u32| {
        fork_child(|| {
            writeln!(&writer, "child {number} is done").unwrap();
            0
        })
    };
    let children = [start(1), start(2)];
    drop(writer);
    let text = read_to_string(reader).unwrap();
    children.into_iter().for_each(reap_well);
    check_lines(&text);
}

/// Each line is one write; the system keeps those whole that are as short as this.
fn torn_lines_right() {
    let (reader, writer) = pipe().unwrap();
    let start = |number: u32| {
        fork_child(|| {
            let line = format!("child {number} is done\n");
            (&writer).write_all(line.as_bytes()).unwrap();
            0
        })
    };
    let children = [start(1), start(2)];
    drop(writer);
    let text = read_to_string(reader).unwrap();
    children.into_iter().for_each(reap_well);
    check_lines(&text);
}

fn check_lines(text: &str) {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["child 1 is done", "child 2 is done"]);
}

/// Answers a question of one byte with the byte that follows it.
fn answer(mut questions: impl Read, mut answers: impl Write) -> i32 {
    let mut byte = [0];
    questions.read_exact(&mut byte).unwrap();
    answers.write_all(&[byte[0] + 1]).unwrap();
    0
}

/// Question and answer go through the same pipe: the parent may read its own question, and the child
/// waits for it for ever.
fn both_ways_wrong() {
    let (reader, writer) = pipe().unwrap();
    let child = fork_child(|| answer(&reader, &writer));
    (&writer).write_all(b"a").unwrap();
    // "By now the child has the question."
    thread::sleep(Duration::from_millis(100));
    let mut byte = [0];
    (&reader).read_exact(&mut byte).unwrap();
    reap_well(child);
    assert_eq!(&byte, b"b");
}

/// A pipe for each direction.
fn both_ways_right() {
    let (questions, mut asker) = pipe().unwrap();
    let (mut answers, answerer) = pipe().unwrap();
    let child = fork_child(move || answer(questions, answerer));
    asker.write_all(b"a").unwrap();
    let mut byte = [0];
    answers.read_exact(&mut byte).unwrap();
    reap_well(child);
    assert_eq!(&byte, b"b");
}
