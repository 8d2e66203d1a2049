//! What a program wrote, made safe to be shown.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with everything spelled out that a terminal would obey instead of show, or that would
/// make the text look other than it is: control characters, and those that turn the direction of
/// writing or begin a new line.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            '\n' => shown.push_str("\\n"),
            other if is_unsafe(other) => {
                write!(shown, "\\u{{{:x}}}", u32::from(other)).expect("a String takes everything");
            }
            other => shown.push(other),
        }
    }
    Cow::Owned(shown)
}

fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061c}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in ["Hilo 0 terminó", "a\u{fffd}b", "👩‍🚀", "C:\\new"] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn a_terminal_is_not_driven_by_a_program() {
        assert_eq!(escaped("\x1b[2J\x07\r"), "\\u{1b}[2J\\u{7}\\r");
        assert_eq!(escaped("\u{9b}31m"), "\\u{9b}31m");
        assert_eq!(escaped("abc\u{202e}cba"), "abc\\u{202e}cba");
    }
}
