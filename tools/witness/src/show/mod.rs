//! A report, shown to people and to other tools.
//!
//! - [`text`] for a terminal or a file: what ran, who lived, who said what, who waited, what was left.
//! - [`timeline`] as a picture, for a page.
//! - [`trace`] for ui.perfetto.dev, where one can zoom.
//!
//! What came of many runs is shown by [`explored()`], a schedule that fails by [`failure`].
//!
//! All of them are bounded: a run of ten thousand threads is told by its first and its last ones, and
//! by how many were left out. What a program wrote is shown escaped, so that it drives no terminal
//! and breaks no page.

mod bound;
mod circle;
mod explored;
mod place;
mod text;
mod timeline;
mod trace;
mod words;

pub use explored::{every_step, explored, explored_within, failure};
pub use text::text;
pub use timeline::timeline;
pub use trace::trace;
pub use words::{process_role, role};
