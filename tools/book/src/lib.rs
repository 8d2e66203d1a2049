//! The book's builder: two editions of the same pages, checked, filled with what was recorded, and
//! rendered by mdBook.
//!
//! # How a build goes
//!
//! [`sources`] reads everything, [`edition`] the pages of one language; [`page`] finds in a page what matters here: headings,
//! fences, directives, links. [`checks`] looks at both editions together and collects a [`Refusal`] for
//! everything that must not be published. [`expand`] puts listings, recorded runs and figures in the
//! places of the directives; what is missing there is a refusal, too. Only when there is none does
//! [`site`] let mdBook render both editions, beside the place where they belong, and move them there.
//! [`serve`] does all that again whenever a page changes, and lets open pages follow.
//!
//! [`record`] makes the recordings, [`scheduler`] those of the figure in which the reader is the
//! scheduler. Nothing is run or measured while the book is built.
//!
//! # Invariants
//!
//! - No listing and no output stands in a page itself: both come from files that tests run.
//! - All refusals are told at once, and a refused build leaves the last good book as it was.
//! - Both editions have the same structure, and `book/translations.toml` says which texts belong
//!   together.

pub mod site;

pub mod sources;
pub mod edition;
pub mod page;
mod directive;
mod refusal;

mod checks;
pub mod translations;

mod expand;
mod listing;
mod theme;
mod say;

pub mod serve;

pub mod record;
pub mod scheduler;

pub use refusal::Refusal;
