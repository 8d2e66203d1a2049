//! Elements of a picture, written as text.

use std::borrow::Cow;
use std::fmt;

/// Elements, in the order in which they are drawn. There is no line break between them: so a picture
/// can stand in a page of Markdown, where an empty line would end it.
#[derive(Debug, Default)]
pub(super) struct Svg {
    text: String,
}

impl Svg {
    pub(super) fn path(&mut self, class: &str, path: &str) {
        if !path.is_empty() {
            self.text += &format!("<path class=\"{class}\" d=\"{path}\"/>");
        }
    }

    pub(super) fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        self.text += &format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\"/>",
            number(x),
            number(y),
            number(width),
            number(height),
        );
    }

    pub(super) fn dot(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        self.text += &format!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            number(x),
            number(y),
            number(radius),
        );
    }

    pub(super) fn text(&mut self, class: &str, at: (f64, f64), text: &str) {
        self.anchored("start", class, at, text);
    }

    pub(super) fn middle(&mut self, class: &str, at: (f64, f64), text: &str) {
        self.anchored("middle", class, at, text);
    }

    pub(super) fn right(&mut self, class: &str, at: (f64, f64), text: &str) {
        self.anchored("end", class, at, text);
    }

    /// These elements on top.
    pub(super) fn append(&mut self, other: Self) {
        self.text += &other.text;
    }

    /// Whether nothing of this class is drawn.
    pub(super) fn lacks(&self, class: &str) -> bool {
        !self.text.contains(&format!(" class=\"{class}\""))
    }

    fn anchored(&mut self, anchor: &str, class: &str, (x, y): (f64, f64), text: &str) {
        if text.is_empty() {
            return;
        }
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        self.text += &format!(
            "<text{class} x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            number(x),
            number(y),
            escaped(text),
        );
    }
}

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A coordinate with as many decimals as the eye can use.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A straight line as a path.
pub(super) fn line((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    format!("M{} {}L{} {}", number(x), number(y), number(to_x), number(to_y))
}

/// The text with everything spelled out that XML would take for its own, or not take at all.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    // First the control characters: most of them may not stand in XML, not even spelled out.
    let text: Cow<str> = crate::escape::escaped(text);
    for character in text.chars() {
        match character {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\'' => shown.push_str("&#39;"),
            // No characters of XML either.
            '\u{fffe}' | '\u{ffff}' => shown.push('\u{fffd}'),
            other => shown.push(other),
        }
    }
    shown
}
