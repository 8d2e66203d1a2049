//! What all pictures have in common: a frame, a title, a description, and how they look.
//!
//! A picture is one SVG element without a line break. In a page it takes its letters' colour from what
//! is around it, and the other colours from the page's `color-scheme`; the page says once, with [`STYLE`],
//! what the classes look like. As a file of its own it carries that along ([`alone`]). Nothing is told
//! by colour alone, and what a picture shows is also said in words, in its description.

use messages::Language;

use super::svg::{Svg, escaped, number};

/// How the classes of all pictures look. All rules begin with `.telar-figure`, so that a page can
/// override them and is not touched by them.
///
/// On a screen that is narrower than a picture's letters can stand, the picture keeps its width: the
/// element around it has to scroll.
pub const STYLE: &str = include_str!("figure.css");

/// What a picture needs where no page is around it.
const PAPER: &str = "\
.telar-figure{color-scheme:light dark;color:#1f2328;color:light-dark(#1f2328,#e6edf3)}\
.telar-figure .paper{fill:#fff;fill:light-dark(#fff,#161b22)}";

/// The width in the picture's own units; a line of letters is 15 units high.
pub(super) const WIDTH: f64 = 600.0;
/// Free space at the left and at the right.
pub(super) const MARGIN: f64 = 14.0;
/// About the width of a letter, in `small` text.
pub(super) const LETTER: f64 = 7.0;

/// A picture, ready to be put together.
pub(super) struct Figure {
    /// What it is: one word more of its class.
    pub(super) kind: &'static str,
    pub(super) language: Language,
    pub(super) title: String,
    /// What it shows, in words.
    pub(super) description: String,
    pub(super) height: f64,
    pub(super) drawn: Svg,
}

impl Figure {
    /// The SVG element.
    pub(super) fn finish(self) -> String {
        let Self { kind, language, title, description, height, drawn } = self;
        let drawn = drawn.to_string();
        let all = format!("{kind}{title}{description}{drawn}");
        let id = format!("telar-{:016x}", fingerprint(&all));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"telar-figure telar-{kind}\" \
             role=\"img\" lang=\"{language}\" viewBox=\"0 0 {} {}\" \
             aria-labelledby=\"{id}-t {id}-d\">\
             <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>{drawn}</svg>",
            number(WIDTH),
            number(height),
            escaped(&title),
            escaped(&description),
        )
    }
}

/// The picture as the contents of a file of its own, which brings its style and its paper.
///
/// # Panics
///
/// When `svg` is not a picture of this module's.
pub fn alone(svg: &str) -> String {
    let (tag, rest) = svg.split_once('>').expect("a picture is an element");
    format!(
        "{tag}>\n<style>\n{STYLE}{PAPER}\n</style>\n\
         <rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n{rest}\n"
    )
}

/// FNV-1a: several pictures on one page need different names for their titles, and the same picture
/// must get the same name each time.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
