//! What of a thread's output is its own words.
//!
//! A Rust thread that panics writes, besides its message, what differs between runs that are alike:
//! the kernel's number and the name of the thread, the source line, and (only the first one that
//! panics) how to see a backtrace. The story keeps that it panicked, and the message.

use crate::escape::escaped;
use crate::report::{Line, Report, Stream};

/// For each thread its lines in its own order, each with its stream.
pub(super) fn said(report: &Report) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<&Line>> = vec![Vec::new(); report.threads.len()];
    for line in &report.lines {
        lines[line.thread].push(line);
    }
    lines.into_iter().map(own_words).collect()
}

fn own_words(lines: Vec<&Line>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut in_backtrace = false;
    for line in lines {
        if line.stream == Stream::Stdout {
            said.push(tell(line, &line.text));
            continue;
        }
        if line.text == "stack backtrace:" {
            in_backtrace = true;
            continue;
        }
        if in_backtrace && is_frame(&line.text) {
            continue;
        }
        in_backtrace = false;
        if is_advice(&line.text) {
            continue;
        }
        let Some(rest) = after_thread_name(&line.text) else {
            said.push(tell(line, &line.text));
            continue;
        };
        // The runtime puts an empty line before its message.
        if said.last().is_some_and(|last| last == "err:") {
            said.pop();
        }
        let rest = if rest.starts_with("panicked at ") { "panicked:" } else { rest };
        said.push(tell(line, &format!("thread {rest}")));
    }
    said
}

fn tell(line: &Line, text: &str) -> String {
    let stream = match line.stream {
        Stream::Stdout => "out",
        Stream::Stderr => "err",
    };
    let unfinished = if line.complete { "" } else { " (without newline)" };
    match text {
        "" => format!("{stream}{unfinished}:"),
        text => format!("{stream}{unfinished}: {}", escaped(text)),
    }
}

/// What follows `thread 'NAME' (NUMBER) `, or `thread 'NAME' ` as older ones write, at the
/// beginning of a message of Rust's runtime.
fn after_thread_name(text: &str) -> Option<&str> {
    let after_name = text.strip_prefix("thread '")?.split_once("' ")?.1;
    let numbered = after_name.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    let rest = match numbered {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => after_name,
    };
    (rest.starts_with("panicked at ") || rest.starts_with("has overflowed its stack"))
        .then_some(rest)
}

fn is_advice(text: &str) -> bool {
    text.starts_with("note: run with `RUST_BACKTRACE=1`")
        || text.starts_with("note: Some details are omitted, run with `RUST_BACKTRACE=full`")
}

/// A line of a backtrace: `   3: std::panicking…` or `             at ./src/main.rs:3:5`.
fn is_frame(text: &str) -> bool {
    let Some(trimmed) = text.strip_prefix("  ").map(str::trim_start) else {
        return false;
    };
    let number = trimmed.split(':').next().unwrap_or_default();
    trimmed.starts_with("at ")
        || (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
