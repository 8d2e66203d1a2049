//! A report, shown to people and to other tools.
//!
//! - [`text`] for a terminal or a file: what ran, who lived, who said what, who waited, what was left.
//! - [`timeline`], [`tree`] and [`pipes`] as pictures, for a page; with [`alone`], for a file. How they look
//!   is in [`STYLE`], for the page to say once. A [`plot`] and a [`table`] show measurements.
//! - [`strips`] draws a run with letters, for a terminal.
//! - [`trace`] for ui.perfetto.dev, where one can zoom.
//!
//! A line of a [`story`](crate::story()) is shown by [`story_line`].
//!
//! What came of many runs is shown by [`explored()`], a schedule that fails by [`failure`].
//!
//! All of them are bounded: a run of ten thousand threads is told by its first and its last ones, and
//! by how many were left out. What a program wrote is shown escaped, so that it drives no terminal
//! and breaks no page.

mod bound;
mod circle;
mod explored;
mod figure;
mod pipes;
mod place;
mod plot;
mod story_line;
mod strips;
mod svg;
mod text;
mod timeline;
mod trace;
mod tree;
mod words;

pub use explored::{every_step, explored, explored_within, failure};
pub use figure::{STYLE, alone};
pub use pipes::pipes;
pub use plot::{plot, table};
pub use story_line::story_line;
pub use strips::{strips, strips_legend};
pub use text::text;
pub use timeline::timeline;
pub use trace::trace;
pub use tree::tree;
pub use words::{process_role, role};
