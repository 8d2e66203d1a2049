//! Writing to the two streams.
//!
//! A reader that has seen enough (`cargo telar list | head -1`) is no error of anybody's, so a closed
//! stream is passed over; any other failure, such as a full disk, is told.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use anyhow::Context;

/// What is right.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What is not right.
pub const BAD: Style = AnsiColor::Red.on_default();
/// What is open.
pub const OPEN: Style = AnsiColor::Yellow.on_default();
/// What can be typed.
pub const COMMAND: Style = AnsiColor::Cyan.on_default();
/// Headings.
pub const STRONG: Style = Style::new().bold();
/// What can be passed over.
pub const FAINT: Style = Style::new().dimmed();

/// Writes text for people: with colours on a terminal, without them elsewhere.
pub fn text(text: &str) -> anyhow::Result<()> {
    write(&mut anstream::stdout(), text.as_bytes())
}

/// Writes text for programs, as it is.
pub fn data(text: &str) -> anyhow::Result<()> {
    write(&mut io::stdout().lock(), text.as_bytes())
}

/// Writes what accompanies the answer, such as a compiler's warnings, to standard error.
pub fn aside(text: &str) {
    // Nobody is left to be told when standard error itself is gone.
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Writes an error with its causes.
pub fn error(error: &anyhow::Error) {
    const ERROR: Style = AnsiColor::Red.on_default().bold();
    aside(&format!("{ERROR}error:{ERROR:#} {error:#}\n"));
}

fn write(stream: &mut impl Write, bytes: &[u8]) -> anyhow::Result<()> {
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.context("failed to write to standard output"),
    }
}

/// `text` with `margin` before each line that is not empty, and a newline at its end.
pub fn indented(text: &str, margin: &str) -> String {
    text.lines()
        .map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("{margin}{line}\n"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_get_no_margin() {
        assert_eq!(indented("one\n\n  two", "  "), "  one\n\n    two\n");
    }

    struct Refuses(io::ErrorKind);

    impl Write for Refuses {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_stream_is_passed_over_and_a_full_disk_is_not() {
        assert!(write(&mut Refuses(io::ErrorKind::BrokenPipe), b"x").is_ok());
        let error = write(&mut Refuses(io::ErrorKind::StorageFull), b"x").unwrap_err();
        assert!(format!("{error:#}").starts_with("failed to write to standard output: "));
    }
}
